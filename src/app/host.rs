//! What the program asks of the world: the time and randomness. Nothing below this floor knows
//! either; tests hand in a fixed world.

use jiff::tz::TimeZone;

use crate::model::{RandomSource, Time};

/// The world as the program sees it.
pub trait Host: Send {
    /// The present time.
    fn now(&self) -> Time;
    /// Seconds since some fixed moment, for durations.
    fn seconds(&self) -> f64;
    /// The zone that people here read times in.
    fn zone(&self) -> TimeZone;
    /// Randomness for new ids.
    fn random(&mut self) -> &mut dyn RandomSource;
}

/// The real clock and the system's randomness.
#[derive(Debug)]
pub struct SystemHost {
    started: std::time::Instant,
    random: SystemRandom,
}

#[derive(Debug, Default)]
struct SystemRandom {
    /// Used only where the system gives no randomness: a counter still keeps ids apart.
    fallback: u64,
}

impl Default for SystemHost {
    #[expect(
        clippy::disallowed_methods,
        reason = "the host is where the clock is read"
    )]
    fn default() -> Self {
        Self {
            started: std::time::Instant::now(),
            random: SystemRandom::default(),
        }
    }
}

impl Host for SystemHost {
    #[expect(
        clippy::disallowed_methods,
        reason = "the host is where the clock is read"
    )]
    fn now(&self) -> Time {
        let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
        Time::from_unix(since.map_or(0, |since| since.as_secs() as i64))
    }

    fn seconds(&self) -> f64 {
        self.started.elapsed().as_secs_f64()
    }

    /// That of the system; UTC where it names none.
    fn zone(&self) -> TimeZone {
        TimeZone::system()
    }

    fn random(&mut self) -> &mut dyn RandomSource {
        &mut self.random
    }
}

impl RandomSource for SystemRandom {
    fn next_bits(&mut self) -> u64 {
        getrandom::u64().unwrap_or_else(|_| {
            self.fallback = self.fallback.wrapping_add(0x9E37_79B9_7F4A_7C15);
            self.fallback
        })
    }
}

/// A world that stands still, for tests and for scripts that must give the same file twice.
#[derive(Debug, Clone)]
pub struct FixedHost {
    now: Time,
    zone: TimeZone,
    random: CountingRandom,
}

#[derive(Debug, Clone)]
struct CountingRandom(u64);

impl FixedHost {
    /// A world at that time whose randomness is a fixed sequence.
    pub fn new(now: Time, seed: u64) -> Self {
        Self {
            now,
            zone: TimeZone::UTC,
            random: CountingRandom(seed),
        }
    }

    /// The same world in another zone, so many seconds ahead of UTC.
    #[must_use]
    pub fn ahead_of_utc(self, seconds: i32) -> Self {
        let offset = jiff::tz::Offset::from_seconds(seconds);
        Self {
            zone: offset.map_or(TimeZone::UTC, TimeZone::fixed),
            ..self
        }
    }
}

impl Host for FixedHost {
    fn now(&self) -> Time {
        self.now.clone()
    }

    fn seconds(&self) -> f64 {
        0.0
    }

    fn zone(&self) -> TimeZone {
        self.zone.clone()
    }

    fn random(&mut self) -> &mut dyn RandomSource {
        &mut self.random
    }
}

impl RandomSource for CountingRandom {
    /// `SplitMix64`.
    fn next_bits(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let z = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }
}
