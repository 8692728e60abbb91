//! Articles, outlines, passages and annotations of whatever bytes.

use std::io::{Cursor, Write as _};

use linchpin::format::citing::cite_passage;
use linchpin::format::{annotation, outline};
use linchpin::model::{Id, Source};
use linchpin::text::{
    Address, Article, Guide, Locator, Quote, Reanchored, Reanchorer, Span, TextIndex, find_breaks,
    find_hints, mark_hidden, paragraph_at, sentence_at, split_sentences, word_at,
};
use zip::CompressionMethod::Stored;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::{Counter, Opening};

/// What parts of an input are divided by; it is in no text.
pub const DIVIDER: u8 = 0xff;

/// What the program does when such an input is opened; none for the name of another target.
pub fn find_opening(name: &str) -> Option<Box<Opening>> {
    let of_file = |name: &'static str| -> Box<Opening> {
        Box::new(move |bytes| open_files(vec![(bytes.to_vec(), name)]))
    };
    Some(match name {
        "outline" => Box::new(|bytes| {
            let text = String::from_utf8_lossy(bytes).into_owned();
            Box::new(move || drop(outline::parse(&text, &mut Counter::default())))
        }),
        "articles-plain" => of_file("a.txt"),
        "articles-markdown" => of_file("a.md"),
        "articles-html" => of_file("a.html"),
        "articles-pasted" => Box::new(|bytes| {
            let text = String::from_utf8_lossy(bytes).into_owned();
            Box::new(move || check_article(Some(Article::from_html(&text))))
        }),
        "articles-packed" => Box::new(|bytes| {
            let mut files = vec![(bytes.to_vec(), "a.docx")];
            files.extend(pack_parts(bytes).map(|file| (file, "a")));
            open_files(files)
        }),
        "articles-pdf" => of_file("a.pdf"),
        "anchors" => Box::new(|bytes| {
            let versions = Versions::of(bytes);
            Box::new(move || versions.find_anew())
        }),
        _ => return None,
    })
}

