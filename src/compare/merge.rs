//! Two people's copies of a map made one, over the map that both began with: record by record and
//! field by field, wordings by words, lists in their order. What cannot be merged stands as ours
//! has it, with theirs beside it in the map; what one deleted and the other changed stays.

use std::collections::HashMap;
use std::sync::Arc;

use foldhash::fast::RandomState;

use super::article::join_texts;
use super::clash::{Clash, Clashing};
use super::ends::{Knot, is_edited};
use super::field::Clashes;
use super::keep::{Pile, Side};
use super::list::merge_lists;
use super::mark::{Marked, make_note};
use super::name::{name_node, name_step, quote};
use super::pair::{Matching, list_ids, pair};
use super::record::Fields;
use super::rename::{Renaming, find_free, rename};
use super::retext::follow_text;
use crate::model::{
    Dismissal, Document, Id, Kind, Link, Meta, Node, Record, RecordKind, Relation, Source, Table,
    Time, View,
};
use crate::words;

/// How often ids are given out anew.
const MOST_ROUNDS: usize = 4;

/// A merged map.
#[derive(Debug, Clone, PartialEq)]
pub struct Merged {
    /// The map.
    pub document: Document,
    /// What a person has to look at, in document order.
    pub clashes: Vec<Clash>,
}

impl Merged {
    /// Whether nobody has to look at anything.
    pub fn is_clean(&self) -> bool {
        self.clashes.is_empty()
    }
}

/// Merges two copies. `base` is the map that both began with; where nobody knows it, an empty one
/// will do, and then whatever differs clashes.
///
/// Where all three keep to the laws of maps, so does what comes out. Maps of different programs'
/// files are paired with the base by `matching`.
pub fn merge(base: &Document, ours: &Document, theirs: &Document, matching: Matching) -> Merged {
    let (base, mut theirs) = lay_beside(base, ours, theirs, matching);
    let mut merged = merge_beside(&base, ours, &theirs);
    // An id that came to mean two things is given out anew in theirs. Each round can bring records
    // back that others need, so there may be a second one.
    for _ in 0..MOST_ROUNDS {
        let renaming = find_shared(&merged.document, [&base, ours, &theirs]);
        if renaming.is_empty() {
            break;
        }
        theirs = rename(&theirs, &renaming);
        merged = merge_beside(&base, ours, &theirs);
    }
    merged
}

fn merge_beside(base: &Document, ours: &Document, theirs: &Document) -> Merged {
    let mut merger = Merger {
        base: base.clone(),
        ours: ours.clone(),
        theirs: theirs.clone(),
        clashes: Vec::new(),
        further_sources: Vec::new(),
    };
    merger.settle_texts();
    merger.merge()
}

/// The base and theirs under the ids of ours.
fn lay_beside(
    base: &Document,
    ours: &Document,
    theirs: &Document,
    matching: Matching,
) -> (Document, Document) {
    let base = pair(ours, base, matching).document;
    let beside = pair(&base, theirs, matching);
    let theirs = beside.document;
    if beside.matching == Matching::Ids {
        return (base, theirs);
    }
    // What both copies added has its ids by chance.
    let mut renaming = Renaming::default();
    let rows = theirs.nodes().iter().map(|it| &it.id);
    let rows = rows.chain(theirs.links().iter().map(|it| &it.id));
    let rows = rows.chain(theirs.sources().iter().map(|it| &it.id));
    for id in rows.filter(|id| !base.is_taken(id.as_str()) && ours.is_taken(id.as_str())) {
        let is_taken = |name: &str| [&base, ours, &theirs].iter().any(|it| it.is_taken(name));
        renaming.insert(id.clone(), find_free(id, is_taken));
    }
    (base, rename(&theirs, &renaming))
}

/// New ids for those of theirs that mean one thing there and another in ours, and that both stay.
fn find_shared(merged: &Document, copies: [&Document; 3]) -> Renaming {
    let [_, ours, theirs] = copies;
    let mut renaming = Renaming::default();
    for id in list_ids(merged) {
        let key = id.as_str();
        let is_new = merged.count_bearers(key) > 1
            && ours.count_bearers(key) < 2
            && theirs.count_bearers(key) == 1;
        if is_new && !renaming.contains_key(id) {
            let is_taken =
                |name: &str| merged.is_taken(name) || copies.iter().any(|copy| copy.is_taken(name));
            renaming.insert(id.clone(), find_free(id, is_taken));
        }
    }
    renaming
}

