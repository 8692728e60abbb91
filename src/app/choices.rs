//! How the children of boxes stand on the compact page, as it was chosen while the map is looked
//! at. It begins with what the view of the file has, and is kept so that an edit leaves the rest as
//! it was. What a hand arranges is an edit, and is taken over from the map.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use super::Tab;
use crate::layout::{Arrange, Plan, ViewState};
use crate::model::{Arrangement, Document, Graph, Id, View};

/// How boxes stand that stand under the same one.
#[derive(Debug, Clone, Default, PartialEq)]
struct Chosen {
    /// Nodes and how their children stand.
    nodes: Arc<Vec<(Id, Arrange)>>,
    /// How the boxes stand that stand under none.
    roots: Option<Arrange>,
}

/// What was chosen for a map.
#[derive(Debug, Clone, Default)]
pub struct Choices {
    /// For the map as a whole, whether it is drawn or not.
    whole: Chosen,
    /// What stands in place of these as long as a part of the map is drawn that they do not suit.
    part: Chosen,
    /// Per node that a hand has arranged, what was chosen before that.
    replaced: HashMap<Id, Chosen>,
    /// The view before everything was chosen afresh, and what was chosen then.
    before_tidying: Option<(Arc<View>, Chosen)>,
    /// The view as the choices know it.
    view: Option<Arc<View>>,
    /// Whether a save has written them: then each does.
    pub(super) are_written: bool,
}

/// What was chosen when a map was placed.
#[derive(Debug, Default)]
pub struct Settled {
    whole: Chosen,
    part: Chosen,
}

impl Choices {
    /// What a view has of choices.
    pub fn of(view: Option<&Arc<View>>) -> Self {
        let state = view.map_or_else(ViewState::default, |view| ViewState::of(view));
        Self {
            whole: Chosen {
                nodes: Arc::new(state.arrangement),
                roots: state.roots,
            },
            view: view.cloned(),
            ..Self::default()
        }
    }

    /// All choices for nodes, those first that count before others for the same node.
    pub fn iter(&self) -> impl Iterator<Item = &(Id, Arrange)> {
        self.part.nodes.iter().chain(self.whole.nodes.iter())
    }

    /// The choice for the boxes that stand under none.
    pub fn roots(&self) -> Option<Arrange> {
        self.part.roots.or(self.whole.roots)
    }

    /// Whether something was chosen for a part of the map alone.
    pub(super) fn has_part(&self) -> bool {
        self.part != Chosen::default()
    }

    /// Forgets what was chosen for a part of the map: another one will be drawn.
    pub fn leave_part(&mut self) {
        self.part = Chosen::default();
    }

    /// Lets the layout choose for one node.
    pub fn free(&mut self, node: &Id) {
        for chosen in [&mut self.whole, &mut self.part] {
            Arc::make_mut(&mut chosen.nodes).retain(|(id, _)| id != node);
        }
        self.replaced.remove(node);
    }

    /// Lets the layout choose for all nodes but those that a hand has arranged, because what is
    /// asked for is another page.
    fn free_unarranged(&mut self) {
        let view = self.view.clone();
        let arranged = view.as_ref().map_or(&[][..], |view| &view.arranged);
        let arranged: BTreeSet<&Id> = arranged.iter().collect();
        Arc::make_mut(&mut self.whole.nodes).retain(|(id, _)| arranged.contains(id));
        self.whole.roots = None;
        self.leave_part();
        self.replaced.clear();
        self.before_tidying = None;
    }

    /// Lets the layout choose for all nodes. What the view had is brought back by undo.
    fn tidy(&mut self) {
        let before = std::mem::take(&mut self.whole);
        self.before_tidying = self.view.clone().map(|view| (view, before));
        self.leave_part();
        self.replaced.clear();
    }