/// Reads articles one after the other.
fn open_files(files: Vec<(Vec<u8>, &'static str)>) -> Box<dyn FnOnce()> {
    Box::new(move || {
        for (bytes, name) in &files {
            check_article(Article::from_bytes(bytes, name).ok());
        }
    })
}

pub fn run_outline(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let fragment = outline::parse(&text, &mut Counter::default());
    let printed = outline::print_fragment(&fragment);
    let again = outline::parse(&printed, &mut Counter::default());
    assert_eq!(
        again.nodes.len(),
        fragment.nodes.len(),
        "an outline is read as it is written"
    );
}

pub fn run_plain(bytes: &[u8]) {
    check_article(Article::from_bytes(bytes, "a.txt").ok());
}

pub fn run_markdown(bytes: &[u8]) {
    check_article(Article::from_bytes(bytes, "a.md").ok());
    check_article(Some(Article::from_markdown(&String::from_utf8_lossy(
        bytes,
    ))));
}

pub fn run_html(bytes: &[u8]) {
    check_article(Article::from_bytes(bytes, "a.html").ok());
}

/// What a browser puts on the clipboard.
pub fn run_pasted(bytes: &[u8]) {
    check_article(Some(Article::from_html(&String::from_utf8_lossy(bytes))));
}

/// The bytes as they are, and as the parts of a Word file, an `OpenDocument` and a book.
pub fn run_packed(bytes: &[u8]) {
    check_article(Article::from_bytes(bytes, "a.docx").ok());
    for file in pack_parts(bytes) {
        check_article(Article::from_bytes(&file, "a").ok());
    }
}

/// A PDF file. The program reads it in a process of its own; nothing here is that lenient.
pub fn run_printed(bytes: &[u8]) {
    check_article(Article::from_bytes(bytes, "a.pdf").ok());
}

/// A Word file, an `OpenDocument` and a book of the parts.
fn pack_parts(bytes: &[u8]) -> [Vec<u8>; 3] {
    let mut parts = bytes.split(|&byte| byte == DIVIDER);
    let mut part = || parts.next().unwrap_or_default();
    let (main, styles, third, fourth) = (part(), part(), part(), part());
    let word = pack(&[
        ("word/document.xml", main),
        ("word/styles.xml", styles),
        ("word/numbering.xml", third),
        ("word/footnotes.xml", fourth),
    ]);
    let open = pack(&[
        ("mimetype", b"application/vnd.oasis.opendocument.text"),
        ("content.xml", main),
        ("styles.xml", styles),
        ("meta.xml", third),
        ("META-INF/manifest.xml", fourth),
    ]);
    let book = pack(&[
        ("mimetype", b"application/epub+zip"),
        (
            "META-INF/container.xml",
            b"<container><rootfile full-path=\"b.opf\"/></container>",
        ),
        ("b.opf", styles),
        ("a.xhtml", main),
        ("toc.ncx", third),
        ("nav.xhtml", fourth),
    ]);
    [word, open, book]
}

/// A packed file, not compressed, with the right checksums: damage gets as far as the content.
pub fn pack(entries: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(Stored);
    for (name, content) in entries {
        zip.start_file(*name, options).expect("memory takes it");
        zip.write_all(content).expect("memory takes it");
    }
    zip.finish().expect("memory takes it").into_inner()
}

/// Parts lie in the text, and what the reader asks of a text has an answer everywhere.
fn check_article(article: Option<Article>) {
    let Some(article) = article else { return };
    let text = article.text.as_str();
    for part in &article.structure {
        let range = part.range.range();
        assert!(
            text.get(range.clone()).is_some(),
            "{:?} at {range:?} of {}",
            part.kind,
            text.len()
        );
        if !part.kind.is_inline() {
            for sentence in split_sentences(text, part.range) {
                assert!(text.get(sentence.range()).is_some());
            }
        }
    }
    let guide = article.facts.language.as_deref().and_then(Guide::of);
    for hint in find_hints(text, &article.structure, guide) {
        drop(format!("{hint:?}"));
    }
    for byte in [0, text.len() / 3, text.len() / 2, text.len()] {
        let byte = text.floor_char_boundary(byte);
        assert!(
            text.get(paragraph_at(text, &article.structure, byte).range())
                .is_some()
        );
        assert!(
            text.get(sentence_at(text, &article.structure, byte).range())
                .is_some()
        );
        assert!(word_at(text, byte).is_none_or(|it| text.get(it.range()).is_some()));
    }
    drop(mark_hidden(text));
    assert!(find_breaks(text).count() <= text.len() + 1);
}

/// Passages of an old text in a new one.
struct Versions {
    old: String,
    new: String,
    /// Where a passage of the old one stands.
    stood: Span,
    /// What another program says of a passage.
    given: Quote,
}

impl Versions {
    /// Text, new text, a quote, divided; the numbers of the passage are the last two bytes.
    fn of(bytes: &[u8]) -> Self {
        let (body, tail) = bytes.split_at(bytes.len().saturating_sub(2));
        let mut parts = body
            .split(|&byte| byte == DIVIDER)
            .map(String::from_utf8_lossy);
        let mut part = || parts.next().unwrap_or_default().into_owned();
        let (old, new, exact, prefix) = (part(), part(), part(), part());
        let share = |at: usize| usize::from(tail.get(at).copied().unwrap_or_default());
        let place = |at: usize| old.floor_char_boundary(share(at) * old.len() / 255);
        Self {
            stood: Span::new(place(0), place(1)),
            given: Quote {
                exact,
                prefix,
                suffix: String::new(),
                start: Some(share(0)),
                end: Some(share(1)),
            },
            old,
            new,
        }
    }

    /// Finds the passages where the text has been replaced, and by their words alone.
    fn find_anew(&self) {
        let (old, new) = (&self.old, &self.new);
        let (old_index, new_index) = (TextIndex::new(old), TextIndex::new(new));
        let own = Quote::of(old, &old_index, self.stood);
        let is_in = |span: Span| new.get(span.range()).is_some();
        let reanchorer = Reanchorer::new(old, new, &new_index);
        let locator = Locator::new(new, &new_index);
        for quote in [&own, &self.given] {
            for stood in [Some(self.stood), None] {
                match reanchorer.find(quote, stood) {
                    Reanchored::Kept(span) | Reanchored::Moved(span) => assert!(is_in(span)),
                    Reanchored::Lost => {}
                }
            }
            for same_text in [true, false] {
                assert!(locator.locate(quote, same_text).span().is_none_or(is_in));
            }
        }
    }
}

pub fn run_anchors(bytes: &[u8]) {
    let versions = Versions::of(bytes);
    versions.find_anew();
    let index = TextIndex::new(&versions.old);
    let own = Quote::of(&versions.old, &index, versions.stood);
    if !own.exact.is_empty() {
        let found = Locator::new(&versions.old, &index).locate(&own, true);
        assert!(
            found
                .span()
                .is_some_and(|it| it.of(&versions.old) == own.exact),
            "a passage is where it is"
        );
    }
}

/// Annotations of others, and citations and addresses of whatever they say.
pub fn run_annotations(bytes: &[u8]) {
    for found in annotation::read(bytes).unwrap_or_default().0 {
        drop(annotation::find_kind(&found.tags));
    }
    let text = String::from_utf8_lossy(bytes);
    let mut lines = text.lines();
    let mut line = || lines.next().unwrap_or_default().to_owned();
    let source = Source {
        title: line(),
        author: line(),
        published: line(),
        url: line(),
        publisher: line(),
        retrieved: line(),
        ..Source::new(Id::parse("s-1").expect("it is an id"))
    };
    assert!(!cite_passage(&source, &line(), &line()).is_empty());
    if let Ok(address) = Address::parse(&source.url) {
        drop(address.foreign_letters());
    }
    drop(Address::join(&source.url, &source.title));
}
