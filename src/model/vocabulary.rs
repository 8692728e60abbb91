//! The closed word lists of a map file. Each keeps a word that it does not know, word for word.

use std::sync::Arc;

/// Declares a word list: an enum of the known words and `Other` for the rest.
macro_rules! vocabulary {
    ($(#[$meta:meta])* $name:ident { $($(#[$doc:meta])* $variant:ident = $word:literal),+ $(,)? }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
        #[serde(from = "String", into = "String")]
        pub enum $name {
            $($(#[$doc])* $variant,)+
            /// A word that this version does not know, kept as it was written; behind one pointer, as
            /// every record of a large map pays for its room.
            Other(Arc<String>),
        }

        impl $name {
            /// The known words, in the order in which they are offered.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The word as it stands in a file.
            pub fn as_str(&self) -> &str {
                match self {
                    $(Self::$variant => $word,)+
                    Self::Other(word) => word,
                }
            }

            /// Whether this version knows the word.
            pub fn is_known(&self) -> bool {
                !matches!(self, Self::Other(_))
            }
        }

        impl From<&str> for $name {
            fn from(word: &str) -> Self {
                match word {
                    $($word => Self::$variant,)+
                    other => Self::Other(Arc::new(other.to_owned())),
                }
            }
        }

        impl From<String> for $name {
            fn from(word: String) -> Self {
                Self::from(word.as_str())
            }
        }

        impl From<$name> for String {
            fn from(word: $name) -> Self {
                word.as_str().to_owned()
            }
        }
    };
}

vocabulary! {
    /// What a box is.
    Kind {
        /// Something to be answered.
        Question = "question",
        /// Something put forward.
        Claim = "claim",
        /// Something found: a figure, an observation, a report.
        Evidence = "evidence",
        /// A free annotation, outside the argument.
        Note = "note",
    }
}

vocabulary! {
    /// What a link does.
    Relation {
        /// A reason for.
        Supports = "supports",
        /// A reason against; against a link it is an undercut.
        Opposes = "opposes",
        /// A claim offered as answer to a question.
        Answers = "answers",
        /// A question about a box or a step.
        Asks = "asks",
        /// The same content in other words.
        Restates = "restates",
        /// Both cannot hold; symmetric.
        Contradicts = "contradicts",
        /// A free cross reference.
        Relates = "relates",
    }
}

vocabulary! {
    /// How well an assumption is backed.
    Assumption {
        /// Not yet classed.
        Unclassed = "unclassed",
        /// Supported.
        Supported = "supported",
        /// Supported with caveats.
        Caveats = "caveats",
        /// Unsupported.
        Unsupported = "unsupported",
    }
}

vocabulary! {
    /// How sure the analyst is of a judgement, apart from how likely it is.
    Confidence {
        /// Low confidence.
        Low = "low",
        /// Moderate confidence.
        Moderate = "moderate",
        /// High confidence.
        High = "high",
    }
}

vocabulary! {
    /// What a piece of evidence rests on.
    Basis {
        /// A person of proven knowledge.
        Expert = "expert",
        /// Counted or computed figures.
        Statistic = "statistic",
        /// A study or experiment.
        Study = "study",
        /// A document.
        Document = "document",
        /// A law, ruling or treaty.
        Law = "law",
        /// What somebody says to have lived through.
        Testimony = "testimony",
        /// Something observed.
        Observation = "observation",
        /// A case in point.
        Example = "example",
        /// What people commonly hold.
        CommonBelief = "common belief",
        /// Nothing but the assertion.
        Assertion = "assertion",
    }
}

vocabulary! {
    /// What became of an anchor whose text has changed.
    AnchorState {
        /// Found again, but not word for word.
        Moved = "moved",
        /// Not found; the quote is kept.
        Orphan = "orphan",
    }
}

vocabulary! {
    /// What a stretch of an article is.
    PartKind {
        /// A heading.
        Heading = "heading",
        /// A paragraph.
        Paragraph = "paragraph",
        /// A list item.
        Item = "item",
        /// The words before the colon of a labelled point.
        Label = "label",
        /// A block quotation.
        Quote = "quote",
        /// A footnote.
        Footnote = "footnote",
        /// A row of a table.
        Table = "table",
        /// Words set apart lightly.
        Emphasis = "emphasis",
        /// Words set apart strongly.
        Strong = "strong",
        /// Words that lead elsewhere.
        Link = "link",
        /// The mark of a note in running text.
        Reference = "reference",
    }
}

vocabulary! {
    /// How a view arranges the boxes.
    LayoutName {
        /// The tidy tree.
        Tidy = "tidy",
        /// A page: children side by side or stacked.
        Compact = "compact",
        /// Rings around the main claim.
        Radial = "radial",
        /// Layers, for maps with many cross links.
        Layered = "layered",
    }
}

vocabulary! {
    /// Which way a tree grows.
    Direction {
        /// Reasons below what they are for.
        Down = "down",
        /// Reasons to the right of what they are for.
        Right = "right",
    }
}

impl Relation {
    /// Whether a link of this relation can give a node its place in the tree.
    pub fn places(&self) -> bool {
        matches!(
            self,
            Self::Supports | Self::Opposes | Self::Answers | Self::Asks
        )
    }

    /// Whether the relation reads the same from both ends.
    pub fn is_symmetric(&self) -> bool {
        matches!(self, Self::Contradicts | Self::Restates | Self::Relates)
    }
}
