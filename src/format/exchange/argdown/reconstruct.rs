//! Writes links that no sign can say as reconstructed arguments: premises, the step with its
//! scheme, the conclusion. The steps of one argument stand together, as they did where they came
//! from.

use std::collections::{HashMap, HashSet};

use serde_json::{Map, json};

use super::print::{Names, before};
use super::{data, inline};
use crate::format::exchange::Put;
use crate::model::{Document, Link, Relation};

/// Writes all of them.
pub(super) fn print(document: &Document, names: &Names<'_>, links: &[&Link], out: &mut String) {
    for chain in find_chains(document, links) {
        print_chain(document, names, &chain, out);
    }
}

/// The links one by one, those of one argument of several steps together.
fn find_chains<'d>(document: &Document, links: &[&'d Link]) -> Vec<Vec<&'d Link>> {
    let name = |link: &Link| before(link.origin.as_deref()).map(|it| it.id.clone());
    let is_whole = |chain: &[&Link]| {
        let follows = |pair: &[&Link]| {
            let concluded = pair[0].relation == Relation::Supports
                && document.nodes().contains(pair[0].to.as_str());
            concluded && pair[1].from.first() == Some(&pair[0].to)
        };
        chain.windows(2).all(follows)
    };
    let mut named: HashMap<String, &Link> = HashMap::new();
    for &link in links {
        if let Some(name) = name(link) {
            named.entry(name).or_insert(link);
        }
    }
    let mut chains: Vec<Vec<&Link>> = Vec::new();
    let mut taken: HashSet<&str> = HashSet::new();
    for link in links {
        let Some(last) = name(link).filter(|it| it.starts_with('<') && it.ends_with('>')) else {
            continue;
        };
        let step = |n: usize| named.get(&format!("{last}.{n}")).copied();
        let mut chain: Vec<&Link> = (1..).map_while(step).collect();
        chain.push(link);
        if chain.len() > 1 && is_whole(&chain) {
            taken.extend(chain.iter().map(|it| it.id.as_str()));
            chains.push(chain);
        }
    }
    let single = links.iter().filter(|it| !taken.contains(&it.id.as_str()));
    chains.extend(single.map(|it| vec![*it]));
    chains
}

fn print_chain(document: &Document, names: &Names<'_>, chain: &[&Link], out: &mut String) {
    let Some(last) = chain.last() else { return };
    let name = names.of(last.id.as_str());
    let mut own = Map::new();
    if names.said(last.id.as_str()) != name {
        own.insert("id".to_owned(), json!(names.said(last.id.as_str())));
    }
    let words = inline::escape(&last.note);
    let colon = if words.is_empty() { "" } else { ": " };
    out.put(format_args!(
        "{name}{colon}{words}{}\n\n",
        data::write(&own)
    ));
    let mut n = 0;
    for (at, link) in chain.iter().enumerate() {
        let concluded = (at > 0).then(|| &chain[at - 1].to);
        for premise in link.from.iter().filter(|&it| Some(it) != concluded) {
            if document.nodes().contains(premise.as_str()) {
                n += 1;
                out.put(format_args!("({n}) {}\n", names.of(premise.as_str())));
            }
        }
        print_step(link, name, out);
        n += 1;
        print_conclusion(document, names, link, n, out);
    }
    out.push('\n');
}

/// The line between premises and conclusion.
fn print_step(link: &Link, name: &str, out: &mut String) {
    let is_word = |c: char| c.is_alphanumeric() || c == ' ';
    let is_rule = !link.scheme.is_empty()
        && link
            .scheme
            .split(", ")
            .all(|it| !it.is_empty() && it.chars().all(is_word))
        && link.scheme.trim() == link.scheme
        && !link.scheme.contains("  ");
    let mut step = Map::new();
    let is_named = before(link.origin.as_deref()).is_some()
        && name.get(1..name.len() - 1) == Some(link.title.as_str());
    if !link.title.is_empty() && !is_named {
        step.insert("title".to_owned(), json!(link.title));
    }
    if !link.scheme.is_empty() && !is_rule {
        step.insert("scheme".to_owned(), json!(link.scheme));
    }
    let rule = if is_rule { link.scheme.as_str() } else { "" };
    match (step.is_empty(), rule) {
        (true, "") => out.push_str("----\n"),
        (true, rule) => out.put(format_args!("-- {rule} --\n")),
        (false, "") => out.put(format_args!("--{} --\n", data::write(&step))),
        (false, rule) => out.put(format_args!("-- {rule}{} --\n", data::write(&step))),
    }
}

fn print_conclusion(
    document: &Document,
    names: &Names<'_>,
    link: &Link,
    n: usize,
    out: &mut String,
) {
    let to = names.of(link.to.as_str());
    let is_box = document.nodes().contains(link.to.as_str());
    if is_box && link.relation == Relation::Supports {
        out.put(format_args!("({n}) {to}\n"));
        return;
    }
    // What a reason against something concludes is the opposite of that.
    let mut own = Map::new();
    own.insert("aside".to_owned(), json!(true));
    own.insert("rel".to_owned(), json!(link.relation.as_str()));
    own.insert("to".to_owned(), json!(names.said(link.to.as_str())));
    let word = link.relation.as_str();
    let about = to.get(1..to.len().saturating_sub(1)).unwrap_or_default();
    let words = inline::escape(&format!("This {word}: {about}"));
    let name = link.id.as_str();
    out.put(format_args!(
        "({n}) [{name} aside]: {words}{}\n",
        data::write(&own)
    ));
    let sign = match (is_box, &link.relation) {
        (true, Relation::Opposes) => "->",
        (true, _) => "+>",
        (false, _) => "_>",
    };
    out.put(format_args!("  {sign} {to}\n"));
}
