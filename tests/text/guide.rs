//! What the reading guide marks, and how often it is right.
// Shares of counts are what is measured.
#![allow(clippy::cast_precision_loss)]

use std::collections::HashSet;

use linchpin::edit::Fragment;
use linchpin::format::{arggraph, brat};
use linchpin::model::{Kind, Node};
use linchpin::text::{
    CharSpan, Guide, Hint, HintKind, MIN_PRECISION, Sign, Span, TextIndex, find_hints,
    find_structure,
};

use crate::format::annotated::{find_corpus, list_files};

fn mark(text: &str, language: &str) -> Vec<Hint> {
    find_hints(text, &find_structure(text), Guide::of(language))
}

fn drawn(text: &str, language: &str) -> Vec<(HintKind, String)> {
    let words = |hint: Hint| (hint.kind, hint.span.of(text).to_owned());
    mark(text, language).into_iter().map(words).collect()
}

#[test]
fn questions_are_told_by_their_sign_in_sentences_and_headings() {
    let text = "# no heading\n\nWho pays for it? Nobody knows. (Who does?)\n";
    let found = drawn(text, "xx");
    assert_eq!(
        found,
        [
            (HintKind::Question, "Who pays for it?".to_owned()),
            (HintKind::Question, "(Who does?)".to_owned()),
        ]
    );
}

#[test]
fn markers_are_whole_words_in_any_case_of_the_language_of_the_article() {
    let text = "In conclusion, the bridge must go. It was built, for example, of sand. \
        Besidest it all. Por lo tanto, nada.";
    assert_eq!(
        drawn(text, "en-GB"),
        [
            (
                HintKind::Claim,
                "In conclusion, the bridge must go.".to_owned()
            ),
            (
                HintKind::Evidence,
                "It was built, for example, of sand.".to_owned()
            ),
        ]
    );
    assert_eq!(
        drawn(text, "es"),
        [(HintKind::Claim, "Por lo tanto, nada.".to_owned())]
    );
    assert_eq!(drawn(text, "xx"), []);
}

#[test]
fn a_marker_that_means_something_else_in_the_middle_counts_at_the_beginning_alone() {
    let text = "De plus, les billets durent. Les entreprises de plus de 20 salariés paient.";
    let marked = [(
        HintKind::Evidence,
        "De plus, les billets durent.".to_owned(),
    )];
    assert_eq!(drawn(text, "fr"), marked);
}

#[test]
fn labelled_points_are_claims() {
    let text = "Some points follow here and are long enough to be read as a paragraph.\n\n\
        Intimidation: The armed groups want to be feared.\n\n\
        Revenge: Somebody wants to pay them back.\n";
    let found = mark(text, "en");
    assert_eq!(found.len(), 2);
    assert!(found.iter().all(|hint| hint.sign == Sign::Label));
}

#[test]
fn every_guide_has_rules_of_its_own_with_shares_that_can_be() {
    assert_eq!(Guide::all().len(), 4);
    for guide in Guide::all() {
        let mut seen = HashSet::new();
        let is_measured = guide.rules.iter().any(|rule| rule.precision.is_some());
        let says_so = guide.note.starts_with("Not measured");
        assert!(is_measured != says_so, "{}", guide.language);
        for rule in &guide.rules {
            assert!(seen.insert(rule.marker.to_lowercase()), "{}", rule.marker);
            assert_eq!(rule.marker, rule.marker.trim());
            assert!(
                rule.precision
                    .is_none_or(|share| (MIN_PRECISION..=1.0).contains(&share))
            );
            assert_eq!(rule.precision.is_some(), rule.n > 0);
            assert_eq!(rule.precision.is_some(), !rule.measured.is_empty());
        }
    }
}

#[derive(Default)]
struct Score {
    marked: usize,
    right: usize,
    wanted: usize,
    found: usize,
    sentences: usize,
}

impl Score {
    /// Compares the marks of a text with what the annotation says. `is` says what a box is.
    fn add(&mut self, map: &Fragment, hints: &[Hint], is: impl Fn(&Node) -> Option<HintKind>) {
        let text = &map.sources[0].text;
        let index = TextIndex::new(text);
        let spans = |node: &Node| -> Vec<Span> {
            let anchors = node.anchors.iter();
            let chars = anchors.map(|it| CharSpan::new(it.start.unwrap(), it.end.unwrap()));
            chars.map(|chars| index.byte_span(text, chars)).collect()
        };
        let units: Vec<(Vec<Span>, Option<HintKind>)> = map
            .nodes
            .iter()
            .map(|node| (spans(node), is(node)))
            .collect();
        let meets = |span: Span, unit: &(Vec<Span>, Option<HintKind>), kind: HintKind| {
            unit.1 == Some(kind) && unit.0.iter().any(|own| own.overlaps(span))
        };
        for hint in hints.iter().filter(|hint| hint.kind != HintKind::Question) {
            self.marked += 1;
            self.right += usize::from(units.iter().any(|unit| meets(hint.span, unit, hint.kind)));
        }
        for unit in units.iter().filter(|unit| unit.1.is_some()) {
            self.wanted += 1;
            let is_found = |hint: &Hint| meets(hint.span, unit, hint.kind);
            self.found += usize::from(hints.iter().any(is_found));
        }
        let parts = find_structure(text);
        let sentences = parts
            .iter()
            .map(|part| linchpin::text::split_sentences(text, part.range).len());
        self.sentences += sentences.sum::<usize>();
    }

    fn print(&self, name: &str) -> f64 {
        let precision = self.right as f64 / self.marked.max(1) as f64;
        println!(
            "{name}: {} sentences, {} marked, precision {:.2}, recall {:.2}",
            self.sentences,
            self.marked,
            precision,
            self.found as f64 / self.wanted.max(1) as f64
        );
        precision
    }
}

#[test]
fn four_of_five_marks_are_right_in_annotated_texts() {
    if let Some(folder) = find_corpus("arg-microtexts") {
        for language in ["en", "de"] {
            let mut score = Score::default();
            for file in list_files(&folder.join("corpus").join(language), "xml") {
                let xml = std::fs::read_to_string(&file).unwrap();
                let text = std::fs::read_to_string(file.with_extension("txt")).unwrap();
                let map = arggraph::read(&xml, Some(&text)).unwrap();
                let speaks = |node: &Node| map.links.iter().any(|it| it.from.contains(&node.id));
                let is = |node: &Node| {
                    let is_opposing = node.origin.as_ref().is_some_and(|it| it.kind == "opp");
                    match (speaks(node), is_opposing) {
                        (false, _) => Some(HintKind::Claim),
                        (true, false) => Some(HintKind::Evidence),
                        (true, true) => None,
                    }
                };
                score.add(&map, &mark(&text, language), is);
            }
            let precision = score.print(&format!("microtexts, {language}"));
            assert!(precision >= 0.8, "{precision:.2}");
            assert!(
                score.marked * 3 <= score.sentences,
                "the guide marks too much"
            );
        }
    }
    if let Some(folder) = find_corpus("brat-abstrct") {
        let mut score = Score::default();
        for file in list_files(&folder, "ann") {
            let annotations = std::fs::read_to_string(&file).unwrap();
            let text = std::fs::read_to_string(file.with_extension("txt")).unwrap();
            let map = brat::read(&annotations, &text);
            let is = |node: &Node| match node.kind {
                Kind::Evidence => Some(HintKind::Evidence),
                _ => Some(HintKind::Claim),
            };
            score.add(&map, &mark(&text, "en"), is);
        }
        let precision = score.print("abstracts of clinical trials, en");
        assert!(precision >= 0.8, "{precision:.2}");
    }
}
