//! What one reading carries along: bounds, depth, and what was noticed on the way.

use std::cell::{Cell, RefCell};
use std::collections::HashSet;

use serde::de::Error;

use super::Notice;
use crate::format::{Fault, FormatError, Position};
use crate::model::{Document, Id};

/// Bounds on what a file may ask of memory.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Limits {
    /// Size of a file, in bytes.
    pub file: usize,
    /// Lists and objects within each other.
    pub depth: u32,
    /// A source's text, in bytes.
    pub source_text: usize,
    /// Any other string, in bytes.
    pub string: usize,
    /// Entries of any list: nodes, links and the rest.
    pub entries: usize,
}

impl Limits {
    /// The bounds of the format.
    pub const FORMAT: Self = Self {
        file: 512 << 20,
        depth: 128,
        source_text: 64 << 20,
        string: 1 << 20,
        entries: 1_000_000,
    };
}

/// One reading of one text.
pub(super) struct Context<'t> {
    limits: &'t Limits,
    text: &'t str,
    /// The map that the text was written of, where it is read to be compared with that.
    known: Option<&'t Document>,
    depth: Cell<u32>,
    fault: RefCell<Option<(Fault, Option<usize>)>>,
    notices: RefCell<Vec<Notice>>,
    /// Ill-formed ids that were told of.
    told: RefCell<HashSet<Id>>,
}

/// A member that is being read.
#[derive(Clone, Copy)]
pub(super) struct At<'c> {
    pub(super) context: &'c Context<'c>,
    /// The member's key.
    pub(super) key: &'static str,
}

impl<'t> Context<'t> {
    pub(super) fn new(text: &'t str, limits: &'t Limits) -> Self {
        Self {
            limits,
            text,
            known: None,
            depth: Cell::new(0),
            fault: RefCell::default(),
            notices: RefCell::default(),
            told: RefCell::default(),
        }
    }

    /// The reading of a text that was written of that map; records that are the same are not held
    /// twice.
    pub(super) fn beside(known: &'t Document, text: &'t str, limits: &'t Limits) -> Self {
        Self {
            known: Some(known),
            ..Self::new(text, limits)
        }
    }

    pub(super) fn text(&self) -> &'t str {
        self.text
    }

    pub(super) fn known(&self) -> Option<&'t Document> {
        self.known
    }

    pub(super) fn take_notices(&self) -> Vec<Notice> {
        self.notices.take()
    }

    /// Turns what the JSON reader says into what went wrong and where.
    pub(super) fn explain(&self, error: &serde_json::Error) -> FormatError {
        let bytes = self.text.as_bytes();
        let position = Position::of_line(bytes, error.line(), error.column());
        if let Some((fault, offset)) = self.fault.take() {
            let position = offset.map_or(position, |at| Position::of_offset(bytes, at));
            return FormatError::Content { fault, position };
        }
        let said = error.to_string();
        let what = said
            .strip_suffix(&format!(
                " at line {} column {}",
                error.line(),
                error.column()
            ))
            .unwrap_or(&said);
        match error.classify() {
            serde_json::error::Category::Eof => FormatError::CutShort {
                position: Position::of_offset(bytes, bytes.len()),
            },
            serde_json::error::Category::Data => FormatError::Content {
                fault: Fault::WrongType {
                    what: what.to_owned(),
                },
                position,
            },
            // A number or an escape that lacks its end, where the text ends too.
            _ if what.starts_with("invalid ") && position >= Position::of_last(bytes) => {
                FormatError::CutShort {
                    position: Position::of_offset(bytes, bytes.len()),
                }
            }
            _ => FormatError::Syntax {
                what: match what {
                    "trailing characters" => "something stands after the closing brace",
                    "expected value" => "there is no value where one should stand",
                    other => other,
                }
                .to_owned(),
                position,
            },
        }
    }
}

impl<'c> At<'c> {
    /// The same reading, at another member.
    pub(super) fn under(self, key: &'static str) -> Self {
        Self { key, ..self }
    }

    pub(super) fn limits(self) -> &'c Limits {
        self.context.limits
    }

    /// How many levels may still open.
    pub(super) fn depth_left(self) -> u32 {
        self.limits().depth.saturating_sub(self.context.depth.get())
    }

    /// Counts one level more; [`Self::leave`] takes it back.
    pub(super) fn enter<E: Error>(self) -> Result<(), E> {
        if self.depth_left() == 0 {
            let limit = self.limits().depth;
            return Err(self.fail(Fault::TooDeep { limit }));
        }
        self.context.depth.set(self.context.depth.get() + 1);
        Ok(())
    }

    pub(super) fn leave(self) {
        self.context
            .depth
            .set(self.context.depth.get().saturating_sub(1));
    }

    /// Stops the reading where the JSON reader stands.
    pub(super) fn fail<E: Error>(self, fault: Fault) -> E {
        self.stop(fault, None)
    }

    /// Stops the reading because of something within `part`, a slice of the text.
    pub(super) fn fail_in<E: Error>(self, fault: Fault, part: &str, offset: usize) -> E {
        let (start, base) = (part.as_ptr() as usize, self.context.text.as_ptr() as usize);
        let inside = start
            .checked_sub(base)
            .filter(|&start| start <= self.context.text.len());
        self.stop(fault, inside.map(|start| start + offset))
    }

    fn stop<E: Error>(self, fault: Fault, offset: Option<usize>) -> E {
        let error = E::custom(&fault);
        *self.context.fault.borrow_mut() = Some((fault, offset));
        error
    }

    /// Refuses a text of this member that is beyond its bound.
    pub(super) fn check_length<E: Error>(self, text: &str, limit: usize) -> Result<(), E> {
        if text.len() <= limit {
            return Ok(());
        }
        Err(self.fail(Fault::TooLong {
            key: self.key.to_owned(),
            bytes: text.len(),
            limit,
        }))
    }

    /// Notes, once per id, that a text could not be one.
    pub(super) fn tell_ill_formed(self, found: &str, id: &Id) {
        if self.context.told.borrow_mut().insert(id.clone()) {
            let (found, id) = (found.chars().take(80).collect(), id.clone());
            let mut notices = self.context.notices.borrow_mut();
            notices.push(Notice::IllFormed { found, id });
        }
    }
}
