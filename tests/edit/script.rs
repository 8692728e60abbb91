//! Laws over random scripts: every edit, on lawful and on broken maps, with undo and redo in
//! between.
// The dice of a script have no better names than letters.
#![allow(clippy::many_single_char_names)]

use std::collections::{BTreeSet, HashSet};

use linchpin::edit::{
    AnchorSpec, Edit, Editor, Fate, Field, Fragment, LinkField, NodeField, Position, SourceField,
};
use linchpin::model::{
    Assumption, Breach, Comment, Document, End, Extra, Graph, Id, Intent, Kind, Link, Meta, Node,
    Relation, Source, Time, find_breaches, find_breaches_of_change,
};
use proptest::prelude::*;

use super::desk::{Desk, noon};
use crate::model::graph::{any_document, check_graph};
use crate::model::notation::{empty, id, read_map};

/// One step of a script, as numbers that choose among what the map holds by then.
#[derive(Debug, Clone)]
pub enum Step {
    /// An edit.
    Edit([u16; 6]),
    /// Undo.
    Undo,
    /// Redo.
    Redo,
}

/// Any script.
pub fn any_script(n_steps: usize) -> impl Strategy<Value = Vec<Step>> {
    let step = prop_oneof![
        8 => any::<[u16; 6]>().prop_map(Step::Edit),
        1 => Just(Step::Undo),
        1 => Just(Step::Redo),
    ];
    prop::collection::vec(step, 1..n_steps)
}

/// How many kinds of edits [`make_edit`] makes.
pub const N_EDITS: u16 = 37;