    /// Takes over what edits, or undoing them, have changed of the arrangement in the view.
    fn follow(&mut self, view: Option<&Arc<View>>) {
        let before = match (&self.view, view) {
            (Some(before), Some(now)) if Arc::ptr_eq(before, now) => return,
            (None, None) => return,
            _ => std::mem::replace(&mut self.view, view.cloned()),
        };
        let (nodes, roots) = (&Arrangement::new(), &None);
        let nothing = Said {
            nodes,
            roots,
            arranged: &[],
        };
        let old = before.as_deref().map_or(nothing, Said::of);
        let new = view.map_or(nothing, |view| Said::of(view));
        if old == new {
            return;
        }
        if let Some((tidied, chosen)) = &self.before_tidying
            && old.nodes.is_empty()
            && Said::of(tidied) == new
        {
            self.whole = chosen.clone();
            self.leave_part();
            return;
        }
        if let Some((tidied, _)) = &self.before_tidying
            && new == nothing
            && Said::of(tidied) == old
        {
            // The step that frees everything: done for the first time nothing is left to free.
            if self.whole != Chosen::default() {
                let chosen = std::mem::take(&mut self.whole);
                self.before_tidying = before.map(|view| (view, chosen));
                self.leave_part();
                self.replaced.clear();
            }
            return;
        }
        let (old_arranged, new_arranged): (BTreeSet<&Id>, BTreeSet<&Id>) =
            (old.arranged.iter().collect(), new.arranged.iter().collect());
        if old.roots != new.roots {
            self.whole.roots = new.roots.as_deref().and_then(Arrange::parse);
            self.part.roots = None;
        }
        let mut set: BTreeMap<Id, Option<Arrange>> = BTreeMap::new();
        for (id, word) in find_changed((old.nodes, &old_arranged), (new.nodes, &new_arranged)) {
            match (old_arranged.contains(&id), new_arranged.contains(&id)) {
                (true, false) => {
                    if let Some(before) = self.replaced.remove(&id) {
                        self.whole = before;
                        self.leave_part();
                        continue;
                    }
                }
                (false, true) => drop(self.replaced.insert(id.clone(), self.whole.clone())),
                _ => {}
            }
            set.insert(id, word.and_then(Arrange::parse));
        }
        for chosen in [&mut self.whole, &mut self.part] {
            Arc::make_mut(&mut chosen.nodes).retain(|(id, _)| !set.contains_key(id));
        }
        let set = set.into_iter();
        Arc::make_mut(&mut self.whole.nodes)
            .extend(set.filter_map(|(id, choice)| Some((id, choice?))));
    }

    /// What is chosen once a map has been placed: what was chosen now, in document order, and what
    /// was known of nodes that are there and not drawn. While a part of the map is drawn, nothing
    /// is given up that was chosen for the whole.
    pub(super) fn settle(
        &self,
        document: &Document,
        graph: &Graph,
        plan: &Plan,
        (chosen, of_roots): (&[(u32, Arrange)], Option<Arrange>),
    ) -> Settled {
        let rows = document.nodes().rows();
        let mut whole = vec![None; rows.len()];
        for (id, choice) in self.whole.nodes.iter() {
            if let Some(node) = graph.node(id.as_str()) {
                whole[node as usize].get_or_insert(*choice);
            }
        }
        let is_part = plan.nodes.len() < rows.len();
        let is_drawn = |&node: &u32| plan.box_of(node).is_some();
        let keep = |known: &mut Option<Arrange>, choice, siblings: &[u32]| {
            let is_new = known.is_none() && siblings.iter().all(is_drawn);
            if is_new || !is_part {
                *known = Some(choice);
            }
            *known != Some(choice)
        };
        let mut roots = self.whole.roots;
        let of_part = of_roots.filter(|&choice| keep(&mut roots, choice, graph.roots()));
        let mut part = Vec::new();
        for &(b, choice) in chosen {
            let node = plan.nodes[b as usize];
            if keep(&mut whole[node as usize], choice, graph.children(node)) {
                part.push((rows[node as usize].id.clone(), choice));
            }
        }
        let whole = rows.iter().zip(whole);
        let whole = whole.filter_map(|(row, choice)| Some((row.id.clone(), choice?)));
        Settled {
            whole: Chosen {
                nodes: Arc::new(whole.collect()),
                roots,
            },
            part: Chosen {
                nodes: Arc::new(part),
                roots: of_part,
            },
        }
    }

