//! A world whose clock the test sets.

use std::sync::{Arc, Mutex};

use jiff::tz::TimeZone;
use linchpin::app::{FixedHost, Host};
use linchpin::model::{RandomSource, Time};

/// The seconds that have passed; a clone is the same clock.
#[derive(Clone, Default)]
pub struct Clock(Arc<Mutex<f64>>);

struct ClockHost {
    clock: Clock,
    fixed: FixedHost,
}

impl Clock {
    pub fn pass(&self, seconds: f64) {
        *self.0.lock().unwrap() += seconds;
    }

    /// A world with that clock.
    pub fn host(&self) -> Box<dyn Host> {
        Box::new(ClockHost {
            clock: self.clone(),
            fixed: FixedHost::new(Time::from_unix(1_790_000_000), 5),
        })
    }
}

impl Host for ClockHost {
    fn now(&self) -> Time {
        self.fixed.now()
    }
    fn seconds(&self) -> f64 {
        *self.clock.0.lock().unwrap()
    }
    fn zone(&self) -> TimeZone {
        self.fixed.zone()
    }
    fn random(&mut self) -> &mut dyn RandomSource {
        self.fixed.random()
    }
}