struct Merger {
    base: Document,
    ours: Document,
    theirs: Document,
    clashes: Vec<Clash>,
    /// Versions of sources' texts that stand beside ours.
    further_sources: Vec<Source>,
}

impl Merger {
    /// Makes all copies speak of one text of each source. Where both copies corrected other words
    /// of it, that has the corrections of both; where they corrected the same, theirs becomes a
    /// source of its own.
    fn settle_texts(&mut self) {
        let ids: Vec<Id> = self.ours.sources().iter().map(|it| it.id.clone()).collect();
        for id in ids {
            let key = id.as_str();
            let was = self.base.sources().get(key).cloned();
            let own = self.ours.sources().get(key).cloned();
            let other = self.theirs.sources().get(key).cloned();
            let (Some(own), Some(other)) = (own, other) else {
                continue;
            };
            if own.text == other.text {
                continue;
            }
            let was_text = was.as_ref().map(|it| it.text.clone());
            if was_text
                .as_ref()
                .is_some_and(|it| ![&own.text, &other.text].contains(&it))
                && let Some(joined) = join_texts([&self.base, &self.ours, &self.theirs], &id)
            {
                [self.base, self.ours, self.theirs] = joined;
                continue;
            }
            if was_text.as_ref() == Some(&own.text) {
                self.base = follow_text(&self.base, &id, &other);
                self.ours = follow_text(&self.ours, &id, &other);
            } else {
                if was_text.as_ref() != Some(&other.text) {
                    self.keep_version(&own, &other);
                }
                self.base = follow_text(&self.base, &id, &own);
                self.theirs = follow_text(&self.theirs, &id, &own);
            }
        }
    }

    fn keep_version(&mut self, own: &Source, other: &Source) {
        let given: Vec<Id> = self
            .further_sources
            .iter()
            .map(|it| it.id.clone())
            .collect();
        let id = find_free(&own.id, |name| {
            let documents = [&self.base, &self.ours, &self.theirs];
            documents.iter().any(|it| it.is_taken(name))
                || given.iter().any(|it| it.as_str() == name)
        });
        let values = [("title", other.title.clone().into())];
        self.further_sources.push(Source {
            id,
            title: words::say_with("merge-other-text", &values),
            irrelevant: Vec::new(),
            unmarked: Vec::new(),
            origin: None,
            ..other.clone()
        });
        self.clashes.push(Clash {
            what: Clashing::Field,
            record: RecordKind::Source,
            id: own.id.clone(),
            name: quote(&own.title),
            field: "text",
            ours: String::new(),
            theirs: words::say_with("merge-other-text", &values),
        });
    }

    fn merge(mut self) -> Merged {
        let documents = [&self.base, &self.ours, &self.theirs];
        let is_changed = |a: &Source, b: &Source, _| a != b;
        let sources = Pile::of(documents.map(Document::sources), blank_source, is_changed);
        let is_changed = |a: &Node, b: &Node, _| a != b;
        let nodes = Pile::of(documents.map(Document::nodes), blank_node, is_changed);
        let is_changed = |a: &Link, b: &Link, side| match side {
            Side::Ours => is_edited(a, b, self.ours.nodes()),
            Side::Theirs => is_edited(a, b, self.theirs.nodes()),
        };
        let links = Pile::of(documents.map(Document::links), blank_link, is_changed);
        let is_changed = |a: &View, b: &View, _| (&a.name, &a.positions) != (&b.name, &b.positions);
        let views = Pile::of(documents.map(Document::views), blank_view, is_changed);
        let knot = Knot::tie([&self.ours, &self.theirs], sources, nodes, links);
        let mut clashes = Clashes::default();
        let [base, ours, theirs] = documents.map(|it| &**it.meta());
        let meta = Meta::merge(base, ours, theirs, &mut clashes);
        let [base, ours, theirs] = documents.map(|it| it.dismissals().as_slice());
        let dismissals = merge_lists(base, ours, theirs, &mut Clashes::default());
        let mut draft = Draft::new(meta, &knot, &views);
        draft.dismissals = dismissals;
        draft.own_clashes = clashes.found;
        let theirs = self.theirs.clone();
        let collected = draft.collect_clashes(&knot, &views, &theirs);
        self.clashes.extend(collected);
        draft.finish(self)
    }
}

