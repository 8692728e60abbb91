//! The few words that stand on a map, in the language of the map: "because", "porque".

use std::sync::LazyLock;

use super::table::Table;

/// The languages that maps can speak, the first being the one for all others. To add one: its
/// file in `assets/words`, its line here.
pub const ALL: &[(&str, &str)] = &[
    ("en", include_str!("../../assets/words/map-en.ftl")),
    ("es", include_str!("../../assets/words/map-es.ftl")),
    ("fr", include_str!("../../assets/words/map-fr.ftl")),
    ("de", include_str!("../../assets/words/map-de.ftl")),
];

static WORDS: LazyLock<Vec<MapWords>> = LazyLock::new(|| {
    ALL.iter()
        .map(|(language, source)| MapWords::read(language, source))
        .collect()
});

/// The words that stand beside links and in texts made from a map. Link words are lower case, as
/// they stand within a sentence; names of kinds are as they stand alone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MapWords {
    /// Language tag, two letters.
    pub language: &'static str,
    /// What joins a reason to what it is for: because.
    pub supports: String,
    /// What joins an objection: however.
    pub opposes: String,
    /// What joins an answer to its question: answers.
    pub answers: String,
    /// What joins a question to what it is about: asks.
    pub asks: String,
    /// That is to say.
    pub restates: String,
    /// Contradicts.
    pub contradicts: String,
    /// Relates to.
    pub relates: String,
    /// Between premises that hold only together: and.
    pub and: String,
    /// The name of a claim.
    pub claim: String,
    /// The name of evidence.
    pub evidence: String,
    /// The name of a question.
    pub question: String,
    /// The name of a note.
    pub note: String,
    /// The name of the main claim.
    pub main_claim: String,
    /// The mark of an assumption.
    pub assumption: String,
    /// The mark of what is not said in the source.
    pub implicit: String,
    /// Before the number of a page: p.
    pub page: String,
    /// Before the numbers of several: pp.
    pub pages: String,
    /// The words of reports.
    pub report: ReportWords,
}

/// The headings of a report, and what stands in it besides the map's own words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReportWords {
    /// The title of a report of a map without one.
    pub title: String,
    /// Reasons for a claim.
    pub reasons_for: String,
    /// Reasons against it.
    pub reasons_against: String,
    /// What joins an objection to a step.
    pub strikes_step: String,
    /// What joins a reason for a step.
    pub backs_step: String,
    /// What the conclusion would fall with.
    pub rests_on: String,
    /// Assumptions.
    pub assumptions: String,
    /// Questions that nothing answers.
    pub open_questions: String,
    /// Where passages are from.
    pub sources: String,
    /// How sure a judgement is.
    pub confidence: String,
}

impl MapWords {
    fn read(language: &'static str, source: &str) -> Self {
        let table = Table::read(language, source).expect("bundled map words can be read");
        let word = |key| {
            table
                .plain(key)
                .expect("bundled map words are complete")
                .to_owned()
        };
        Self {
            language,
            supports: word("supports"),
            opposes: word("opposes"),
            answers: word("answers"),
            asks: word("asks"),
            restates: word("restates"),
            contradicts: word("contradicts"),
            relates: word("relates"),
            and: word("and"),
            claim: word("claim"),
            evidence: word("evidence"),
            question: word("question"),
            note: word("note"),
            main_claim: word("main-claim"),
            assumption: word("assumption"),
            implicit: word("implicit"),
            page: word("page"),
            pages: word("pages"),
            report: ReportWords {
                title: word("report-title"),
                reasons_for: word("report-reasons-for"),
                reasons_against: word("report-reasons-against"),
                strikes_step: word("report-strikes-step"),
                backs_step: word("report-backs-step"),
                rests_on: word("report-rests-on"),
                assumptions: word("report-assumptions"),
                open_questions: word("report-open-questions"),
                sources: word("report-sources"),
                confidence: word("report-confidence"),
            },
        }
    }
}

/// A language without region and script, in lower case: `de` of `de-AT` and `DE_at`.
pub fn find_primary(language: &str) -> String {
    let primary = language.split(['-', '_']).next().unwrap_or_default();
    primary.to_ascii_lowercase()
}

/// The words of a map in that language: a BCP 47 tag such as `es` or `es-MX`, of which the first
/// part counts. English for every other.
pub fn of_map(language: &str) -> &'static MapWords {
    let primary = find_primary(language);
    WORDS
        .iter()
        .find(|it| it.language == primary)
        .unwrap_or(&WORDS[0])
}
