//! Copy and paste of boxes. The system's clipboard gets an indented outline and beside it the records
//! themselves, so that another window of the program pastes them exactly; what this one copied last it
//! has by itself. What the clipboard holds may be from anybody.

use std::borrow::Cow;
use std::collections::HashSet;
use std::sync::Arc;

use super::{App, WindowRequest};
use crate::edit::{Edit, Fate, Fragment};
use crate::format::clipping::{self, Clipping};
use crate::format::outline;
use crate::model::{Id, Link, Relation};
use crate::words;

/// The longest text that is pasted, in bytes.
const LONGEST: usize = 4 << 20;

/// The most lines that are pasted: a box each.
const MOST_LINES: usize = 20_000;

/// What was copied last: the outline that went to the system, the form for the web that went with
/// it, and the records themselves.
#[derive(Debug, Default)]
pub(super) struct Clipboard {
    text: String,
    html: Option<String>,
    clipping: Clipping,
}

impl Clipboard {
    /// Whether what the system hands in is what was copied last. A form for the web that is another
    /// one is from another window, although the outline is the same.
    fn is_of(&self, text: &str, html: Option<&str>) -> bool {
        let own = self.html.as_deref();
        // Something on the way may have written ours anew; then it reads as none.
        let is_other = own
            .zip(html)
            .is_some_and(|(own, html)| !html.contains(own) && clipping::read(html).is_some());
        !is_other && normalise(text) == normalise(&self.text)
    }
}

impl App {
    /// Copies the selected boxes with everything under them, and their steps.
    pub fn copy(&mut self) {
        let Some(tab) = self.tab() else { return };
        let nodes = tab.find_tops(&tab.selected_nodes());
        if nodes.is_empty() {
            self.warn(words::say("why-no-box-selected").into_owned());
            return;
        }
        let fragment = cut_out(tab, &nodes);
        let text = outline::print_fragment(&fragment);
        let against = nodes.into_iter().filter(|node| opposes(tab, node));
        let clipping = Clipping {
            fragment,
            against: against.collect(),
        };
        let meta = tab.document().meta();
        // Other programs, and whatever is pasted into, could read what is not shown.
        let html = if meta.sensitive {
            None
        } else {
            clipping::write(&clipping, &meta.language)
        };
        self.clipboard = Clipboard {
            text: text.clone(),
            html: html.clone(),
            clipping,
        };
        self.request(WindowRequest::CopyBoxes { text, html });
    }

    /// Copies the selected boxes and deletes them with everything under them.
    pub fn cut(&mut self) {
        self.copy();
        if let Some(nodes) = self.tab().map(super::Tab::selected_nodes) {
            self.commit(&Edit::Delete {
                nodes,
                links: Vec::new(),
                fate: Fate::Branch,
            });
        }
    }

    /// Pastes under the selected box or onto the selected step: what this or another window of the
    /// program copied, or any indented text. `html` is the form for the web that the clipboard holds
    /// beside the text.
    pub fn paste(&mut self, text: &str, html: Option<&str>) {
        let text = clean(text);
        if text.trim().is_empty() {
            self.warn(words::say("nothing-to-paste").into_owned());
            return;
        }
        if self.tab().is_none() {
            self.new_map();
        }
        let copied = if self.clipboard.is_of(&text, html) {
            Some(self.clipboard.clipping.clone())
        } else {
            html.and_then(|html| find_clipping(&text, html))
        };
        let (fragment, against) = if let Some(copied) = copied {
            (copied.fragment, copied.against)
        } else if text.len() > LONGEST || text.lines().count() > MOST_LINES {
            self.warn(words::say("too-much-to-paste").into_owned());
            return;
        } else {
            (outline::parse(&text, self.host.random()), Vec::new())
        };
        let under = self.tab().and_then(|tab| tab.lead().cloned());
        if let (Some(under), Some(tab)) = (&under, self.tab_mut()) {
            tab.folded.remove(under);
        }
        self.commit(&Edit::Insert {
            fragment: Box::new(fragment),
            under,
            after: None,
            against,
        });
    }

