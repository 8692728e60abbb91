//! The reading guide: sentences of an article that are likely questions, claims or evidence, told
//! by signs, by labels, and by single strong markers that stand in `assets/guide`, a file for each
//! language. Knows nothing of maps and adds nothing to them.

use std::sync::LazyLock;

use serde::Deserialize;

use super::fold::fold_for_search;
use super::sentence::split_sentences;
use super::span::Span;
use super::structure::{Part, PartKind};

/// Rules that are right less often than this are not shown, from 0 to 1.
pub const MIN_PRECISION: f64 = 0.6;

/// What a sentence is likely to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum HintKind {
    /// A question.
    Question,
    /// A claim.
    Claim,
    /// Evidence.
    Evidence,
}

/// Why a sentence is marked.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Sign {
    /// It ends in a question mark.
    QuestionMark,
    /// It is a labelled point.
    Label,
    /// A marker of the guide's language stands in it.
    Marker(&'static Rule),
}

/// A marker and what it makes of a sentence.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rule {
    /// The words, whole ones, in any case.
    pub marker: String,
    /// What a sentence with them is likely to be.
    pub kind: HintKind,
    /// Whether it counts only where the sentence begins with it, as it means something else in the
    /// middle.
    #[serde(default)]
    pub begins: bool,
    /// How often that was right where it was measured, from 0 to 1; none if it was not measured.
    #[serde(default)]
    pub precision: Option<f64>,
    /// How many sentences with the marker were looked at.
    #[serde(default)]
    pub n: usize,
    /// What it was measured on.
    #[serde(default)]
    pub measured: String,
}

/// A sentence that is likely to be something.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Hint {
    /// The sentence, in bytes of the text.
    pub span: Span,
    /// What it is likely to be.
    pub kind: HintKind,
    /// Why.
    pub sign: Sign,
}

/// The rules of a language.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Guide {
    /// Its two-letter code.
    pub language: String,
    /// What whoever changes the rules should know of how they were chosen.
    #[serde(default)]
    pub note: String,
    /// Its markers; of several in one sentence the first counts.
    pub rules: Vec<Rule>,
}

/// The guides that come with the program. To add a language: its file, its line here.
const FILES: &[&str] = &[
    include_str!("../../assets/guide/en.json"),
    include_str!("../../assets/guide/es.json"),
    include_str!("../../assets/guide/fr.json"),
    include_str!("../../assets/guide/de.json"),
];

static GUIDES: LazyLock<Vec<Guide>> = LazyLock::new(|| {
    let read = |file: &&str| serde_json::from_str(file);
    let guides: Result<Vec<Guide>, serde_json::Error> = FILES.iter().map(read).collect();
    guides.expect("the guides that are built in are in their form")
});

impl Guide {
    /// Every guide.
    pub fn all() -> &'static [Self] {
        &GUIDES
    }

    /// The guide of a language tag such as `en-GB`.
    pub fn of(language: &str) -> Option<&'static Self> {
        let code = language.split(['-', '_']).next().unwrap_or_default();
        GUIDES
            .iter()
            .find(|guide| guide.language.eq_ignore_ascii_case(code))
    }
}

/// The marked sentences of a text, in order. Without a guide only signs and labels count.
/// `structure` holds the parts of the text in reading order.
pub fn find_hints(text: &str, structure: &[Part], guide: Option<&'static Guide>) -> Vec<Hint> {
    let markers = guide.map_or_else(Vec::new, |guide| {
        let shown = |rule: &&Rule| rule.precision.is_none_or(|share| share >= MIN_PRECISION);
        let rules = guide.rules.iter().filter(shown);
        let fold = |rule: &'static Rule| (fold_for_search(&rule.marker).text().to_owned(), rule);
        rules.map(fold).collect()
    });
    let mut hints: Vec<Hint> = Vec::new();
    for (at, part) in structure.iter().enumerate() {
        if part.kind == PartKind::Label {
            continue;
        }
        let next = structure.get(at + 1);
        let label = next.filter(|next| next.kind == PartKind::Label);
        let label = label.map(|label| label.range.end.0);
        for (nth, span) in split_sentences(text, part.range).into_iter().enumerate() {
            let is_labelled = nth == 0 && label.is_some_and(|end| span.end.0 > end + 1);
            let sign = find_sign(span.of(text), part.kind, &markers);
            let sign = sign.or(is_labelled.then_some((HintKind::Claim, Sign::Label)));
            hints.extend(sign.map(|(kind, sign)| Hint { span, kind, sign }));
        }
    }
    hints
}

fn find_sign(
    sentence: &str,
    part: PartKind,
    markers: &[(String, &'static Rule)],
) -> Option<(HintKind, Sign)> {
    let closed = sentence.trim_end_matches(['"', '”', '’', '»', ')', ' ', '\'']);
    if closed.ends_with(['?', '？', '؟']) {
        return Some((HintKind::Question, Sign::QuestionMark));
    }
    if matches!(
        part,
        PartKind::Heading | PartKind::Footnote | PartKind::Table
    ) {
        return None;
    }
    let folded = fold_for_search(sentence);
    let found = markers
        .iter()
        .find(|(marker, rule)| holds(folded.text(), marker, rule.begins));
    found.map(|&(_, rule)| (rule.kind, Sign::Marker(rule)))
}

/// Whether whole words stand in a sentence, or at its beginning.
fn holds(sentence: &str, words: &str, begins: bool) -> bool {
    let is_letter = |char: Option<char>| char.is_some_and(char::is_alphanumeric);
    let ends_in_letter = is_letter(words.chars().next_back());
    sentence.match_indices(words).any(|(at, _)| {
        let before = sentence[..at].chars().next_back();
        let behind = sentence[at + words.len()..].chars().next();
        let goes_on = ends_in_letter && is_letter(behind);
        !is_letter(before)
            && !goes_on
            && (!begins || !sentence[..at].contains(char::is_alphanumeric))
    })
}