/// The edit that the numbers choose; mostly of records that exist.
pub fn make_edit(document: &Document, dice: [u16; 6]) -> Edit {
    let [which, a, b, c, d, e] = dice;
    let node = |n: u16| choose(n, document.nodes().iter().map(|node| &node.id));
    let link = |n: u16| choose(n, document.links().iter().map(|link| &link.id));
    let source = |n: u16| choose(n, document.sources().iter().map(|source| &source.id));
    let view = |n: u16| choose(n, document.views().iter().map(|view| &view.id));
    let either = |n: u16| {
        if n.is_multiple_of(3) {
            link(n / 3)
        } else {
            node(n / 3)
        }
    };
    let quoting = |n: u16| {
        let nodes = document.nodes().iter();
        let nodes = nodes.filter(|node| !node.anchors.is_empty());
        choose(n, nodes.map(|node| &node.id))
    };
    let under = |n: u16| (!n.is_multiple_of(5)).then(|| either(n / 5));
    let kind = |n: u16| Kind::ALL[n as usize % 4].clone();
    let text = |n: u16| ["", "one", "two", "three\nlines"][n as usize % 4].to_owned();
    let anchor = |n: u16| AnchorSpec {
        source: source(n),
        start: n as usize % 7,
        end: n as usize % 11,
    };
    let comment = |n: u16, on: &Id| {
        let on_node = document.nodes().get(on.as_str()).map(|node| &node.comments);
        let on_link = document.links().get(on.as_str()).map(|link| &link.comments);
        let comments = on_node.or(on_link).into_iter().flatten();
        choose(n, comments.map(|comment| &comment.id))
    };
    match which % N_EDITS {
        34 => Edit::DismissFinding {
            check: "rabbit".to_owned(),
            on: vec![either(a), either(b)],
            reason: text(c),
            author: String::new(),
        },
        35 => Edit::RestoreFinding {
            check: "rabbit".to_owned(),
            on: match document.dismissals().last() {
                Some(dismissal) => dismissal.on.clone(),
                None => vec![either(a), either(b)],
            },
        },
        36 => Edit::SetUnmarked {
            source: source(a),
            exact: ["Ein kurzer Text", "Wörtern.", "nirgends", ""][b as usize % 4].to_owned(),
            unmarked: c.is_multiple_of(2),
        },
        0 => Edit::SetField {
            field: match a % 4 {
                0 => Field::Title(text(b)),
                1 => Field::Authors(vec![text(b)]),
                2 => Field::Sensitive(b.is_multiple_of(2)),
                _ => Field::Yardstick(text(b)),
            },
        },
        1 => Edit::AddSource {
            source: Box::new(Source {
                text: "Ein kurzer Text mit Wörtern.".into(),
                ..Source::new(source(a))
            }),
        },
        2 => Edit::SetSourceField {
            source: source(a),
            field: SourceField::Title(text(b)),
        },
        3 => Edit::RemoveSource { source: source(a) },
        4 => Edit::SetIrrelevant {
            source: source(a),
            start: b as usize % 9,
            end: c as usize % 30,
            irrelevant: d.is_multiple_of(2),
        },
        5..=7 => Edit::AddNode {
            kind: if a.is_multiple_of(3) {
                kind(a / 3)
            } else {
                Kind::Claim
            },
            text: text(b),
            under: under(c),
            intent: if d.is_multiple_of(2) {
                Intent::For
            } else {
                Intent::Against
            },
            anchor: (d.is_multiple_of(7)).then(|| anchor(d)),
            after: (e.is_multiple_of(2)).then(|| node(e)),
        },
        8 => Edit::SetNodeField {
            node: node(a),
            field: match b % 5 {
                0 => NodeField::Tags(vec![text(c)]),
                1 => NodeField::Assumption((c.is_multiple_of(2)).then_some(Assumption::Caveats)),
                2 => NodeField::Likelihood(text(c)),
                3 => NodeField::Reliability(text(c)),
                _ => NodeField::Implicit(c.is_multiple_of(2)),
            },
        },
        9 => Edit::SetText {
            node: node(a),
            text: text(b),
        },
        10 => Edit::SetKind {
            node: node(a),
            kind: kind(b),
        },
        11 => Edit::AddAnchor {
            on: either(a),
            anchor: anchor(b),
        },
        12 => Edit::RemoveAnchor {
            on: either(a),
            index: b as usize % 3,
        },
        13 => Edit::AddComment {
            on: either(a),
            author: String::new(),
            text: text(b),
            reply_to: (c.is_multiple_of(2)).then(|| comment(c, &either(a))),
        },
        14 => Edit::ResolveComment {
            on: either(a),
            comment: comment(b, &either(a)),
            resolved: c.is_multiple_of(2),
        },
        15 => Edit::RemoveComment {
            on: either(a),
            comment: comment(b, &either(a)),
        },
        16 | 17 => Edit::AddLink {
            relation: match a % 5 {
                0 => Relation::from("prefers"),
                n => Relation::ALL[(a as usize / 5 + n as usize) % Relation::ALL.len()].clone(),
            },
            from: (0..=b % 3).map(|n| node(c.wrapping_add(n))).collect(),
            to: either(d),
        },
        18 => Edit::SetLinkField {
            link: link(a),
            field: match b % 3 {
                0 => LinkField::Strength(["weak", "0.5", "7", ""][c as usize % 4].to_owned()),
                1 => LinkField::Warrant(text(c)),
                _ => LinkField::Tags(vec![text(c)]),
            },
        },
        19 => Edit::SetRelation {
            link: link(a),
            relation: Relation::ALL[b as usize % Relation::ALL.len()].clone(),
        },
        20 => Edit::SwitchRelation { link: link(a) },
        21 => Edit::RemoveLink { link: link(a) },
        22 => Edit::JoinPremises {
            nodes: (0..=b % 4).map(|n| node(a.wrapping_add(n))).collect(),
        },
        23 => Edit::SplitPremises { link: link(a) },
        24 => Edit::Move {
            node: node(a),
            under: under(b),
            position: match c % 4 {
                0 => Position::First,
                1 => Position::Last,
                2 => Position::Before(node(d)),
                _ => Position::After(node(d)),
            },
        },
        25 => Edit::Reorder {
            node: node(a),
            by: i32::from(b % 7) - 3,
        },
        26 => Edit::Delete {
            nodes: (0..=b % 3).map(|n| node(c.wrapping_add(n))).collect(),
            links: (0..e % 3).map(|n| link(a.wrapping_add(n))).collect(),
            fate: if d.is_multiple_of(2) {
                Fate::Branch
            } else {
                Fate::Lift
            },
        },
        27 if a.is_multiple_of(3) => Edit::Unpin {
            node: node(b),
            view: e.is_multiple_of(2).then(|| view(e)),
        },
        27 => Edit::Pin {
            node: node(b),
            view: e.is_multiple_of(2).then(|| view(e)),
            x: i64::from(c),
            y: i64::from(d),
        },
        28 => Edit::Insert {
            fragment: Box::new(make_fragment(document, a)),
            under: under(b),
            after: d.is_multiple_of(2).then(|| node(d)),
            against: vec![node(c)],
        },
        29 => Edit::AddPremise {
            link: link(a),
            node: node(b),
        },
        31 => match a % 3 {
            0 => Edit::CorrectSource {
                source: source(b),
                start: c as usize % 9,
                end: d as usize % 12,
                text: text(e),
            },
            1 => Edit::ReplaceSourceText {
                source: source(b),
                text: ["Ein kurzer Satz mit Wörtern.", "Ganz anders.", ""][c as usize % 3]
                    .to_owned(),
                structure: None,
                pages: Vec::new(),
            },
            _ => Edit::CorrectSource {
                source: source(b),
                start: 0,
                end: 0,
                text: text(e),
            },
        },
        32 if a.is_multiple_of(2) => Edit::ConfirmAnchor {
            on: quoting(b),
            index: 0,
        },
        32 => Edit::SetAnchor {
            on: quoting(b),
            index: c as usize % 5 / 4,
            anchor: AnchorSpec {
                start: d as usize % 3,
                end: 3 + d as usize % 5,
                source: source(e),
            },
        },
        30 => match a % 4 {
            0 => Edit::RenameView {
                view: view(b),
                name: text(c),
            },
            1 => Edit::RemoveView { view: view(b) },
            _ => Edit::AddView {
                name: text(c),
                like: b.is_multiple_of(2).then(|| view(b)),
            },
        },
        _ => Edit::Batch {
            edits: (0..a % 4)
                .map(|n| make_edit(document, [b.wrapping_mul(7) % 33 + n, c, d, e, a, n]))
                .collect(),
        },
    }
}

