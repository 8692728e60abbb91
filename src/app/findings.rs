//! Going from finding to finding.

use super::{App, PanelId, Tab};
use crate::model::Id;
use crate::reason::checks::Finding;

impl Tab {
    /// Places of the boxes with a finding, in document order.
    pub(super) fn list_found(&self) -> Vec<u32> {
        let (document, graph) = (self.document(), self.editor.graph());
        let told = self.checking.told().iter();
        let marked = told.flat_map(|told| told.finding.marked(document));
        let mut found: Vec<u32> = marked.filter_map(|id| graph.node(id.as_str())).collect();
        found.sort_unstable();
        found.dedup();
        found
    }

    /// The finding after, or before, the one that was gone to last, else the selected box, in the
    /// order of the outline, round the end.
    fn find_finding(&self, forward: bool) -> Option<&Finding> {
        let (document, graph) = (self.document(), self.editor.graph());
        let mut order = vec![0; graph.n_nodes()];
        for ((node, _), at) in graph.walk().into_iter().zip(1..) {
            order[node as usize] = at;
        }
        let place = |id: &Id| graph.node(id.as_str()).map_or(0, |at| order[at as usize]);
        let told = self.checking.told().iter().map(|told| &*told.finding);
        let mut findings: Vec<(usize, &Finding)> = told
            .map(|finding| (finding.marked(document).next().map_or(0, place), finding))
            .collect();
        findings.sort_by_key(|&(at, _)| at);
        let is_here = |&(_, finding): &(usize, &Finding)| {
            self.checking.is_current(finding) && finding.on.first() == self.lead()
        };
        let n = findings.len();
        let own = self.lead_node().map_or(0, place);
        let next = match (findings.iter().position(is_here), forward) {
            (Some(at), true) => at + 1,
            (Some(at), false) => at + n - 1,
            (None, true) => findings.partition_point(|&(at, _)| at < own),
            (None, false) => (findings.partition_point(|&(at, _)| at < own) + n).checked_sub(1)?,
        };
        (n > 0).then(|| findings[next % n].1)
    }
}

impl App {
    /// Shows what the checks found.
    pub fn list_findings(&mut self) {
        self.keep_wording();
        self.show_panel(PanelId::Findings, true);
        self.set_focus(PanelId::Findings);
    }

    /// Goes to the next finding, or the one before, and says what was found.
    pub fn step_finding(&mut self, forward: bool) {
        let Some(finding) = self
            .tab()
            .and_then(|tab| tab.find_finding(forward))
            .cloned()
        else {
            return;
        };
        self.go_to_finding(&finding);
    }

    /// Selects what a finding is about, brings it into sight and says what was found.
    pub fn go_to_finding(&mut self, finding: &Finding) {
        self.keep_wording();
        let Some(tab) = self.tab_mut() else { return };
        tab.checking.set_current(Some(finding));
        let sentence = finding.explain(tab.document());
        let offer = finding.repair.as_ref().map(|_| "repair-finding");
        if let Some(id) = finding.on.first() {
            self.go_to_node(&id.clone());
        }
        self.tell(sentence, offer);
    }
}
