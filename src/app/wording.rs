//! The wording of a box while it is edited: a draft that is committed as one edit.

use super::{App, CameraWish};
use crate::edit::{Edit, Fate};
use crate::model::Id;

/// A wording being edited.
#[derive(Debug, Clone, PartialEq)]
pub struct Wording {
    /// The box.
    pub node: Id,
    /// The text as it stands in the editing field.
    pub draft: String,
    /// Why it is being edited.
    pub origin: WordingOrigin,
    /// Whether the field has yet to take the focus and select everything.
    pub is_fresh: bool,
}

/// Why a wording is being edited; decides what dropping it means and who gets the focus back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WordingOrigin {
    /// Somebody asked to edit a box.
    Asked,
    /// A box was just made, empty: dropping the wording drops the box.
    NewBox,
    /// A passage was just captured: its words stay if the wording is dropped, and the reader
    /// gets the focus back.
    Capture,
}

impl App {
    /// Opens the wording of a box.
    pub fn open_wording(&mut self, node: &Id, origin: WordingOrigin) {
        self.keep_wording();
        let Some(tab) = self.tab_mut() else { return };
        if tab.editor.is_read_only() {
            return;
        }
        let Some(record) = tab.document().nodes().get(node.as_str()) else {
            return;
        };
        let draft = record.text.clone();
        tab.wording = Some(Wording {
            node: node.clone(),
            draft,
            origin,
            is_fresh: true,
        });
    }

    /// Takes what has been typed so far.
    pub fn draft_wording(&mut self, text: String) {
        if let Some(wording) = self.tab_mut().and_then(|tab| tab.wording.as_mut()) {
            wording.draft = text;
        }
    }

    /// Keeps the wording as it was typed. Gives the box.
    pub fn keep_wording(&mut self) -> Option<Id> {
        let wording = self.tab_mut()?.wording.take()?;
        let text = wording.draft.trim().to_owned();
        let is_empty_new = text.is_empty() && wording.origin == WordingOrigin::NewBox;
        if is_empty_new {
            self.drop_new_box(&wording.node);
            return None;
        }
        let edit = Edit::SetText {
            node: wording.node.clone(),
            text,
        };
        self.commit_merged(&edit, merge_key(&wording.node));
        // The box may have grown out of sight.
        if let Some(tab) = self.tab_mut() {
            tab.camera_wish.get_or_insert(CameraWish::Reveal);
        }
        if wording.origin == WordingOrigin::Capture {
            self.focus_reader();
        }
        Some(wording.node)
    }

    /// Drops what was typed.
    pub fn drop_wording(&mut self) {
        let Some(wording) = self.tab_mut().and_then(|tab| tab.wording.take()) else {
            return;
        };
        match wording.origin {
            WordingOrigin::NewBox => self.drop_new_box(&wording.node),
            WordingOrigin::Capture => self.focus_reader(),
            WordingOrigin::Asked => {}
        }
    }

    /// Takes back the making of a box that never got a wording: for good if it was the last step,
    /// so that nothing of it stays in the history.
    fn drop_new_box(&mut self, node: &Id) {
        let Some(tab) = self.tab_mut() else { return };
        let key = merge_key(node);
        let is_last = tab
            .editor
            .history()
            .next_undo()
            .is_some_and(|entry| entry.merge_key.as_ref() == Some(&key));
        if is_last {
            self.retract();
        } else {
            self.commit(&Edit::Delete {
                nodes: vec![node.clone()],
                links: Vec::new(),
                fate: Fate::Lift,
            });
        }
    }
}

/// Making a box and wording it are one step of the history.
pub fn merge_key(node: &Id) -> String {
    format!("new {node}")
}
