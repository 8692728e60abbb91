//! What is fuzzed: one body for each thing that takes bytes from outside, or maps that may be
//! anything. A body panics where a promise is broken. The formats of maps come from the table of
//! formats, so that a new one is fuzzed by itself.

mod maps;
mod state;
mod texts;

use linchpin::edit::{Context, Edit, Editor, Refusal};
use linchpin::format::{self, Format, FormatError, Import, Importer, Reader, native};
use linchpin::model::{Document, Id, RandomSource, Time};
use linchpin::text::formats;

use super::seeds;

pub use maps::make_map;

/// What is done with an input; it panics where that goes wrong.
type Body = dyn Fn(&[u8]) + Send + Sync;

/// Makes what is in an input ready to be opened, and gives the opening of it.
type Opening = dyn Fn(&[u8]) -> Box<dyn FnOnce()> + Send + Sync;

/// One thing that is fuzzed.
pub struct Target {
    /// Its name.
    pub name: String,
    /// Whether it is one of a group that is fuzzed as a whole when time is short.
    pub is_part: bool,
    /// What is done with an input.
    pub run: Box<Body>,
    /// What the program does when it is opened, and nothing else, where that is less: no law is
    /// looked at, and no file is made of it first.
    pub open: Option<Box<Opening>>,
    /// What inputs are made of.
    pub seeds: Vec<Vec<u8>>,
}

/// Everything that is fuzzed.
pub fn list_targets() -> Vec<Target> {
    let whole = |name: &str, body: fn(&[u8]), seeds: Vec<Vec<u8>>| Target {
        name: name.to_owned(),
        is_part: false,
        run: Box::new(body),
        open: texts::find_opening(name),
        seeds,
    };
    let imports = seeds::list_import_seeds();
    let mut targets = vec![
        whole("imports", run_imports, imports.clone()),
        whole("outline", texts::run_outline, seeds::list_texts()),
        whole("articles-plain", texts::run_plain, seeds::list_texts()),
        whole(
            "articles-markdown",
            texts::run_markdown,
            seeds::list_texts(),
        ),
        whole("articles-html", texts::run_html, seeds::list_pages()),
        whole("articles-pasted", texts::run_pasted, seeds::list_pages()),
        whole("articles-packed", texts::run_packed, seeds::list_packed()),
        whole("anchors", texts::run_anchors, seeds::list_versions()),
        whole(
            "annotations",
            texts::run_annotations,
            seeds::list_annotations(),
        ),
        whole("journal", maps::run_journal, seeds::list_journals()),
        whole("edits", maps::run_edits, seeds::list_edits()),
        whole("merge", maps::run_merge, seeds::list_dice()),
        whole("evaluation", maps::run_evaluation, seeds::list_dice()),
        whole("exports", maps::run_exports, seeds::list_dice()),
        whole("settings", state::run_settings, state::list_settings()),
        whole("marks", state::run_mark, state::list_marks()),
        whole("snapshots", state::run_snapshot, state::list_packed_maps()),
    ];
    if formats::ALL.iter().any(|it| it.id == "pdf") {
        let seeds = seeds::list_printed();
        targets.push(whole("articles-pdf", texts::run_printed, seeds));
    }
    for format in format::ALL {
        if let Some(read) = format.read {
            targets.push(Target {
                name: format!("read-{}", format.id),
                is_part: false,
                run: Box::new(move |bytes| run_reader(read, bytes)),
                open: None,
                seeds: seeds::list_own_seeds(format),
            });
        }
        if let Some(importer) = format.import {
            targets.push(Target {
                name: format!("import-{}", format.id),
                is_part: true,
                run: Box::new(move |bytes| {
                    run_importer(format, importer, &as_file(bytes));
                }),
                open: Some(Box::new(move |bytes| {
                    let bytes = bytes.to_vec();
                    Box::new(move || drop(import(importer, &as_file(&bytes))))
                })),
                seeds: imports
                    .clone()
                    .into_iter()
                    .filter(|it| (importer.recognises)(&as_file(it)))
                    .collect(),
            });
        }
    }
    targets
}

fn as_file(bytes: &[u8]) -> Import<'_> {
    Import {
        name: "map",
        bytes,
        companion: Some(seeds::COMPANION),
    }
}

/// What is read as a map is written, and read again as the same.
fn run_reader(read: Reader, bytes: &[u8]) {
    if let Ok(loaded) = read(bytes) {
        let text = save(&loaded.document);
        drop(loaded);
        check_reading(&text);
    }
}

/// A file goes to the reader that knows it, and to one that may not.
fn run_imports(bytes: &[u8]) {
    let file = as_file(bytes);
    let importers = || format::ALL.iter().filter_map(|it| Some((it, it.import?)));
    let sum: usize = bytes.iter().map(|&byte| usize::from(byte)).sum();
    let known = format::recognise(&file).and_then(|it| Some((it, it.import?)));
    let other = importers().nth(sum % importers().count().max(1));
    for (format, importer) in known.into_iter().chain(other) {
        run_importer(format, importer, &file);
    }
}

/// What an importer makes of a file is a map that keeps every law and can be saved, or a reason.
pub fn run_importer(format: &Format, importer: Importer, file: &Import<'_>) {
    let is_own = (importer.recognises)(file);
    match import(importer, file) {
        Ok((mut editor, made)) => {
            assert!(made.is_ok() || !is_own, "{}: {:?}", format.id, made.err());
            if made.is_ok() {
                let text = save(editor.document());
                editor.undo(Time::from_unix(3));
                assert!(editor.document().nodes().is_empty());
                drop(editor);
                check_reading(&text);
            }
        }
        Err(error) => {
            assert!(!matches!(error, FormatError::Export { .. }));
            assert!(!error.to_string().is_empty());
        }
    }
}

/// A new map with what is in a file, and whether that could be put into it.
fn import(
    importer: Importer,
    file: &Import<'_>,
) -> Result<(Editor, Result<(), Refusal>), FormatError> {
    let imported = (importer.read)(file)?;
    drop(imported.report.to_string());
    let mut editor = Editor::new(make_document());
    let edit = Edit::Insert {
        fragment: Box::new(imported.fragment),
        under: None,
        after: None,
        against: Vec::new(),
    };
    let made = editor.commit(&edit, &[], None, context(&mut Counter::default()));
    // As in the program, what was imported goes with the edit.
    Ok((editor, made.map(drop)))
}

/// Whatever is open can be saved, and is there again afterwards.
fn check_saved(document: &Document) {
    check_reading(&save(document));
}

/// Whatever is open can be saved, and what is saved gives it back.
fn save(document: &Document) -> String {
    native::write_verified(document).expect("what was read can be saved")
}

/// What was saved can be read, and would be saved as the same.
fn check_reading(text: &str) {
    let again = native::read(text.as_bytes()).expect("what was saved can be read");
    assert!(again.was_canonical || again.read_only.is_some());
}

/// An empty map.
pub fn make_document() -> Document {
    let id = Id::parse("m-1").expect("it is an id");
    Document::new(id, Time::from_unix(1_790_000_000))
}

/// What an edit needs besides itself.
pub fn context(random: &mut Counter) -> Context<'_> {
    Context {
        random,
        now: Time::from_unix(1_790_000_060),
    }
}

/// Counts in place of chance.
#[derive(Default)]
pub struct Counter(u64);

impl RandomSource for Counter {
    fn next_bits(&mut self) -> u64 {
        self.0 += 1;
        self.0
    }
}
