//! Writing beyond the size that the system lets a file have.
//!
//! Such a write fails like any other, unless nobody listens: then the system ends the process in the middle
//! of it, and whoever saves under a limit (`ulimit -f`, a quota of a batch system) is told nothing.

/// Lets writes beyond the limit fail with an error instead of ending the program. To be called once, at
/// the start.
#[cfg(unix)]
pub fn outlive_size_limit() {
    // Nobody reads what is noted: that somebody listens is all that is wanted, for as long as the
    // program runs. Where it cannot be had, the system does as it did.
    if let Ok(signals) = async_signal::Signals::new([async_signal::Signal::Xfsz]) {
        std::mem::forget(signals);
    }
}

/// Other systems end nobody for that.
#[cfg(not(unix))]
pub fn outlive_size_limit() {}