    /// Takes what was chosen when the map was placed.
    pub(super) fn take(&mut self, settled: Settled) {
        (self.whole, self.part) = (settled.whole, settled.part);
    }

    /// What goes into the file for the roots, by the same rule as the rest.
    pub(super) fn roots_to_write(&self, opens_with_part: bool) -> Option<String> {
        let saved = self.view.as_ref().and_then(|view| view.roots.clone());
        let is_strange = |word: &String| Arrange::parse(word).is_none();
        let part = self.part.roots;
        let chosen = if opens_with_part { part } else { None };
        let chosen = chosen.or(self.whole.roots).or(part);
        saved
            .filter(is_strange)
            .or_else(|| Some(chosen?.to_string()))
    }

    /// The arrangement as it goes into the file. What the file says in words that are not known,
    /// or of what is not there, stays. What was chosen for the part of the map that is drawn counts before the
    /// rest if the file `opens_with_part`.
    pub(super) fn to_write(&self, document: &Document, opens_with_part: bool) -> Arrangement {
        let nodes = document.nodes();
        let saved = self.view.iter().flat_map(|view| &view.arrangement);
        let is_strange = |(id, word): &&(Arc<str>, String)| {
            !nodes.contains(id) || Arrange::parse(word).is_none()
        };
        let mut written: Arrangement = saved.filter(is_strange).cloned().collect();
        let mut known: std::collections::HashSet<Arc<str>> =
            written.iter().map(|(id, _)| id.clone()).collect();
        let part = || self.part.nodes.iter();
        let first = part().filter(|_| opens_with_part);
        for (id, choice) in first.chain(self.whole.nodes.iter()).chain(part()) {
            let id: Arc<str> = id.as_str().into();
            if known.insert(id.clone()) {
                written.push((id, choice.to_string()));
            }
        }
        written
    }
}

/// What a view says of how boxes stand.
#[derive(Clone, Copy, PartialEq)]
struct Said<'a> {
    nodes: &'a Arrangement,
    roots: &'a Option<String>,
    arranged: &'a [Id],
}

impl<'a> Said<'a> {
    fn of(view: &'a View) -> Self {
        Self {
            nodes: &view.arrangement,
            roots: &view.roots,
            arranged: &view.arranged,
        }
    }
}

/// The nodes of which a view says something else than before, each with what it says now.
fn find_changed<'a>(
    (old, old_arranged): (&Arrangement, &BTreeSet<&Id>),
    (new, new_arranged): (&'a Arrangement, &BTreeSet<&Id>),
) -> Vec<(Id, Option<&'a str>)> {
    let mut gone: BTreeMap<&str, &str> = old.iter().map(|(id, word)| (&**id, &**word)).collect();
    let turned = old_arranged.symmetric_difference(new_arranged);
    let turned: BTreeSet<&str> = turned.map(|id| id.as_str()).collect();
    let mut changed = Vec::new();
    for (id, word) in new {
        let is_same = gone.remove(&**id) == Some(word.as_str());
        if !is_same || turned.contains(&**id) {
            changed.push((&**id, Some(word.as_str())));
        }
    }
    changed.extend(gone.into_keys().map(|id| (id, None)));
    let as_id = |(id, word)| Some((Id::parse(id).ok()?, word));
    changed.into_iter().filter_map(as_id).collect()
}

impl Tab {
    /// Takes over what has changed of the arrangement in the view that is looked at.
    pub(super) fn follow_arrangement(&mut self) {
        let view = self.view_in_use().cloned();
        self.showing.choices.follow(view.as_ref());
    }

    /// Lets the compact layout choose afresh for another page or direction. What a hand has
    /// arranged stays.
    pub(super) fn choose_afresh(&mut self) {
        self.follow_arrangement();
        self.showing.choices.free_unarranged();
        self.showing.touch();
    }

    /// Lets the compact layout choose everything afresh.
    pub(super) fn tidy_choices(&mut self) {
        self.follow_arrangement();
        self.showing.choices.tidy();
        self.showing.touch();
    }
}
