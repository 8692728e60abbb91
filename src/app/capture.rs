//! From the article to the map: passages become boxes under the target.

use super::{App, Drop, WordingOrigin};
use crate::edit::{AnchorSpec, Edit, Position};
use crate::model::{Id, Intent, Kind};
use crate::text::Span;
use crate::words;

impl App {
    /// Selects a passage of the article, or nothing. A wording that was open is kept.
    pub fn select_passage(&mut self, span: Option<Span>) {
        if span.is_some() {
            self.keep_wording();
        }
        if let Some(tab) = self.tab_mut() {
            tab.reading.selection = span.filter(|span| !span.is_empty());
        }
    }

    /// Makes a box of the selected passage under the target and opens its wording. With no
    /// target the box stands alone and becomes it.
    pub fn capture(&mut self, kind: Kind, intent: Intent) {
        self.keep_wording();
        let Some((text, anchor)) = self.quote_selection() else {
            return;
        };
        let under = self.tab().and_then(|tab| tab.target.clone());
        let aims = under.is_none();
        let edit = Edit::AddNode {
            kind,
            text,
            under,
            intent,
            anchor: Some(anchor),
            after: None,
        };
        self.capture_as(&edit, aims);
    }

    fn capture_as(&mut self, edit: &Edit, aims: bool) {
        let Some(node) = self.make_box(edit) else {
            return;
        };
        if let Some(tab) = self.tab_mut() {
            tab.reading.selection = None;
        }
        if aims {
            self.aim(Some(node.clone()));
        }
        self.open_wording(&node, WordingOrigin::Capture);
    }

    /// Ties the selected passage to the target as one more passage.
    pub fn add_passage_to_target(&mut self) {
        let Some((_, anchor)) = self.quote_selection() else {
            return;
        };
        let Some(on) = self.tab().and_then(|tab| tab.target.clone()) else {
            self.warn(words::say("no-target").into_owned());
            return;
        };
        if self.commit(&Edit::AddAnchor { on, anchor }).is_some()
            && let Some(tab) = self.tab_mut()
        {
            tab.reading.selection = None;
        }
    }

    /// Sets the selected passage aside as not part of the argument; set aside already, it is
    /// taken back.
    pub fn set_passage_aside(&mut self) {
        let is_unselected = self
            .tab()
            .is_some_and(|tab| tab.reading.selection.is_none());
        if is_unselected && let Some((source, start, end)) = self.find_aside() {
            self.commit(&Edit::SetIrrelevant {
                source,
                start,
                end,
                irrelevant: false,
            });
            return;
        }
        let Some((_, anchor)) = self.quote_selection() else {
            return;
        };
        let Some(tab) = self.tab() else { return };
        let Some(source) = tab.document().sources().get(anchor.source.as_str()) else {
            return;
        };
        let is_aside = source
            .irrelevant
            .iter()
            .any(|range| range.start <= anchor.start && anchor.end <= range.end);
        self.commit(&Edit::SetIrrelevant {
            source: anchor.source,
            start: anchor.start,
            end: anchor.end,
            irrelevant: !is_aside,
        });
    }

    /// The passage at the caret that was set aside: its article, and where it is in code points.
    pub fn find_aside(&self) -> Option<(Id, usize, usize)> {
        let tab = self.tab()?;
        let caret = tab.reading.caret?;
        let (at, _) = tab.picture.text()?.char_range(caret);
        let id = tab.reading.source.as_ref()?;
        let source = tab.document().sources().get(id.as_str())?;
        let mut stretches = source.irrelevant.iter();
        let found = stretches.find(|stretch| stretch.start <= at && at <= stretch.end)?;
        Some((id.clone(), found.start, found.end))
    }

    /// Makes the box of the passage at the caret the target.
    pub fn aim_at_passage(&mut self) {
        let Some(tab) = self.tab() else { return };
        let Some(selection) = tab.reading.selection.or(tab.reading.caret) else {
            return;
        };
        let at = selection.start.0;
        let passages = tab.picture.passages();
        let under_caret = passages
            .iter()
            .filter(|passage| passage.span.start.0 <= at && at <= passage.span.end.0)
            .min_by_key(|passage| passage.span.len());
        match under_caret.map(|passage| passage.node.clone()) {
            Some(node) => {
                self.aim(Some(node.clone()));
                if let Some(tab) = self.tab_mut() {
                    tab.select(Some(node));
                }
            }
            None => self.warn(words::say("no-box-at-passage").into_owned()),
        }
    }

    /// Makes the node or link the target of captures, or none.
    pub fn aim(&mut self, id: Option<Id>) {
        if let Some(tab) = self.tab_mut() {
            tab.target = id.filter(|id| tab.holds(id));
        }
    }

    /// Makes the selected box or link the target, if one is selected.
    pub fn aim_at_selection(&mut self) {
        if let Some(lead) = self.tab().and_then(|tab| tab.lead().cloned()) {
            self.aim(Some(lead));
        }
    }

