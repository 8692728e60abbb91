//! What a frame of the map costs, on generated maps of 1,000 to 100,000 boxes:
//!
//! ```sh
//! cargo bench --bench frame
//! cargo bench --bench frame -- 10000      # no map larger than that
//! ```

#[path = "table/clock.rs"]
mod clock;
#[path = "table/desk.rs"]
mod desk;
#[path = "table/frames.rs"]
mod frames;
#[path = "table/generate.rs"]
mod generate;
#[path = "table/table.rs"]
mod table;
#[path = "table/vocabulary.rs"]
mod vocabulary;

fn main() {
    let most = std::env::args().find_map(|arg| arg.parse().ok());
    let sizes = frames::SIZES.into_iter();
    let figures: Vec<_> = sizes
        .filter(|&n| most.is_none_or(|most: usize| n <= most))
        .flat_map(|n| [frames::measure(n), frames::measure_gestures(n)].concat())
        .collect();
    println!("{}", frames::show(&figures));
}
