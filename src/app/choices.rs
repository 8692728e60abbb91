//! How the children of boxes stand on the compact page, as it was chosen while the map is looked
//! at. It begins with what the view of the file has, and is kept so that an edit leaves the rest as
//! it was. What a hand arranges is an edit, and is taken over from the map.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use super::Tab;
use crate::layout::{Arrange, Plan, ViewState};
use crate::model::{Arrangement, Document, Graph, Id, View};

/// Nodes and how their children stand.
type Chosen = Arc<Vec<(Id, Arrange)>>;

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
        let whole = view.map_or_else(Vec::new, |view| ViewState::of(view).arrangement);
        Self {
            whole: Arc::new(whole),
            view: view.cloned(),
            ..Self::default()
        }
    }

    /// All choices, those that count before others for the same node.
    pub fn iter(&self) -> impl Iterator<Item = &(Id, Arrange)> {
        self.part.iter().chain(self.whole.iter())
    }

    /// Whether something was chosen for a part of the map alone.
    pub(super) fn has_part(&self) -> bool {
        !self.part.is_empty()
    }

    /// Forgets what was chosen for a part of the map: another one will be drawn.
    pub fn leave_part(&mut self) {
        self.part = Chosen::default();
    }

    /// Lets the layout choose for one node.
    pub fn free(&mut self, node: &Id) {
        for chosen in [&mut self.whole, &mut self.part] {
            Arc::make_mut(chosen).retain(|(id, _)| id != node);
        }
        self.replaced.remove(node);
    }

    /// Lets the layout choose for all nodes but those that a hand has arranged, because what is
    /// asked for is another page.
    fn free_unarranged(&mut self) {
        let view = self.view.clone();
        let arranged = view.as_ref().map_or(&[][..], |view| &view.arranged);
        let arranged: BTreeSet<&Id> = arranged.iter().collect();
        Arc::make_mut(&mut self.whole).retain(|(id, _)| arranged.contains(id));
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
        let nothing = (Arrangement::new(), Vec::new());
        let old = before.as_ref();
        let (old, old_arranged) = old.map_or((&nothing.0, &nothing.1), |view| {
            (&view.arrangement, &view.arranged)
        });
        let (new, new_arranged) = view.map_or((&nothing.0, &nothing.1), |view| {
            (&view.arrangement, &view.arranged)
        });
        if (old, old_arranged) == (new, new_arranged) {
            return;
        }
        if let Some((tidied, chosen)) = &self.before_tidying
            && old.is_empty()
            && (&tidied.arrangement, &tidied.arranged) == (new, new_arranged)
        {
            self.whole = chosen.clone();
            self.leave_part();
            return;
        }
        if let Some((tidied, _)) = &self.before_tidying
            && new.is_empty()
            && new_arranged.is_empty()
            && (&tidied.arrangement, &tidied.arranged) == (old, old_arranged)
        {
            // The step that frees everything: done for the first time nothing is left to free.
            if !self.whole.is_empty() {
                let chosen = std::mem::take(&mut self.whole);
                self.before_tidying = before.map(|view| (view, chosen));
                self.leave_part();
                self.replaced.clear();
            }
            return;
        }
        let (old_arranged, new_arranged): (BTreeSet<&Id>, BTreeSet<&Id>) =
            (old_arranged.iter().collect(), new_arranged.iter().collect());
        let mut set: BTreeMap<Id, Option<Arrange>> = BTreeMap::new();
        for (id, word) in find_changed((old, &old_arranged), (new, &new_arranged)) {
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
            Arc::make_mut(chosen).retain(|(id, _)| !set.contains_key(id));
        }
        let set = set.into_iter();
        Arc::make_mut(&mut self.whole).extend(set.filter_map(|(id, choice)| Some((id, choice?))));
    }

    /// What is chosen once a map has been placed: what was chosen now, in document order, and what
    /// was known of nodes that are there and not drawn. While a part of the map is drawn, nothing
    /// is given up that was chosen for the whole.
    pub(super) fn settle(
        &self,
        document: &Document,
        graph: &Graph,
        plan: &Plan,
        chosen: &[(u32, Arrange)],
    ) -> Settled {
        let rows = document.nodes().rows();
        let mut whole = vec![None; rows.len()];
        for (id, choice) in self.whole.iter() {
            if let Some(node) = graph.node(id.as_str()) {
                whole[node as usize].get_or_insert(*choice);
            }
        }
        let is_part = plan.nodes.len() < rows.len();
        let is_drawn = |&node: &u32| plan.box_of(node).is_some();
        let mut part = Vec::new();
        for &(b, choice) in chosen {
            let node = plan.nodes[b as usize];
            let known = &mut whole[node as usize];
            let is_new = known.is_none() && graph.children(node).iter().all(is_drawn);
            if is_new || !is_part {
                *known = Some(choice);
            } else if *known != Some(choice) {
                part.push((rows[node as usize].id.clone(), choice));
            }
        }
        let whole = rows.iter().zip(whole);
        let whole = whole.filter_map(|(row, choice)| Some((row.id.clone(), choice?)));
        Settled {
            whole: Arc::new(whole.collect()),
            part: Arc::new(part),
        }
    }

    /// Takes what was chosen when the map was placed.
    pub(super) fn take(&mut self, settled: Settled) {
        (self.whole, self.part) = (settled.whole, settled.part);
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
        let part = || self.part.iter();
        let first = part().filter(|_| opens_with_part);
        for (id, choice) in first.chain(self.whole.iter()).chain(part()) {
            let id: Arc<str> = id.as_str().into();
            if known.insert(id.clone()) {
                written.push((id, choice.to_string()));
            }
        }
        written
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
