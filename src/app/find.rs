//! Search in the wordings of the map and in its articles.

use std::sync::Arc;

use super::App;
use crate::edit::Edit;
use crate::model::{Document, Id};
use crate::text::{Finder, Folded, Span, fold_for_search};

/// The search of one tab.
#[derive(Debug, Clone, Default)]
pub struct Find {
    /// Whether the bar is open.
    pub is_open: bool,
    /// Whether the bar offers replacing.
    pub is_replacing: bool,
    /// What is searched for.
    pub query: String,
    /// What replaces it.
    pub replacement: String,
    /// Where it was found, boxes first, then articles.
    pub hits: Vec<Hit>,
    /// The hit being looked at.
    pub current: Option<usize>,
    /// Whether the bar has yet to take the focus.
    pub is_fresh: bool,
    /// The revision of the map that was searched.
    searched: u64,
    /// Raised whenever there are other hits.
    revision: u64,
    /// Articles as they are searched, while the bar is open.
    folded: Vec<FoldedText>,
}

/// An article made ready for being searched with every letter that is typed.
#[derive(Debug, Clone)]
struct FoldedText {
    text: Arc<str>,
    /// None for a text that is searched as it stands.
    folded: Option<Arc<Folded>>,
}

/// One place where the search succeeded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Hit {
    /// In the wording of a box.
    Node {
        /// The box.
        node: Id,
        /// The stretch of its wording, in bytes.
        span: Span,
    },
    /// In an article.
    Source {
        /// The article.
        source: Id,
        /// The stretch of its text, in bytes.
        span: Span,
    },
}

impl Find {
    /// Searches anew.
    pub fn search(&mut self, document: &Document) {
        self.clear();
        let finder = Finder::new(&self.query);
        if finder.is_empty() {
            return;
        }
        let sources = document.sources().iter();
        let folded = sources.clone().map(|source| self.fold(&source.text));
        self.folded = folded.collect();
        for node in document.nodes() {
            let hits = finder.find_all(&node.text);
            self.hits.extend(hits.into_iter().map(|span| Hit::Node {
                node: node.id.clone(),
                span,
            }));
        }
        for (source, ready) in sources.zip(&self.folded) {
            let hits = match &ready.folded {
                Some(folded) => finder.find_in_folded(folded),
                None => finder.find_all(&source.text),
            };
            let hit = |span| Hit::Source {
                source: source.id.clone(),
                span,
            };
            self.hits.extend(hits.into_iter().map(hit));
        }
    }

    /// Stands for the hits: another one means other hits.
    pub fn revision(&self) -> u64 {
        self.revision
    }

    fn clear(&mut self) {
        self.hits.clear();
        self.current = None;
        self.revision += 1;
    }

    /// The text made ready; once made, it is kept.
    fn fold(&self, text: &Arc<str>) -> FoldedText {
        let is_same = |known: &&FoldedText| Arc::ptr_eq(&known.text, text);
        if let Some(known) = self.folded.iter().find(is_same) {
            return known.clone();
        }
        let folded = (!text.is_ascii()).then(|| Arc::new(fold_for_search(text)));
        FoldedText {
            text: text.clone(),
            folded,
        }
    }
}

impl App {
    /// Opens the bar.
    pub fn open_find(&mut self, is_replacing: bool) {
        let Some(tab) = self.tab_mut() else { return };
        tab.find.is_open = true;
        tab.find.is_fresh = true;
        tab.find.is_replacing = is_replacing;
        self.refresh_find();
    }

    /// Closes the bar.
    pub fn close_find(&mut self) {
        if let Some(tab) = self.tab_mut() {
            tab.find.is_open = false;
            tab.find.clear();
            tab.find.folded.clear();
        }
    }

    /// Searches for other words.
    pub fn set_query(&mut self, query: String) {
        let Some(tab) = self.tab_mut() else { return };
        tab.find.query = query;
        self.refresh_find();
    }