    /// Makes a copy of the selected boxes, with everything under them, each beside its original.
    /// Premises of one step that are all selected are copied as one step.
    pub fn duplicate(&mut self) {
        let Some(tab) = self.tab() else { return };
        let links = tab.document().links();
        let mut tops = tab.find_tops(&tab.selected_nodes());
        let mut edits = Vec::new();
        while !tops.is_empty() {
            let first = tops.remove(0);
            let step = tab.place_link(&first);
            let step = step.and_then(|id| links.get(id.as_str()));
            let mut copied = vec![first];
            if let Some(step) = step {
                let is_copied = |id: &Id| tops.contains(id) || copied.contains(id);
                if step.from.iter().all(is_copied) {
                    copied.extend(tops.extract_if(.., |id| step.from.contains(id)));
                }
            }
            // What strikes the step comes along with it.
            let spread = spread(tab, &copied);
            tops.retain(|top| !spread.contains(top));
            let after = copied.last().cloned();
            let fragment = cut_out(tab, &copied);
            copied.retain(|node| opposes(tab, node));
            edits.push(Edit::Insert {
                fragment: Box::new(fragment),
                under: step.map(|step| step.to.clone()),
                after,
                against: copied,
            });
        }
        self.commit_all(edits);
    }
}

/// Whether a box speaks against what it hangs on.
fn opposes(tab: &super::Tab, node: &Id) -> bool {
    let link = tab.place_link(node);
    let link = link.and_then(|id| tab.document().links().get(id.as_str()));
    link.is_some_and(|link| link.relation == Relation::Opposes)
}

/// The text without what no wording should hold: control characters, and marks that reverse the
/// order in which words are read.
fn clean(text: &str) -> Cow<'_, str> {
    let is_hostile = |c: char| match c {
        '\n' | '\t' | '\r' => false,
        '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}' => true,
        c => c.is_control(),
    };
    if text.contains(is_hostile) {
        Cow::Owned(text.replace(is_hostile, ""))
    } else {
        Cow::Borrowed(text)
    }
}

/// The records beside a text, if the text is the outline of them: what is pasted is what can be read.
fn find_clipping(text: &str, html: &str) -> Option<Clipping> {
    let clipping = clipping::read(html)?;
    let outline = outline::print_fragment(&clipping.fragment);
    (normalise(&clean(&outline)) == normalise(text)).then_some(clipping)
}

/// Line ends and trailing space may be changed on the way through the system.
fn normalise(text: &str) -> Vec<&str> {
    text.trim().lines().map(str::trim_end).collect()
}

/// The nodes, everything under them, and what hangs on the steps that all premises of are among them.
fn spread(tab: &super::Tab, nodes: &[Id]) -> HashSet<Id> {
    let graph = tab.editor.graph();
    let nodes = nodes.iter().filter_map(|id| graph.node(id.as_str()));
    let hanging = graph.find_hanging(nodes).into_iter();
    hanging.map(|node| tab.id_at(node)).collect()
}

/// Copies of nodes with everything under them, of the links among them, of the steps that lead out to
/// what the nodes hang on, and of the articles that they quote. A step of which not all premises are
/// among them stays behind.
fn cut_out(tab: &super::Tab, tops: &[Id]) -> Fragment {
    let (document, chosen) = (tab.document(), spread(tab, tops));
    let nodes: Vec<_> = document
        .nodes()
        .iter()
        .filter(|node| chosen.contains(&node.id))
        .collect();
    let is_whole = |link: &Link| link.from.iter().all(|premise| chosen.contains(premise));
    let steps: HashSet<&Id> = tops
        .iter()
        .filter_map(|top| tab.place_link(top))
        .filter(|id| {
            document
                .links()
                .get(id.as_str())
                .is_some_and(|link| is_whole(link))
        })
        .collect();
    let mut kept: HashSet<&Id> = chosen.iter().chain(steps.iter().copied()).collect();
    // A link on a link comes along if that one does, in however many rounds it takes.
    loop {
        let more: Vec<_> = document
            .links()
            .iter()
            .filter(|link| !kept.contains(&link.id) && kept.contains(&link.to))
            .filter(|link| is_whole(link))
            .map(|link| &link.id)
            .collect();
        if more.is_empty() {
            break;
        }
        kept.extend(more);
    }
    let links = document
        .links()
        .iter()
        .filter(|link| kept.contains(&link.id));
    let links: Vec<Arc<Link>> = links.cloned().collect();
    let ends = links.iter().map(|link| &link.to);
    let open = ends.filter(|end| !kept.contains(end)).cloned().collect();
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
        nodes: nodes.into_iter().cloned().collect(),
        links,
        open,
    }
}