    /// Makes a box where a passage was dropped: under a box, against a link, or alone.
    pub fn drop_passage(&mut self, span: Span, drop: Drop) {
        if let Some(tab) = self.tab_mut() {
            tab.reading.selection = Some(span);
            tab.gesture = None;
        }
        let Some((text, anchor)) = self.quote_selection() else {
            return;
        };
        let Some(tab) = self.tab() else { return };
        let under = tab.find_new_parent(&drop);
        let intent = under
            .as_ref()
            .map_or(Intent::For, |under| tab.intent_of_passage(under));
        let after = match &drop {
            Drop::Beside {
                sibling,
                after: true,
            } => Some(sibling.clone()),
            _ => None,
        };
        let edit = Edit::AddNode {
            kind: Kind::Claim,
            text,
            under: under.clone(),
            intent,
            anchor: Some(anchor),
            after,
        };
        let aims = self.tab().is_some_and(|tab| tab.target.is_none());
        self.capture_as(&edit, aims);
        let made = self.tab().and_then(|tab| tab.wording.as_ref());
        let Some(node) = made.map(|wording| wording.node.clone()) else {
            return;
        };
        let key = super::wording::merge_key(&node);
        // Making a box puts it last or after a sibling; the rest is a move of the same step.
        let edit = match drop {
            Drop::Beside {
                sibling,
                after: false,
            } => Edit::Move {
                node,
                under,
                position: Position::Before(sibling),
            },
            Drop::Into { link, .. } => Edit::AddPremise { link, node },
            Drop::Beside { .. } | Drop::Under(_) | Drop::Alone => return,
        };
        self.commit_merged(&edit, key);
    }

    /// Goes to the next or the previous stretch that nothing rests on yet, and selects it.
    pub fn step_unmapped(&mut self, forward: bool) {
        let Some(tab) = self.tab_mut() else { return };
        let here = tab.reading.selection.or(tab.reading.caret);
        let at = here.map(|span| if forward { span.end.0 } else { span.start.0 });
        let stretches = tab.picture.stretches();
        let mut waiting = stretches.iter().filter(|stretch| stretch.is_unmapped());
        let next = if forward {
            let all: Vec<_> = waiting.collect();
            let ahead = all
                .iter()
                .find(|stretch| at.is_none_or(|at| stretch.span.start.0 >= at));
            ahead.or(all.first()).map(|stretch| stretch.span)
        } else {
            let before = |stretch: &&super::Stretch| at.is_none_or(|at| stretch.span.end.0 <= at);
            let last = waiting.clone().rfind(before);
            last.or(waiting.next_back()).map(|stretch| stretch.span)
        };
        match next {
            Some(span) => {
                tab.reading.selection = Some(span);
                tab.reading.wish = Some(span);
                self.focus_reader();
            }
            None => self.tell(words::say("all-mapped").into_owned(), None),
        }
    }

    /// Shows another article.
    pub fn show_source(&mut self, source: Id) {
        if let Some(tab) = self.tab_mut() {
            tab.reading.source = Some(source);
            tab.reading.selection = None;
            tab.reading.caret = None;
        }
    }

    /// Scrolls the article to a passage.
    pub fn show_passage(&mut self, source: &Id, span: Span) {
        let Some(tab) = self.tab_mut() else { return };
        if tab.reading.source.as_ref() != Some(source) {
            tab.reading.source = Some(source.clone());
            tab.reading.selection = None;
            tab.reading.caret = None;
        }
        tab.reading.wish = Some(span);
        // A passage that is shown may not be hidden.
        tab.reading.only_unmapped = false;
    }

    /// Shows only what waits to be mapped, with the headings, or everything again.
    pub fn toggle_only_unmapped(&mut self) {
        let Some(tab) = self.tab_mut() else { return };
        tab.reading.only_unmapped = !tab.reading.only_unmapped;
        tab.reading.selection = None;
        self.settings.panels.reader.shown = true;
    }

    /// Scrolls the article to one of a box's passages.
    pub fn show_anchor(&mut self, node: &Id, index: usize) {
        let Some(tab) = self.tab_mut() else { return };
        let document = tab.editor.document().clone();
        let Some(record) = document.nodes().get(node.as_str()) else {
            return;
        };
        let Some(anchor) = record.anchors.get(index) else {
            return;
        };
        let Some(source) = document.sources().get(anchor.source.as_str()) else {
            return;
        };
        match tab.reading.ready(source).find_anchor(anchor) {
            Some(span) => self.show_passage(&source.id, span),
            None => self.warn(words::say("passage-not-found").into_owned()),
        }
    }

    /// Scrolls the article to the passage of the selected box, if it has one.
    pub fn show_passage_of_selection(&mut self) {
        let Some(tab) = self.tab() else { return };
        let Some(node) = tab.lead_node().cloned() else {
            return;
        };
        let has_one = tab
            .document()
            .nodes()
            .get(node.as_str())
            .is_some_and(|node| !node.anchors.is_empty());
        if has_one {
            self.show_anchor(&node, 0);
        }
    }

    /// The words of the selected passage, white space trimmed, and where they are.
    pub(super) fn quote_selection(&mut self) -> Option<(String, AnchorSpec)> {
        let found = self.find_selection();
        if found.is_none() {
            self.warn(words::say("no-passage-selected").into_owned());
        }
        found
    }

    fn find_selection(&mut self) -> Option<(String, AnchorSpec)> {
        let tab = self.tab_mut()?;
        let document = tab.editor.document().clone();
        let source = document
            .sources()
            .get(tab.reading.source.as_ref()?.as_str())?;
        let ready = tab.reading.ready(source);
        let span = crate::text::snap_to_graphemes(&ready.text, tab.reading.selection?);
        let span = span.trim(&ready.text);
        if span.is_empty() {
            return None;
        }
        let (start, end) = ready.char_range(span);
        let words: Vec<&str> = span.of(&ready.text).split_whitespace().collect();
        Some((
            words.join(" "),
            AnchorSpec {
                source: source.id.clone(),
                start,
                end,
            },
        ))
    }
}
