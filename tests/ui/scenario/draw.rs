//! Maps from drawings and back.

use linchpin::app::{App, Tab};
use linchpin::format::outline::{ShownIds, parse, print};
use linchpin::model::Id;

const SELECTED: &str = "◂";
const FOLDED: &str = "…";
const PINNED: &str = "⌖";
const TARGET: &str = "◎";
const WORDED: &str = "✎";

/// Opens a map as if it had just been read from a file: with nothing to undo.
pub fn open(app: &mut App, drawing: &str) {
    let plain: String = drawing
        .lines()
        .map(|line| strip_marks(line) + "\n")
        .collect();
    let fragment = parse(&plain, app.host.random());
    let lines = drawing.lines().filter(|line| stands_for_a_box(line));
    let marks: Vec<(Id, Vec<&str>)> = fragment
        .nodes
        .iter()
        .map(|node| node.id.clone())
        .zip(lines.map(list_marks))
        .collect();
    let mut document = app.make_document();
    for node in fragment.nodes {
        document.load_node(node).unwrap();
    }
    for link in fragment.links {
        document.load_link(link).unwrap();
    }
    let tab = app.add_tab(document);
    for (id, marks) in marks {
        for mark in marks {
            match mark {
                SELECTED => tab.selected.push(id.clone()),
                FOLDED => drop(tab.folded.insert(id.clone())),
                _ => tab.target = Some(id.clone()),
            }
        }
    }
}

/// A map as a drawing.
pub fn draw(tab: &Tab) -> String {
    let mut drawing = String::new();
    for line in print(tab.document(), ShownIds::Nodes).lines() {
        let (text, id) = split_id(line);
        drawing.push_str(text);
        let is_box = stands_for_a_box(line);
        if let Some(id) = id.filter(|_| is_box) {
            for mark in find_marks(tab, &id) {
                drawing.push(' ');
                drawing.push_str(&mark);
            }
        }
        drawing.push('\n');
    }
    drawing
}

fn find_marks(tab: &Tab, id: &Id) -> Vec<String> {
    let mut marks = Vec::new();
    let link = tab.place_link(id);
    for selected in &tab.selected {
        if selected == id {
            marks.push(SELECTED.to_owned());
        } else if Some(selected) == link {
            marks.push(format!("{SELECTED} line"));
        }
    }
    if tab.folded.contains(id) {
        marks.push(FOLDED.to_owned());
    }
    if tab.is_pinned(id) {
        marks.push(PINNED.to_owned());
    }
    if tab.target.as_ref() == Some(id) {
        marks.push(TARGET.to_owned());
    }
    if let Some(wording) = tab.wording.as_ref().filter(|wording| wording.node == *id) {
        marks.push(format!("{WORDED} {:?}", wording.draft));
    }
    marks
}

/// The line without the id at its end, and the id.
fn split_id(line: &str) -> (&str, Option<Id>) {
    let found = line.rfind('{').filter(|_| line.ends_with('}'));
    match found {
        Some(at) => {
            let id = Id::parse(&line[at + 1..line.len() - 1]).ok();
            (line[..at].trim_end(), id)
        }
        None => (line, None),
    }
}

fn stands_for_a_box(line: &str) -> bool {
    let line = line.trim_start();
    !line.is_empty() && !line.starts_with("| ") && !line.starts_with("=> ")
}

fn strip_marks(line: &str) -> String {
    let mut line = line.trim_end();
    while let Some(mark) = MARKS.iter().find(|mark| line.ends_with(**mark)) {
        line = line[..line.len() - mark.len()].trim_end();
    }
    line.to_owned()
}

fn list_marks(line: &str) -> Vec<&str> {
    let kept = strip_marks(line).len();
    line[kept..].split_whitespace().collect()
}

const MARKS: &[&str] = &[SELECTED, FOLDED, TARGET];
