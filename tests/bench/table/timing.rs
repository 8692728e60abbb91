//! How long work takes. Of several runs the least time counts: other programs on the
//! machine can only make it longer.

use std::process::{Command, Stdio};
use std::time::Duration;

use super::clock::now;

/// How long a process took.
pub enum Took {
    /// So many milliseconds, and what it printed.
    Milliseconds(f64, String),
    /// It was stopped after the limit.
    Over,
    /// It did not do its work; why.
    Failed(String),
}

/// The least of at most `n` runs in milliseconds, and the time of the first, with caches cold.
/// What takes seconds is not run as often.
pub fn least<T>(n: usize, mut work: impl FnMut() -> T) -> (f64, f64) {
    const ENOUGH: f64 = 1500.0;
    let (mut least, mut first, mut sum) = (f64::INFINITY, None, 0.0);
    for _ in 0..n.max(1) {
        let begin = now();
        let result = work();
        let took = begin.elapsed().as_secs_f64() * 1000.0;
        drop(std::hint::black_box(result));
        first.get_or_insert(took);
        least = least.min(took);
        sum += took;
        if sum > ENOUGH {
            break;
        }
    }
    (least, first.unwrap_or(least))
}

/// The least time of `n` runs of a process, none longer than `limit`. What takes seconds is not
/// run again.
pub fn least_of_process(n: usize, limit: Duration, mut command: impl FnMut() -> Command) -> Took {
    let mut best: Option<(f64, String)> = None;
    for _ in 0..n.max(1) {
        match run(limit, &mut command()) {
            Took::Milliseconds(ms, printed) => {
                if best.as_ref().is_none_or(|(least, _)| ms < *least) {
                    best = Some((ms, printed));
                }
                if ms > 2000.0 {
                    break;
                }
            }
            other => return other,
        }
    }
    let (ms, printed) = best.expect("there was a run");
    Took::Milliseconds(ms, printed)
}

/// Runs a process once.
pub fn run(limit: Duration, command: &mut Command) -> Took {
    let begin = now();
    command.stdin(Stdio::null()).stderr(Stdio::null());
    let child = command.stdout(Stdio::piped()).spawn();
    let mut child = match child {
        Ok(child) => child,
        Err(error) => return Took::Failed(error.to_string()),
    };
    // What it prints is taken off while it runs, or a full pipe would hold it up.
    let pipe = child.stdout.take();
    let reader = std::thread::spawn(move || {
        let mut printed = Vec::new();
        if let Some(mut pipe) = pipe {
            drop(std::io::copy(&mut pipe, &mut printed));
        }
        String::from_utf8_lossy(&printed).into_owned()
    });
    loop {
        match child.try_wait() {
            Ok(Some(status)) => {
                let took = begin.elapsed().as_secs_f64() * 1000.0;
                let printed = reader.join().unwrap_or_default();
                return if status.success() {
                    Took::Milliseconds(took, printed)
                } else {
                    Took::Failed("failed".to_owned())
                };
            }
            Ok(None) if begin.elapsed() < limit => {
                let pause = begin.elapsed() / 200;
                std::thread::sleep(
                    pause.clamp(Duration::from_micros(20), Duration::from_millis(20)),
                );
            }
            Ok(None) => {
                drop(child.kill());
                drop(child.wait());
                return Took::Over;
            }
            Err(error) => return Took::Failed(error.to_string()),
        }
    }
}

/// A time as people read it.
pub fn say(milliseconds: f64) -> String {
    match milliseconds {
        ms if ms < 0.1 => format!("{:.1} µs", ms * 1000.0),
        ms if ms < 10.0 => format!("{ms:.2} ms"),
        ms if ms < 1000.0 => format!("{ms:.0} ms"),
        ms if ms < 10_000.0 => format!("{:.2} s", ms / 1000.0),
        ms => format!("{:.0} s", ms / 1000.0),
    }
}
