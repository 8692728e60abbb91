//! Which snapshots are kept as time goes by, as laws over random times.

use linchpin::storage::thinning::{Aged, Bounds, choose_surplus};
use proptest::collection::vec;
use proptest::prelude::{Strategy, prop_assert, prop_assert_eq, proptest};

const HOUR: i64 = 3600;
const DAY: i64 = 24 * HOUR;
const NOW: i64 = 1_790_000_000;
const NO_BOUNDS: Bounds = Bounds {
    n: usize::MAX,
    bytes: u64::MAX,
};

/// Snapshots of the last year, most of them recent, oldest first.
fn snapshots() -> impl Strategy<Value = Vec<Aged>> {
    let age = (0_u32..4, 0.0_f64..1.0).prop_map(|(scale, share)| {
        let span = [2 * HOUR, 2 * DAY, 60 * DAY, 365 * DAY][scale as usize];
        (span as f64 * share) as i64
    });
    vec((age, 1_u64..2_000), 0..120).prop_map(|aged| {
        let mut found: Vec<Aged> = aged
            .into_iter()
            .map(|(age, bytes)| Aged {
                seconds: NOW - age,
                bytes,
            })
            .collect();
        found.sort_by_key(|it| it.seconds);
        found
    })
}

fn thin(snapshots: &[Aged], now: i64, bounds: Bounds) -> Vec<Aged> {
    let surplus = choose_surplus(snapshots, now, bounds);
    let kept = snapshots.iter().enumerate();
    let kept = kept.filter(|(at, _)| !surplus.contains(at));
    kept.map(|(_, snapshot)| *snapshot).collect()
}

proptest! {
    #[test]
    fn the_newest_and_all_of_the_last_hour_stay(snapshots in snapshots()) {
        let kept = thin(&snapshots, NOW, NO_BOUNDS);
        prop_assert_eq!(kept.last(), snapshots.last());
        for snapshot in snapshots.iter().filter(|it| it.seconds > NOW - HOUR) {
            prop_assert!(kept.contains(snapshot));
        }
    }

    /// Nothing is left without a neighbour in its stretch of time, and no stretch keeps two.
    #[test]
    fn of_each_stretch_of_time_one_stays(snapshots in snapshots()) {
        let kept = thin(&snapshots, NOW, NO_BOUNDS);
        for (from, to, length) in [
            // Beyond the stretch that may still be going on.
            (2 * HOUR, DAY - HOUR, HOUR),
            (2 * DAY, 30 * DAY - DAY, DAY),
            (37 * DAY, 400 * DAY, 7 * DAY),
        ] {
            let of_age = |it: &&Aged| (from..to).contains(&(NOW - it.seconds));
            let stretch = |it: &Aged| it.seconds.div_euclid(length);
            let mut stretches: Vec<i64> = kept.iter().filter(of_age).map(stretch).collect();
            let n_kept = stretches.len();
            stretches.dedup();
            prop_assert_eq!(n_kept, stretches.len());
        }
        for snapshot in &snapshots {
            let length = match NOW - snapshot.seconds {
                ..HOUR => 0,
                HOUR..DAY => HOUR,
                DAY..2_592_000 => DAY,
                _ => 7 * DAY,
            };
            // One at most so much later stands for it.
            let mut stands_for = kept.iter();
            prop_assert!(stands_for.any(|it| (0..=length).contains(&(it.seconds - snapshot.seconds))));
        }
    }

    /// So it does not matter how often, or when, a map is saved.
    #[test]
    fn thinning_in_steps_keeps_what_thinning_once_does(
        snapshots in snapshots(),
        steps in vec(0_i64..40 * DAY, 1..5),
    ) {
        let mut now = NOW;
        let mut kept = snapshots.clone();
        for step in steps {
            now += step;
            kept = thin(&kept, now, NO_BOUNDS);
        }
        prop_assert_eq!(kept, thin(&snapshots, now, NO_BOUNDS));
    }

    #[test]
    fn what_is_kept_is_bounded_and_the_newest_is_in_it(
        snapshots in snapshots(),
        n in 1_usize..30,
        bytes in 1_u64..20_000,
    ) {
        let bounds = Bounds { n, bytes };
        let kept = thin(&snapshots, NOW, bounds);
        prop_assert!(kept.len() <= n);
        let taken: u64 = kept.iter().map(|it| it.bytes).sum();
        prop_assert!(taken <= bytes || kept.len() == 1);
        prop_assert_eq!(kept.last(), snapshots.last());
        prop_assert_eq!(&kept, &thin(&kept, NOW, bounds));
        // The whole length of time stays in sight for as long as there is room for two.
        if kept.len() > 1 {
            let unbounded = thin(&snapshots, NOW, NO_BOUNDS);
            prop_assert_eq!(kept.first(), unbounded.first());
        }
    }
}

#[test]
fn a_clock_that_was_set_back_loses_nothing() {
    let at = |seconds| Aged { seconds, bytes: 1 };
    let snapshots = [at(NOW - 10), at(NOW + 5 * DAY), at(NOW + 5 * DAY + 1)];
    assert_eq!(
        choose_surplus(&snapshots, NOW, NO_BOUNDS),
        Vec::<usize>::new()
    );
    let far = [at(0), at(i64::MAX)];
    assert_eq!(
        choose_surplus(&far, i64::MIN, NO_BOUNDS),
        Vec::<usize>::new()
    );
}
