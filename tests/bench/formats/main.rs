//! Every map of other programs that is at hand, read: how many there are of each folder, how
//! many are imported or refused, and what they hold, as Markdown.
//!
//! ```sh
//! cargo bench --no-default-features --bench formats
//! cargo bench --no-default-features --bench formats -- argdown   # one folder
//! ```
//!
//! The files are looked for in the folder that `CORPORA` names, else in `../shared/corpora`.
//! After the table stand the reasons of refusals, and the files whose statements, arguments or
//! relations are counted otherwise than by the reference parser of Argdown.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use linchpin::edit::Fragment;
use linchpin::format::exchange::{argdown, name_companions};
use linchpin::format::{self, Fate, Import};
use linchpin::model::{Document, Id, Time, find_breaches};

/// Folders of maps, and how the names of the files to read end.
const FOLDERS: &[(&str, &[&str])] = &[
    ("argdown", &["argdown"]),
    ("kialo", &["txt"]),
    ("xaif", &["json"]),
    ("aif-araucaria", &["json"]),
    ("aif-us2016", &["json"]),
    ("aif-qt30", &["json"]),
    ("aif-argument-graph-retrieval", &["json"]),
    ("arg-microtexts", &["xml"]),
    ("arg-microtexts-aif", &["json"]),
    ("brat-abstrct", &["ann"]),
    ("brat-cdcp", &["json"]),
    ("sadface", &["json"]),
    ("carneades", &["yml", "xml"]),
    ("compendium", &["xml"]),
    ("opml", &["opml"]),
    ("freemind-mm", &["mm"]),
];

#[derive(Default)]
struct Sums {
    files: usize,
    imported: usize,
    boxes: usize,
    links: usize,
    linked: usize,
    onto: usize,
    passages: usize,
    changed: usize,
    dropped: usize,
    unlawful: usize,
    longest: Duration,
    formats: BTreeMap<&'static str, usize>,
}

fn main() {
    let wanted = std::env::args().skip(1).find(|it| !it.starts_with("--"));
    let corpora = std::env::var("CORPORA").unwrap_or_else(|_| "../shared/corpora".to_owned());
    let corpora = PathBuf::from(corpora);
    if !corpora.is_dir() {
        println!("skipped: there are no corpora in {}", corpora.display());
        return;
    }
    let mut refusals = Vec::new();
    println!(
        "| folder | files | imported | refused | boxes | links | linked | onto links | passages \
         | changed | dropped | laws broken | longest | read as |"
    );
    println!("|---|---|---|---|---|---|---|---|---|---|---|---|---|---|");
    for (folder, endings) in FOLDERS {
        if wanted.as_ref().is_some_and(|wanted| wanted != folder) {
            continue;
        }
        let mut files = Vec::new();
        list_files(&corpora.join(folder), endings, &mut files);
        files.sort();
        let mut sums = Sums::default();
        for file in &files {
            if let Err(why) = read(file, &mut sums) {
                let name = file.strip_prefix(&corpora).unwrap_or(file);
                refusals.push(format!("{}: {why}", name.display()));
            }
        }
        let formats: Vec<String> = sums
            .formats
            .iter()
            .map(|(name, n)| format!("{name} {n}"))
            .collect();
        println!(
            "| {folder} | {} | {} | {} | {} | {} | {} | {} | {} | {} | {} | {} | {:.0} ms | {} |",
            sums.files,
            sums.imported,
            sums.files - sums.imported,
            sums.boxes,
            sums.links,
            sums.linked,
            sums.onto,
            sums.passages,
            sums.changed,
            sums.dropped,
            sums.unlawful,
            sums.longest.as_secs_f64() * 1e3,
            formats.join(", "),
        );
    }
    compare_with_reference(&corpora.join("argdown"));
    println!("\nRefused: {}\n", refusals.len());
    for refusal in refusals {
        println!("- {refusal}");
    }
}

