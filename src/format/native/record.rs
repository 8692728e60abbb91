//! The tables of a map file: the members of every record in the order in which they are written.

use std::fmt;
use std::sync::Arc;

use serde::Deserialize;
use serde::de::{Deserializer, MapAccess, Visitor};

use super::context::At;
use super::object::{KeySeed, Slot, Unknown, is_always, is_same_extra, object};
use super::printer::Printer;
use super::value::{Read, Write};
use super::{CURRENT_VERSION, FORMAT_NAME};
use crate::format::Fault;
use crate::model::{
    Anchor, Citation, Comment, Dismissal, Document, Extra, Grade, Id, Irrelevant, Likelihood, Link,
    Meta, Node, Origin, PageStart, Part, RawJson, Source, Table, Time, Unmarked, View,
};

/// Every table by its record's name in the schema; the document's own is called `document`.
pub const ALL: &[(&str, &[&str])] = &[
    ("document", DOCUMENT),
    ("source", SOURCE),
    ("structure", STRUCTURE),
    ("irrelevant", IRRELEVANT),
    ("page", PAGE),
    ("unmarked", UNMARKED),
    ("node", NODE),
    ("likelihood", LIKELIHOOD),
    ("grade", GRADE),
    ("citation", CITATION),
    ("anchor", ANCHOR),
    ("link", LINK),
    ("comment", COMMENT),
    ("dismissal", DISMISSAL),
    ("view", VIEW),
    ("origin", ORIGIN),
];

/// A document as it stands in a file. Reading fills lists, writing lends tables.
pub(super) struct Sheet<S, N, L, D, V> {
    format: FormatName,
    version: Version,
    pub(super) id: Id,
    title: String,
    language: String,
    created: Time,
    modified: Time,
    generator: String,
    pub(super) requires: Vec<String>,
    marking: String,
    sensitive: bool,
    yardstick: String,
    authors: Vec<String>,
    pub(super) sources: S,
    pub(super) nodes: N,
    pub(super) links: L,
    pub(super) dismissals: D,
    pub(super) views: V,
    extensions: Option<RawJson>,
    extra: Extra,
}

/// A document that was read and not yet checked.
pub(super) type Draft =
    Sheet<Vec<Source>, Vec<Arc<Node>>, Vec<Arc<Link>>, Vec<Dismissal>, Vec<View>>;

/// A document about to be written.
pub(super) type Fair<'d> =
    Sheet<&'d Table<Source>, &'d Table<Node>, &'d Table<Link>, Vec<Dismissal>, &'d Table<View>>;

object! {
    /// Members of the document.
    DOCUMENT: "a map", Draft / Fair<'_> {
        "format" => format always,
        "version" => version always,
        "id" => id always,
        "title" => title,
        "language" => language,
        "created" => created always,
        "modified" => modified always,
        "generator" => generator,
        "requires" => requires,
        "marking" => marking,
        "sensitive" => sensitive,
        "yardstick" => yardstick,
        "authors" => authors,
        "sources" => sources,
        "nodes" => nodes,
        "links" => links,
        "dismissals" => dismissals,
        "views" => views,
        "extensions" => extensions,
    }
}

object! {
    /// Members of the document's own fields, as a journal has them.
    META: "the fields of a map", Meta / Meta {
        "id" => id always,
        "title" => title,
        "language" => language,
        "created" => created,
        "modified" => modified,
        "generator" => generator,
        "requires" => requires,
        "marking" => marking,
        "sensitive" => sensitive,
        "yardstick" => yardstick,
        "authors" => authors,
        "extensions" => extensions,
    }
}

object! {
    /// Members of a source.
    SOURCE: "a source", Source / Source {
        "id" => id always,
        "title" => title,
        "author" => author,
        "publisher" => publisher,
        "url" => url,
        "published" => published,
        "retrieved" => retrieved,
        "language" => language,
        "grade" => grade,
        "notes" => notes,
        "text" => text,
        "structure" => structure,
        "irrelevant" => irrelevant,
        "pages" => pages,
        "unmarked" => unmarked,
        "sha256" => sha256,
        "origin" => origin,
        "extensions" => extensions,
    }
}

object! {
    /// Members of a part of a source.
    STRUCTURE: "a part of a source", Part / Part {
        "kind" => kind always,
        "level" => level,
        "start" => start always,
        "end" => end always,
        "url" => url,
    }
}

object! {
    /// Members of a passage set aside.
    IRRELEVANT: "a passage set aside", Irrelevant / Irrelevant {
        "start" => start always,
        "end" => end always,
    }
}

object! {
    /// Members of the start of a page.
    PAGE: "the start of a page", PageStart / PageStart {
        "label" => label always,
        "start" => start always,
    }
}

object! {
    /// Members of a sentence that is not marked.
    UNMARKED: "a sentence that is not marked", Unmarked / Unmarked {
        "exact" => exact always,
    }
}

object! {
    /// Members of a node.
    NODE: "a node", Node / Node {
        "id" => id always,
        "kind" => kind always,
        "title" => title,
        "text" => text always,
        "note" => note,
        "tags" => tags,
        "anchors" => anchors,
        "assumption" => assumption,
        "implicit" => implicit,
        "likelihood" => likelihood,
        "confidence" => confidence,
        "confidence_reason" => confidence_reason,
        "grade" => grade,
        "basis" => basis,
        "citations" => citations,
        "comments" => comments,
        "origin" => origin,
        "extensions" => extensions,
    }
}

