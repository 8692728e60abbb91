//! Reading an article from a web address: it is fetched beside the window when somebody asks for
//! it by name, and never otherwise.

use std::time::Instant;

use super::{App, Dialog, apart};
use crate::storage::fetch::{self, Bounds, FetchError};
use crate::text::formats::Input;
use crate::text::{Article, TextError};

/// A page that is asked for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct WebRequest {
    /// Its address, as it was typed.
    pub address: String,
    /// The tab that wants it; none for a new one.
    pub into: Option<u64>,
    /// Machines of one's own network that somebody has agreed to, by their names.
    pub allowed: Vec<String>,
}

/// Why no article came of a page.
#[derive(Debug, thiserror::Error)]
pub enum WebError {
    /// It did not come.
    #[error(transparent)]
    Fetch(#[from] FetchError),
    /// It is no article.
    #[error(transparent)]
    Text(#[from] TextError),
}

/// Fetches a page and reads it as an article that knows its address.
pub fn read_from_web(request: &WebRequest) -> Result<Box<Article>, WebError> {
    let begin = now();
    let clock = move || begin.elapsed();
    let page = fetch::fetch(
        &request.address,
        &request.allowed,
        &Bounds::default(),
        &clock,
    )?;
    let mut article = apart::read(&Input {
        bytes: &page.bytes,
        file: &page.name,
        encoding: page.encoding.as_deref(),
        chapters: None,
    })?;
    article.facts.set_url(&page.address);
    Ok(Box::new(article))
}

impl App {
    /// Asks for the address of a page.
    pub fn ask_for_web_address(&mut self) {
        self.keep_wording();
        self.dialog = Some(Dialog::WebAddress);
    }

    /// Reads the page of that address into the map in front.
    pub fn read_web_address(&mut self, address: String) {
        let into = self.tab_for_article();
        self.read_from_web(WebRequest {
            address,
            into,
            allowed: Vec::new(),
        });
    }

    /// Reads a page beside the window.
    pub fn read_from_web(&mut self, request: WebRequest) {
        self.dialog = None;
        self.tasks.read_from_web(request);
        // Where work is done at once, so is this.
        self.take_outcomes();
    }

    pub(super) fn take_from_web(
        &mut self,
        mut request: WebRequest,
        result: Result<Box<Article>, WebError>,
    ) {
        match result {
            Ok(article) => {
                self.add_article(&article, "", request.into);
            }
            Err(WebError::Fetch(FetchError::Private { host, place })) => {
                request.allowed.push(host.clone());
                let place = place.to_string();
                self.dialog = Some(Dialog::PrivateAddress {
                    request,
                    host,
                    place,
                });
            }
            Err(error) => self.fail(error.to_string()),
        }
    }
}

#[expect(
    clippy::disallowed_methods,
    reason = "the seconds that a site may take are counted where the host is not at hand"
)]
fn now() -> Instant {
    Instant::now()
}
