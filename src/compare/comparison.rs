//! What differs between two maps, told by meaning: boxes, steps, sources and views added, removed,
//! reworded, linked anew, moved or changed in a field. When a map was saved, and by which program,
//! is no difference.

use std::collections::HashSet;
use std::sync::Arc;

use foldhash::fast::RandomState;

use super::difference::{Difference, DifferenceKind};
use super::name::{name_end, name_kind, name_node, name_relation, name_step, quote, shorten};
use super::order::find_moved;
use super::pair::{Matching, Paired, pair};
use super::record::{FieldChange, Fields};
use super::wording::{compare_words, write_pieces};
use crate::model::{
    Document, Graph, Id, Link, Meta, Node, Record, RecordKind, Source, Table, View,
};
use crate::words;

/// How many characters of a value stand in a sentence.
const MOST: usize = 120;

/// What differs between two maps.
#[derive(Debug, Clone, PartialEq)]
pub struct Comparison {
    /// The differences: those of the map itself first, then sources, boxes, steps, views, in
    /// document order.
    pub differences: Vec<Difference>,
    /// How the records were paired; never [`Matching::Auto`].
    pub matching: Matching,
}

impl Comparison {
    /// Compares two maps.
    pub fn of(old: &Document, new: &Document, matching: Matching) -> Self {
        let paired = pair(old, new, matching);
        let matching = paired.matching;
        let mut teller = Teller::new(old, &paired);
        teller.compare_meta();
        teller.compare_sources();
        teller.compare_nodes();
        teller.compare_links();
        teller.compare_views();
        Self {
            differences: teller.told,
            matching,
        }
    }

    /// Whether both maps say the same.
    pub fn is_empty(&self) -> bool {
        self.differences.is_empty()
    }

    /// How many differences there are of a kind.
    pub fn count(&self, kind: DifferenceKind) -> usize {
        let differences = self.differences.iter();
        differences.filter(|it| it.kind == kind).count()
    }
}

struct Teller<'a> {
    old: &'a Document,
    /// The new map under the ids of the old one.
    new: &'a Document,
    paired: &'a Paired,
    graphs: [Graph; 2],
    /// Steps that are told with the box which came or went with them.
    told_with_box: HashSet<Id, RandomState>,
    told: Vec<Difference>,
}

/// A table of a map, and how sentences name its records.
struct Shelf<'a, T> {
    record: RecordKind,
    tables: [&'a Table<T>; 2],
}

impl<'a> Teller<'a> {
    fn new(old: &'a Document, paired: &'a Paired) -> Self {
        Self {
            old,
            new: &paired.document,
            paired,
            graphs: [Graph::of(old), Graph::of(&paired.document)],
            told_with_box: HashSet::default(),
            told: Vec::new(),
        }
    }

    /// The id that a record has in the new map itself.
    fn own_id(&self, id: &Id) -> Id {
        self.paired.own_ids.get(id).unwrap_or(id).clone()
    }

    fn push(
        &mut self,
        kind: DifferenceKind,
        record: RecordKind,
        id: &Id,
        change: FieldChange,
        sentence: String,
    ) {
        let is_record = !matches!(record, RecordKind::Document);
        let shown = [self.old, self.new].map(|document| self.find_shown(document, id));
        let [in_old, in_new] = shown;
        self.told.push(Difference {
            kind,
            record,
            old: (is_record && kind != DifferenceKind::Added).then(|| id.clone()),
            new: (is_record && kind != DifferenceKind::Removed).then(|| self.own_id(id)),
            shown: [in_old, in_new.map(|id| self.own_id(&id))],
            field: change.field,
            before: change.before,
            after: change.after,
            sentence,
        });
    }

    fn push_record(&mut self, kind: DifferenceKind, record: RecordKind, id: &Id, sentence: String) {
        let change = FieldChange {
            field: "",
            before: String::new(),
            after: String::new(),
        };
        self.push(kind, record, id, change, sentence);
    }

