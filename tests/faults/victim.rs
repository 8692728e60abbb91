//! The program without its window, for `tests/faults/run` to kill, starve and deceive. What it has
//! been promised it writes into a file of acknowledgements, one number a line, after the promise.
//!
//! `victim save PATH TITLE` saves one map · `victim new PATH TITLE` saves one where none may be · `victim race
//! PATH TITLE GO` looks at a map or that there is none, and saves once the file GO is there · `victim outside
//! STATE PATH GO` opens a map and edits it, and saves then · `victim saves PATH ACK` saves for ever · `victim edits STATE
//! ACK [N]` edits an untitled map, for ever or so often · `victim hold STATE ACK` edits once and waits ·
//! `victim works STATE PATH ACK` edits and saves for ever, with journal and snapshots · `victim snapshots
//! STATE PATH` reads the snapshots of a map ·
//! `victim undone STATE` restores the first map of the journals and takes back all of its history · `victim
//! delay STATE N` says how long after each of N edits the disk had it ·
//! `victim title PATH` reads a map · `victim found STATE` reads the journals · `victim cost STATE N` says what
//! a journal costs on a map of N boxes · `victim save-cost FOLDER N` what a save of it costs.
#![allow(clippy::disallowed_methods, clippy::unwrap_used, missing_docs)]

use std::fs::OpenOptions;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;
use std::sync::mpsc::channel;
use std::time::{Duration, Instant};

use linchpin::app::{
    Action, App, Dialog, Guard, JournalState, MessageGrade, Purpose, SaveError, Search,
    SnapshotSearch, SystemHost, TaskMode, find_unsaved, read_map, save_guarded,
};
use linchpin::edit::{Edit, Field};
use linchpin::format::native;
use linchpin::model::{Document, Id, Kind, Link, Meta, Node, Relation, Time};
use linchpin::storage::history::find_history_folder;
use linchpin::storage::{Disk, Folders, Saved, read_bounded};

fn main() -> ExitCode {
    linchpin::storage::outlive_size_limit();
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match words[..] {
        ["save", path, title] => save(Path::new(path), title),
        ["new", path, title] => tell_saved(save_guarded(
            &make_map(title),
            Path::new(path),
            Guard::Absent,
        )),
        ["race", path, title, go] => race(Path::new(path), title, Path::new(go)),
        ["outside", state, path, go] => {
            save_changed(Path::new(state), Path::new(path), Path::new(go))
        }
        ["saves", path, ack] => save_for_ever(Path::new(path), Path::new(ack)),
        ["edits", state, ack] => edit(Path::new(state), Path::new(ack), u64::MAX),
        ["edits", state, ack, n] => edit(Path::new(state), Path::new(ack), n.parse().unwrap()),
        ["hold", state, ack] => hold(Path::new(state), Path::new(ack)),
        ["works", state, path, ack] => work(Path::new(state), Path::new(path), Path::new(ack)),
        ["snapshots", state, path] => tell_snapshots(Path::new(state), Path::new(path)),
        ["title", path] => tell_title(Path::new(path)),
        ["cost", state, n] => tell_cost(Path::new(state), n.parse().unwrap()),
        ["save-cost", folder, n] => tell_save_cost(Path::new(folder), n.parse().unwrap()),
        ["delay", state, n] => tell_delay(Path::new(state), n.parse().unwrap()),
        ["undone", state] => tell_undone(Path::new(state)),
        ["found", state] => tell_found(Path::new(state)),
        _ => {
            eprintln!("see tests/faults/victim.rs");
            ExitCode::from(64)
        }
    }
}

/// A map of about 40 kB, so that a write can be torn.
fn make_map(title: &str) -> Document {
    let id = Id::parse("doc-victim").unwrap();
    let empty = Document::new(id, Time::from_unix(1_790_000_000));
    let meta = Meta {
        title: title.to_owned(),
        authors: vec!["A name that takes some room in the file".to_owned(); 1000],
        ..Meta::clone(empty.meta())
    };
    Document::from_meta(meta)
}

fn save(path: &Path, title: &str) -> ExitCode {
    tell_saved(save_guarded(&make_map(title), path, Guard::Replaced))
}

fn tell_saved(saved: Result<Saved, SaveError>) -> ExitCode {
    match saved {
        Ok(saved) if saved.confirmed => {
            println!("saved");
            ExitCode::SUCCESS
        }
        Ok(_) => {
            println!("unconfirmed");
            ExitCode::SUCCESS
        }
        Err(error) => {
            println!("refused: {error}");
            ExitCode::FAILURE
        }
    }
}

