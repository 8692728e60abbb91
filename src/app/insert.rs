//! Making boxes from the keyboard and the menus.

use super::{App, PanelId, WordingOrigin, Xy, wording};
use crate::edit::Edit;
use crate::model::{Id, Intent, Kind};

impl App {
    /// Makes an empty box under the selected box or link and opens its wording. With nothing
    /// selected it stands alone.
    pub fn add_child(&mut self, kind: Kind, intent: Intent) {
        self.keep_wording();
        let under = self.tab().and_then(|tab| tab.lead().cloned());
        let parent = under.clone();
        self.add_box(kind, under, intent, None);
        if let (Some(parent), Some(tab)) = (parent, self.tab_mut()) {
            tab.folded.remove(&parent);
        }
    }

    /// Makes an empty box that stands alone.
    pub fn add_root(&mut self, kind: Kind) {
        self.keep_wording();
        self.add_box(kind, None, Intent::For, None);
    }

    /// Makes an empty box that stands alone where somebody pointed, held there unless it is the
    /// first of its map.
    pub fn add_root_at(&mut self, kind: Kind, at: Xy) {
        let was_empty = self
            .tab()
            .is_none_or(|tab| tab.document().nodes().is_empty());
        self.add_root(kind);
        let Some(node) = self.tab().and_then(|tab| tab.wording.as_ref()) else {
            return;
        };
        let node = node.node.clone();
        if !was_empty {
            let key = wording::merge_key(&node);
            let pin = Edit::Pin {
                node,
                view: self.tab().and_then(super::Tab::id_of_view),
                x: at[0].round() as i64,
                y: at[1].round() as i64,
            };
            self.commit_merged(&pin, key);
        }
    }

    /// Makes an empty box beside the selected one: a further reason of the same kind and
    /// relation, or a further root.
    pub fn add_sibling(&mut self) {
        self.keep_wording();
        let Some(tab) = self.tab() else { return };
        let Some(node) = tab.lead_node().cloned() else {
            self.add_root(Kind::Claim);
            return;
        };
        let kind = tab
            .kind(&node)
            .cloned()
            .filter(Kind::is_known)
            .unwrap_or(Kind::Claim);
        let link = tab
            .place_link(&node)
            .and_then(|id| tab.document().links().get(id.as_str()));
        let (under, intent) = match link {
            Some(link) if link.relation == crate::model::Relation::Opposes => {
                (Some(link.to.clone()), Intent::Against)
            }
            Some(link) => (Some(link.to.clone()), Intent::For),
            None => (None, Intent::For),
        };
        self.add_box(kind, under, intent, Some(node));
    }

    fn add_box(&mut self, kind: Kind, under: Option<Id>, intent: Intent, after: Option<Id>) {
        if self.tab().is_none() {
            self.new_map();
        }
        let edit = Edit::AddNode {
            kind,
            text: String::new(),
            under,
            intent,
            anchor: None,
            after,
        };
        if let Some(node) = self.make_box(&edit) {
            self.focus = match self.focus {
                PanelId::Outline => PanelId::Outline,
                _ => PanelId::Map,
            };
            self.open_wording(&node, WordingOrigin::NewBox);
        }
    }

    /// Makes a box such that wording it is part of the same step of the history.
    pub(super) fn make_box(&mut self, edit: &Edit) -> Option<Id> {
        // The key is made of the box's id, which is known only once it is made; so the step is
        // closed under a key of its own and the wording joins it.
        let node = self.commit(edit)?.selected.first().cloned()?;
        if let Some(tab) = self.tab_mut() {
            tab.editor.key_last_step(wording::merge_key(&node));
        }
        Some(node)
    }
}
