//! x
fn main() {
    let files = std::env::args().skip(1).map(Into::into).collect();
    if let Err(e) = linchpin::ui::run(files) {
        eprintln!("{e}");
        std::process::exit(2)
    }
}