/// Waits until the script has made a file.
fn wait_for(go: &Path) {
    while !go.exists() {
        std::thread::yield_now();
    }
}

/// As somebody who has opened the map, or has been told that there is none.
fn race(path: &Path, title: &str, go: &Path) -> ExitCode {
    let guard = match read_bounded(path, false) {
        Ok(loaded) => Guard::Same(loaded.fingerprint),
        Err(_) => Guard::Absent,
    };
    let map = make_map(title);
    println!("ready");
    wait_for(go);
    tell_saved(save_guarded(&map, path, guard))
}

/// Opens a map in the whole program, edits it, and saves it after somebody else has had his way with the
/// file; says whether it was saved or the question was asked. What is unsaved stays in the journal.
fn save_changed(state: &Path, path: &Path, go: &Path) -> ExitCode {
    let (mut app, woken) = start(state);
    app.open(path.to_owned(), None);
    while app.tab().is_none() {
        let _ = woken.recv_timeout(Duration::from_millis(5));
        app.poll();
    }
    rename(&mut app, 7);
    println!("ready");
    wait_for(go);
    app.save();
    let told = loop {
        let _ = woken.recv_timeout(Duration::from_millis(5));
        app.poll();
        if matches!(app.dialog, Some(Dialog::ChangedOnDisk { .. })) {
            break "asked".to_owned();
        }
        if !app.tab().unwrap().is_dirty() {
            break "saved".to_owned();
        }
        let error = app
            .messages
            .iter()
            .find(|it| it.grade == MessageGrade::Error);
        if let Some(message) = error.map(|it| &it.text) {
            break format!("refused: {message}");
        }
    };
    println!("{told}");
    std::process::exit(0)
}

fn acknowledge(ack: &Path, n: u64) {
    let mut file = OpenOptions::new()
        .append(true)
        .create(true)
        .open(ack)
        .unwrap();
    // In one write, so that no kill leaves half a number.
    file.write_all(format!("{n}\n").as_bytes()).unwrap();
}

fn save_for_ever(path: &Path, ack: &Path) -> ExitCode {
    for n in 1.. {
        let saved = save_guarded(&make_map(&n.to_string()), path, Guard::Replaced);
        if saved.is_ok_and(|saved| saved.confirmed) {
            acknowledge(ack, n);
        }
    }
    ExitCode::SUCCESS
}

/// A program with its journals in a folder, and a channel that says when one of its threads has news.
fn start(state: &Path) -> (App, std::sync::mpsc::Receiver<()>) {
    let folders = Folders {
        config: state.join("config"),
        state: state.to_owned(),
    };
    let (sender, woken) = channel();
    let sender = std::sync::Mutex::new(sender);
    let wake = Arc::new(move || sender.lock().unwrap().send(()).unwrap_or_default());
    let host = Box::new(SystemHost::default());
    let app = App::new(host, Some(folders), TaskMode::Threads(wake));
    (app, woken)
}

fn rename(app: &mut App, n: u64) {
    let field = Field::Title(n.to_string());
    app.perform(Action::Edit(Box::new(Edit::SetField { field })));
}

fn state_of(app: &App) -> JournalState {
    app.tab().unwrap().journal.state()
}

fn edit(state: &Path, ack: &Path, n_edits: u64) -> ExitCode {
    let (mut app, _woken) = start(state);
    app.new_map();
    for n in 1..=n_edits {
        rename(&mut app, n);
        while state_of(&app) == JournalState::Behind {
            std::thread::yield_now();
        }
        match state_of(&app) {
            JournalState::Kept => acknowledge(ack, n),
            other => println!("{other:?}"),
        }
    }
    // As a crash would end it.
    std::process::exit(0)
}

fn hold(state: &Path, ack: &Path) -> ExitCode {
    let (mut app, woken) = start(state);
    app.new_map();
    rename(&mut app, 1);
    while !app.tab().unwrap().journal.is_synced() {
        woken.recv().unwrap();
    }
    acknowledge(ack, 1);
    loop {
        std::thread::park();
    }
}

/// Edits and saves; acknowledges the number of an edit once it is in the file.
fn work(state: &Path, path: &Path, ack: &Path) -> ExitCode {
    let (mut app, woken) = start(state);
    app.new_map();
    rename(&mut app, 0);
    let tab = app.tab().unwrap().key;
    let purpose = Purpose::SaveAs { tab, then: None };
    app.perform(Action::FileChosen(purpose, Some(path.to_owned())));
    for n in 1.. {
        while app.tab().unwrap().is_dirty() {
            // Whichever thread it was that woke us: it is looked again.
            let _ = woken.recv_timeout(Duration::from_millis(5));
            app.poll();
        }
        acknowledge(ack, n - 1);
        rename(&mut app, n);
        app.perform(Action::Run("save"));
    }
    ExitCode::SUCCESS
}