    /// The box or step of a map by which a record is seen there.
    fn find_shown(&self, document: &Document, id: &Id) -> Option<Id> {
        let has = |id: &Id| {
            document.nodes().contains(id.as_str()) || document.links().contains(id.as_str())
        };
        if has(id) {
            return Some(id.clone());
        }
        // What it stands under in the map that has it, up to something that is in this one.
        [self.old, self.new]
            .into_iter()
            .zip(&self.graphs)
            .find_map(|(other, graph)| {
                let mut at = graph.node(id.as_str());
                if let Some(link) = other.links().get(id.as_str()) {
                    let mut ends = std::iter::once(&link.to).chain(&link.from);
                    return ends.find(|id| has(id)).cloned();
                }
                while let Some(place) = at.and_then(|at| graph.place(at)) {
                    let above = &other.nodes().rows()[place.parent as usize].id;
                    if has(above) {
                        return Some(above.clone());
                    }
                    at = Some(place.parent);
                }
                None
            })
    }

    fn compare_meta(&mut self) {
        let (old, new) = (self.old.meta(), self.new.meta());
        for change in Meta::list_changes(old, new) {
            if matches!(change.field, "id" | "created" | "modified" | "generator") {
                continue;
            }
            let name = words::say("compare-map").into_owned();
            let sentence = tell_change(&name, &change);
            let id = old.id.clone();
            self.push(
                DifferenceKind::Changed,
                RecordKind::Document,
                &id,
                change,
                sentence,
            );
        }
        if self.old.dismissals() != self.new.dismissals() {
            let tell = |document: &Document| {
                let reasons = document.dismissals().iter().map(|it| it.reason.as_str());
                reasons.collect::<Vec<_>>().join(", ")
            };
            let change = FieldChange {
                field: "dismissals",
                before: tell(self.old),
                after: tell(self.new),
            };
            let sentence = tell_change(&words::say("compare-map"), &change);
            let id = old.id.clone();
            self.push(
                DifferenceKind::Changed,
                RecordKind::Document,
                &id,
                change,
                sentence,
            );
        }
    }

    fn compare_sources(&mut self) {
        let shelf = Shelf {
            record: RecordKind::Source,
            tables: [self.old.sources(), self.new.sources()],
        };
        self.compare_shelf(&shelf, |_, _, source| name_source(source), |_, _, _| {});
    }

    fn compare_views(&mut self) {
        let shelf = Shelf {
            record: RecordKind::View,
            tables: [self.old.views(), self.new.views()],
        };
        self.compare_shelf(&shelf, |_, _, view| name_view(view), |_, _, _| {});
    }

    fn compare_nodes(&mut self) {
        let shelf = Shelf {
            record: RecordKind::Node,
            tables: [self.old.nodes(), self.new.nodes()],
        };
        self.compare_shelf(&shelf, Self::name_with_place, |teller, which, node| {
            let other = [teller.new, teller.old][which];
            let link = teller.find_placing(which, node).map(|link| link.id.clone());
            if let Some(link) = link.filter(|id| !other.links().contains(id.as_str())) {
                teller.told_with_box.insert(link);
            }
        });
    }

    fn compare_links(&mut self) {
        let shelf = Shelf {
            record: RecordKind::Link,
            tables: [self.old.links(), self.new.links()],
        };
        let name = |teller: &Self, which: usize, link: &Link| {
            name_step([teller.old, teller.new][which], link)
        };
        self.compare_shelf(&shelf, name, |_, _, _| {});
    }

