//! What can go wrong between a file and a map, in sentences. Knows no file names: whoever opens
//! the file adds them.

use thiserror::Error;

use super::Position;

/// Why a text gives no map, or a map no text.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum FormatError {
    /// There is nothing in the file.
    #[error("the file is empty, so there is no map in it; choose another one")]
    Empty,
    /// The bytes are no UTF-8.
    #[error(
        "the file is not UTF-8 text, first at {position}: it is no map, or it was damaged; choose \
         another file or a backup copy"
    )]
    NotText {
        /// The first byte that does not belong.
        position: Position,
    },
    /// The text ends before the map does.
    #[error(
        "the file breaks off at {position}, so part of the map is missing; open a backup copy of it"
    )]
    CutShort {
        /// The end of the text.
        position: Position,
    },
    /// The text breaks the rules of JSON.
    #[error("the file is damaged at {position}: {what}; correct it there or open a backup copy")]
    Syntax {
        /// What is wrong.
        what: String,
        /// Where.
        position: Position,
    },
    /// The text is JSON, but says something that no map can say.
    #[error("the map cannot be read, because at {position} {fault}; correct it there")]
    Content {
        /// What is wrong.
        fault: Fault,
        /// Where.
        position: Position,
    },
    /// The file is something else.
    #[error("this is {what}, not an argument map; choose a file whose name ends in .argmap.json")]
    Foreign {
        /// What it seems to be.
        what: String,
    },
    /// The map was written in a version before the first.
    #[error(
        "the map says it is version {version} of the format, and there never was one; set \
         “version” to 1 if the file was made by hand"
    )]
    NoSuchVersion {
        /// What the file says.
        version: u64,
    },
    /// The map was written in a later version, in a way that cannot even be shown here.
    #[error(
        "this map is written in version {version} of the format, which this program does not \
         know, and cannot be shown here ({why}); open it with a newer program"
    )]
    TooNew {
        /// What the file says.
        version: u64,
        /// What could not be read.
        why: String,
    },
    /// The file is larger than a map can be.
    #[error(
        "the file has {bytes} bytes, more than the {limit} that a map may have; split the map or \
         save its sources without their texts"
    )]
    TooLarge {
        /// Size of the file.
        bytes: usize,
        /// The bound.
        limit: usize,
    },
    /// What was written does not read back.
    #[error(
        "the map was not saved, because reading it back gives another map ({why}); nothing was \
         overwritten; please report this"
    )]
    NotKept {
        /// What differs.
        why: String,
    },
    /// Another program's file that cannot be read as what it seems to be.
    #[error("the file cannot be imported: {why}")]
    Import {
        /// Why, and what to do.
        why: String,
    },
    /// A drawing or document could not be made.
    #[error("the map could not be exported: {why}")]
    Export {
        /// Why, and what to do.
        why: String,
    },
}

/// Something that no map can say.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum Fault {
    /// A key stands twice in one object.
    #[error("the key “{key}” stands twice in one object, and only one of the two could be kept")]
    DuplicateKey {
        /// The key.
        key: String,
    },
    /// A member without which the record means nothing.
    #[error("{record} ends that has no “{key}”")]
    Missing {
        /// The record, with its article.
        record: &'static str,
        /// The key.
        key: &'static str,
    },
    /// A value of another type.
    #[error("the value does not fit: {what}")]
    WrongType {
        /// What was found and what was expected.
        what: String,
    },
    /// Objects and lists within each other beyond the bound.
    #[error("lists and objects lie more than {limit} deep within each other")]
    TooDeep {
        /// The bound.
        limit: u32,
    },
    /// A text beyond the bound.
    #[error("the text of “{key}” has {bytes} bytes, more than the {limit} allowed")]
    TooLong {
        /// The member.
        key: String,
        /// Its size.
        bytes: usize,
        /// The bound.
        limit: usize,
    },
    /// A list beyond the bound.
    #[error("“{key}” has more than the {limit} entries allowed")]
    TooMany {
        /// The member.
        key: String,
        /// The bound.
        limit: usize,
    },
}

impl FormatError {
    /// Where in the file it went wrong, where that can be said.
    pub fn position(&self) -> Option<Position> {
        match self {
            Self::Empty => Some(Position::START),
            Self::NotText { position }
            | Self::CutShort { position }
            | Self::Syntax { position, .. }
            | Self::Content { position, .. } => Some(*position),
            Self::Foreign { .. }
            | Self::NoSuchVersion { .. }
            | Self::TooNew { .. }
            | Self::TooLarge { .. }
            | Self::NotKept { .. }
            | Self::Import { .. }
            | Self::Export { .. } => None,
        }
    }
}