/// Prints the title of each snapshot, the newest first.
fn tell_snapshots(state: &Path, path: &Path) -> ExitCode {
    let search = SnapshotSearch {
        folder: find_history_folder(state),
        map: None,
        file: Some(path.to_owned()),
    };
    for snapshot in search.run() {
        match read_map(&snapshot) {
            Ok((map, _)) => println!("{}", map.meta().title),
            Err(why) => println!("damaged: {why}"),
        }
    }
    ExitCode::SUCCESS
}

fn tell_title(path: &Path) -> ExitCode {
    match std::fs::read(path).map(|bytes| native::read(&bytes)) {
        Ok(Ok(loaded)) => {
            println!("{}", loaded.document.meta().title);
            ExitCode::SUCCESS
        }
        Ok(Err(error)) => {
            println!("damaged: {error}");
            ExitCode::FAILURE
        }
        Err(error) => {
            println!("unreadable: {error}");
            ExitCode::FAILURE
        }
    }
}

fn add_large_map(app: &mut App, n_boxes: usize) {
    let mut document = app.make_document();
    for n in 0..n_boxes {
        let id = Id::parse(&format!("n{n}")).unwrap();
        let words = format!("Claim number {n}, in about as many words as claims have");
        let node = Node::new(id, Kind::Claim, words);
        document.load_node(node).unwrap();
    }
    // A tree of three reasons a box, and every tenth step doubted by a box elsewhere.
    for n in 1..n_boxes {
        let id = |text: String| Id::parse(&text).unwrap();
        let (from, to) = (vec![id(format!("n{n}"))], id(format!("n{}", (n - 1) / 3)));
        let link = Link::new(id(format!("l{n}")), Relation::Supports, from, to);
        document.load_link(link).unwrap();
        if n % 10 == 0 {
            let (from, to) = (vec![id(format!("n{}", n / 2 + 1))], id(format!("n{n}")));
            let link = Link::new(id(format!("o{n}")), Relation::Opposes, from, to);
            document.load_link(link).unwrap();
        }
    }
    app.add_tab(document);
}

/// Prints how long the window's thread is busy with a save, at the most at one time, in processor time
/// and by the clock, and how long the whole of the save takes; the median of some saves, and the worst of
/// them.
fn tell_save_cost(folder: &Path, n_boxes: usize) -> ExitCode {
    const SAVES: u64 = 9;
    let (mut app, woken) = start(folder);
    add_large_map(&mut app, n_boxes);
    let tab = app.tab().unwrap().key;
    let (mut busy, mut held, mut whole) = (Vec::new(), Vec::new(), Vec::new());
    for n in 0..SAVES {
        rename(&mut app, n);
        let path = folder.join("large.argmap.json");
        let begun = Instant::now();
        let mut most = (Duration::ZERO, Duration::ZERO);
        let mut measure = |work: &mut dyn FnMut()| {
            let (busy, held) = (find_busy(), Instant::now());
            work();
            most.0 = most.0.max(find_busy().saturating_sub(busy));
            most.1 = most.1.max(held.elapsed());
        };
        measure(&mut || {
            if n == 0 {
                app.take_file(Purpose::SaveAs { tab, then: None }, Some(path.clone()));
            } else {
                app.save();
            }
        });
        while app.tab().unwrap().is_dirty() {
            woken.recv().unwrap();
            measure(&mut || app.poll());
        }
        busy.push(most.0);
        held.push(most.1);
        whole.push(begun.elapsed());
    }
    let ms = |times: &mut Vec<Duration>, at: usize| {
        times.sort();
        times[at].as_secs_f64() * 1e3
    };
    let (middle, last) = (SAVES as usize / 2, SAVES as usize - 1);
    println!(
        "the window's thread busy for {:.1} ms at one time ({:.0} by the clock), saved in {:.0} ms; of \
         {SAVES} saves the worst {:.1} ms ({:.0} by the clock), {:.0} ms",
        ms(&mut busy, middle),
        ms(&mut held, middle),
        ms(&mut whole, middle),
        ms(&mut busy, last),
        ms(&mut held, last),
        ms(&mut whole, last)
    );
    std::process::exit(0)
}

/// The processor time of this thread; zero where the system does not say.
fn find_busy() -> Duration {
    let text = std::fs::read_to_string("/proc/thread-self/schedstat").unwrap_or_default();
    let first = text.split_whitespace().next();
    Duration::from_nanos(first.and_then(|it| it.parse().ok()).unwrap_or_default())
}

