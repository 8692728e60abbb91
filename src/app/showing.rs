//! How a map is being looked at, beside folding and camera: the layout's choices, focus and
//! filter, and which boxes these leave. No part of the document; some of it is written with the
//! next save.

use std::collections::HashSet;
use std::sync::Arc;

use super::{Choices, Filter, Tab};
use crate::edit::ShownAs;
use crate::layout::build::choose_layout;
use crate::layout::{Layout, LayoutId, Page, ViewState};
use crate::model::{End, Graph, Id, LayoutName, RawJson, View};

/// How far below the box in focus its branch is shown.
const FOCUS_DEPTH: u32 = 2;

/// How a map is being looked at.
#[derive(Debug, Clone, Default)]
pub struct Showing {
    /// Whether the layout was chosen by a hand or a file, and not by the program.
    pub is_layout_chosen: bool,
    /// The page that the compact layout fills.
    pub page: Page,
    /// Whether every reason has a frame.
    pub frames_reasons: bool,
    /// How children stand in the compact layout.
    pub choices: Choices,
    /// The boxes in focus, each reached from the one before; empty for the whole map.
    pub focus: Vec<Id>,
    /// What is to be seen.
    pub filter: Filter,
    /// Whether the bar of the filter is open.
    pub is_filtering: bool,
    /// Whether the bar has just been opened and wants the keyboard.
    pub is_filter_fresh: bool,
    /// Boxes that were selected or made since focus or filter were set: they stay in sight.
    extra: HashSet<Id>,
    kept: Kept,
    revision: u64,
}

/// The boxes that focus and filter leave, and what that was found for.
#[derive(Debug, Clone, Default)]
struct Kept {
    made_of: Option<(u64, u64, Option<u64>)>,
    nodes: Option<Arc<HashSet<Id>>>,
    n_matches: usize,
}

impl Showing {
    /// How a map is looked at that has just been opened with that view.
    pub fn of(view: Option<&Arc<View>>, page: Page) -> Self {
        let filter = view.and_then(|view| view.filter.as_ref());
        Self {
            is_layout_chosen: view.is_some_and(|view| view.layout.is_some()),
            page,
            choices: Choices::of(view),
            filter: filter.map(Filter::parse).unwrap_or_default(),
            ..Self::default()
        }
    }

    /// Another number after every change that may move boxes.
    pub fn revision(&self) -> u64 {
        self.revision
    }

    /// Notes that something has changed.
    pub fn touch(&mut self) {
        self.revision += 1;
    }

    /// Makes the number another one than that of what was shown before.
    pub(super) fn succeed(&mut self, before: &Self) {
        self.revision = self.revision.max(before.revision) + 1;
        self.frames_reasons = before.frames_reasons;
    }

    /// Sets focus or filter: what stayed in sight for another reason goes.
    pub fn narrow(&mut self, change: impl FnOnce(&mut Self)) {
        change(self);
        self.choices.leave_part();
        self.extra.clear();
        self.touch();
    }

    /// Whether some boxes may be left out.
    pub fn is_narrowed(&self) -> bool {
        !self.focus.is_empty() || !self.filter.is_empty()
    }

    /// The boxes that are shown; none for all of them.
    pub fn kept(&self) -> Option<&Arc<HashSet<Id>>> {
        self.kept.nodes.as_ref()
    }

    /// How many boxes match the filter.
    pub fn n_matches(&self) -> usize {
        self.kept.n_matches
    }
}

impl Tab {
    /// How the map is shown, as far as that is written with a save. What the layout chose by
    /// itself goes along when something else is written, so that opening and saving a map
    /// changes no byte of it.
    pub(super) fn shown_as(&mut self, collapsed: Vec<Id>) -> ShownAs {
        self.follow_arrangement();
        let showing = &self.showing;
        let saved = self.view_in_use();
        let by_itself = saved
            .and_then(|view| view.layout.clone())
            .unwrap_or_else(|| {
                let id = choose_layout(self.document().nodes().len());
                LayoutName::from(Layout::of(id).name)
            });
        // What has grown or shrunk since it was opened stays in its layout, too.
        let is_other = self.layout != by_itself;
        let is_compact = self.layout_id() == LayoutId::Compact;
        let state = saved.map_or_else(ViewState::default, |view| ViewState::of(view));
        let is_other_page =
            state.page != showing.page || state.direction != self.layout_direction();
        let filter = self.filter_to_write();
        let is_seen_otherwise = saved.map_or(&[][..], |view| &view.collapsed) != collapsed
            || saved.and_then(|view| view.filter.as_ref()) != filter.as_ref();
        let writes = showing.choices.are_written
            || is_other_page
            || is_compact && (self.is_dirty() || is_other || is_seen_otherwise);
        // Folds and filter are written, too; a focus is not.
        let opens_with_part = showing.focus.is_empty();
        let arrangement =
            writes.then(|| showing.choices.to_write(self.document(), opens_with_part));
        let arrangement = arrangement.filter(|it| saved.is_some() || !it.is_empty());
        let roots = arrangement
            .as_ref()
            .and_then(|_| showing.choices.roots_to_write(opens_with_part));
        let shown = ShownAs {
            view: saved.map(|view| view.id.clone()),
            collapsed,
            layout: is_other.then(|| self.layout.clone()),
            direction: Some(self.direction.clone()),
            page: self.page_to_write(),
            arrangement,
            roots,
            filter,
        };
        self.showing.choices.are_written = writes;
        shown
    }