    /// The step that gives a box of the old map (0) or the new one (1) its place.
    fn find_placing(&self, which: usize, node: &Node) -> Option<&'a Link> {
        let graph = &self.graphs[which];
        let place = graph.place(graph.node(node.id.as_str())?)?;
        Some(&*[self.old, self.new][which].links().rows()[place.link as usize])
    }

    /// The step for the same thing that stands before one in the new map.
    fn find_sibling_before(&self, link: &Link) -> Option<&'a Link> {
        let graph = &self.graphs[1];
        let own = graph.link(link.id.as_str())?;
        let siblings = graph.links_to(graph.target(own)?);
        let at = siblings.iter().position(|&it| it == own)?.checked_sub(1)?;
        Some(&*self.new.links().rows()[siblings[at] as usize])
    }

    /// A box with what it says to the one above.
    fn name_with_place(&self, which: usize, node: &Node) -> String {
        let mut values = vec![
            ("kind", name_kind(&node.kind).into()),
            ("box", name_node(node).into()),
        ];
        match self.find_placing(which, node) {
            Some(link) => {
                let other = name_end([self.old, self.new][which], &link.to);
                values.push(("relation", name_relation(&link.relation).into()));
                values.push(("other", other.into()));
                words::say_with("compare-box-under", &values)
            }
            None => words::say_with("compare-box", &values),
        }
    }

    /// Tells what became of the records of a table. `note` is called for each that was added or
    /// removed, with the number of the map that has it.
    fn compare_shelf<T: Shown>(
        &mut self,
        shelf: &Shelf<'_, T>,
        name: impl Fn(&Self, usize, &T) -> String,
        note: impl Fn(&mut Self, usize, &T),
    ) {
        let [old, new] = shelf.tables;
        for (before, kind, which) in [
            (old, DifferenceKind::Removed, 0),
            (new, DifferenceKind::Added, 1),
        ] {
            let other = shelf.tables[1 - which];
            for record in before.iter().filter(|it| !other.contains(it.id().as_str())) {
                if self.told_with_box.contains(record.id()) {
                    continue;
                }
                let sentence = name(self, which, record);
                note(self, which, record);
                self.push_record(kind, shelf.record, record.id(), sentence);
            }
        }
        let moved = find_moved_rows(old, new);
        let mut before: Option<&Arc<T>> = None;
        for record in new {
            let was = old.get(record.id().as_str());
            if let Some(was) = was {
                let is_moved = moved.contains(record.id());
                T::tell(self, [&**was, &**record], before.map(|it| &**it), is_moved);
            }
            before = Some(record);
        }
    }

    /// Tells the fields that changed of a record that is in both maps.
    fn tell_fields<T: Fields + Record>(
        &mut self,
        record: RecordKind,
        name: &str,
        [old, new]: [&T; 2],
        skips: &[&str],
    ) {
        if old == new {
            return;
        }
        for change in T::list_changes(old, new) {
            // Where another program keeps it says nothing where ids are worth nothing.
            let is_chance = change.field == "origin" && self.paired.matching == Matching::Wordings;
            if !skips.contains(&change.field) && !is_chance {
                let sentence = tell_change(name, &change);
                self.push(DifferenceKind::Changed, record, old.id(), change, sentence);
            }
        }
    }

    fn tell_moved<T: Record>(
        &mut self,
        record: RecordKind,
        id: &Id,
        name: &str,
        behind: Option<(&T, String)>,
    ) {
        let name = name.to_owned();
        let sentence = match behind {
            Some((_, other)) => {
                let values = [("name", name.into()), ("other", other.into())];
                words::say_with("compare-moved-behind", &values)
            }
            None => words::say_with("compare-moved-first", &[("name", name.into())]),
        };
        self.push_record(DifferenceKind::Moved, record, id, sentence);
    }
}