    /// Goes to the next or the previous hit, round the end.
    pub fn step_find(&mut self, forward: bool) {
        let Some(tab) = self.tab_mut() else { return };
        if !tab.find.is_open {
            tab.find.is_open = true;
            self.refresh_find();
        }
        self.follow_edits();
        let Some(tab) = self.tab_mut() else { return };
        let n = tab.find.hits.len();
        if n == 0 {
            return;
        }
        let next = match (tab.find.current, forward) {
            (None, true) => 0,
            (None, false) => n - 1,
            (Some(at), true) => (at + 1) % n,
            (Some(at), false) => (at + n - 1) % n,
        };
        tab.find.current = Some(next);
        match tab.find.hits[next].clone() {
            Hit::Node { node, .. } => self.go_to_node(&node),
            Hit::Source { source, span } => self.show_passage(&source, span),
        }
    }

    /// Replaces the hit being looked at, if it is in a box, and goes on.
    pub fn replace_hit(&mut self) {
        self.follow_edits();
        let Some(tab) = self.tab_mut() else { return };
        let hit = tab
            .find
            .current
            .and_then(|at| tab.find.hits.get(at).cloned());
        if let Some(Hit::Node { node, span }) = hit
            && let Some(edit) = replace(tab.document(), &node, &[span], &tab.find.replacement)
        {
            let at = tab.find.current;
            let end = span.start.0 + tab.find.replacement.len();
            self.commit(&edit);
            self.refresh_find();
            if let Some(tab) = self.tab_mut() {
                // What was put in may hold the words again: go on behind it.
                let is_put_in = |hit: &&Hit| {
                    matches!(hit, Hit::Node { node: other, span } if *other == node
                        && span.start.0 < end)
                };
                let hits = tab.find.hits.iter().skip(at.unwrap_or_default());
                let n_put_in = hits.take_while(is_put_in).count();
                tab.find.current = at.and_then(|at| (at + n_put_in).checked_sub(1));
            }
        }
        self.step_find(true);
    }

    /// Replaces every hit in the boxes, as one step.
    pub fn replace_all_hits(&mut self) {
        self.follow_edits();
        let Some(tab) = self.tab_mut() else { return };
        let mut edits = Vec::new();
        let mut hits = tab.find.hits.iter().peekable();
        while let Some(hit) = hits.next() {
            let Hit::Node { node, span } = hit else {
                continue;
            };
            let mut spans = vec![*span];
            while let Some(Hit::Node { span, .. }) =
                hits.next_if(|next| matches!(next, Hit::Node { node: other, .. } if other == node))
            {
                spans.push(*span);
            }
            edits.extend(replace(tab.document(), node, &spans, &tab.find.replacement));
        }
        if !edits.is_empty() {
            self.commit(&Edit::Batch { edits });
            self.refresh_find();
        }
    }

    /// Searches again if the map has been edited since: a stretch found earlier may now hold
    /// other words. The hit being looked at stays so if it is still one.
    fn follow_edits(&mut self) {
        let Some(tab) = self.tab() else { return };
        if tab.find.searched == tab.editor.revision() {
            return;
        }
        let hit = tab.find.current.and_then(|at| tab.find.hits.get(at));
        let hit = hit.cloned();
        self.refresh_find();
        if let (Some(hit), Some(tab)) = (hit, self.tab_mut()) {
            tab.find.current = tab.find.hits.iter().position(|other| *other == hit);
        }
    }

    fn refresh_find(&mut self) {
        if let Some(tab) = self.tab_mut() {
            let document = tab.editor.document().clone();
            tab.find.search(&document);
            tab.find.searched = tab.editor.revision();
        }
    }
}

/// The edit that replaces stretches of a wording, given in order.
fn replace(document: &Document, node: &Id, spans: &[Span], with: &str) -> Option<Edit> {
    let old = &document.nodes().get(node.as_str())?.text;
    let mut text = String::new();
    let mut at = 0;
    for span in spans {
        let range = span.range();
        text.push_str(old.get(at..range.start)?);
        text.push_str(with);
        at = range.end;
    }
    text.push_str(old.get(at..)?);
    Some(Edit::SetText {
        node: node.clone(),
        text,
    })
}
