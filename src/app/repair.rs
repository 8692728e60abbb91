//! From the repair that a finding states to the edit that makes it.

use super::{App, WordingOrigin, wording};
use crate::edit::{Edit, NodeField};
use crate::model::{Intent, Kind};
use crate::reason::checks::Repair;

impl App {
    /// Does what the finding gone to last says could be done about it.
    pub fn repair_finding(&mut self) {
        let current = self.tab().and_then(|tab| tab.checking.current());
        if let Some(repair) = current.and_then(|told| told.finding.repair.clone()) {
            self.keep_wording();
            self.make_repair(&repair);
        }
    }

    fn make_repair(&mut self, repair: &Repair) {
        match repair {
            Repair::AddBox {
                kind,
                under,
                intent,
                text,
            } => {
                let edit = Edit::AddNode {
                    kind: kind.clone(),
                    text: text.clone(),
                    under: Some(under.clone()),
                    intent: *intent,
                    anchor: None,
                    after: None,
                };
                if let Some(node) = self.make_box(&edit)
                    && text.is_empty()
                {
                    self.open_wording(&node, WordingOrigin::NewBox);
                }
            }
            Repair::AddPremise { link } => {
                let edit = Edit::AddNode {
                    kind: Kind::Claim,
                    text: String::new(),
                    under: None,
                    intent: Intent::For,
                    anchor: None,
                    after: None,
                };
                // The box, its place and its wording are one step of the history.
                if let Some(node) = self.make_box(&edit) {
                    let key = wording::merge_key(&node);
                    let edits = vec![
                        Edit::SetNodeField {
                            node: node.clone(),
                            field: NodeField::Implicit(true),
                        },
                        Edit::AddPremise {
                            link: link.clone(),
                            node: node.clone(),
                        },
                    ];
                    self.commit_merged(&Edit::Batch { edits }, key);
                    self.open_wording(&node, WordingOrigin::NewBox);
                }
            }
            Repair::SetKind { node, kind } => drop(self.commit(&Edit::SetKind {
                node: node.clone(),
                kind: kind.clone(),
            })),
            Repair::SetText { node, text } => drop(self.commit(&Edit::SetText {
                node: node.clone(),
                text: text.clone(),
            })),
            Repair::Assume { node, class } => drop(self.commit(&Edit::SetNodeField {
                node: node.clone(),
                field: NodeField::Assumption(Some(class.clone())),
            })),
            Repair::SetConfidence { node, confidence } => drop(self.commit(&Edit::SetNodeField {
                node: node.clone(),
                field: NodeField::Confidence(Some(confidence.clone())),
            })),
            Repair::SetLikelihood { node, word } => drop(self.commit(&Edit::SetNodeField {
                node: node.clone(),
                field: NodeField::Likelihood(word.clone()),
            })),
            Repair::SetRelation { link, relation } => drop(self.commit(&Edit::SetRelation {
                link: link.clone(),
                relation: relation.clone(),
            })),
            Repair::AddLink { relation, from, to } => drop(self.commit(&Edit::AddLink {
                relation: relation.clone(),
                from: vec![from.clone()],
                to: to.clone(),
            })),
            Repair::RemoveLink { link } => {
                drop(self.commit(&Edit::RemoveLink { link: link.clone() }));
            }
            Repair::RemovePassage { on, index } => drop(self.commit(&Edit::RemoveAnchor {
                on: on.clone(),
                index: *index,
            })),
        }
    }
}
