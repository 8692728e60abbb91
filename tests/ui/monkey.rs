//! A monkey over the whole window: random keys, clicks, drags, wheels, pastes, input methods,
//! sizes and commands, life after life. Whatever it does, nothing panics, the laws of maps hold,
//! and what would be saved opens again as the same map.
//!
//! A life is a seed, and the same seed is the same life. In the suite there are a few lives; many
//! more are lived by an optimised build that checks its arithmetic all the same, before a release
//! two million events:
//!
//! ```sh
//! tests/ui/monkey/run 2000000
//! ```
//!
//! A failure names the seed and the event; that life alone, with the laws checked after every
//! event and every event told, is
//!
//! ```sh
//! LINCHPIN_MONKEY_SEED=17 cargo test --test suite monkey -- --nocapture
//! ```

mod beginning;
mod deed;
mod dice;
mod hostile;
mod laws;
mod world;

use std::fmt;
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};

use deed::Deed;
use dice::Dice;
use laws::Laws;
use world::World;

/// The events of one life.
const LIFE: u64 = 500;
/// The events between two looks at the laws.
const BETWEEN_CHECKS: u64 = 50;
/// The events in the suite.
const EVENTS: u64 = 2_000;

/// Tells where a life ended, if it ended in a panic.
struct Place {
    seed: u64,
    event: u64,
    deed: Option<Deed>,
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { seed, event, deed } = self;
        write!(f, "monkey: seed {seed}, event {event}: {deed:?}")
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        if std::thread::panicking() {
            eprintln!("{self}");
        }
    }
}

/// Lives one life and checks the laws every so many events.
fn live(seed: u64, n_events: u64, between_checks: u64, tells: bool) -> Tally {
    let mut dice = Dice::new(seed);
    let mut place = Place {
        seed,
        event: 0,
        deed: None,
    };
    let mut world = World::new(seed);
    beginning::begin(&mut world, seed);
    let mut laws = Laws::default();
    let mut tally = Tally::default();
    laws.meet(&world);
    for event in 1..=n_events {
        let deed = Deed::any(&mut dice, &world);
        place.event = event;
        place.deed = Some(deed);
        if tells {
            eprintln!("{place}");
        }
        if let Some(deed) = &place.deed {
            deed.done_to(&mut world, &mut dice);
        }
        world.answer_for_the_disk(&mut dice);
        world.keep_small();
        tally.count(&world);
        laws.meet(&world);
        if event % between_checks == 0 {
            laws.check(&world);
        }
        if world.shell().is_closing() {
            world.restart();
            // The program begins to count its maps anew.
            laws = Laws::default();
        }
    }
    laws.check(&world);
    laws::check_the_end(&mut world);
    tally.n_frames = world.n_frames();
    tally
}

/// What came of a life: a monkey that changes nothing finds nothing.
#[derive(Debug, Default)]
struct Tally {
    n_frames: u64,
    /// Changes of maps, undoing and redoing among them.
    n_changes: u64,
    /// The most boxes on a map.
    n_boxes: usize,
    revision: Option<(u64, u64)>,
}

impl Tally {
    fn count(&mut self, world: &World) {
        let tab = world.app().tab();
        let revision = tab.map(|tab| (tab.key, tab.editor.revision()));
        self.n_changes += u64::from(revision != self.revision);
        self.revision = revision;
        let n_boxes = tab.map_or(0, |tab| tab.document().nodes().len());
        self.n_boxes = self.n_boxes.max(n_boxes);
    }
}

fn number(variable: &str) -> Option<u64> {
    std::env::var(variable).ok()?.parse().ok()
}

#[test]
fn a_monkey_at_the_window_breaks_nothing() {
    if let Some(seed) = number("LINCHPIN_MONKEY_SEED") {
        live(seed, LIFE, 1, true);
        return;
    }
    let n_events = number("LINCHPIN_MONKEY_EVENTS").unwrap_or(EVENTS);
    let seeds = 0..n_events.div_ceil(LIFE);
    let next = AtomicU64::new(seeds.start);
    let failed = Mutex::new(Vec::new());
    // Lives know nothing of one another, so that as many are lived at a time as there are processors.
    let n_at_once = std::thread::available_parallelism().map_or(1, usize::from);
    std::thread::scope(|scope| {
        for _ in 0..n_at_once {
            scope.spawn(|| {
                loop {
                    let seed = next.fetch_add(1, Ordering::Relaxed);
                    if !seeds.contains(&seed) {
                        break;
                    }
                    // A life that ends badly has told where; it hides none of the others.
                    if std::panic::catch_unwind(|| live_and_tell(seed)).is_err() {
                        failed.lock().unwrap().push(seed);
                    }
                }
            });
        }
    });
    let mut failed = failed.into_inner().unwrap();
    failed.sort_unstable();
    assert!(failed.is_empty(), "these lives end badly: {failed:?}");
}

fn live_and_tell(seed: u64) {
    let Tally {
        n_frames,
        n_changes,
        n_boxes,
        ..
    } = live(seed, LIFE, BETWEEN_CHECKS, false);
    assert!(n_changes > 0, "the life of seed {seed} changes nothing");
    println!(
        "monkey: seed {seed}: {LIFE} events, {n_frames} frames, \
         {n_changes} changes, up to {n_boxes} boxes"
    );
}

#[test]
fn one_seed_is_one_life() {
    let live = |seed: u64| {
        let mut dice = Dice::new(seed);
        let mut world = World::new(seed);
        beginning::begin(&mut world, seed);
        for _ in 0..60 {
            let deed = Deed::any(&mut dice, &world);
            deed.done_to(&mut world, &mut dice);
            world.answer_for_the_disk(&mut dice);
        }
        let tab = world.app().tab()?;
        Some(linchpin::format::native::write(tab.document()))
    };
    // Seeds of its own: two lives of one seed at a time would share their folder. A life may end
    // without a map.
    let first = (9_000_005..9_000_025).find_map(|seed| live(seed).map(|map| (seed, map)));
    let (seed, map) = first.expect("some life ends with a map");
    assert_eq!(live(seed), Some(map));
}
