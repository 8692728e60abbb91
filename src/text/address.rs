//! The addresses that a link in an article may lead to: which of them can be opened, and what a
//! person must be shown before. Opens nothing itself.

use thiserror::Error;

use super::hidden::{is_hidden, mark_hidden};

/// An address that may be handed to a browser, once somebody has agreed to its host.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Address {
    /// What is opened: begins with `https://`, `http://` or `mailto:`.
    pub target: String,
    /// The site that it leads to, or that a letter goes to.
    pub host: String,
}

/// Why an address is not opened.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum AddressError {
    /// It has no address at all.
    #[error("The link leads nowhere: the article gives no address for it.")]
    Empty,
    /// It is no address of the web, a letter or a DOI.
    #[error(
        "The link was not opened because only addresses of the web, e-mail addresses and DOIs \
         are. Copy it if you trust it: {0}"
    )]
    Scheme(String),
    /// It leads to a place within its own site.
    #[error(
        "The link was not opened because it leads to another place of the site that the article \
         came from, and not to an address of its own: {0}"
    )]
    Relative(String),
    /// Its host cannot be made out.
    #[error("The link was not opened because no site can be made out in it: {0}")]
    Host(String),
    /// It holds what cannot be seen.
    #[error(
        "The link was not opened because it holds characters that are not seen and may hide where \
         it leads: {0}"
    )]
    Hidden(String),
}

impl Address {
    /// Looks at the address behind a link, as the article has it.
    pub fn parse(raw: &str) -> Result<Self, AddressError> {
        let raw = raw.trim();
        let shown = || mark_hidden(raw);
        if raw.is_empty() {
            return Err(AddressError::Empty);
        }
        if raw
            .chars()
            .any(|char| is_hidden(char) || char.is_whitespace())
        {
            return Err(AddressError::Hidden(shown()));
        }
        let Some((scheme, rest)) = split_scheme(raw) else {
            // Two strokes lead to a server of the network, and browsers take either stroke.
            let is_server = raw.starts_with(['/', '\\']) && raw[1..].starts_with(['/', '\\']);
            return Err(if is_server {
                AddressError::Scheme(shown())
            } else {
                AddressError::Relative(shown())
            });
        };
        match scheme.to_ascii_lowercase().as_str() {
            web @ ("http" | "https") => {
                let rest = rest.strip_prefix("//");
                let rest = rest.ok_or_else(|| AddressError::Host(shown()))?;
                let host = find_host(rest).ok_or_else(|| AddressError::Host(shown()))?;
                Ok(Self {
                    target: format!("{web}://{rest}"),
                    host,
                })
            }
            "mailto" => {
                let to = rest.split('?').next().unwrap_or_default();
                let (name, host) = to.rsplit_once('@').unwrap_or_default();
                // The host that is shown is that of the only one who gets the letter.
                let is_for_many = to.contains(',') || to.to_ascii_lowercase().contains("%2c");
                let is_odd = is_for_many || rest.contains(['/', '\\']);
                if name.is_empty() || host.is_empty() || is_odd {
                    return Err(AddressError::Host(shown()));
                }
                Ok(Self {
                    target: format!("mailto:{to}{}", keep_letter_fields(rest)),
                    host: host.to_lowercase(),
                })
            }
            "doi" if rest.starts_with("10.") && !rest.contains('\\') => Ok(Self {
                target: format!("https://doi.org/{rest}"),
                host: "doi.org".to_owned(),
            }),
            _ => Err(AddressError::Scheme(shown())),
        }
    }

    /// The address that `link` means on the page `base`; none where `base` is no address of the
    /// web. RFC 3986, section 5.2.
    pub fn join(base: &str, link: &str) -> Option<String> {
        let link = link.trim();
        if split_scheme(link).is_some() {
            return Some(link.to_owned());
        }
        let (scheme, rest) = split_scheme(base.trim())?;
        let rest = rest.strip_prefix("//").filter(|_| is_web(scheme))?;
        if link.starts_with("//") {
            return Some(format!("{scheme}:{link}"));
        }
        let rest = rest.split('#').next()?;
        let host = rest.split(['/', '?']).next()?;
        let (path, query) = rest[host.len()..]
            .split_once('?')
            .map_or((&rest[host.len()..], None), |(path, query)| {
                (path, Some(query))
            });
        let joined = match link.chars().next() {
            None => path.to_owned() + &query.map_or_else(String::new, |query| format!("?{query}")),
            Some('#') => {
                let query = query.map_or_else(String::new, |query| format!("?{query}"));
                format!("{path}{query}{link}")
            }
            Some('?') => format!("{path}{link}"),
            Some('/') => remove_dots(link),
            Some(_) => {
                let folder = path.rfind('/').map_or("", |at| &path[..at]);
                remove_dots(&format!("{folder}/{link}"))
            }
        };
        Some(format!("{scheme}://{host}{joined}"))
    }

    /// The letters of the host beyond ASCII, which may look like others, each once.
    pub fn foreign_letters(&self) -> Vec<char> {
        let mut letters: Vec<char> = self.host.chars().filter(|it| !it.is_ascii()).collect();
        letters.sort_unstable();
        letters.dedup();
        letters
    }
}

/// The scheme and what follows its colon; none where there is no scheme.
fn split_scheme(raw: &str) -> Option<(&str, &str)> {
    let (scheme, rest) = raw.split_once(':')?;
    let is_scheme = scheme.starts_with(|first: char| first.is_ascii_alphabetic())
        && scheme
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte));
    is_scheme.then_some((scheme, rest))
}

/// Of the fields that an address of a letter fills in, with their question mark, those that only say
/// something (RFC 6068, section 7, warns of all others): some programs would attach files.
fn keep_letter_fields(rest: &str) -> String {
    let fields = rest.split_once('?').map_or("", |(_, fields)| fields);
    let says = |field: &&str| {
        let name = field.split('=').next().unwrap_or_default();
        name.eq_ignore_ascii_case("subject") || name.eq_ignore_ascii_case("body")
    };
    let kept: Vec<&str> = fields.split('&').filter(says).collect();
    if kept.is_empty() {
        String::new()
    } else {
        format!("?{}", kept.join("&"))
    }
}

fn is_web(scheme: &str) -> bool {
    scheme.eq_ignore_ascii_case("http") || scheme.eq_ignore_ascii_case("https")
}

/// A path, with what may follow it, without steps to where it is and up.
fn remove_dots(path: &str) -> String {
    let end = path.find(['?', '#']).unwrap_or(path.len());
    let (path, rest) = path.split_at(end);
    let mut steps: Vec<&str> = Vec::new();
    for step in path.split('/').skip(1) {
        match step {
            "." => {}
            ".." => drop(steps.pop()),
            step => steps.push(step),
        }
    }
    if path.ends_with("/.") || path.ends_with("/..") {
        steps.push("");
    }
    format!("/{}{rest}", steps.join("/"))
}

/// The host behind `//`: what is before it and an `@` is a name that can pretend to be a host.
fn find_host(rest: &str) -> Option<String> {
    if rest.contains('\\') {
        return None;
    }
    let authority = rest.split(['/', '?', '#']).next()?;
    let host = authority.rsplit('@').next()?;
    let name = if host.starts_with('[') {
        host.split_inclusive(']').next()?
    } else {
        host.split(':').next()?
    };
    let is_name = !name.is_empty()
        && !name.contains(['%', '<', '>', '"', '\'', '`', '{', '}', '|', '^'])
        && name.chars().any(char::is_alphanumeric);
    is_name.then(|| name.to_lowercase())
}