fn blank_source(id: &Id) -> Source {
    Source::new(id.clone())
}

fn blank_node(id: &Id) -> Node {
    Node::new(id.clone(), Kind::from(""), "")
}

fn blank_link(id: &Id) -> Link {
    Link::new(id.clone(), Relation::from(""), Vec::new(), id.clone())
}

fn blank_view(id: &Id) -> View {
    View::new(id.clone())
}

/// The merged map before the clashes are written into it.
struct Draft {
    meta: Meta,
    sources: Vec<Arc<Source>>,
    nodes: Vec<Arc<Node>>,
    links: Vec<Arc<Link>>,
    views: Vec<Arc<View>>,
    dismissals: Vec<Dismissal>,
    own_clashes: Vec<(&'static str, String, String)>,
    moved: [Vec<Id>; 2],
}

impl Draft {
    fn new(meta: Meta, knot: &Knot<'_>, views: &Pile<'_, View>) -> Self {
        let (nodes, moved_nodes) = knot.nodes.put_in_order();
        let (links, moved_links) = knot.links.put_in_order();
        Self {
            meta,
            sources: knot.sources.put_in_order().0,
            nodes,
            links,
            views: views.put_in_order().0,
            dismissals: Vec::new(),
            own_clashes: Vec::new(),
            moved: [moved_nodes, moved_links],
        }
    }

    /// What could not be merged, with names for the records.
    fn collect_clashes(
        &self,
        knot: &Knot<'_>,
        views: &Pile<'_, View>,
        theirs: &Document,
    ) -> Vec<Clash> {
        let document = self.build();
        let mut namer = Namer {
            document: &document,
            theirs,
            clashes: Vec::new(),
        };
        for (field, ours, theirs) in &self.own_clashes {
            namer.clashes.push(Clash {
                what: Clashing::Field,
                record: RecordKind::Document,
                id: self.meta.id.clone(),
                name: words::say("compare-map").into_owned(),
                field,
                ours: ours.clone(),
                theirs: theirs.clone(),
            });
        }
        namer.take(RecordKind::Source, &knot.sources);
        namer.take(RecordKind::Node, &knot.nodes);
        namer.take(RecordKind::Link, &knot.links);
        namer.take(RecordKind::View, views);
        namer.take_moved(RecordKind::Node, &self.moved[0]);
        namer.take_moved(RecordKind::Link, &self.moved[1]);
        namer.clashes
    }

    fn build(&self) -> Document {
        let mut document = Document::from_meta(self.meta.clone());
        for source in &self.sources {
            drop(document.load_source(Source::clone(source)));
        }
        for node in &self.nodes {
            drop(document.load_node(node.clone()));
        }
        for link in &self.links {
            drop(document.load_link(link.clone()));
        }
        document.load_dismissals(self.dismissals.clone());
        for view in &self.views {
            drop(document.load_view(View::clone(view)));
        }
        document
    }

    /// Writes the clashes into the map.
    fn finish(mut self, merger: Merger) -> Merged {
        let when = merger.theirs.meta().modified.clone();
        self.sources
            .extend(merger.further_sources.into_iter().map(Arc::new));
        let (nodes, links) = (find_places(&self.nodes), find_places(&self.links));
        let sources = find_places(&self.sources);
        for clash in &merger.clashes {
            match clash.record {
                RecordKind::Node => mark(&mut self.nodes, &nodes, clash, &when),
                RecordKind::Link => mark(&mut self.links, &links, clash, &when),
                RecordKind::Source => mark(&mut self.sources, &sources, clash, &when),
                RecordKind::View => self.keep_view(&clash.id, &merger.theirs),
                RecordKind::Document | RecordKind::Comment => {
                    let note = make_note(clash);
                    if !self.nodes.iter().any(|node| node.id == note.id) {
                        self.nodes.push(Arc::new(note));
                    }
                }
            }
        }
        Merged {
            document: self.build(),
            clashes: merger.clashes,
        }
    }

