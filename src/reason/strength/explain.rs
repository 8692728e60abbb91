//! Why a claim comes out as strong as it does, and what taking something out would do, in
//! sentences that name the boxes.

use super::{
    Argument, Blow, Conclusion, Linchpins, Scores, Semantics, Strengths, Turning, word_for,
};
use crate::model::{Document, Kind, Node};
use crate::reason::name::name_record;
use crate::words;

/// Of the reasons on one side so many are named.
const NAMED: usize = 2;

fn word(strength: f64) -> String {
    words::say(word_for(strength)).into_owned()
}

/// Why the argument at a place comes out as it does: where it begins, what speaks for and against
/// it, how it comes out, and whether that depends on the way of weighing.
pub fn explain(
    document: &Document,
    strengths: &Strengths,
    scores: &Scores,
    semantics: Semantics,
    at: usize,
) -> Vec<String> {
    let (weighed, solved) = (strengths.weighed(), strengths.solved(semantics));
    let argument = weighed.argument(at);
    let mut said = Vec::new();
    if strengths.is_out()[at] {
        return vec![words::say("explain-struck").into_owned()];
    }
    let base = weighed.framework.base(at);
    if let Some(key) = find_base_key(document, scores, &argument) {
        let values = [("word", word(base).into()), ("why", words::say(key).into())];
        said.push(words::say_with("explain-base", &values));
    }
    if let Argument::Link(_) = argument {
        let premises = weighed.framework.premises(at).iter().copied();
        let weakest = premises
            .min_by(|&a, &b| solved.strengths[a as usize].total_cmp(&solved.strengths[b as usize]));
        if let Some(weakest) = weakest {
            let values = [
                ("box", name(document, strengths, weakest).into()),
                ("word", word(solved.strengths[weakest as usize]).into()),
            ];
            said.push(words::say_with("explain-weakest", &values));
        }
    }
    for (is_support, key) in [(true, "explain-for"), (false, "explain-against")] {
        let edges = weighed.framework.edges(at).iter();
        let mut side: Vec<u32> = edges
            .filter(|edge| edge.is_support == is_support)
            .map(|edge| edge.from)
            .collect();
        if side.is_empty() {
            continue;
        }
        side.sort_by(|&a, &b| {
            solved.strengths[b as usize].total_cmp(&solved.strengths[a as usize])
        });
        let named: Vec<String> = side
            .iter()
            .take(NAMED)
            .map(|&from| {
                let word = word(solved.strengths[from as usize]);
                format!("{} ({word})", name(document, strengths, from))
            })
            .collect();
        let n_more = side.len().saturating_sub(NAMED) as i64;
        let values = [
            ("n", (side.len() as i64).into()),
            ("reasons", named.join(", ").into()),
            ("more", n_more.into()),
        ];
        said.push(words::say_with(key, &values));
    }
    said.push(words::say_with(
        "explain-outcome",
        &[("word", word(solved.strengths[at]).into())],
    ));
    if strengths.weighed().framework.sources(at).next().is_some() {
        said.push(words::say(find_agreement(strengths, at)).into_owned());
    }
    said
}

/// The key of the words that say whether the semantics agree on an argument, or did not settle.
fn find_agreement(strengths: &Strengths, at: usize) -> &'static str {
    let all = Semantics::ALL.map(|it| strengths.solved(it));
    if all.iter().any(|solved| !solved.is_settled(at)) {
        "explain-unsettled"
    } else if strengths.is_robust(at) {
        "explain-robust"
    } else {
        "explain-not-robust"
    }
}

/// How a conclusion comes out, and by how much it leads where it answers a question.
pub fn explain_conclusion(
    document: &Document,
    strengths: &Strengths,
    conclusion: &Conclusion,
    found: &Linchpins,
) -> Vec<String> {
    let id = strengths.weighed().id(conclusion.at);
    let mut said = Vec::new();
    let values = [
        ("box", name_record(document, id).into()),
        ("word", word(found.strength).into()),
        ("base", word(found.base).into()),
    ];
    let key = if conclusion.question.is_some() {
        "explain-leading-answer"
    } else if found.blows.is_empty() {
        "explain-nothing-said"
    } else {
        "explain-conclusion"
    };
    said.push(words::say_with(key, &values));
    if let (Some(margin), Some(&next)) = (found.margin, conclusion.rivals.first()) {
        /// Answers as close as this lead each other by nothing to speak of.
        const CLOSE: f64 = 0.05;
        let key = if margin < CLOSE {
            "explain-close-rival"
        } else {
            "explain-rival"
        };
        let next = name(document, strengths, next as u32);
        said.push(words::say_with(key, &[("box", next.into())]));
    }
    said.extend(explain_sources(document, found));
    if !found.blows.is_empty() {
        said.push(words::say(find_agreement(strengths, conclusion.at)).into_owned());
    }
    said
}

