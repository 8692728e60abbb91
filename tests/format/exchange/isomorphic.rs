//! Whether two maps are the same but for their ids: what each box and link says, and what stands
//! around it, as far as links lead.

use std::collections::BTreeMap;
use std::hash::{DefaultHasher, Hash, Hasher};

/// What each record says together with all that is joined to it, in an order that does not depend
/// on ids. Boxes are an id and what it says; links an id, what it says, premises and end.
///
/// Two maps that are the same but for their ids give the same list. The other way round, too, but
/// for maps so regular that colours cannot tell their boxes apart.
pub fn rank(
    boxes: impl Iterator<Item = (String, String)>,
    links: impl Iterator<Item = (String, String, Vec<String>, String)>,
) -> Vec<String> {
    let links: Vec<_> = links.collect();
    let mut says: BTreeMap<String, String> = boxes.collect();
    says.extend(
        links
            .iter()
            .map(|(id, says, ..)| (id.clone(), says.clone())),
    );
    let mut colours: BTreeMap<&str, u64> = says
        .iter()
        .map(|(id, says)| (id.as_str(), hash(says)))
        .collect();
    // Each round carries what is known one step farther; so many rounds reach everything.
    for _ in 0..=links.len() * 2 {
        let mut around: BTreeMap<&str, Vec<(u8, u64)>> = BTreeMap::new();
        for (id, _, from, to) in &links {
            let own = colours[id.as_str()];
            for premise in from {
                around.entry(premise).or_default().push((0, own));
                around
                    .entry(id)
                    .or_default()
                    .push((1, colours[premise.as_str()]));
            }
            around.entry(to).or_default().push((2, own));
            around
                .entry(id)
                .or_default()
                .push((3, colours[to.as_str()]));
        }
        let mut next = BTreeMap::new();
        for (&id, &colour) in &colours {
            let mut beside = around.remove(id).unwrap_or_default();
            beside.sort_unstable();
            next.insert(id, hash(&(colour, beside)));
        }
        if count(&next) == count(&colours) && count(&next) == next.len() {
            colours = next;
            break;
        }
        colours = next;
    }
    let mut all: Vec<String> = says
        .iter()
        .map(|(id, says)| format!("{says} {:x}", colours[id.as_str()]))
        .collect();
    all.sort();
    all
}

fn count(colours: &BTreeMap<&str, u64>) -> usize {
    let mut all: Vec<u64> = colours.values().copied().collect();
    all.sort_unstable();
    all.dedup();
    all.len()
}

fn hash(it: &impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    it.hash(&mut hasher);
    hasher.finish()
}
