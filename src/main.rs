//! The program: commands run without the toolkit, files open the window.

use std::error::Error;
use std::path::PathBuf;
use std::process::ExitCode;

fn main() -> ExitCode {
    linchpin::storage::outlive_size_limit();
    if let Ok(program) = std::env::current_exe() {
        linchpin::app::set_reading_program(program);
    }
    linchpin::cli::run(std::env::args_os(), open_window)
}

#[cfg(feature = "gui")]
fn open_window(files: Vec<PathBuf>) -> Result<(), Box<dyn Error>> {
    Ok(linchpin::ui::run(files)?)
}

#[cfg(not(feature = "gui"))]
fn open_window(_files: Vec<PathBuf>) -> Result<(), Box<dyn Error>> {
    Err(linchpin::cli::NO_WINDOW.into())
}