/// That a conclusion rests on one piece of evidence, one assumption or one source alone, where it
/// does.
fn explain_sources(document: &Document, found: &Linchpins) -> Option<String> {
    let node = |blow: &Blow| document.nodes().get(blow.argument.id().as_str()).cloned();
    let single = found.blows.iter().find(|blow| blow.is_single_point);
    if let Some(node) = single.and_then(node) {
        let key = match (&node.assumption, &node.grade) {
            (Some(_), _) => "explain-one-assumption",
            (None, Some(_)) => "explain-one-graded",
            (None, None) => "explain-one-evidence",
        };
        let grade = node.grade.as_ref();
        let grade = grade.map(|it| [&*it.reliability, &*it.credibility].concat());
        let values = [
            ("box", name_record(document, &node.id).into()),
            ("grade", grade.unwrap_or_default().into()),
        ];
        return Some(words::say_with(key, &values));
    }
    let carries = |blow: &&Blow| blow.change < 0.0;
    let carrying = found.blows.iter().filter(carries).filter_map(node);
    let mut evidence = carrying.filter(|node| node.kind == Kind::Evidence);
    let mut shared = list_works(document, &*evidence.next()?);
    let mut n = 1;
    for node in evidence {
        let own = list_works(document, &node);
        shared.retain(|work| own.contains(work));
        n += 1;
    }
    let work = shared.into_iter().next().filter(|_| n > 1)?;
    let values = [("n", i64::from(n).into()), ("work", work.into())];
    Some(words::say_with("explain-one-source", &values))
}

/// What a piece of evidence goes back to: the works that it cites, or else the articles that it
/// quotes, where the map has several.
fn list_works(document: &Document, node: &Node) -> Vec<String> {
    let cited = node.citations.iter().map(|it| {
        if it.title.is_empty() {
            it.url.clone()
        } else {
            it.title.clone()
        }
    });
    let mut works: Vec<String> = cited.filter(|it| !it.is_empty()).collect();
    if works.is_empty() && document.sources().len() > 1 {
        let sources = node.anchors.iter();
        let sources = sources.filter_map(|it| document.sources().get(it.source.as_str()));
        works.extend(sources.map(|it| it.title.clone()));
    }
    works.sort();
    works.dedup();
    works
}

/// What taking one thing out does to the conclusion.
pub fn explain_blow(document: &Document, found: &Linchpins, blow: &Blow) -> String {
    /// A smaller change is none to speak of.
    const LEAST: f64 = 0.005;
    let name = name_record(document, blow.argument.id());
    let what = match blow.argument {
        Argument::Node(_) => name,
        _ => words::say_with("explain-step", &[("box", name.into())]),
    };
    let mut why: Vec<String> = blow
        .tests
        .iter()
        .map(|test| words::say(test.key()).into_owned())
        .collect();
    if blow.is_single_point {
        why.push(words::say("linchpin-single-point").into_owned());
    }
    let same_word = word_for(found.strength) == word_for(blow.without);
    let key = match (why.is_empty(), blow.change) {
        (false, _) => "explain-falls",
        (true, change) if change.abs() < LEAST => "explain-idle",
        (true, change) => match (change < 0.0, same_word) {
            (true, false) => "explain-carries",
            (true, true) => "explain-carries-little",
            (false, false) => "explain-burdens",
            (false, true) => "explain-burdens-little",
        },
    };
    words::say_with(
        key,
        &[
            ("what", what.into()),
            ("before", word(found.strength).into()),
            ("after", word(blow.without).into()),
            ("why", why.join("; ").into()),
        ],
    )
}

/// What would have to be found to turn a conclusion.
pub fn explain_turning(turning: Turning) -> String {
    /// A reason weaker than this is as good as any.
    const ANY: f64 = 0.1;
    let (key, least) = match turning {
        Turning::Against(least) if least < ANY => ("explain-turn-any-against", least),
        Turning::For(least) if least < ANY => ("explain-turn-any-for", least),
        Turning::Against(least) => ("explain-turn-against", least),
        Turning::For(least) => ("explain-turn-for", least),
        Turning::NothingAgainst => ("explain-turn-nothing-against", 1.0),
        Turning::NothingFor => ("explain-turn-nothing-for", 1.0),
    };
    words::say_with(key, &[("word", word(least).into())])
}

fn name(document: &Document, strengths: &Strengths, at: u32) -> String {
    name_record(document, strengths.weighed().id(at as usize))
}

fn find_base_key(
    document: &Document,
    scores: &Scores,
    argument: &Argument,
) -> Option<&'static str> {
    let id = argument.id().as_str();
    match argument {
        Argument::Node(_) => Some(scores.of_node(document.nodes().get(id)?)?.1),
        _ => Some(scores.of_link(document.links().get(id)?).1),
    }
}
