//! Fetching a page from the web with bounds: a few redirects, so many bytes and seconds, kinds of
//! content that articles come in, and no machine of one's own network unless it was allowed.
//!
//! The only place that uses the network. It knows no article, and asks nobody.

use std::fmt::Write as _;
use std::net::IpAddr;
use std::time::Duration;

use thiserror::Error;
use ureq::unversioned::resolver::{DefaultResolver, ResolvedSocketAddrs, Resolver};
use ureq::unversioned::transport::{DefaultConnector, NextTimeout};
use ureq::{Agent, http};

use crate::text::Address;

/// How far a fetch may go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bounds {
    /// The most redirects that are followed.
    pub redirects: usize,
    /// The most bytes that a page may have.
    pub bytes: u64,
    /// How long all of it may take.
    pub time: Duration,
}

impl Default for Bounds {
    fn default() -> Self {
        Self {
            redirects: 5,
            bytes: 20 * 1024 * 1024,
            time: Duration::from_secs(20),
        }
    }
}

/// The kinds of content that are read, and the ending that a file of such content has.
const KINDS: &[(&str, &str)] = &[
    ("text/html", "html"),
    ("application/xhtml+xml", "html"),
    ("text/plain", "txt"),
    ("text/markdown", "md"),
];

/// A page as it came.
#[derive(Debug)]
pub struct Fetched {
    /// What it holds.
    pub bytes: Vec<u8>,
    /// Where it came from in the end.
    pub address: String,
    /// A name for it as for a file, with the ending of what it is.
    pub name: String,
    /// The encoding that the server names.
    pub encoding: Option<String>,
}

/// Why a page was not fetched.
#[derive(Debug, Error)]
pub enum FetchError {
    /// The address is none of the web, or cannot be made out.
    #[error(
        "The page was not read because this is no address of the web. Type one that begins with \
         https:// or http://: {0}"
    )]
    NotWeb(String),
    /// The host is written in letters that need another spelling on the wire.
    #[error(
        "The page was not read because the name of its site has letters that are sent in another \
         spelling. Open it in a browser and copy the address from there: {0}"
    )]
    Letters(String),
    /// The host is a machine of one's own network; somebody has to agree.
    #[error("{host} is a machine of your own network ({place})")]
    Private {
        /// The host, as the address names it.
        host: String,
        /// The number of the machine.
        place: IpAddr,
    },
    /// One redirect led to another.
    #[error(
        "The page was not read because the site sends the program on and on. Open it in a browser, save it and open the file: {0}"
    )]
    Redirects(String),
    /// The server gave something else.
    #[error(
        "The page was not read because the site answered “{status}”. Open it in a browser, save \
         it and open the file: {address}"
    )]
    Status {
        /// The number of the answer and its meaning.
        status: String,
        /// The address.
        address: String,
    },
    /// It is no page.
    #[error(
        "The page was not read because it is {kind} and no page or text. Download it with a \
         browser and open the file: {address}"
    )]
    Kind {
        /// What the server says that it is.
        kind: String,
        /// The address.
        address: String,
    },
    /// It is too large.
    #[error(
        "The page was not read because it is too large. Save it with a browser and open the \
         file: {0}"
    )]
    TooLarge(String),
    /// It took too long.
    #[error(
        "The page was not read because the site took too long to answer. Try it again later, or save \
         it with a browser and open the file: {0}"
    )]
    Slow(String),
    /// Nothing came.
    #[error(
        "The page was not read because the site could not be reached ({why}). Look at the address \
         and at your connection: {address}"
    )]
    Unreachable {
        /// Why.
        why: String,
        /// The address.
        address: String,
    },
}

/// Fetches a page. Hosts in `allowed` may be machines of one's own network. `clock` gives the time
/// since some moment.
pub fn fetch(
    address: &str,
    allowed: &[String],
    bounds: &Bounds,
    clock: &dyn Fn() -> Duration,
) -> Result<Fetched, FetchError> {
    let begin = clock();
    let mut at = make_web(address)?;
    for _ in 0..=bounds.redirects {
        let spent = clock().saturating_sub(begin);
        let left = bounds.time.checked_sub(spent).filter(|it| !it.is_zero());
        let left = left.ok_or_else(|| FetchError::Slow(at.target.clone()))?;
        match fetch_once(&at, allowed, left, bounds.bytes)? {
            Answer::Page(page) => return Ok(page),
            Answer::Elsewhere(location) => {
                let next = Address::join(&at.target, &location);
                let next = next.ok_or_else(|| FetchError::NotWeb(location.clone()))?;
                at = make_web(&next)?;
            }
        }
    }
    Err(FetchError::Redirects(at.target))
}

enum Answer {
    Page(Fetched),
    Elsewhere(String),
}

/// An address of the web; one without a scheme is taken for one.
fn make_web(raw: &str) -> Result<Address, FetchError> {
    let raw = raw.trim();
    let with_scheme = if raw.contains(':') || raw.starts_with('/') {
        raw.to_owned()
    } else {
        format!("https://{raw}")
    };
    let address = Address::parse(&with_scheme).or_else(|why| {
        // A host with a port looks like a scheme.
        let has_port = raw.split(['/', '?']).next().is_some_and(|host| {
            let port = host.rsplit_once(':').map(|(_, port)| port);
            port.is_some_and(|port| !port.is_empty() && port.bytes().all(|it| it.is_ascii_digit()))
        });
        let again = has_port.then(|| Address::parse(&format!("https://{raw}")));
        again.unwrap_or(Err(why))
    });
    match address {
        Ok(address) if !address.host.is_ascii() => Err(FetchError::Letters(address.target)),
        Ok(address) if address.target.starts_with("http") => Ok(address),
        _ => Err(FetchError::NotWeb(crate::text::mark_hidden(raw))),
    }
}

