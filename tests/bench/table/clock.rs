//! The clock of the benchmarks.

use std::time::{Duration, Instant};

/// This moment.
#[expect(clippy::disallowed_methods, reason = "a benchmark reads the clock")]
pub fn now() -> Instant {
    Instant::now()
}

/// What this thread has had of a processor so far, where the system says so (Linux); otherwise
/// `None`. Unlike [`now`] it leaves out what other threads and programs took meanwhile.
pub fn spent_by_this_thread() -> Option<Duration> {
    let line = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    let nanoseconds = line.split_whitespace().next()?.parse().ok()?;
    Some(Duration::from_nanos(nanoseconds))
}
