//! Boxes struck out for now, and going from finding to finding.

use linchpin::app::Tab;
use linchpin::layout::scene::Severity;

use super::desk::Desk;

const MAP: &str = "
= Top
  + Reason
    + [e] Report
  - Objection
";

/// The wordings of boxes that are struck out, and of those that fall.
fn down(desk: &Desk) -> (Vec<String>, Vec<String>) {
    let overlay = desk.tab().marks.overlay();
    let list = |is_in: &dyn Fn(u32) -> bool| {
        let nodes = (0..).zip(desk.tab().document().nodes());
        nodes
            .filter(|&(at, _)| is_in(at))
            .map(|(_, node)| node.text.clone())
            .collect()
    };
    (
        list(&|at| overlay.struck_out.contains(&at)),
        list(&|at| overlay.fallen.contains(&at)),
    )
}

fn lead(tab: &Tab) -> &str {
    tab.lead_record().map_or("", |node| &node.text)
}

#[test]
fn what_is_struck_out_takes_along_what_rests_on_it_and_comes_back() {
    let mut desk = Desk::with_map(MAP);
    desk.select("Report");
    desk.run("strike-out");
    let fallen = vec!["Top".to_owned(), "Reason".to_owned()];
    assert_eq!(down(&desk), (vec!["Report".to_owned()], fallen));
    desk.run("strike-out");
    assert_eq!(down(&desk), (vec![], vec![]));
}

#[test]
fn striking_out_is_no_edit() {
    let mut desk = Desk::with_map(MAP);
    let before = desk.tab().document().clone();
    desk.select("Reason");
    desk.run("strike-out");
    assert_eq!(*desk.tab().document(), before);
    assert!(!desk.tab().is_dirty());
    assert_eq!(desk.n_steps(), 0);
}

#[test]
fn a_map_for_reading_only_can_be_thought_through_too() {
    let mut desk = Desk::with_map(MAP);
    desk.app.tab_mut().unwrap().editor.set_read_only();
    desk.select("Reason");
    desk.run("strike-out");
    assert_eq!(down(&desk).1, ["Top"]);
}

#[test]
fn several_are_struck_out_at_once_and_put_back_at_once() {
    let mut desk = Desk::with_map(MAP);
    desk.run("select-all");
    desk.run("strike-out");
    assert_eq!(down(&desk).0.len(), 4);
    desk.select("Reason");
    desk.run("lift-strikes");
    assert_eq!(down(&desk), (vec![], vec![]));
    desk.run("lift-strikes");
    assert_eq!(desk.told(), ["Nothing is struck out."]);
}

#[test]
fn where_only_some_are_struck_out_all_of_the_selected_are() {
    let mut desk = Desk::with_map(MAP);
    desk.select("Reason");
    desk.run("strike-out");
    desk.run("select-all");
    desk.run("strike-out");
    assert_eq!(down(&desk).0.len(), 4);
}

#[test]
fn a_new_reason_holds_a_claim_again() {
    let mut desk = Desk::with_map(MAP);
    desk.select("Reason");
    desk.run("strike-out");
    assert_eq!(down(&desk).1, ["Top"]);
    desk.select("Objection");
    desk.run("flip");
    assert_eq!(down(&desk).1, [""; 0]);
}

#[test]
fn a_deleted_box_is_struck_out_no_more() {
    let mut desk = Desk::with_map(MAP);
    desk.select("Report");
    desk.run("strike-out");
    desk.run("delete");
    assert_eq!(down(&desk), (vec![], vec![]));
    assert!(!desk.tab().marks.has_struck());
}

#[test]
fn gaps_are_hints_on_their_boxes() {
    let desk = Desk::with_map(MAP);
    let tab = desk.tab();
    let node = |wording| {
        tab.editor
            .graph()
            .node(desk.node(wording).as_str())
            .unwrap()
    };
    let overlay = tab.marks.overlay();
    assert_eq!(overlay.finding(node("Objection")), Some(Severity::Hint));
    assert_eq!(overlay.findings.iter().flatten().count(), 1);
}

#[test]
fn f8_goes_through_the_findings_in_the_order_of_the_outline_and_round_the_end() {
    let mut desk = Desk::with_map("? Open?\n= Top\n  + First\n  + Second\n");
    let mut way = Vec::new();
    for _ in 0..4 {
        desk.run("next-finding");
        way.push(lead(desk.tab()).to_owned());
    }
    assert_eq!(way, ["Open?", "First", "Second", "Open?"]);
    desk.run("previous-finding");
    assert_eq!(lead(desk.tab()), "Second");
    // What is told again stands last.
    assert_eq!(
        desk.told(),
        [
            "Nothing supports “First”: no reason, no source, and it is not marked as an assumption.",
            "Nothing answers the question “Open?”.",
            "Nothing supports “Second”: no reason, no source, and it is not marked as an assumption."
        ]
    );
}

#[test]
fn from_a_box_between_findings_the_nearest_comes_next() {
    let mut desk = Desk::with_map("? Open\n= Top\n  + First\n  + Second\n");
    desk.select("Top");
    desk.run("next-finding");
    assert_eq!(lead(desk.tab()), "First");
    desk.select("Top");
    desk.run("previous-finding");
    assert_eq!(lead(desk.tab()), "Open");
}

#[test]
fn a_finding_in_a_folded_branch_is_unfolded() {
    let mut desk = Desk::with_map("= Top\n  + First\n    + Deep\n");
    desk.run("fold-all");
    desk.run("next-finding");
    assert_eq!(lead(desk.tab()), "Deep");
    assert!(desk.tab().picture.box_of(&desk.node("Deep")).is_some());
}

#[test]
fn where_nothing_is_found_that_is_said() {
    let mut desk = Desk::with_map("= Top\n  + [e] Report\n");
    desk.run("next-finding");
    let found = "Nothing was found: every question has an answer and every claim a reason.";
    assert_eq!(desk.told(), [found]);
}
