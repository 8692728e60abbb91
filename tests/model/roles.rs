//! Roles are read off the links.

use linchpin::model::{Graph, Role, find_role};

use super::notation::read_map;

fn role_of(map: &str, name: &str) -> Option<Role> {
    let graph = Graph::of(&read_map(map));
    find_role(&graph, graph.node(name).unwrap())
}

const MAP: &str = "question q
     question open
     claim a
     claim main
     claim c
     claim r
     evidence u
     note n
     l1: a answers q
     l2: c opposes main
     l3: r opposes c
     l4: u opposes l2
     l5: main restates a
     l6: open asks l1";

#[test]
fn each_box_plays_the_part_its_links_give_it() {
    let parts = [
        ("q", None),
        ("open", Some(Role::Gap)),
        ("a", Some(Role::Hypothesis)),
        ("main", Some(Role::MainClaim)),
        ("c", None),
        ("r", Some(Role::Rebuttal)),
        ("u", Some(Role::Rebuttal)),
        ("n", None),
    ];
    for (name, role) in parts {
        assert_eq!(role_of(MAP, name), role, "{name}");
    }
}
