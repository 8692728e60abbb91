//! What a life begins with: nothing, a small map, one with an article, a large one, one that
//! breaks every law.

use linchpin::app::{Action, Sample, Template};
use linchpin::format::native;
use linchpin::storage::save_atomically;
use proptest::strategy::{Strategy, ValueTree};
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};

use super::super::hardship::hostile_map;
use super::super::scenario::open;
use super::dice::Dice;
use super::world::World;
use crate::format::arbitrary;
use crate::model::graph;

const MAP: &str = "
    ? Should the bridge open? ◂
      = The bridge should open
        + It pays
          - Not soon
        & It is safe
        - It is loud …
          + At night
";

/// Begins the life of a seed.
pub fn begin(world: &mut World, seed: u64) {
    let mut dice = Dice::new(!seed);
    match seed % 10 {
        0 | 1 => open(world.app_mut(), MAP),
        2 => world.app_mut().perform(Action::OpenSample(Sample::TOUR)),
        3 => world.app_mut().perform(Action::OpenSample(Sample::OP_ED)),
        4 => world.app_mut().perform(Action::StartFrom(Template::DEBATE)),
        5 => open(world.app_mut(), &grow(&mut dice, 150)),
        6 => {
            let path = world.path("hostile.argmap.json");
            save_atomically(&path, hostile_map().as_bytes(), None).unwrap();
            world.app_mut().perform(Action::Open(path));
        }
        7 => load(world, seed, &arbitrary::any_document()),
        8 => load(world, seed, &graph::any_document()),
        _ => {}
    }
    world.rest();
}

/// A random map as an outline.
fn grow(dice: &mut Dice, n: usize) -> String {
    let mut map = "= Top ◂\n".to_owned();
    let mut depth = 0;
    for at in 0..n {
        depth = (1 + dice.below(depth + 2)).min(9);
        let sign = dice.choose(&["+", "-", "?"]).copied().unwrap_or("+");
        map.push_str(&"  ".repeat(depth));
        map.push_str(sign);
        map.push_str(" Box ");
        map.push_str(&at.to_string());
        map.push('\n');
    }
    map
}

fn load(world: &mut World, seed: u64, any: &impl Strategy<Value = linchpin::model::Document>) {
    let rng = TestRng::from_seed(RngAlgorithm::ChaCha, &[seed as u8; 32]);
    let mut runner = TestRunner::new_with_rng(Config::default(), rng);
    let document = any.new_tree(&mut runner).unwrap().current();
    // As it comes from a file, which has an id for one record alone.
    let loaded = native::read(native::write(&document).as_bytes()).unwrap();
    world.app_mut().add_tab(loaded.document);
}