    /// The filter as the file has it, if it is still that.
    fn filter_to_write(&self) -> Option<RawJson> {
        let saved = self.view_in_use().and_then(|view| view.filter.as_ref());
        match saved {
            Some(json) if Filter::parse(json) == self.showing.filter => Some(json.clone()),
            _ => self.showing.filter.to_json(),
        }
    }

    /// The page as the file has it, if it is still that, else as a list of two sides.
    fn page_to_write(&self) -> Option<RawJson> {
        let page = self.showing.page;
        let saved = self.view_in_use();
        let as_saved = saved.map_or(Page::default(), |view| ViewState::of(view).page);
        if page == as_saved {
            return saved.and_then(|view| view.page.clone());
        }
        let text = format!("[{}, {}]", page.width, page.height);
        (page != Page::default()).then(|| RawJson::from_checked(&text))
    }

    /// Finds anew which boxes focus and filter leave, if the map or they have changed. The
    /// selected box is always among them.
    pub(super) fn refresh_kept(&mut self) {
        if let Some(lead) = self.lead_node().cloned()
            && self.showing.is_narrowed()
            && self
                .showing
                .kept()
                .is_some_and(|kept| !kept.contains(&lead))
        {
            self.showing.extra.insert(lead);
            self.showing.touch();
        }
        let by_findings = self.showing.filter.findings;
        let found = by_findings.then(|| self.checking.revision());
        let key = (self.editor.revision(), self.showing.revision, found);
        if self.showing.kept.made_of == Some(key) {
            return;
        }
        let kept = self.find_kept();
        self.showing.kept = Kept {
            made_of: Some(key),
            ..kept
        };
    }

    fn find_kept(&self) -> Kept {
        let showing = &self.showing;
        if !showing.is_narrowed() {
            return Kept::default();
        }
        let graph = self.editor.graph();
        let rows = self.document().nodes().rows();
        let mut is_kept = vec![showing.focus.is_empty(); rows.len()];
        if let Some(node) = showing.focus.last().and_then(|id| graph.node(id.as_str())) {
            keep_surroundings(graph, node, &mut is_kept);
        }
        let mut n_matches = rows.len();
        if !showing.filter.is_empty() {
            let found = if showing.filter.findings {
                self.list_found()
            } else {
                Vec::new()
            };
            let matches = showing.filter.find(self.document(), graph, &found);
            n_matches = matches.iter().filter(|&&it| it).count();
            let mut on_the_way = vec![false; rows.len()];
            for (node, _) in matches.iter().enumerate().filter(|&(_, &it)| it) {
                keep_way_up(graph, node as u32, &mut on_the_way);
            }
            for (kept, way) in is_kept.iter_mut().zip(on_the_way) {
                *kept &= way;
            }
        }
        for id in &showing.extra {
            if let Some(node) = graph.node(id.as_str()) {
                keep_way_up(graph, node, &mut is_kept);
            }
        }
        let kept = rows.iter().zip(is_kept).filter(|&(_, kept)| kept);
        Kept {
            made_of: None,
            nodes: Some(Arc::new(kept.map(|(node, _)| node.id.clone()).collect())),
            n_matches,
        }
    }
}

/// Marks a node and all that it stands under.
fn keep_way_up(graph: &Graph, node: u32, is_kept: &mut [bool]) {
    let mut at = Some(node);
    while let Some(node) = at
        && !std::mem::replace(&mut is_kept[node as usize], true)
    {
        at = graph.place(node).map(|place| place.parent);
    }
}

/// Marks a node, its way up, its branch down to a depth, what stands with it in one reason, and
/// the far ends of its other links.
fn keep_surroundings(graph: &Graph, node: u32, is_kept: &mut [bool]) {
    keep_way_up(graph, node, is_kept);
    let mut row = vec![node];
    for _ in 0..FOCUS_DEPTH {
        row = row
            .iter()
            .flat_map(|&above| graph.children(above))
            .copied()
            .collect();
        for &below in &row {
            is_kept[below as usize] = true;
        }
    }
    let from = graph.links_from(node).iter().copied();
    let to = graph.links_to(End::Node(node)).iter().copied();
    for link in from.chain(to) {
        for &premise in graph.premises(link) {
            is_kept[premise as usize] = true;
        }
        for &objection in graph.links_to(End::Link(link)) {
            for &premise in graph.premises(objection) {
                is_kept[premise as usize] = true;
            }
        }
        let mut end = graph.target(link);
        for _ in 0..graph.n_links() {
            match end {
                Some(End::Link(struck)) => {
                    for &premise in graph.premises(struck) {
                        is_kept[premise as usize] = true;
                    }
                    end = graph.target(struck);
                }
                Some(End::Node(node)) => {
                    is_kept[node as usize] = true;
                    break;
                }
                None => break,
            }
        }
    }
}