object! {
    /// Members of a likelihood.
    LIKELIHOOD: "a likelihood", Likelihood / Likelihood {
        "yardstick" => yardstick,
        "word" => word always,
    }
}

object! {
    /// Members of a source grade.
    GRADE: "a source grade", Grade / Grade {
        "reliability" => reliability,
        "credibility" => credibility,
    }
}

object! {
    /// Members of a citation.
    CITATION: "a citation", Citation / Citation {
        "url" => url,
        "title" => title,
        "quote" => quote,
    }
}

object! {
    /// Members of an anchor.
    ANCHOR: "an anchor", Anchor / Anchor {
        "source" => source always,
        "exact" => exact always,
        "prefix" => prefix,
        "suffix" => suffix,
        "start" => start,
        "end" => end,
        "state" => state,
    }
}

object! {
    /// Members of a link.
    LINK: "a link", Link / Link {
        "id" => id always,
        "relation" => relation always,
        "from" => from always,
        "to" => to always,
        "title" => title,
        "strength" => strength,
        "scheme" => scheme,
        "roles" => roles,
        "warrant" => warrant,
        "note" => note,
        "tags" => tags,
        "anchors" => anchors,
        "comments" => comments,
        "origin" => origin,
        "extensions" => extensions,
    }
}

object! {
    /// Members of a comment.
    COMMENT: "a comment", Comment / Comment {
        "id" => id always,
        "author" => author,
        "text" => text always,
        "created" => created always,
        "reply_to" => reply_to,
        "resolved" => resolved,
        "hidden" => hidden,
    }
}

object! {
    /// Members of a dismissal.
    DISMISSAL: "a dismissal", Dismissal / Dismissal {
        "check" => check always,
        "on" => on always,
        "reason" => reason always,
        "author" => author,
        "created" => created,
        "fingerprint" => fingerprint,
    }
}

object! {
    /// Members of a view.
    VIEW: "a view", View / View {
        "id" => id always,
        "name" => name,
        "layout" => layout,
        "direction" => direction,
        "page" => page,
        "arrangement" => arrangement,
        "roots" => roots,
        "arranged" => arranged,
        "collapsed" => collapsed,
        "positions" => positions,
        "filter" => filter,
        "extensions" => extensions,
    }
}

object! {
    /// Members of an origin.
    ORIGIN: "an origin", Origin / Origin {
        "format" => format always,
        "id" => id,
        "type" => kind,
    }
}

impl<'d> Fair<'d> {
    pub(super) fn of(document: &'d Document) -> Self {
        let meta = Meta::clone(document.meta());
        Self {
            format: FormatName,
            version: Version(CURRENT_VERSION),
            id: meta.id,
            title: meta.title,
            language: meta.language,
            created: meta.created,
            modified: meta.modified,
            generator: meta.generator,
            requires: meta.requires,
            marking: meta.marking,
            sensitive: meta.sensitive,
            yardstick: meta.yardstick,
            authors: meta.authors,
            sources: document.sources(),
            nodes: document.nodes(),
            links: document.links(),
            dismissals: document.dismissals().to_vec(),
            views: document.views(),
            extensions: meta.extensions,
            extra: meta.extra,
        }
    }
}

impl Draft {
    /// The document, once no two records share an id.
    pub(super) fn into_document(self) -> Document {
        let mut document = Document::from_meta(Meta {
            id: self.id,
            title: self.title,
            language: self.language,
            created: self.created,
            modified: self.modified,
            generator: self.generator,
            requires: self.requires,
            marking: self.marking,
            sensitive: self.sensitive,
            yardstick: self.yardstick,
            authors: self.authors,
            extensions: self.extensions,
            extra: self.extra,
        });
        let is_free = "ids were made unique before";
        for source in self.sources {
            document.load_source(source).expect(is_free);
        }
        for node in self.nodes {
            document.load_node(node).expect(is_free);
        }
        for link in self.links {
            document.load_link(link).expect(is_free);
        }
        for view in self.views {
            document.load_view(view).expect(is_free);
        }
        document.load_dismissals(self.dismissals);
        document
    }
}

/// The name of the format, which is always the same.
struct FormatName;

impl Read for FormatName {
    fn read<'de, D: Deserializer<'de>>(from: D, at: At<'_>) -> Result<Self, D::Error> {
        let name = String::read(from, at)?;
        if name == FORMAT_NAME {
            return Ok(Self);
        }
        let what = format!("“format” is “{name}”, not “{FORMAT_NAME}”");
        Err(at.fail(Fault::WrongType { what }))
    }
}

impl Write for FormatName {
    fn write(&self, out: &mut Printer) {
        out.string(FORMAT_NAME);
    }

    fn is_same(&self, _other: &Self) -> bool {
        true
    }
}

/// The version of the format.
struct Version(u64);

impl Read for Version {
    fn read<'de, D: Deserializer<'de>>(from: D, _at: At<'_>) -> Result<Self, D::Error> {
        u64::deserialize(from).map(Self)
    }
}

impl Write for Version {
    fn write(&self, out: &mut Printer) {
        out.number(self.0);
    }

    fn is_same(&self, other: &Self) -> bool {
        self.0 == other.0
    }
}