/// Prints what an edit takes on the window's thread, with a journal and without, when the disk has
/// it, and how long finding it again takes.
fn tell_cost(state: &Path, n_boxes: usize) -> ExitCode {
    let make = |app: &mut App| add_large_map(app, n_boxes);
    let time_edits = |app: &mut App| {
        let mut times: Vec<Duration> = (0..201)
            .map(|n| {
                let begun = Instant::now();
                rename(app, n);
                begun.elapsed()
            })
            .collect();
        let first = times.remove(0);
        times.sort();
        println!(
            "first edit {first:?}, median {:?}, longest {:?}",
            times[100], times[199]
        );
    };
    let mut plain = App::new(Box::new(SystemHost::default()), None, TaskMode::Inline);
    make(&mut plain);
    print!("without a journal: ");
    time_edits(&mut plain);
    let (mut app, woken) = start(state);
    make(&mut app);
    print!("with a journal: ");
    time_edits(&mut app);
    let begun = Instant::now();
    while !app.tab().unwrap().journal.is_synced() {
        woken.recv().unwrap();
    }
    println!("kept by the disk after {:?}", begun.elapsed());
    drop(app);
    while woken.recv().is_ok() {}
    let begun = Instant::now();
    tell_found(state);
    println!("found again in {:?}", begun.elapsed());
    ExitCode::SUCCESS
}

/// Prints how long after an edit was acknowledged the disk had confirmed it, at the most and mostly: so much
/// a power cut may take. Edits come as from quick hands, some close together, some after a while.
fn tell_delay(state: &Path, n_edits: u64) -> ExitCode {
    let (mut app, _woken) = start(state);
    add_large_map(&mut app, 1000);
    let mut waiting: Vec<(u64, Instant)> = Vec::new();
    let mut delays: Vec<Duration> = Vec::new();
    let look = |app: &App, waiting: &mut Vec<(u64, Instant)>, delays: &mut Vec<Duration>| {
        let n_synced = app.tab().unwrap().journal.n_synced();
        waiting.retain(|(n, since)| {
            let is_kept = *n <= n_synced;
            if is_kept {
                delays.push(since.elapsed());
            }
            !is_kept
        });
        std::thread::sleep(Duration::from_micros(500));
    };
    for n in 1..=n_edits {
        rename(&mut app, n);
        while state_of(&app) == JournalState::Behind {
            look(&app, &mut waiting, &mut delays);
        }
        assert_eq!(state_of(&app), JournalState::Kept);
        waiting.push((app.tab().unwrap().journal.n_sent(), Instant::now()));
        // Between 5 and 205 ms, in an order that repeats late.
        let pause = Duration::from_millis(5 + n * 37 % 201);
        let begun = Instant::now();
        while begun.elapsed() < pause {
            look(&app, &mut waiting, &mut delays);
        }
    }
    while !waiting.is_empty() {
        look(&app, &mut waiting, &mut delays);
    }
    delays.sort();
    println!(
        "from an acknowledged edit to its sync {:.0} ms at the most, {:.0} ms in the middle, of {} edits",
        delays[delays.len() - 1].as_secs_f64() * 1e3,
        delays[delays.len() / 2].as_secs_f64() * 1e3,
        delays.len()
    );
    std::process::exit(0)
}

/// Restores as a hand would; prints the title of the map, how many steps could be taken back, and the title
/// that it has then.
fn tell_undone(state: &Path) -> ExitCode {
    let (mut app, woken) = start(state);
    while app.is_busy() {
        let _ = woken.recv_timeout(Duration::from_millis(5));
        app.poll();
    }
    let Some(key) = app.found().first().map(|found| found.key) else {
        println!("nothing");
        return ExitCode::FAILURE;
    };
    app.perform(Action::RestoreFound(key));
    let title = |app: &App| app.tab().unwrap().document().meta().title.clone();
    let last = title(&app);
    let mut n_undone = 0;
    while app.tab().unwrap().editor.history().next_undo().is_some() {
        app.undo();
        n_undone += 1;
    }
    println!("{last} {n_undone} “{}”", title(&app));
    // As a crash would end it: nothing is decided about what was found.
    std::process::exit(0)
}

/// Prints how many edits the journals hold, of each map a line.
fn tell_found(state: &Path) -> ExitCode {
    let search = Search {
        folder: PathBuf::from(state).join("recovery"),
        discarded: false,
        session: None,
        now: 1_790_000_000,
    };
    for found in find_unsaved(&search, &Disk) {
        match found.map() {
            Some(map) => println!("{} {}", found.name, map.n_edits),
            None => println!("unread"),
        }
    }
    ExitCode::SUCCESS
}
