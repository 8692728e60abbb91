//! One file, read in a process of its own: what it takes there is its alone, and a fault there
//! ends only it.

use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use linchpin::text::Article;

/// The word that asks this program to read one file.
pub const FLAG: &str = "--one";

/// What came of a file.
pub struct Read {
    /// The text, or why there is none.
    pub result: Result<String, String>,
    /// How long it took, starting the process included.
    pub took: Duration,
    /// The most memory that was in use, in bytes; 0 where the system does not say.
    pub peak: u64,
}

/// Reads a file in this process and prints the peak of memory and the text, or why there is
/// none.
pub fn read_here(file: &Path) {
    let bytes = std::fs::read(file).expect("the file was listed a moment ago");
    let name = file.file_name().unwrap_or_default().to_string_lossy();
    let article = Article::from_bytes(&bytes, &name);
    let peak = find_peak().unwrap_or(0);
    match article {
        Ok(article) => print!("ok {peak}\n{}", article.text),
        Err(error) => print!("no {peak}\n{error}"),
    }
}

/// Reads a file in a process of its own.
#[expect(clippy::disallowed_methods, reason = "a benchmark reads the clock")]
pub fn read(file: &Path) -> Read {
    let begun = Instant::now();
    let output = Command::new(std::env::current_exe().expect("this program has a file"))
        .arg(FLAG)
        .arg(file)
        .stderr(Stdio::piped())
        .output()
        .expect("this program can be started again");
    let took = begun.elapsed();
    let text = String::from_utf8_lossy(&output.stdout);
    let (head, body) = text.split_once('\n').unwrap_or_default();
    let (verdict, peak) = head.split_once(' ').unwrap_or_default();
    let result = match verdict {
        "ok" => Ok(body.to_owned()),
        "no" => Err(body.to_owned()),
        _ => Err(format!(
            "BROKE DOWN: {}",
            String::from_utf8_lossy(&output.stderr)
                .lines()
                .take(3)
                .collect::<Vec<_>>()
                .join(" ")
        )),
    };
    Read {
        result,
        took,
        peak: peak.parse().unwrap_or(0),
    }
}

/// The most memory that this process has had in use, in bytes.
fn find_peak() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM:"))?;
    let kilobytes: u64 = line.split_whitespace().nth(1)?.parse().ok()?;
    Some(kilobytes * 1024)
}
