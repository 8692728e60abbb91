//! What cannot stay where it is once some nodes are gone.

use std::collections::BTreeSet;

use super::{End, Graph};

impl Graph {
    /// These nodes, everything under them, and what hangs on the steps that fall with them. What
    /// strikes a step stands beside its premises and not under them, but without the step it would
    /// hang on nothing.
    pub fn find_hanging(&self, nodes: impl IntoIterator<Item = u32>) -> BTreeSet<u32> {
        let mut found = BTreeSet::new();
        let mut fallen = BTreeSet::new();
        let mut stack: Vec<u32> = nodes.into_iter().collect();
        while let Some(node) = stack.pop() {
            if !found.insert(node) {
                continue;
            }
            stack.extend(self.children(node));
            let falls = |&link: &u32| self.premises(link).iter().all(|at| found.contains(at));
            let mut steps: Vec<u32> = self.links_from(node).to_vec();
            steps.retain(falls);
            while let Some(step) = steps.pop() {
                if !fallen.insert(step) {
                    continue;
                }
                for &link in self.links_to(End::Link(step)) {
                    let premises = self.premises(link).iter();
                    stack.extend(premises.filter(|&&at| self.is_tree_link(link, at)));
                    // A link goes with the step that it is on, whoever its other premises are.
                    steps.push(link);
                }
            }
        }
        found
    }
}
