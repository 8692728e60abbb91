//! A guess at the language of a text from its commonest words.

/// Words that are common in one of the languages and rare in the others.
const STOP_WORDS: &[(&str, &[&str])] = &[
    (
        "en",
        &[
            "the", "and", "of", "to", "is", "that", "it", "was", "for", "with", "are", "this",
            "be", "have", "from", "not", "but", "they", "which", "by", "we", "has", "or", "will",
            "would", "their", "what", "who",
        ],
    ),
    (
        "es",
        &[
            "el", "los", "las", "del", "que", "y", "una", "por", "con", "para", "como", "más",
            "pero", "sus", "fue", "este", "esta", "ha", "al", "lo", "su", "se", "también", "muy",
            "ser", "es", "quién", "está",
        ],
    ),
    (
        "fr",
        &[
            "le", "les", "des", "et", "du", "est", "une", "dans", "qui", "pour", "pas", "au",
            "sur", "avec", "sont", "ce", "cette", "il", "elle", "aux", "ont", "mais", "nous",
            "plus", "été", "ces", "leur", "où",
        ],
    ),
    (
        "de",
        &[
            "der", "die", "und", "das", "ist", "nicht", "ein", "eine", "mit", "von", "den", "dem",
            "zu", "auf", "für", "sich", "auch", "wird", "sind", "im", "dass", "wie", "aber",
            "oder", "nach", "bei", "werden", "wir",
        ],
    ),
];

/// How many words are looked at.
const MAX_WORDS: usize = 3000;

/// The language of the text as a two-letter code (en, es, fr or de), or none where the text is
/// too short or its words do not tell.
pub fn guess_language(text: &str) -> Option<&'static str> {
    let mut hits = [0_usize; STOP_WORDS.len()];
    let mut n_words = 0;
    let words = text
        .split(|char: char| !char.is_alphabetic())
        .filter(|word| !word.is_empty());
    for word in words.take(MAX_WORDS) {
        n_words += 1;
        let word = word.to_lowercase();
        for (slot, (_, stops)) in hits.iter_mut().zip(STOP_WORDS) {
            *slot += usize::from(stops.contains(&word.as_str()));
        }
    }
    let best = (0..hits.len()).max_by_key(|&at| hits[at])?;
    let second = (0..hits.len())
        .filter(|&at| at != best)
        .map(|at| hits[at])
        .max()?;
    // A language shows in at least one word of twelve, and clearly before the next one.
    let is_clear = hits[best] >= 3 && hits[best] * 12 >= n_words && hits[best] * 2 > second * 3;
    is_clear.then(|| STOP_WORDS[best].0)
}
