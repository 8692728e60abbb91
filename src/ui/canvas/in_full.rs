//! Which stubs are drawn in full, because they or what they join are selected or pointed at. Found
//! once for each selection and each state of the map.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::Frame;
use crate::layout::{Placement, Plan};
use crate::model::{End, Id};

/// Where more stubs than this would be drawn in full, nobody could follow them: then only those of
/// what leads the selection are.
const MOST: usize = 200;

/// The stubs of what is selected.
#[derive(Default)]
pub struct InFull {
    made_of: Option<MadeOf>,
    wires: Vec<u32>,
}

/// The tab, the revision of its selection, and what is drawn of the map.
type MadeOf = (u64, u64, Arc<Plan>, Arc<Placement>);

impl InFull {
    /// The stubs that are drawn in full in this frame, ascending.
    pub fn find(&mut self, frame: &Frame<'_>) -> Vec<u32> {
        self.refresh(frame);
        let mut wires = self.wires.clone();
        if let Some(hover) = frame.hover.as_ref().filter(|_| frame.tab.gesture.is_none()) {
            add_stubs_of(frame, hover, &mut wires);
        }
        wires.sort_unstable();
        wires.dedup();
        wires
    }

    fn refresh(&mut self, frame: &Frame<'_>) {
        let (tab, picture) = (frame.tab, &frame.tab.picture);
        let is_current = self.made_of.as_ref().is_some_and(|made_of| {
            made_of.0 == tab.key
                && made_of.1 == tab.selected.revision()
                && Arc::ptr_eq(&made_of.2, picture.plan())
                && Arc::ptr_eq(&made_of.3, picture.placement())
        });
        if is_current {
            return;
        }
        let mut selected = tab.selected.iter().rev();
        let mut of_lead = Vec::new();
        if let Some(lead) = selected.next() {
            add_stubs_of(frame, lead, &mut of_lead);
        }
        // A stub between two that are selected is one of both.
        let mut all: BTreeSet<u32> = of_lead.iter().copied().collect();
        let most = all.len() + MOST;
        let mut more = Vec::new();
        for id in selected {
            add_stubs_of(frame, id, &mut more);
            all.extend(more.drain(..));
            if all.len() > most {
                break;
            }
        }
        self.wires = if all.len() > most {
            of_lead
        } else {
            all.into_iter().collect()
        };
        self.made_of = Some((
            tab.key,
            tab.selected.revision(),
            picture.plan().clone(),
            picture.placement().clone(),
        ));
    }
}

/// Adds those wires that are stubs of what a link, or the links of a node, are drawn as.
fn add_stubs_of(frame: &Frame<'_>, id: &Id, wires: &mut Vec<u32>) {
    let picture = &frame.tab.picture;
    let (graph, plan, placement) = (picture.graph(), picture.plan(), picture.placement());
    let mut add = |link: u32| {
        let wire = plan.wire_of(link);
        let route = wire.and_then(|wire| placement.wires.get(wire));
        if let Some(wire) = wire.filter(|_| route.is_some_and(|route| route.stub.is_some())) {
            wires.push(wire as u32);
        }
    };
    graph.link(id.as_str()).into_iter().for_each(&mut add);
    if let Some(node) = graph.node(id.as_str()) {
        graph.links_from(node).iter().copied().for_each(&mut add);
        let to = graph.links_to(End::Node(node));
        to.iter().copied().for_each(&mut add);
    }
}