fn fetch_once(
    at: &Address,
    allowed: &[String],
    left: Duration,
    n_bytes: u64,
) -> Result<Answer, FetchError> {
    let address = || at.target.clone();
    let config = Agent::config_builder()
        .max_redirects(0)
        .http_status_as_error(false)
        .timeout_global(Some(left))
        .proxy(None)
        .user_agent(concat!("Linchpin/", env!("CARGO_PKG_VERSION")))
        .accept("text/html, application/xhtml+xml, text/plain, text/markdown")
        .accept_encoding("identity")
        .build();
    let resolver = Guard {
        own: DefaultResolver::default(),
        is_allowed: allowed.contains(&at.host),
    };
    let agent = Agent::with_parts(config, DefaultConnector::new(), resolver);
    let tell = |error: ureq::Error| tell_of(error, at);
    // What follows the `#` is for the reader alone.
    let asked = at.target.split('#').next().unwrap_or_default();
    let mut response = agent.get(encode_path(asked)).call().map_err(tell)?;
    let status = response.status();
    let header = |name: http::HeaderName| {
        let value = response.headers().get(name)?;
        value.to_str().ok().map(str::to_owned)
    };
    if status.is_redirection()
        && let Some(location) = header(http::header::LOCATION)
    {
        return Ok(Answer::Elsewhere(location));
    }
    if !status.is_success() {
        return Err(FetchError::Status {
            status: status.to_string(),
            address: address(),
        });
    }
    let kind = response
        .body()
        .mime_type()
        .unwrap_or_default()
        .to_lowercase();
    let Some(&(_, ending)) = KINDS.iter().find(|(known, _)| *known == kind) else {
        let kind = if kind.is_empty() {
            "of no known kind".to_owned()
        } else {
            kind
        };
        return Err(FetchError::Kind {
            kind,
            address: address(),
        });
    };
    let encoding = response.body().charset().map(str::to_owned);
    let body = response.body_mut().with_config().limit(n_bytes);
    let bytes = body.read_to_vec().map_err(tell)?;
    Ok(Answer::Page(Fetched {
        bytes,
        name: format!("{}.{ending}", at.host),
        address: address(),
        encoding,
    }))
}

fn tell_of(error: ureq::Error, at: &Address) -> FetchError {
    let address = at.target.clone();
    match error {
        ureq::Error::Timeout(_) => FetchError::Slow(address),
        ureq::Error::BodyExceedsLimit(_) => FetchError::TooLarge(address),
        ureq::Error::Other(error) => match error.downcast::<PrivatePlace>() {
            Ok(place) => FetchError::Private {
                host: at.host.clone(),
                place: place.0,
            },
            Err(error) => FetchError::Unreachable {
                why: error.to_string(),
                address,
            },
        },
        error => FetchError::Unreachable {
            why: error.to_string(),
            address,
        },
    }
}

/// Bytes beyond ASCII as they are sent.
fn encode_path(address: &str) -> String {
    let mut encoded = String::with_capacity(address.len());
    for char in address.chars() {
        if char.is_ascii() {
            encoded.push(char);
        } else {
            let mut bytes = [0; 4];
            for byte in char.encode_utf8(&mut bytes).bytes() {
                // Writing to a string cannot fail.
                let _ = write!(encoded, "%{byte:02X}");
            }
        }
    }
    encoded
}

/// Looks names up, and refuses machines of one's own network. What it lets through is what is
/// connected to, so that a name cannot mean another machine a moment later.
#[derive(Debug)]
struct Guard {
    own: DefaultResolver,
    is_allowed: bool,
}

impl Resolver for Guard {
    fn resolve(
        &self,
        uri: &http::Uri,
        config: &ureq::config::Config,
        timeout: NextTimeout,
    ) -> Result<ResolvedSocketAddrs, ureq::Error> {
        let places = self.own.resolve(uri, config, timeout)?;
        let private = places.iter().map(std::net::SocketAddr::ip).find(is_private);
        match private.filter(|_| !self.is_allowed) {
            Some(place) => Err(ureq::Error::Other(Box::new(PrivatePlace(place)))),
            None => Ok(places),
        }
    }
}

#[derive(Debug, Error)]
#[error("{0} is in a network of one's own")]
struct PrivatePlace(IpAddr);

/// Whether a machine of that number is this one, or one that the internet does not reach: RFC 6890
/// and the registries of special addresses that it began.
pub fn is_private(place: &IpAddr) -> bool {
    match place {
        IpAddr::V4(v4) => {
            let [a, b, c, _] = v4.octets();
            v4.is_private()
                || v4.is_loopback()
                || v4.is_link_local()
                || v4.is_multicast()
                || a == 0
                || a >= 240
                || (a == 100 && (64..128).contains(&b))
                || (a == 192 && b == 0 && c == 0)
                || (a == 198 && (18..20).contains(&b))
        }
        IpAddr::V6(v6) => {
            let parts = v6.segments();
            // Numbers of the older kind within the newer one: mapped, translated, tunnelled.
            let older = |high: u16, low: u16| {
                let [a, b] = high.to_be_bytes();
                let [c, d] = low.to_be_bytes();
                is_private(&IpAddr::from([a, b, c, d]))
            };
            let holds_older = match parts {
                [0, 0, 0, 0, 0, 0 | 0xffff, high, low] | [0x64, 0xff9b, 0, 0, 0, 0, high, low] => {
                    older(high, low)
                }
                [0x2002, high, low, ..] => older(high, low),
                _ => false,
            };
            v6.is_loopback()
                || v6.is_unspecified()
                || v6.is_multicast()
                || parts[0] & 0xfe00 == 0xfc00
                || parts[0] & 0xffc0 == 0xfe80
                || holds_older
        }
    }
}
