//! The article of the kind that the program is for, where it is at hand.

use std::path::PathBuf;

use linchpin::text::{
    Article, Located, Locator, PartKind, Quote, Span, TextIndex, sentence_at, split_sentences,
};

/// The article, from the folder that ARTICLES names or from beside the package; none with a note.
fn read_seed() -> Option<Article> {
    let folder = std::env::var_os("ARTICLES").map_or_else(
        || PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared/articles"),
        PathBuf::from,
    );
    let path = folder.join("strategic-breakdown.txt");
    let Ok(bytes) = std::fs::read(&path) else {
        eprintln!("skipped: {} is not there", path.display());
        return None;
    };
    Some(Article::from_bytes(&bytes, "strategic-breakdown.txt").unwrap())
}

fn words_of(article: &Article, kind: PartKind) -> Vec<&str> {
    let parts = article.structure.iter().filter(|part| part.kind == kind);
    parts.map(|part| part.range.of(&article.text)).collect()
}

#[test]
fn the_article_has_its_title_author_and_language() {
    let Some(article) = read_seed() else { return };
    let title = "Are Mexican Cartels Provoking a Strategic Breakdown?";
    assert_eq!(article.facts.title.as_deref(), Some(title));
    assert_eq!(article.facts.author.as_deref(), Some("Ghaleb Krame"));
    assert_eq!(article.facts.language.as_deref(), Some("en"));
    assert_eq!(article.text.lines().count(), 38);
}

#[test]
fn the_article_has_seven_section_headings_and_no_more() {
    let Some(article) = read_seed() else { return };
    let headings = [
        "Are Mexican Cartels Provoking a Strategic Breakdown?",
        "A Tense Welcome for Ambassador Johnson",
        "From Tactical to Strategic Violence",
        "What Do Cartels Hope to Achieve?",
        "Who Gains from Escalation?",
        "Cartels Are Taking a Dangerous Bet",
        "Beyond the Border: Strategic Consequences",
        "A Flashpoint, Not Just a Tragedy",
    ];
    assert_eq!(words_of(&article, PartKind::Heading), headings);
    let levels: Vec<u8> = article
        .structure
        .iter()
        .filter_map(|part| part.level)
        .collect();
    assert_eq!(levels, [1, 2, 2, 2, 2, 2, 2, 2]);
}

#[test]
fn the_article_has_three_labelled_points() {
    let Some(article) = read_seed() else { return };
    let labels = ["Intimidation", "Provocation", "Reframing the Conflict"];
    assert_eq!(words_of(&article, PartKind::Label), labels);
    assert_eq!(words_of(&article, PartKind::Paragraph).len(), 30);
}

#[test]
fn the_sentences_of_the_article_survive_its_abbreviations() {
    let Some(article) = read_seed() else { return };
    let at = |words: &str| {
        let byte = article.text.find(words).unwrap();
        sentence_at(&article.text, &article.structure, byte).of(&article.text)
    };
    assert!(
        at("U.S.-supported").starts_with("The recent armed")
            && at("U.S.-supported").ends_with("cartel violence.")
    );
    assert!(
        at("Donald J. Trump").starts_with("A former")
            && at("Donald J.").ends_with("second administration.")
    );
    assert!(at("U.S. Embassy").starts_with("According") && at("U.S. Embassy").ends_with("(INL)."));
    assert_eq!(at("Yielding to").split(' ').next(), Some("Yielding"));
    let blocks = article
        .structure
        .iter()
        .filter(|part| part.kind != PartKind::Label);
    let n: usize = blocks
        .map(|part| split_sentences(&article.text, part.range).len())
        .sum();
    assert_eq!(n, 63);
}

#[test]
fn every_sentence_of_the_article_can_be_anchored_and_found_in_a_changed_one() {
    let Some(article) = read_seed() else { return };
    let index = TextIndex::new(&article.text);
    let changed = format!("Updated today.\n{}", article.text.replace('’', "'"));
    let changed_index = TextIndex::new(&changed);
    let locator = Locator::new(&changed, &changed_index);
    for part in &article.structure {
        for span in split_sentences(&article.text, part.range) {
            let quote = Quote::of(&article.text, &index, span);
            let found = locator.locate(&quote, false);
            assert!(
                !matches!(found, Located::Orphan | Located::Moved(..)),
                "{}",
                quote.exact
            );
            let words = found
                .span()
                .map(|span: Span| span.of(&changed).replace('\'', "’"));
            assert_eq!(words.as_deref(), Some(quote.exact.as_str()));
        }
    }
}
