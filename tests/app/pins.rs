//! Pins: a box that is pinned where it stands stays there, and so does all else.

use linchpin::app::Action;
use linchpin::layout::ALL;
use linchpin::layout::request::LayoutId;
use linchpin::model::{Id, Kind};

use super::desk::Desk;

const HEARING: &str = include_str!("../../samples/school-board/hearing.argmap.json");

/// Boxes of that map: two siblings, one above them, and two roots.
const SOME: [&str; 5] = [
    "In the teenage years",
    "Seven in ten of 412",
    "A bell at 7:40",
    "Should the school day",
    "Is a timetable made",
];

fn rects(desk: &Desk) -> Vec<(Id, [f32; 4])> {
    let boxes = desk.tab().picture.boxes();
    boxes.map(|(id, at)| (id.clone(), at)).collect()
}

fn open_hearing() -> Desk {
    let mut desk = Desk::new();
    let path = desk.write("hearing.argmap.json", HEARING.as_bytes());
    desk.perform(Action::Open(path));
    desk
}

/// The box whose wording begins so.
fn find_node(desk: &Desk, beginning: &str) -> Id {
    let nodes = desk.tab().document().nodes();
    let node = nodes.iter().find(|node| node.text.starts_with(beginning));
    node.expect("it is in the map").id.clone()
}

#[test]
fn pinning_boxes_where_they_stand_moves_no_box_in_any_layout() {
    for layout in ALL {
        for is_right in [false, true] {
            let mut desk = open_hearing();
            desk.run(layout.title);
            if is_right {
                desk.run("grow-right");
            }
            let before = rects(&desk);
            for beginning in SOME {
                let node = find_node(&desk, beginning);
                desk.perform(Action::Select(Some(node.clone())));
                desk.run("pin");
                assert!(desk.tab().is_pinned(&node));
                assert_eq!(rects(&desk), before, "{} {beginning}", layout.name);
            }
            desk.run("pin");
            assert_eq!(rects(&desk), before, "let go again");
        }
    }
}

#[test]
fn a_box_that_is_made_on_the_ground_moves_no_other() {
    // In layers, those of a row make room for one another.
    for layout in ALL.iter().filter(|it| it.id != LayoutId::Layered) {
        let mut desk = open_hearing();
        desk.run(layout.title);
        let before = rects(&desk);
        desk.perform(Action::AddRootAt(Kind::Claim, [-900.0, -700.0]));
        desk.perform(Action::DraftWording("New".to_owned()));
        desk.perform(Action::KeepWording(false));
        let after = rects(&desk);
        for old in &before {
            assert!(after.contains(old), "{}: {old:?}", layout.name);
        }
        assert_eq!(after.len(), before.len() + 1);
    }
}
