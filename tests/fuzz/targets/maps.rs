//! Maps that may be anything, and what is done with them: journals, edits, merging, evaluation and
//! writing.

use std::sync::Arc;

use linchpin::compare::{Comparison, Matching, merge};
use linchpin::edit::{Edit, Editor};
use linchpin::format::picture::Options;
use linchpin::format::{self, ExportRequest, clipping, fragment, journal, native};
use linchpin::layout::{self, ViewState};
use linchpin::model::{
    Anchor, Assumption, Document, Graph, Id, Link, Node, Relation, Source, Strength, Time,
    find_breaches,
};
use linchpin::reason::acceptance::{Acceptance, Standard};
use linchpin::reason::checks::{Findings, Profile};
use linchpin::reason::find_fall;
use linchpin::reason::strength::{
    Scores, Semantics, Strengths, explain, explain_blow, explain_conclusion, explain_turning,
    find_conclusion, find_linchpins, find_turning, label_map,
};
use linchpin::storage::journal::split_records;
use linchpin::text::{Quote, Span, TextIndex};

use super::texts::DIVIDER;
use super::{Counter, check_saved, context, make_document};

const KINDS: &[&str] = &[
    "question", "claim", "evidence", "note", "claim", "claim", "riddle",
];
const RELATIONS: &[&str] = &[
    "supports",
    "opposes",
    "answers",
    "asks",
    "restates",
    "contradicts",
    "relates",
    "supports",
    "defeats",
];
const WORDINGS: &[&str] = &[
    "The dam was not looked after",
    "Why did it break?",
    "Every dam always leaks, and it is likely that none was ever looked at because it is dear",
    "",
    "=1+1 | \"quoted\" <b>bold</b> & [a](javascript:alert(1))\n- item\n%% `code` $x$ {y} \\n",
    "السد قديم — 坝很旧 👩‍👩‍👧 e\u{301}",
    "\u{202e}gnihtyna\u{202c}\u{200b}\u{0}",
];
const ARTICLE: &str = "The dam was built in 1911. Nobody has looked at it since the war. It leaks.";

/// The bytes of an input one after the other, and then zeros.
struct Dice<'a>(std::slice::Iter<'a, u8>);

impl Dice<'_> {
    fn next(&mut self) -> usize {
        usize::from(self.0.next().copied().unwrap_or_default())
    }

    fn pick<'l, T: ?Sized>(&mut self, list: &'l [&'l T]) -> &'l T {
        list[self.next() % list.len()]
    }

    fn is_over(&self) -> bool {
        self.0.len() == 0
    }
}

/// A map by dice: boxes, and links that may lead anywhere, round in circles and to nothing. One
/// that is `lawful` leaves the links out that would break a law.
pub fn make_map(bytes: &[u8], is_lawful: bool) -> Document {
    let mut dice = Dice(bytes.iter());
    let mut document = make_document();
    let article = Id::parse("s-1").expect("it is an id");
    let source = Source {
        text: ARTICLE.into(),
        ..Source::new(article.clone())
    };
    document.load_source(source).expect("it is the first");
    let index = TextIndex::new(ARTICLE);
    let n_nodes = 1 + dice.next() % 24;
    for at in 0..n_nodes {
        let mut node = Node::new(name("n", at), dice.pick(KINDS).into(), dice.pick(WORDINGS));
        let traits = dice.next();
        if traits & 3 == 3 {
            node.assumption = Some(Assumption::Unclassed);
        }
        if traits & 0b1100 == 0b1100 {
            let span = Span::new(traits % ARTICLE.len(), (traits / 3) % ARTICLE.len());
            node.anchors.push(Anchor::of(
                article.clone(),
                Quote::of(ARTICLE, &index, span),
            ));
        }
        if traits & 0b11_0000 == 0b11_0000 {
            node.tags = ["motive".to_owned(), String::from(dice.pick(WORDINGS))].into();
            dice.pick(WORDINGS).clone_into(&mut node.note);
        }
        document.load_node(node).expect("its id is new");
    }
    let mut n_links = 0;
    while !dice.is_over() && n_links < 64 {
        let relation = Relation::from(dice.pick(RELATIONS));
        let traits = dice.next();
        let from = (0..=traits % 3).map(|_| name("n", dice.next() % (n_nodes + 1)));
        let from = from.collect();
        let to = dice.next();
        let to = if traits & 8 == 8 {
            name("l", to % (n_links + 2))
        } else {
            name("n", to % n_nodes)
        };
        let mut link = Link::new(name("l", n_links), relation, from, to);
        link.strength = match traits >> 4 {
            1 => Some(Strength::Number(0.3)),
            2 => Some(Strength::Word("strong".into())),
            3 => Some(Strength::Word("odd".into())),
            4 if !is_lawful => Some(Strength::Number(f64::from(traits as u8) - 100.0)),
            _ => None,
        };
        n_links += 1;
        let mut with = document.clone();
        with.load_link(link).expect("its id is new");
        if !is_lawful || find_breaches(&with).is_empty() {
            document = with;
        }
    }
    document
}

fn name(stem: &str, at: usize) -> Id {
    Id::parse(&format!("{stem}-{at}")).expect("it is an id")
}

/// A journal: as the file that it is, and as records with a [`DIVIDER`] between them.
pub fn run_journal(bytes: &[u8]) {
    let (records, _) = split_records(bytes);
    let records: Vec<Vec<u8>> = records.into_iter().map(<[u8]>::to_vec).collect();
    drop(journal::read(&records));
    let records: Vec<Vec<u8>> = bytes
        .split(|&byte| byte == DIVIDER)
        .map(<[u8]>::to_vec)
        .collect();
    drop(journal::read_header(&records));
    let Ok(recovered) = journal::read(&records) else {
        return;
    };
    let mut editor = recovered.editor;
    for edit in recovered.typed {
        let mut random = Counter::default();
        drop(editor.commit(&edit, &[], None, context(&mut random)));
    }
    check_saved(editor.document());
    while editor.undo(Time::from_unix(9)).is_some() {}
    while editor.redo(Time::from_unix(9)).is_some() {}
    check_saved(editor.document());
}