    /// Keeps their version of a view beside ours.
    fn keep_view(&mut self, id: &Id, theirs: &Document) {
        let Some(view) = theirs.views().get(id.as_str()) else {
            return;
        };
        let values = [("name", view.name.clone().into())];
        let name = words::say_with("merge-other-view", &values);
        if self.views.iter().any(|it| it.name == name) {
            return;
        }
        let document = self.build();
        let id = find_free(id, |name| document.is_taken(name) || theirs.is_taken(name));
        self.views.push(Arc::new(View {
            id,
            name,
            ..View::clone(view)
        }));
    }
}

type Places = HashMap<Id, usize, RandomState>;

fn find_places<T: Record>(rows: &[Arc<T>]) -> Places {
    let places = rows.iter().zip(0..);
    places.map(|(it, at)| (it.id().clone(), at)).collect()
}

fn mark<T: Record + Marked + Clone>(
    rows: &mut [Arc<T>],
    places: &Places,
    clash: &Clash,
    when: &Time,
) {
    if let Some(&at) = places.get(&clash.id) {
        Arc::make_mut(&mut rows[at]).mark(clash, when);
    }
}

struct Namer<'a> {
    document: &'a Document,
    theirs: &'a Document,
    clashes: Vec<Clash>,
}

impl Namer<'_> {
    fn take<T: Record + Fields>(&mut self, record: RecordKind, pile: &Pile<'_, T>) {
        for restored in &pile.restored {
            if !restored.is_told {
                continue;
            }
            let what = match restored.deleter {
                Side::Ours => Clashing::DeletedHere,
                Side::Theirs => Clashing::DeletedThere,
            };
            self.push(
                what,
                record,
                &restored.id,
                "",
                (String::new(), String::new()),
            );
        }
        for clash in &pile.clashes {
            let values = match clash.field {
                "from" | "to" => (self.name_ends(&clash.ours), self.name_ends(&clash.theirs)),
                _ => (clash.ours.clone(), clash.theirs.clone()),
            };
            self.push(Clashing::Field, record, &clash.id, clash.field, values);
        }
    }

    fn take_moved(&mut self, record: RecordKind, ids: &[Id]) {
        for id in ids {
            let behind = match record {
                RecordKind::Node => find_before(self.theirs.nodes(), id),
                _ => find_before(self.theirs.links(), id),
            };
            let behind = behind.map_or_else(String::new, |id| self.name(record, &id));
            self.push(Clashing::Order, record, id, "", (String::new(), behind));
        }
    }

    fn push(
        &mut self,
        what: Clashing,
        record: RecordKind,
        id: &Id,
        field: &'static str,
        (ours, theirs): (String, String),
    ) {
        self.clashes.push(Clash {
            what,
            record,
            id: id.clone(),
            name: self.name(record, id),
            field,
            ours,
            theirs,
        });
    }

    fn name(&self, record: RecordKind, id: &Id) -> String {
        let id = id.as_str();
        for document in [self.document, self.theirs] {
            let name = match record {
                RecordKind::Node => document.nodes().get(id).map(|it| name_node(it)),
                RecordKind::Link => document.links().get(id).map(|it| name_step(document, it)),
                RecordKind::Source => document.sources().get(id).map(|it| quote(&it.title)),
                RecordKind::View => document.views().get(id).map(|it| quote(&it.name)),
                RecordKind::Document | RecordKind::Comment => None,
            };
            if let Some(name) = name {
                return name;
            }
        }
        id.to_owned()
    }

    /// Boxes and steps by their names, in the place of their ids.
    fn name_ends(&self, ids: &str) -> String {
        let names = ids.split(", ").map(|id| match Id::parse(id) {
            Ok(id) if self.document.nodes().contains(id.as_str()) => {
                self.name(RecordKind::Node, &id)
            }
            Ok(id) if self.theirs.nodes().contains(id.as_str()) => self.name(RecordKind::Node, &id),
            Ok(id) => self.name(RecordKind::Link, &id),
            Err(_) => id.to_owned(),
        });
        names.collect::<Vec<_>>().join(" + ")
    }
}

fn find_before<T: Record>(table: &Table<T>, id: &Id) -> Option<Id> {
    let at = table.position(id.as_str())?.checked_sub(1)?;
    Some(table.rows()[at].id().clone())
}
