//! Copy and paste of boxes. The system's clipboard gets an indented outline; what the program
//! itself copied last is pasted exactly.

use std::collections::HashSet;

use super::{App, WindowRequest};
use crate::edit::{Edit, Fate, Fragment};
use crate::format::outline;
use crate::model::{Document, Id};
use crate::words;

/// What was copied last: the outline that went to the system, and the records themselves.
#[derive(Debug, Default)]
pub(super) struct Clipboard {
    text: String,
    fragment: Fragment,
}

impl App {
    /// Copies the selected boxes with everything under them, or, if none is selected, all.
    pub fn copy(&mut self) {
        let Some(tab) = self.tab() else { return };
        let nodes = tab.selected_nodes();
        if nodes.is_empty() {
            return;
        }
        let fragment = cut_out(tab.document(), &spread(tab, &nodes));
        let text = outline::print_fragment(&fragment);
        self.clipboard = Clipboard {
            text: text.clone(),
            fragment,
        };
        self.request(WindowRequest::Copy(text));
    }

    /// Copies the selected boxes and deletes them with everything under them.
    pub fn cut(&mut self) {
        self.copy();
        if let Some(nodes) = self.tab().map(super::Tab::selected_nodes) {
            self.commit(&Edit::Delete {
                nodes,
                fate: Fate::Branch,
            });
        }
    }

    /// Pastes under the selected box: what the program copied last, or any indented text.
    pub fn paste(&mut self, text: &str) {
        if text.trim().is_empty() {
            self.warn(words::say("nothing-to-paste").into_owned());
            return;
        }
        if self.tab().is_none() {
            self.new_map();
        }
        let is_own = normalise(text) == normalise(&self.clipboard.text);
        let fragment = if is_own {
            self.clipboard.fragment.clone()
        } else {
            outline::parse(text, self.host.random())
        };
        let under = self.tab().and_then(|tab| tab.lead().cloned());
        self.commit(&Edit::Insert {
            fragment: Box::new(fragment),
            under,
        });
    }

    /// Makes a copy of the selected boxes, with everything under them, beside them.
    pub fn duplicate(&mut self) {
        let Some(tab) = self.tab() else { return };
        let nodes = tab.selected_nodes();
        let Some(first) = nodes.first() else { return };
        let link = tab
            .place_link(first)
            .and_then(|id| tab.document().links().get(id.as_str()));
        let under = link.map(|link| link.to.clone());
        let opposes = link.is_some_and(|link| link.relation == crate::model::Relation::Opposes);
        let fragment = Box::new(cut_out(tab.document(), &spread(tab, &nodes)));
        let Some(made) = self.commit(&Edit::Insert { fragment, under }) else {
            return;
        };
        if opposes {
            self.switch_relation();
        }
        self.select_all(made.selected);
    }
}

/// Line ends and trailing space may be changed on the way through the system.
fn normalise(text: &str) -> Vec<&str> {
    text.trim().lines().map(str::trim_end).collect()
}

/// The nodes and everything under them.
fn spread(tab: &super::Tab, nodes: &[Id]) -> HashSet<Id> {
    let graph = tab.editor.graph();
    nodes
        .iter()
        .filter_map(|id| graph.node(id.as_str()))
        .flat_map(|node| graph.walk_branch(node))
        .map(|(node, _)| tab.id_at(node))
        .collect()
}

/// Copies of nodes, of the links among them, and of the articles that they quote.
fn cut_out(document: &Document, chosen: &HashSet<Id>) -> Fragment {
    let nodes: Vec<_> = document
        .nodes()
        .iter()
        .filter(|node| chosen.contains(&node.id))
        .collect();
    let mut kept: HashSet<&Id> = chosen.iter().collect();
    let mut links: Vec<_> = Vec::new();
    // A link on a link comes along if that one does, in however many rounds it takes.
    loop {
        let more: Vec<_> = document
            .links()
            .iter()
            .filter(|link| !kept.contains(&link.id) && kept.contains(&link.to))
            .filter(|link| link.from.iter().all(|premise| chosen.contains(premise)))
            .collect();
        if more.is_empty() {
            break;
        }
        kept.extend(more.iter().map(|link| &link.id));
        links.extend(more);
    }
    links.sort_by_key(|link| document.links().position(link.id.as_str()));
    let quoted: HashSet<&Id> = nodes
        .iter()
        .flat_map(|node| &node.anchors)
        .map(|anchor| &anchor.source)
        .collect();
    let sources = document
        .sources()
        .iter()
        .filter(|source| quoted.contains(&source.id));
    Fragment {
        sources: sources.map(|source| (**source).clone()).collect(),
        nodes: nodes.into_iter().map(|node| (**node).clone()).collect(),
        links: links.into_iter().map(|link| (**link).clone()).collect(),
    }
}