/// One of the ids, or seldom one that is not there.
fn choose<'a>(n: u16, ids: impl Iterator<Item = &'a Id>) -> Id {
    let ids: Vec<&Id> = ids.collect();
    if ids.is_empty() || n % 23 == 22 {
        return id("nowhere");
    }
    ids[n as usize % ids.len()].clone()
}

/// Records whose ids clash with one another and with the map's.
fn make_fragment(document: &Document, n: u16) -> Fragment {
    let own = document.nodes().iter().next().map(|node| node.id.clone());
    let used = own.unwrap_or(id("f0"));
    let mut first = Node::new(used.clone(), Kind::Claim, "pasted");
    let twice = if n.is_multiple_of(2) {
        id("f1")
    } else {
        used.clone()
    };
    for name in [id("c0"), id("c0"), twice.clone()] {
        first.comments.push(Comment {
            id: name,
            author: String::new(),
            text: String::new(),
            created: noon(),
            reply_to: Some(id("c0")),
            resolved: false,
            hidden: false,
            extra: Extra::new(),
        });
    }
    Fragment {
        sources: vec![Source::new(id("f1"))],
        nodes: vec![
            first.into(),
            Node::new(twice.clone(), Kind::Claim, "pasted too").into(),
            Node::new(
                id("f2"),
                Kind::ALL[n as usize % 4].clone(),
                "pasted as well",
            )
            .into(),
        ],
        links: vec![
            Link::new(used.clone(), Relation::Restates, vec![used], id("f2")).into(),
            Link::new(id("f2"), Relation::Restates, vec![twice.clone()], id("f2")).into(),
            Link::new(id("f3"), Relation::Opposes, vec![twice], id("c0")).into(),
            Link::new(id("f4"), Relation::Supports, vec![id("f2")], id("f3")).into(),
        ],
        open: [id("c0")].into(),
    }
}

/// The document with the stamps that undo does not bring back made equal.
pub fn unstamp(document: &Document) -> Document {
    let mut bare = Document::from_meta(Meta {
        modified: Time::default(),
        generator: String::new(),
        ..Meta::clone(document.meta())
    });
    for source in document.sources() {
        bare.load_source(Source::clone(source)).unwrap();
    }
    for node in document.nodes() {
        bare.load_node(Node::clone(node)).unwrap();
    }
    for link in document.links() {
        bare.load_link(Link::clone(link)).unwrap();
    }
    for view in document.views() {
        bare.load_view((**view).clone()).unwrap();
    }
    bare.load_dismissals(document.dismissals().to_vec());
    bare
}

