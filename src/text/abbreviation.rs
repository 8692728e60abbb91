//! Words that end in a full stop and do not end a sentence, in English, Spanish, French and
//! German. All without their last stop and in small letters.

/// Titles and the like: a name or a word always follows.
const BEFORE_NAME: &[&str] = &[
    "mr", "mrs", "ms", "messrs", "dr", "prof", "sen", "rep", "gov", "gen", "col", "lt", "sgt",
    "maj", "capt", "cpt", "cmdr", "cdr", "adm", "amb", "rev", "fr", "hon", "st", "pres", "supt",
    "sr", "sra", "srta", "sres", "dra", "dña", "lic", "ing", "gral", "cnel", "mgr", "mlle", "mme",
    "hr", "bzw", "vs", "cf", "viz", "e.g", "i.e", "z.b", "d.h", "u.a", "p.ej", "p.e", "ej", "ca",
    "approx", "ft", "mt", "mex", "ee",
];

/// Words that a number follows.
const BEFORE_NUMBER: &[&str] = &[
    "no", "nos", "nr", "núm", "vol", "vols", "p", "pp", "pág", "págs", "ch", "art", "arts", "sec",
    "fig", "figs", "par", "para", "abs", "s", "ss", "jan", "feb", "mar", "apr", "jun", "jul",
    "aug", "sep", "sept", "oct", "nov", "dec", "ene", "abr", "ago", "dic", "okt", "dez", "c",
];

/// Words that may end a sentence or stand within one: what follows tells.
const EITHER: &[&str] = &[
    "inc", "co", "corp", "ltd", "llc", "bros", "jr", "etc", "a.m", "p.m", "ph.d", "m.d", "b.a",
    "m.a", "esq", "dept", "univ", "assn", "ave", "blvd", "rd", "est", "ed", "eds", "al", "uu",
    "usw", "cía", "s.a", "no", "jan", "feb", "aug", "sept", "oct", "nov", "dec",
];

/// Words that open a sentence far more often than they follow an abbreviation within one.
const OPENERS: &[&str] = &[
    "a",
    "an",
    "the",
    "this",
    "that",
    "these",
    "those",
    "it",
    "its",
    "he",
    "she",
    "they",
    "we",
    "you",
    "i",
    "his",
    "her",
    "their",
    "our",
    "my",
    "in",
    "on",
    "at",
    "by",
    "for",
    "from",
    "with",
    "to",
    "as",
    "but",
    "and",
    "or",
    "so",
    "yet",
    "if",
    "when",
    "while",
    "after",
    "before",
    "because",
    "although",
    "though",
    "since",
    "there",
    "here",
    "who",
    "what",
    "why",
    "how",
    "where",
    "which",
    "however",
    "moreover",
    "meanwhile",
    "then",
    "now",
    "no",
    "not",
    "some",
    "many",
    "most",
    "all",
    "both",
    "each",
    "every",
    "such",
    "still",
    "even",
    "once",
    "perhaps",
    "critics",
    "el",
    "la",
    "los",
    "las",
    "un",
    "una",
    "esto",
    "este",
    "esta",
    "pero",
    "y",
    "en",
    "por",
    "para",
    "con",
    "si",
    "no",
    "se",
    "le",
    "les",
    "une",
    "ce",
    "cette",
    "il",
    "elle",
    "ils",
    "mais",
    "et",
    "dans",
    "der",
    "die",
    "das",
    "ein",
    "eine",
    "er",
    "sie",
    "es",
    "wir",
    "aber",
    "und",
    "dies",
    "diese",
];

/// What follows a stop.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Follower<'t> {
    /// The next word, without signs around it.
    pub word: &'t str,
    /// Whether something opens before it: a quote, a bracket or an upside-down mark.
    pub is_opened: bool,
}

/// Whether the full stop behind `word` ends a sentence, given that white space and `next` come
/// after it. `word` has its inner stops ("U.S") but not the last one.
pub fn ends_sentence(word: &str, next: Follower<'_>) -> bool {
    let Some(first) = next.word.chars().next() else {
        return true;
    };
    let word = word.to_lowercase();
    let is = |list: &[&str]| list.contains(&word.as_str());
    if first.is_lowercase() || is(BEFORE_NAME) {
        return false;
    }
    if first.is_numeric() && is(BEFORE_NUMBER) {
        return false;
    }
    if is_initials(&word) || is(EITHER) {
        let next = next.word.to_lowercase();
        return OPENERS.contains(&next.as_str());
    }
    true
}

/// "J", "U.S", "D.C": letters with stops between them.
fn is_initials(word: &str) -> bool {
    let mut parts = word.split('.').peekable();
    parts.peek().is_some()
        && word.split('.').all(|part| {
            let mut chars = part.chars();
            chars.next().is_some_and(char::is_alphabetic) && chars.next().is_none()
        })
}
