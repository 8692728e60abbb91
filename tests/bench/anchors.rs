//! How long it takes to find the passages of an article again when its text has changed:
//!
//! ```sh
//! cargo bench --no-default-features --bench anchors
//! ```
//!
//! A thousand passages in a text of a million bytes, one in twenty of them reworded; first the
//! search alone, then the whole edit with its changes, then a slip put right by hand.

use std::time::Instant;

use linchpin::edit::{AnchorSpec, Context, Edit, Editor};
use linchpin::model::{Document, Id, Kind, Node, RandomSource, Source, Time};
use linchpin::text::{CharSpan, Quote, Reanchored, Reanchorer, Span, TextIndex, hash_text};

/// Bytes of the text, passages in it, and which of them is reworded.
const LEN: usize = 1_000_000;
const N_ANCHORS: usize = 1000;
const EVERY: usize = 20;

fn main() {
    let (old, passages) = make_text();
    let new = reword(&old, &passages);
    println!(
        "{} bytes, {} passages, {} reworded",
        old.len(),
        passages.len(),
        passages.len().div_ceil(EVERY)
    );
    let index = TextIndex::new(&old);
    let quotes: Vec<Quote> = passages
        .iter()
        .map(|&span| Quote::of(&old, &index, span))
        .collect();
    let mut tally = [0; 3];
    let took = median(15, || {
        let index = TextIndex::new(&new);
        let reanchorer = Reanchorer::new(&old, &new, &index);
        tally = [0; 3];
        for (quote, &span) in quotes.iter().zip(&passages) {
            let found = reanchorer.find(quote, Some(span));
            tally[match found {
                Reanchored::Kept(_) => 0,
                Reanchored::Moved(_) => 1,
                Reanchored::Lost => 2,
            }] += 1;
        }
    });
    let [kept, moved, lost] = tally;
    println!("search alone: {took:.1} ms; {kept} kept, {moved} marked, {lost} lost");

    let document = make_document(&old, &index, &passages);
    let edit = Edit::ReplaceSourceText {
        source: id("s1"),
        text: new,
        structure: Some(Vec::new()),
        pages: Vec::new(),
    };
    println!(
        "newer version, the whole edit: {:.1} ms",
        commit(&document, &edit)
    );
    let (start, end) = (passages[500].start.0 + 3, passages[500].start.0 + 4);
    let chars = index.char_span(&old, Span::new(start, end));
    let edit = Edit::CorrectSource {
        source: id("s1"),
        start: chars.start.0,
        end: chars.end.0,
        text: "xyz".to_owned(),
    };
    println!(
        "a slip put right, the whole edit: {:.1} ms",
        commit(&document, &edit)
    );
}

/// A text of paragraphs, and passages spread over it.
fn make_text() -> (String, Vec<Span>) {
    let mut rolls = Rolls(7);
    let mut text = String::with_capacity(LEN + 200);
    let mut in_paragraph = 0;
    while text.len() < LEN {
        let n = 2 + rolls.next_bits() % 8;
        for _ in 0..n {
            text.push(char::from(b'a' + (rolls.next_bits() % 26) as u8));
        }
        in_paragraph += 1;
        match in_paragraph {
            0..80 if in_paragraph % 13 == 0 => text.push_str(". "),
            0..80 => text.push(' '),
            _ => {
                text.push_str(".\n\n");
                in_paragraph = 0;
            }
        }
    }
    let step = LEN / N_ANCHORS;
    let at_word = |from: usize| text[from..].find(' ').map_or(from, |at| from + at + 1);
    let passages = (0..N_ANCHORS)
        .map(|n| {
            let start = at_word(n * step);
            Span::new(start, at_word(start + 90) - 1)
        })
        .collect();
    (text, passages)
}

/// Two words of one passage in twenty become others.
fn reword(old: &str, passages: &[Span]) -> String {
    let mut new = String::with_capacity(old.len() + 1000);
    let mut done = 0;
    for span in passages.iter().step_by(EVERY) {
        let middle = span.start.0 + old[span.range()].find(' ').unwrap_or(0);
        new.push_str(&old[done..middle]);
        new.push_str(" other words");
        let rest = &old[middle + 1..span.end.0];
        done = middle + 1 + rest.find(' ').unwrap_or(0);
    }
    new.push_str(&old[done..]);
    new
}

fn make_document(text: &str, index: &TextIndex, passages: &[Span]) -> Document {
    let mut document = Document::new(id("m-bench"), Time::from_unix(0));
    let source = Source {
        text: text.into(),
        sha256: hash_text(text),
        ..Source::new(id("s1"))
    };
    drop(document.load_source(source));
    for n in 0..passages.len() {
        drop(document.load_node(Node::new(id(&format!("n{n}")), Kind::Claim, "")));
    }
    let mut editor = Editor::new(document);
    let edits = passages.iter().enumerate().map(|(n, &span)| {
        let CharSpan { start, end } = index.char_span(text, span);
        Edit::AddAnchor {
            on: id(&format!("n{n}")),
            anchor: AnchorSpec {
                source: id("s1"),
                start: start.0,
                end: end.0,
            },
        }
    });
    let edits = edits.collect();
    drop(editor.commit(&Edit::Batch { edits }, &[], None, context(&mut Rolls(1))));
    Document::clone(editor.document())
}

fn commit(document: &Document, edit: &Edit) -> f64 {
    median(9, || {
        let mut editor = Editor::new(document.clone());
        let made = editor.commit(edit, &[], None, context(&mut Rolls(1)));
        assert!(made.is_ok_and(|made| !made.changes.is_empty()));
    })
}

fn context(rolls: &mut Rolls) -> Context<'_> {
    Context {
        random: rolls,
        now: Time::from_unix(0),
    }
}

fn id(name: &str) -> Id {
    Id::parse(name).expect("an id of a benchmark is one")
}

/// A plain generator (Knuth's MMIX constants); only the upper bits are used.
struct Rolls(u64);

impl RandomSource for Rolls {
    fn next_bits(&mut self) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005);
        self.0 = self.0.wrapping_add(1_442_695_040_888_963_407);
        self.0 >> 33
    }
}

/// The median of some runs, in milliseconds.
#[expect(clippy::disallowed_methods, reason = "a benchmark reads the clock")]
fn median(n: usize, mut work: impl FnMut()) -> f64 {
    let mut times: Vec<f64> = (0..n)
        .map(|_| {
            let begin = Instant::now();
            work();
            begin.elapsed().as_secs_f64() * 1000.0
        })
        .collect();
    times.sort_by(f64::total_cmp);
    times[times.len() / 2]
}