fn start_documents() -> Vec<Document> {
    let map = "question q
               claim a
               claim b
               evidence e
               claim c
               claim s
               note n
               l1: a answers q
               l2: b supports a
               l3: e c supports b
               l4: s opposes l3
               l5: c opposes a
               l6: s restates b
               l7: s opposes l4";
    let cyclic = "claim a
                  claim b
                  claim c
                  claim d
                  l1: a supports b
                  l2: b c supports a
                  l3: c opposes l1
                  l4: d opposes l3
                  l5: b supports d";
    vec![empty(), read_map(map), read_map(cyclic)]
}

/// Takes a step, or none where it is refused.
pub fn take_step(desk: &mut Desk, step: &Step) {
    match step {
        Step::Undo => drop(desk.editor.undo(noon())),
        Step::Redo => drop(desk.editor.redo(noon())),
        Step::Edit(dice) => {
            let edit = make_edit(desk.document(), *dice);
            drop(desk.commit(&edit));
        }
    }
}

/// Plays a script and checks after every step what has to hold.
fn play(desk: &mut Desk, script: &[Step]) {
    let mut old: HashSet<Breach> = find_breaches(desk.document()).into_iter().collect();
    let is_lawful = old.is_empty();
    let mut seen = BTreeSet::new();
    for step in script {
        let revision = desk.editor.revision();
        match step {
            Step::Undo => drop(desk.editor.undo(noon())),
            Step::Redo => drop(desk.editor.redo(noon())),
            Step::Edit(dice) => {
                let edit = make_edit(desk.document(), *dice);
                let before = desk.document().clone();
                match desk.commit(&edit) {
                    Err(refusal) => {
                        assert_eq!(*desk.document(), before, "{edit:?}");
                        assert_eq!(desk.editor.revision(), revision);
                        assert!(!refusal.to_string().is_empty());
                        assert!(
                            !matches!(refusal, linchpin::edit::Refusal::Mismatch(_)),
                            "{edit:?}: {refusal}"
                        );
                    }
                    Ok(committed) => {
                        for id in &committed.selected {
                            assert!(desk.document().is_taken(id.as_str()), "{edit:?}");
                        }
                        let breaches = find_breaches(desk.document());
                        let new = breaches.iter().find(|breach| !old.contains(breach));
                        assert_eq!(new, None, "{edit:?}");
                        let told = find_breaches_of_change(desk.document(), &committed.changes);
                        assert!(!is_lawful || told.is_empty(), "{edit:?}");
                        let is_same = unstamp(desk.document()) == unstamp(&before);
                        assert!(!committed.changes.is_empty() || is_same);
                        if is_lawful {
                            check_behaviour(&before, desk, &edit);
                        }
                    }
                }
            }
        }
        old.extend(find_breaches(desk.document()));
        check_graph(desk.document());
        check_handles(&desk.editor);
        seen.extend(desk.document().nodes().iter().map(|node| node.id.clone()));
        for id in seen.iter().map(Id::as_str) {
            let is_there = desk.document().nodes().contains(id);
            assert_eq!(desk.editor.graph().node(id).is_some(), is_there);
        }
    }
}

/// The editor's graph, which is made of the graph before each edit, is that of its document.
pub fn check_handles(editor: &Editor) {
    let (document, graph) = (editor.document(), editor.graph());
    let fresh = Graph::of(document);
    assert_eq!(fresh.walk(), graph.walk());
    assert_eq!(fresh.roots(), graph.roots());
    assert_eq!(fresh.n_nodes(), graph.n_nodes());
    assert_eq!(fresh.n_links(), graph.n_links());
    for (node, row) in (0..).zip(document.nodes()) {
        assert_eq!(graph.node(row.id.as_str()), Some(node));
        assert_eq!(fresh.kind(node), graph.kind(node));
        assert_eq!(fresh.place(node), graph.place(node));
        assert_eq!(fresh.children(node), graph.children(node));
        assert_eq!(fresh.links_from(node), graph.links_from(node));
        let end = End::Node(node);
        assert_eq!(fresh.links_to(end), graph.links_to(end));
    }
    for (link, row) in (0..).zip(document.links()) {
        assert_eq!(graph.link(row.id.as_str()), Some(link));
        assert_eq!(fresh.relation(link), graph.relation(link));
        assert_eq!(fresh.target(link), graph.target(link));
        assert_eq!(fresh.premises(link), graph.premises(link));
        assert_eq!(fresh.node_argued(link), graph.node_argued(link));
        let end = End::Link(link);
        assert_eq!(fresh.links_to(end), graph.links_to(end));
    }
}

