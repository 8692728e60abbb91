//! What reading costs, in generated articles of 10,000 to 300,000 words:
//!
//! ```sh
//! cargo bench --bench reader
//! cargo bench --bench reader -- 100000    # no article longer than that
//! ```
//!
//! The articles have headings, accents and a passage mapped every 300 words. With
//! `cargo test --bench reader` one short article is read once, to see that the program still runs.

#[path = "../table/clock.rs"]
mod clock;
mod desk;
mod measure;
#[path = "../table/table.rs"]
mod table;
mod text;

use measure::Figure;
use table::Table;

/// Words of the articles.
const SIZES: &[usize] = if cfg!(debug_assertions) {
    &[2_000]
} else {
    &[10_000, 100_000, 300_000]
};

fn main() {
    let most = std::env::args().find_map(|arg| arg.parse().ok());
    let sizes = SIZES.iter().copied();
    let mut table = Table::new(&[
        "what",
        "words",
        "median, ms",
        "longest, ms",
        "limit, ms",
        "",
    ]);
    for n in sizes.filter(|&n| most.is_none_or(|most: usize| n <= most)) {
        for Figure {
            what,
            median,
            longest,
            limit,
        } in measure::measure(n)
        {
            let verdict = match limit {
                Some(limit) if median > limit => "over",
                Some(_) => "within",
                None => "",
            };
            table.add(vec![
                what.to_owned(),
                n.to_string(),
                format!("{median:.3}"),
                format!("{longest:.3}"),
                limit.map_or_else(String::new, |limit| limit.to_string()),
                verdict.to_owned(),
            ]);
        }
    }
    println!("{table}");
}
