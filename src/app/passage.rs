//! The passage at hand: its ends are moved, it is tied to other words, gone on from, or dropped.

use super::{App, Passage, Tab};
use crate::edit::{AnchorSpec, Edit};
use crate::model::Id;
use crate::text::{Edge, Span, Stride, snap_to_graphemes, step_edge};
use crate::words;

impl Tab {
    /// The passage at hand: the one at the caret, before others there one of the selected box,
    /// else the shortest; with none at the caret the first one of the selected box.
    pub fn passage_at_hand(&self) -> Option<&Passage> {
        let lead = self.lead();
        let is_own = |passage: &&Passage| Some(&passage.node) == lead;
        let passages = self.picture.passages();
        let place = self.reading.selection.or(self.reading.caret);
        let here: Vec<&Passage> = passages
            .iter()
            .filter(|passage| {
                let span = passage.span;
                place.is_some_and(|at| span.start <= at.start && at.start <= span.end)
            })
            .collect();
        let own = here.iter().copied().find(is_own);
        let shortest = || {
            here.iter()
                .copied()
                .min_by_key(|passage| passage.span.len())
        };
        own.or_else(shortest)
            .or_else(|| passages.iter().find(is_own))
    }
}

impl App {
    /// Moves an end of the passage at hand by a word or a sentence. Steps in a row are one step
    /// of the history.
    pub fn step_passage(&mut self, edge: Edge, stride: Stride, forward: bool) {
        let Some((tab, passage)) = self.find_passage() else {
            return;
        };
        let Some(text) = tab.picture.text() else {
            return;
        };
        let blocks: Vec<Span> = text.blocks().collect();
        let stepped = step_edge(&text.text, &blocks, passage.span, edge, stride, forward);
        match stepped {
            Some(span) => self.shape_passage(&passage.node, passage.index, span),
            None => self.warn(words::say("passage-ends-here").into_owned()),
        }
    }

    /// Ties a passage of a box to another stretch of the article that is read.
    pub fn shape_passage(&mut self, node: &Id, index: usize, span: Span) {
        let Some(tab) = self.tab_mut() else { return };
        let Some(source) = tab.reading.source.clone() else {
            return;
        };
        let Some(text) = tab.picture.text() else {
            return;
        };
        let span = snap_to_graphemes(&text.text, span).trim(&text.text);
        if span.is_empty() {
            return;
        }
        let (start, end) = text.char_range(span);
        let edit = Edit::SetAnchor {
            on: node.clone(),
            index,
            anchor: AnchorSpec { source, start, end },
        };
        let key = format!("passage {index} of {node}");
        if self.commit_merged(&edit, key).is_some()
            && let Some(tab) = self.tab_mut()
        {
            tab.select(Some(node.clone()));
            tab.reading.selection = None;
            tab.reading.caret = Some(Span::new(span.start.0, span.start.0));
            tab.refresh_passages();
        }
    }

    /// Ties the passage at hand to the selected words instead.
    pub fn move_passage(&mut self) {
        let Some(tab) = self.tab() else { return };
        // What is selected is where it goes to; which one goes is for the selected box to say.
        let lead = tab.lead();
        let own = |passage: &&Passage| Some(&passage.node) == lead;
        let selection = tab.reading.selection;
        let nearest = |passage: &&Passage| {
            let at = selection.map_or(0, |span| span.start.0);
            passage.span.start.0.abs_diff(at)
        };
        let passages = tab.picture.passages().iter();
        let found = passages.filter(own).min_by_key(nearest);
        let found = found.or_else(|| tab.passage_at_hand());
        match found.map(|passage| (passage.node.clone(), passage.index)) {
            Some((node, index)) => self.set_anchor_to_selection(node, index),
            None => self.warn(words::say("no-passage-at-hand").into_owned()),
        }
    }

    /// Drops the passage at hand from its box; the box stays.
    pub fn drop_passage_at_hand(&mut self) {
        let Some((_, passage)) = self.find_passage() else {
            return;
        };
        let edit = Edit::RemoveAnchor {
            on: passage.node,
            index: passage.index,
        };
        if self.commit(&edit).is_some() {
            let text = words::say("passage-dropped").into_owned();
            self.tell(text, Some("undo"));
        }
    }

    /// Goes to the next passage of the selected box, in whichever article it is.
    pub fn step_own_passage(&mut self) {
        let Some(tab) = self.tab() else { return };
        let Some(node) = tab.lead_node().cloned() else {
            return;
        };
        let anchors = tab.document().nodes().get(node.as_str());
        let n = anchors.map_or(0, |node| node.anchors.len());
        if n == 0 {
            self.warn(words::say("why-no-own-passage").into_owned());
            return;
        }
        let visited = tab.reading.visited.as_ref();
        let here = visited.filter(|(known, _)| *known == node);
        let at = here.map(|&(_, index)| index).or_else(|| {
            let hand = tab.passage_at_hand()?;
            (hand.node == node).then_some(hand.index)
        });
        let next = at.map_or(0, |at| (at + 1) % n);
        self.show_anchor(&node, next);
        if let Some(tab) = self.tab_mut() {
            tab.reading.visited = Some((node, next));
            let wish = tab.reading.wish;
            tab.reading.caret = wish.map(|span| Span::new(span.start.0, span.start.0));
            tab.reading.selection = None;
        }
    }

    fn find_passage(&mut self) -> Option<(&Tab, Passage)> {
        let found = self.tab().and_then(Tab::passage_at_hand).cloned();
        if found.is_none() {
            self.warn(words::say("no-passage-at-hand").into_owned());
        }
        self.tab().zip(found)
    }
}
