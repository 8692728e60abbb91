//! The clock of the benchmarks.

use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// A process that takes longer than this is given up.
const PATIENCE: Duration = Duration::from_mins(3);

/// The median of `n` runs, in milliseconds, and that of the first run alone, with caches cold.
pub fn median<T>(n: usize, mut work: impl FnMut() -> T) -> (f64, f64) {
    let mut times: Vec<f64> = (0..n.max(1))
        .map(|_| {
            let begin = now();
            let result = work();
            let took = begin.elapsed().as_secs_f64() * 1000.0;
            drop(std::hint::black_box(result));
            took
        })
        .collect();
    let first = times[0];
    times.sort_by(f64::total_cmp);
    (times[times.len() / 2], first)
}

/// The median time of a process, in milliseconds; its failure or the end of patience as words.
pub fn median_of_process(n: usize, command: &mut Command) -> Result<f64, String> {
    let mut times = Vec::new();
    for _ in 0..n.max(1) {
        let begin = now();
        let child = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn();
        let mut child = child.map_err(|error| error.to_string())?;
        let status = loop {
            match child.try_wait() {
                Ok(Some(status)) => break status,
                Ok(None) if begin.elapsed() < PATIENCE => {
                    std::thread::sleep(Duration::from_micros(500));
                }
                Ok(None) => {
                    drop(child.kill());
                    drop(child.wait());
                    return Err(format!("> {} s", PATIENCE.as_secs()));
                }
                Err(error) => return Err(error.to_string()),
            }
        };
        if !status.success() {
            return Err("failed".to_owned());
        }
        times.push(begin.elapsed().as_secs_f64() * 1000.0);
        // What takes seconds is not measured many times.
        if begin.elapsed() > Duration::from_secs(5) {
            break;
        }
    }
    times.sort_by(f64::total_cmp);
    Ok(times[times.len() / 2])
}

/// A time as people read it.
pub fn say(milliseconds: f64) -> String {
    match milliseconds {
        ms if ms < 0.1 => format!("{:.1} µs", ms * 1000.0),
        ms if ms < 10.0 => format!("{ms:.2} ms"),
        ms if ms < 1000.0 => format!("{ms:.0} ms"),
        ms => format!("{:.1} s", ms / 1000.0),
    }
}

#[expect(clippy::disallowed_methods, reason = "a benchmark reads the clock")]
fn now() -> Instant {
    Instant::now()
}
