//! The links of an article: which one is at a place, and asking before one is opened.

use super::{App, Dialog, Tab, WindowRequest};
use crate::text::{Address, AddressError};
use crate::words;

impl Tab {
    /// Where the link at a byte of the article that is read leads, as the article has it.
    pub fn link_at(&self, byte: usize) -> Option<&str> {
        let links = &self.picture.text()?.links;
        let behind = links.partition_point(|(span, _)| span.start.0 <= byte);
        // A link within a link is the nearer one.
        let mut before = links[..behind].iter().rev().take(8);
        let found = before.find(|(span, _)| byte < span.end.0);
        found.map(|(_, address)| &**address)
    }

    /// The link at the caret of the article, or at the start of what is selected.
    pub fn link_at_hand(&self) -> Option<&str> {
        let place = self.reading.selection.or(self.reading.caret)?;
        let at = place.start.0;
        let before = || self.link_at(at.checked_sub(1)?);
        self.link_at(at).or_else(before)
    }

    /// The address that the article which is read was published under; none if it has none.
    pub fn address_of_article(&self) -> Option<&str> {
        let source = self.reading.source.as_ref()?;
        let source = self.document().sources().get(source.as_str())?;
        (!source.url.trim().is_empty()).then_some(source.url.as_str())
    }
}

impl App {
    /// Asks whether an address is to be opened, or says why it is not.
    pub fn ask_to_open(&mut self, address: &str) {
        let own = self.tab().and_then(Tab::address_of_article);
        let parsed = match Address::parse(address) {
            // On the article's own site.
            Err(AddressError::Relative(why)) => own
                .and_then(|own| Address::join(own, address))
                .ok_or(AddressError::Relative(why))
                .and_then(|joined| Address::parse(&joined)),
            parsed => parsed,
        };
        match parsed {
            Ok(address) => self.dialog = Some(Dialog::OpenAddress { address }),
            Err(why) => self.warn(why.to_string()),
        }
    }

    /// Opens the address that was asked about, in the browser.
    pub fn open_address(&mut self) {
        if let Some(Dialog::OpenAddress { address }) = &self.dialog {
            let target = address.target.clone();
            self.dialog = None;
            self.request(WindowRequest::OpenAddress(target));
        }
    }

    /// Puts where a link leads on the clipboard.
    pub fn copy_link(&mut self) {
        let address = self.tab().and_then(Tab::link_at_hand).map(str::to_owned);
        if let Some(address) = address {
            self.request(WindowRequest::Copy(address));
            self.tell(words::say("copied-link").into_owned(), None);
        }
    }
}