#[expect(clippy::disallowed_methods, reason = "a benchmark reads the clock")]
fn read(file: &Path, sums: &mut Sums) -> Result<(), String> {
    sums.files += 1;
    let bytes = std::fs::read(file).map_err(|error| error.to_string())?;
    let name = file.file_name().unwrap_or_default().to_string_lossy();
    let mut beside = name_companions(&name)
        .into_iter()
        .map(|name| file.with_file_name(name));
    let companion = beside.find_map(|it| std::fs::read(it).ok());
    let companion = companion.map(|bytes| String::from_utf8_lossy(&bytes).into_owned());
    let begin = Instant::now();
    let import = Import {
        name: &name,
        bytes: &bytes,
        companion: companion.as_deref(),
    };
    let format = format::recognise(&import).ok_or("no format recognises it")?;
    let importer = format.import.expect("what recognises reads");
    let imported = (importer.read)(&import).map_err(|error| error.to_string())?;
    sums.longest = sums.longest.max(begin.elapsed());
    sums.imported += 1;
    *sums.formats.entry(format.id).or_default() += 1;
    let fragment = &imported.fragment;
    sums.boxes += fragment.nodes.len();
    sums.links += fragment.links.len();
    sums.linked += fragment.links.iter().filter(|it| it.from.len() > 1).count();
    let is_link = |id: &Id| fragment.links.iter().any(|it| it.id == *id);
    sums.onto += fragment.links.iter().filter(|it| is_link(&it.to)).count();
    sums.passages += fragment
        .nodes
        .iter()
        .map(|it| it.anchors.len())
        .sum::<usize>();
    for remark in imported.report.remarks() {
        match remark.fate {
            Fate::Changed => sums.changed += remark.n,
            Fate::Dropped => sums.dropped += remark.n,
            Fate::Kept => {}
        }
    }
    if is_unlawful(fragment) {
        sums.unlawful += 1;
    }
    Ok(())
}

/// The counts of Argdown files beside those of the reference parser, where that finds no error.
fn compare_with_reference(folder: &Path) {
    let Ok(expected) = std::fs::read_to_string(folder.join("expected.tsv")) else {
        return;
    };
    let (mut n, mut n_equal, mut others) = (0, 0, Vec::new());
    for line in expected.lines().skip(1) {
        let cells: Vec<&str> = line.split('\t').collect();
        let number = |at: usize| cells.get(at).and_then(|it| it.parse::<usize>().ok());
        let Ok(text) = std::fs::read_to_string(folder.join(cells[0])) else {
            continue;
        };
        if number(1) != Some(0) || number(2) != Some(0) {
            continue;
        }
        n += 1;
        let own = argdown::count(&text.replace("\r\n", "\n"));
        let own = [own.statements, own.arguments, own.relations];
        let theirs = [3, 4, 5].map(|at| number(at).unwrap_or_default());
        if own == theirs {
            n_equal += 1;
        } else {
            others.push(format!(
                "{}: {own:?}, by the reference {theirs:?}",
                cells[0]
            ));
        }
    }
    println!(
        "\nStatements, arguments and relations of {n} Argdown files that the reference parser \
         reads without errors: equal in {n_equal}.\n"
    );
    for other in others {
        println!("- {other}");
    }
}

fn is_unlawful(fragment: &Fragment) -> bool {
    let id = Id::parse("m-0").expect("it has the form of an id");
    let mut document = Document::new(id, Time::default());
    let mut is_twice = false;
    for source in &fragment.sources {
        is_twice |= document.load_source(source.clone()).is_err();
    }
    for node in &fragment.nodes {
        is_twice |= document.load_node(node.clone()).is_err();
    }
    for link in &fragment.links {
        is_twice |= document.load_link(link.clone()).is_err();
    }
    is_twice || !find_breaches(&document).is_empty()
}

fn list_files(folder: &Path, endings: &[&str], files: &mut Vec<PathBuf>) {
    let Ok(entries) = std::fs::read_dir(folder) else {
        return;
    };
    for entry in entries.flatten() {
        let path = entry.path();
        let ending = path.extension().map(|it| it.to_string_lossy().into_owned());
        if path.is_dir() {
            list_files(&path, endings, files);
        } else if ending.is_some_and(|it| endings.contains(&it.as_str())) {
            files.push(path);
        }
    }
}
