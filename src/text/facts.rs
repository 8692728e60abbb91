//! What an article says of itself: title, author, where and when it appeared.
//! The first word on a matter counts; empty ones do not.

/// Facts about an article; none where it does not say.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Facts {
    /// The headline.
    pub title: Option<String>,
    /// Who wrote it.
    pub author: Option<String>,
    /// The site, paper or house that it appeared with.
    pub publisher: Option<String>,
    /// Its address.
    pub url: Option<String>,
    /// When it appeared: a date as year, month and day where it can be told, else as written.
    pub published: Option<String>,
    /// Its language, as a code such as "en" or "pt-BR".
    pub language: Option<String>,
}

/// The longest fact that is kept, in characters.
const LONGEST: usize = 500;

impl Facts {
    /// Notes the title, if none is known.
    pub fn set_title(&mut self, words: &str) {
        note(&mut self.title, words);
    }

    /// Notes the author, if none is known.
    pub fn set_author(&mut self, words: &str) {
        note(&mut self.author, words);
    }

    /// Notes the publisher, if none is known.
    pub fn set_publisher(&mut self, words: &str) {
        note(&mut self.publisher, words);
    }

    /// Notes the address, if none is known.
    pub fn set_url(&mut self, words: &str) {
        let is_web = words.starts_with("http://") || words.starts_with("https://");
        if is_web {
            note(&mut self.url, words);
        }
    }

    /// Notes the date, if none is known.
    pub fn set_published(&mut self, words: &str) {
        note(&mut self.published, cut_day(words.trim()));
    }

    /// Notes the language, if none is known.
    pub fn set_language(&mut self, words: &str) {
        let is_code = |char: char| char.is_ascii_alphanumeric() || char == '-';
        let code = words.trim().replace('_', "-");
        if code.len() <= 35 && code.chars().all(is_code) {
            note(&mut self.language, &code);
        }
    }
}

fn note(slot: &mut Option<String>, words: &str) {
    let is_dropped = |char: &char| !char.is_control() || char.is_whitespace();
    let words: String = words.chars().filter(is_dropped).take(LONGEST).collect();
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    if slot.is_none() && !words.is_empty() {
        *slot = Some(words);
    }
}

/// The day of a date with a time behind it: "2026-11-20T08:00Z" is "2026-11-20".
fn cut_day(date: &str) -> &str {
    let bytes = date.as_bytes();
    let is_day = bytes.len() > 10
        && bytes[..10].iter().enumerate().all(|(at, byte)| match at {
            4 | 7 => *byte == b'-',
            _ => byte.is_ascii_digit(),
        })
        && matches!(bytes[10], b'T' | b' ');
    if is_day { &date[..10] } else { date }
}