/// Edits as `linchpin apply` reads them, on a map, and a piece from the clipboard.
pub fn run_edits(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    drop(fragment::read(&text).map(|fragment| fragment::write(&fragment)));
    if let Some(clipping) = clipping::read(&text) {
        let again = clipping::write(&clipping, "en").and_then(|html| clipping::read(&html));
        assert_eq!(again, Some(clipping), "what was copied is pasted as it was");
    }
    let Ok(edits) = serde_json::from_slice::<Vec<Edit>>(bytes) else {
        return;
    };
    let map = make_map(
        &[
            9, 1, 0, 0, 1, 1, 63, 2, 2, 15, 0, 1, 2, 3, 0, 0, 2, 0, 1, 9, 1, 1, 0,
        ],
        true,
    );
    let mut editor = Editor::new(map);
    let mut random = Counter::default();
    for edit in &edits {
        let was = editor.document().clone();
        match editor.commit(edit, &[], None, context(&mut random)) {
            Ok(_) => assert_eq!(find_breaches(editor.document()), []),
            Err(refusal) => {
                assert!(!refusal.to_string().is_empty());
                assert!(*editor.document() == was, "what is refused changes nothing");
            }
        }
    }
    check_saved(editor.document());
}

/// Three maps: what the first became in two hands.
pub fn run_merge(bytes: &[u8]) {
    let third = bytes.len() / 3;
    let parts = [
        &bytes[..third],
        &bytes[third..2 * third],
        &bytes[2 * third..],
    ];
    let [base, ours, theirs] = parts.map(|part| make_map(part, true));
    let matching = [Matching::Auto, Matching::Ids, Matching::Wordings][bytes.len() % 3];
    let merged = merge(&base, &ours, &theirs, matching);
    for clash in &merged.clashes {
        drop(clash.explain());
    }
    assert_eq!(find_breaches(&merged.document), []);
    check_saved(&merged.document);
    let comparison = Comparison::of(&base, &merged.document, matching);
    for difference in &comparison.differences {
        drop(difference.summarise());
        drop(difference.list_pieces());
    }
    assert!(Comparison::of(&base, &base, Matching::Ids).is_empty());
}

/// Everything that is said about an argument, on a map that need not be lawful.
pub fn run_evaluation(bytes: &[u8]) {
    let document = make_map(bytes, false);
    let graph = Arc::new(Graph::of(&document));
    let scores = Scores::bundled();
    let struck = bytes.len() % 5;
    let out = (struck > 1).then(|| name("n", struck));
    let is_struck = |id: &Id| out.as_ref() == Some(id);
    let strengths = Strengths::of(&document, &graph, &scores, &out);
    let acceptance = Acceptance::of(
        &document,
        &graph,
        &scores,
        Standard::ALL[bytes.len() % 3],
        struck == 0,
        is_struck,
    );
    for semantics in Semantics::ALL {
        let solved = strengths.solved(semantics);
        for (at, strength) in solved.strengths.iter().enumerate() {
            assert!((0.0..=1.0).contains(strength), "{semantics:?}: {strength}");
            drop(explain(&document, &strengths, &scores, semantics, at));
        }
        for chosen in std::iter::once(None).chain((0..graph.n_nodes() as u32).take(4).map(Some)) {
            let Some(conclusion) = find_conclusion(&graph, &strengths, semantics, chosen) else {
                continue;
            };
            let found = find_linchpins(&graph, &strengths, &acceptance, semantics, &conclusion);
            for blow in &found.blows {
                assert!((0.0..=1.0).contains(&blow.without));
                drop(explain_blow(&document, &found, blow));
            }
            drop(explain_conclusion(
                &document,
                &strengths,
                &conclusion,
                &found,
            ));
            let framework = &strengths.weighed().framework;
            drop(explain_turning(find_turning(
                framework,
                semantics,
                solved,
                conclusion.at,
            )));
        }
    }
    for node in 0..graph.n_nodes() as u32 {
        drop(acceptance.explain(&document, node));
    }
    drop(label_map(&document, &graph, is_struck));
    drop(find_fall(&document, &graph, is_struck));
    for profile in Profile::all() {
        for finding in &Findings::of(&document, &graph, profile).to_vec() {
            assert!(!finding.explain(&document).is_empty());
        }
    }
}

/// A map in every format that is written, drawn in one of the layouts.
pub fn run_exports(bytes: &[u8]) {
    let layout = &layout::ALL[bytes.len() % layout::ALL.len()];
    let request = ExportRequest {
        names_people: true,
        document: make_map(bytes, false),
        view: ViewState {
            layout: layout.id,
            frames_reasons: bytes.len().is_multiple_of(2),
            ..ViewState::default()
        },
        theme: "light".to_owned(),
        options: Options {
            carries_map: true,
            ..Options::default()
        },
    };
    for format in format::ALL {
        // To pack points takes most of the time, and says nothing of the map.
        let Some(write) = format.write.filter(|_| format.id != "png") else {
            continue;
        };
        match write(&request) {
            Ok(written) => {
                if let Some(read) = format.read {
                    let read = read(&written).expect("what was written can be read");
                    assert_eq!(
                        native::write(&read.document),
                        native::write(&request.document)
                    );
                }
            }
            Err(error) => assert!(!error.to_string().is_empty()),
        }
    }
}