/// What single edits promise, on maps without cycles.
fn check_behaviour(before: &Document, desk: &Desk, edit: &Edit) {
    let (old, new) = (Graph::of(before), Graph::of(desk.document()));
    if has_cycle(&old) || has_cycle(&new) {
        return;
    }
    let parent = |document: &Document, graph: &Graph, node: u32| {
        let parent = graph.place(node)?.parent;
        Some(document.nodes().rows()[parent as usize].id.clone())
    };
    match edit {
        Edit::Reorder { .. } => {
            for row in before.nodes() {
                let (was, is) = (old.node(row.id.as_str()), new.node(row.id.as_str()));
                assert_eq!(
                    parent(before, &old, was.unwrap()),
                    parent(desk.document(), &new, is.unwrap()),
                    "{edit:?}"
                );
            }
        }
        Edit::Move {
            node,
            under: Some(under),
            ..
        } => {
            let place = new.place(new.node(node.as_str()).unwrap()).unwrap();
            let link = &desk.document().links().rows()[place.link as usize];
            assert_eq!(link.to, *under, "{edit:?}");
        }
        Edit::Delete { nodes, fate, .. } => {
            for row in before.nodes() {
                let is_there = desk.document().nodes().contains(row.id.as_str());
                let is_asked = nodes.contains(&row.id);
                let stays = !is_asked && *fate == Fate::Lift;
                assert!(!is_asked || !is_there, "{edit:?}");
                assert!(!stays || is_there, "{edit:?}");
            }
        }
        _ => {}
    }
}

/// Whether a root has a link that could place it.
fn has_cycle(graph: &Graph) -> bool {
    (0..graph.n_nodes() as u32).any(|node| {
        let own = graph.place(node).map(|place| place.link);
        let mut passed = graph
            .links_from(node)
            .iter()
            .take_while(|&&link| Some(link) != own);
        passed.any(|&link| graph.relation(link).places() && graph.node_argued(link).is_some())
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    #[test]
    fn every_commit_keeps_the_laws_and_undo_and_redo_are_exact(
        start in 0usize..3,
        script in any_script(40),
    ) {
        let first = start_documents().swap_remove(start);
        let mut desk = Desk::new(first.clone());
        play(&mut desk, &script);
        let last = desk.document().clone();
        let mut n_undone = 0;
        while desk.editor.undo(noon()).is_some() {
            n_undone += 1;
        }
        prop_assert_eq!(unstamp(desk.document()), unstamp(&first));
        prop_assert!(desk.editor.history().is_saved());
        check_handles(&desk.editor);
        for _ in 0..n_undone {
            prop_assert!(desk.editor.redo(noon()).is_some());
        }
        prop_assert_eq!(unstamp(desk.document()), unstamp(&last));
        check_handles(&desk.editor);
    }

    #[test]
    fn edits_of_broken_maps_never_panic_and_break_nothing_new(
        document in any_document(),
        script in any_script(12),
    ) {
        let mut desk = Desk::new(document.clone());
        play(&mut desk, &script);
        while desk.editor.undo(noon()).is_some() {}
        prop_assert_eq!(unstamp(desk.document()), unstamp(&document));
    }
}

#[test]
fn scripts_make_every_edit_and_most_edits_are_made() {
    let mut desk = Desk::new(start_documents().swap_remove(1));
    let mut made: HashSet<std::mem::Discriminant<Edit>> = HashSet::new();
    for n in 0..6_000u16 {
        let dice = [0, 1, 2, 3, 4, 5].map(|at: u16| {
            let mixed = u32::from(n)
                .wrapping_mul(2_654_435_761)
                .rotate_left(u32::from(at) * 5);
            (mixed >> 7) as u16 ^ at
        });
        let edit = make_edit(desk.document(), dice);
        if desk.commit(&edit).is_ok() {
            made.insert(std::mem::discriminant(&edit));
        }
    }
    assert_eq!(made.len(), 39, "each variant of Edit was committed");
}