/// A record whose differences are told.
trait Shown: Record + Fields {
    /// Tells what became of it. `behind` is what it stands behind now.
    fn tell(teller: &mut Teller<'_>, pair: [&Self; 2], behind: Option<&Self>, is_moved: bool);
}

impl Shown for Source {
    fn tell(
        teller: &mut Teller<'_>,
        [old, new]: [&Self; 2],
        behind: Option<&Self>,
        is_moved: bool,
    ) {
        let (name, record) = (name_source(new), RecordKind::Source);
        teller.tell_fields(record, &name, [old, new], &["structure", "sha256"]);
        // What follows from the text is not told beside it.
        if old.text == new.text && (old.structure != new.structure || old.sha256 != new.sha256) {
            let change = FieldChange {
                field: "structure",
                before: String::new(),
                after: String::new(),
            };
            let sentence = tell_change(&name, &change);
            teller.push(DifferenceKind::Changed, record, &old.id, change, sentence);
        }
        if is_moved {
            let behind = behind.map(|it| (it, name_source(it)));
            teller.tell_moved(record, &old.id, &name, behind);
        }
    }
}

impl Shown for View {
    fn tell(
        teller: &mut Teller<'_>,
        [old, new]: [&Self; 2],
        behind: Option<&Self>,
        is_moved: bool,
    ) {
        let (name, record) = (name_view(new), RecordKind::View);
        teller.tell_fields(record, &name, [old, new], &[]);
        if is_moved {
            let behind = behind.map(|it| (it, name_view(it)));
            teller.tell_moved(record, &old.id, &name, behind);
        }
    }
}

impl Shown for Node {
    fn tell(
        teller: &mut Teller<'_>,
        [old, new]: [&Self; 2],
        behind: Option<&Self>,
        is_moved: bool,
    ) {
        let (name, record) = (name_node(new), RecordKind::Node);
        if old.text != new.text {
            let pieces = compare_words(&old.text, &new.text);
            let sentence = words::say_with(
                "compare-wording",
                &[
                    ("kind", name_kind(&new.kind).into()),
                    ("text", write_pieces(&pieces).into()),
                ],
            );
            let change = FieldChange {
                field: "text",
                before: old.text.clone(),
                after: new.text.clone(),
            };
            teller.push(DifferenceKind::Reworded, record, &old.id, change, sentence);
        }
        teller.tell_fields(record, &name, [old, new], &["text"]);
        if is_moved {
            let behind = behind.map(|it| (it, name_node(it)));
            teller.tell_moved(record, &old.id, &name, behind);
        }
    }
}

impl Shown for Link {
    fn tell(
        teller: &mut Teller<'_>,
        [old, new]: [&Self; 2],
        _behind: Option<&Self>,
        is_moved: bool,
    ) {
        let record = RecordKind::Link;
        let name = name_step(teller.new, new);
        let is_relinked =
            (&old.relation, &old.from, &old.to) != (&new.relation, &new.from, &new.to);
        if is_relinked {
            let before = name_step(teller.old, old);
            let values = [
                ("now", name.clone().into()),
                ("before", before.clone().into()),
            ];
            let sentence = words::say_with("compare-relinked-step", &values);
            let change = FieldChange {
                field: "to",
                before,
                after: name.clone(),
            };
            teller.push(DifferenceKind::Relinked, record, &old.id, change, sentence);
        }
        teller.tell_fields(record, &name, [old, new], &["relation", "from", "to"]);
        // A step that goes elsewhere has another place by that alone.
        if is_moved && !is_relinked {
            let behind = teller.find_sibling_before(new);
            let behind = behind.map(|it| (it, name_step(teller.new, it)));
            teller.tell_moved(record, &old.id, &name, behind);
        }
    }
}

/// The records of both tables that stand elsewhere among the others.
fn find_moved_rows<T: Record>(old: &Table<T>, new: &Table<T>) -> HashSet<Id, RandomState> {
    let n = old.len();
    let order: Vec<u32> = (0..n as u32).collect();
    let places = new.iter().filter_map(|it| old.position(it.id().as_str()));
    let places: Vec<u32> = places.map(|at| at as u32).collect();
    let moved = find_moved(n, &order, &places);
    let rows = old.iter().zip(moved).filter(|(_, moved)| *moved);
    rows.map(|(record, _)| record.id().clone()).collect()
}

fn name_source(source: &Source) -> String {
    let title = if source.title.is_empty() {
        source.id.as_str()
    } else {
        &source.title
    };
    words::say_with("compare-source", &[("title", quote(title).into())])
}

fn name_view(view: &View) -> String {
    match view.name.as_str() {
        "" => words::say("compare-unnamed-view").into_owned(),
        name => words::say_with("compare-view", &[("name", quote(name).into())]),
    }
}

/// A field and what became of it.
fn tell_change(name: &str, change: &FieldChange) -> String {
    let key = format!("compare-field-{}", change.field.replace('_', "-"));
    let field = if words::has(&key) {
        words::say(&key).into_owned()
    } else {
        change.field.to_owned()
    };
    let (before, after) = (shorten(&change.before, MOST), shorten(&change.after, MOST));
    let values = [
        ("name", name.to_owned().into()),
        ("field", field.into()),
        ("before", before.clone().into()),
        ("after", after.clone().into()),
    ];
    let key = match (before.is_empty(), after.is_empty()) {
        _ if before == after => "compare-field-changed",
        (true, _) => "compare-field-set",
        (_, true) => "compare-field-cleared",
        _ => "compare-field-from-to",
    };
    words::say_with(key, &values)
}
