//! Random documents, for every test that states a law over all maps.

use std::sync::Arc;

use linchpin::model::{
    Anchor, AnchorState, Assumption, Basis, Citation, Comment, Confidence, Direction, Dismissal,
    Document, Extra, Grade, Id, Irrelevant, Kind, LayoutName, Likelihood, Link, Meta, Node, Origin,
    PageStart, Part, PartKind, RawJson, Relation, Source, Strength, Time, Unmarked, View,
};
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;

/// Any document that a file can hold: unique ids, references that mostly hit, odd texts.
pub fn any_document() -> impl Strategy<Value = Document> {
    (1..12usize, 0..14usize, 0..3usize, 0..3usize)
        .prop_flat_map(|(n_nodes, n_links, n_sources, n_views)| {
            (
                any_meta(),
                indexed(n_sources, |at| any_source(at).boxed()),
                indexed(n_nodes, |at| any_node(at).boxed()),
                indexed(n_links, move |at| any_link(at, n_nodes).boxed()),
                vec(any_dismissal(), 0..3),
                indexed(n_views, move |at| any_view(at, n_nodes).boxed()),
            )
        })
        .prop_map(|(meta, sources, nodes, links, dismissals, views)| {
            let mut document = Document::from_meta(meta);
            for source in sources {
                document.load_source(source).unwrap();
            }
            for node in nodes {
                document.load_node(node).unwrap();
            }
            for link in links {
                document.load_link(link).unwrap();
            }
            for view in views {
                document.load_view(view).unwrap();
            }
            document.load_dismissals(dismissals);
            document
        })
}

fn indexed<T: std::fmt::Debug + 'static>(
    n: usize,
    make: impl Fn(usize) -> BoxedStrategy<T>,
) -> Vec<BoxedStrategy<T>> {
    (0..n).map(make).collect()
}

fn id(text: &str) -> Id {
    Id::parse(text).unwrap()
}

/// Texts of all sorts, among them controls, quotes, brackets, astral characters and nothing.
pub fn any_text() -> impl Strategy<Value = String> {
    prop_oneof![
        Just(String::new()),
        "[a-z]{1,8}( [a-z]{1,8}){0,6}",
        any::<String>(),
        "[\\x00-\\x1f\"\\\\/{}\\[\\],:é“”\u{2028}😀]{0,12}",
    ]
}

fn word() -> impl Strategy<Value = String> {
    "[a-z][a-z-]{0,9}"
}

fn any_time() -> impl Strategy<Value = Time> {
    (0..4_000_000_000i64).prop_map(Time::from_unix)
}

/// A JSON value as a compact text, odd spellings of numbers included.
pub fn any_json() -> impl Strategy<Value = String> {
    let leaf = prop_oneof![
        Just("null".to_owned()),
        Just("true".to_owned()),
        Just("1.50e3".to_owned()),
        Just("-0.0".to_owned()),
        Just("12345678901234567890123".to_owned()),
        any::<i64>().prop_map(|n| n.to_string()),
        any_text().prop_map(|t| serde_json::to_string(&t).unwrap()),
        Just("\"\\u0061\\/\\ud83d\\ude00\"".to_owned()),
    ];
    leaf.prop_recursive(4, 24, 5, |inner| {
        prop_oneof![
            vec(inner.clone(), 0..5).prop_map(|list| format!("[{}]", list.join(","))),
            vec(inner, 0..5).prop_map(|list| {
                let members: Vec<String> = list
                    .iter()
                    .enumerate()
                    .map(|(at, value)| format!("\"k{at}\":{value}"))
                    .collect();
                format!("{{{}}}", members.join(","))
            }),
        ]
    })
}

fn any_extra() -> impl Strategy<Value = Extra> {
    prop_oneof![
        4 => Just(Extra::new()),
        1 => vec(any_json(), 1..3).prop_map(|values| {
            let named = values.iter().enumerate();
            named
                .map(|(at, json)| (format!("x-{at}").into(), RawJson::from_checked(json)))
                .collect()
        }),
    ]
}

fn any_extensions() -> impl Strategy<Value = Option<RawJson>> {
    option::weighted(
        0.2,
        any_json().prop_map(|json| RawJson::from_checked(&format!("{{\"org.example\":{json}}}"))),
    )
}

fn any_grade() -> impl Strategy<Value = Grade> {
    ("[A-F]", "[1-6]|[a-z]{2}|", any_extra()).prop_map(|(reliability, credibility, extra)| Grade {
        reliability,
        credibility,
        extra,
    })
}

fn any_origin() -> impl Strategy<Value = Origin> {
    (word(), any_text(), any_text(), any_extra()).prop_map(|(format, id, kind, extra)| Origin {
        format,
        id,
        kind,
        extra,
    })
}

prop_compose! {
    fn any_meta()(
        texts in vec(any_text(), 5),
        requires in vec(word(), 0..2),
        authors in vec(any_text(), 0..3),
        sensitive: bool,
        created in any_time(),
        modified in any_time(),
        extensions in any_extensions(),
        extra in any_extra(),
    ) -> Meta {
        let [title, language, generator, marking, yardstick]: [String; 5] =
            texts.try_into().unwrap();
        Meta {
            id: id("m-0"), title, language, created, modified, generator, requires, marking,
            sensitive, yardstick, authors, extensions, extra,
        }
    }
}

prop_compose! {
    fn any_source(at: usize)(
        texts in vec(any_text(), 9),
        text in any_text(),
        grade in option::of(any_grade()),
        structure in vec(
            (0..13usize, option::of(0..4u8), 0..900usize, 0..900usize, any_text()), 0..3,
        ),
        irrelevant in vec((0..90usize, 0..90usize), 0..2),
        (pages, unmarked) in (vec(("[0-9a-z]{0,4}", 0..90usize), 0..3), vec("\\PC{0,9}", 0..3)),
        origin in option::of(any_origin()),
        extensions in any_extensions(),
        extra in any_extra(),
    ) -> Source {
        let [title, author, publisher, url, published, retrieved, language, notes, sha256]:
            [String; 9] = texts.try_into().unwrap();
        let part = |(kind, level, start, end, url): (usize, _, _, _, _)| Part {
            kind: PartKind::ALL.get(kind).cloned().unwrap_or(PartKind::from("verse")),
            level, start, end, url, extra: Extra::new(),
        };
        Source {
            id: id(&format!("s-{at}")), title, author, publisher, url, published, retrieved,
            language, grade: grade.map(Box::new), notes, text: text.into(),
            structure: structure.into_iter().map(part).collect(),
            irrelevant: irrelevant.into_iter()
                .map(|(start, end)| Irrelevant { start, end, extra: Extra::new() })
                .collect(),
            pages: pages.into_iter()
                .map(|(label, start)| PageStart { label, start, extra: Extra::new() })
                .collect(),
            unmarked: unmarked.into_iter()
                .map(|exact| Unmarked { exact, extra: Extra::new() })
                .collect(),
            sha256, origin: origin.map(Box::new), extensions, extra,
        }
    }
}

prop_compose! {
    fn any_anchor()(
        source in "s-[0-3]",
        texts in vec(any_text(), 3),
        range in option::of((0..900usize, 0..900usize)),
        state in option::of(proptest::sample::select(AnchorState::ALL)),
        extra in any_extra(),
    ) -> Anchor {
        let [exact, prefix, suffix]: [String; 3] = texts.try_into().unwrap();
        Anchor {
            source: id(&source), exact, prefix, suffix,
            start: range.map(|range| range.0), end: range.map(|range| range.1), state, extra,
        }
    }
}

prop_compose! {
    fn any_comments(owner: String)(
        comments in vec(
            (any_text(), any_text(), any_time(), option::of("c-[a-z]"), any::<(bool, bool)>(),
             any_extra()),
            0..2,
        ),
    ) -> Vec<Comment> {
        comments.into_iter().enumerate()
            .map(|(at, (author, text, created, reply_to, (resolved, hidden), extra))| Comment {
                id: id(&format!("c-{owner}-{at}")), author, text, created,
                reply_to: reply_to.map(|text| id(&text)), resolved, hidden, extra,
            })
            .collect()
    }
}

fn any_kind() -> impl Strategy<Value = Kind> {
    prop_oneof![
        8 => proptest::sample::select(Kind::ALL),
        1 => word().prop_map(|word| Kind::from(word.as_str())),
    ]
}

type Judged = (
    Option<Assumption>,
    bool,
    Option<(String, String, Extra)>,
    Option<Confidence>,
    Option<Grade>,
    Option<Basis>,
);

fn any_judgement() -> impl Strategy<Value = Judged> {
    (
        option::weighted(0.3, proptest::sample::select(Assumption::ALL)),
        any::<bool>(),
        option::weighted(0.3, (any_text(), any_text(), any_extra())),
        option::weighted(0.3, proptest::sample::select(Confidence::ALL)),
        option::weighted(0.3, any_grade()),
        option::weighted(0.3, proptest::sample::select(Basis::ALL)),
    )
}

prop_compose! {
    fn any_node(at: usize)(
        texts in vec(any_text(), 4),
        kind in any_kind(),
        tags in vec(any_text(), 0..3),
        anchors in vec(any_anchor(), 0..2),
        judged in any_judgement(),
        citations in vec((any_text(), any_text(), any_text(), any_extra()), 0..2),
        comments in any_comments(format!("n{at}")),
        origin in option::weighted(0.3, any_origin()),
        extensions in any_extensions(),
        extra in any_extra(),
    ) -> Node {
        let [title, text, note, confidence_reason]: [String; 4] = texts.try_into().unwrap();
        let (assumption, implicit, likelihood, confidence, grade, basis) = judged;
        Node {
            id: id(&format!("n-{at}")), kind, title, text, note, tags: tags.into(), anchors: anchors.into(), assumption,
            implicit, confidence, confidence_reason, grade: grade.map(Box::new), basis,
            likelihood: likelihood
                .map(|(yardstick, word, extra)| Box::new(Likelihood { yardstick, word, extra })),
            citations: citations.into_iter()
                .map(|(url, title, quote, extra)| Citation { url, title, quote, extra })
                .collect(),
            comments: comments.into(), origin: origin.map(Box::new), extensions, extra,
        }
    }
}

prop_compose! {
    fn any_link(at: usize, n_nodes: usize)(
        texts in vec(any_text(), 4),
        relation in prop_oneof![
            8 => proptest::sample::select(Relation::ALL),
            1 => Just(Relation::from("prefers")),
        ],
        from in vec(0..n_nodes + 1, 1..4),
        to in prop_oneof![
            4 => (0..n_nodes).prop_map(|to| format!("n-{to}")),
            1 => (0..=at).prop_map(|to| format!("l-{to}")),
        ],
        strength in option::weighted(0.4, prop_oneof![
            Just(Strength::Word("strong".into())),
            (0.0..=1.0f64).prop_map(Strength::Number),
        ]),
        roles in vec(any_text(), 0..3),
        tags in vec(any_text(), 0..2),
        anchors in vec(any_anchor(), 0..2),
        comments in any_comments(format!("l{at}")),
        rest in (option::weighted(0.3, any_origin()), any_extensions(), any_extra()),
    ) -> Link {
        let [title, scheme, warrant, note]: [String; 4] = texts.try_into().unwrap();
        let (origin, extensions, extra) = rest;
        Link {
            id: id(&format!("l-{at}")), relation,
            from: from.iter().map(|from| id(&format!("n-{from}"))).collect(),
            to: id(&to), title, strength, scheme,
            roles: roles.into_iter().enumerate()
                .map(|(at, role)| (Arc::from(format!("n-{at}")), role))
                .collect(),
            warrant, note, tags: tags.into(), anchors: anchors.into(), comments: comments.into(), origin: origin.map(Box::new), extensions, extra,
        }
    }
}

prop_compose! {
    fn any_dismissal()(
        check in word(),
        on in vec("n-[0-9]", 0..3),
        reason in any_text(),
        author in any_text(),
        created in option::of(any_time()),
        fingerprint in "([0-9a-f]{16})?",
        extra in any_extra(),
    ) -> Dismissal {
        let on = on.iter().map(|text| id(text)).collect();
        Dismissal { check, on, reason, author, created, fingerprint, extra }
    }
}

prop_compose! {
    fn any_view(at: usize, n_nodes: usize)(
        name in any_text(),
        layout in option::of(word()),
        direction in option::of(proptest::sample::select(Direction::ALL)),
        page in option::of((1..9000u32, 1..9000u32)),
        arrangement in vec(word(), 0..3),
        roots in option::of(word()),
        arranged in vec(0..n_nodes, 0..3),
        collapsed in vec(0..n_nodes, 0..3),
        positions in vec(any::<(i64, i64)>(), 0..3),
        filter in option::of(any_text()),
        extensions in any_extensions(),
        extra in any_extra(),
    ) -> View {
        let key = |at: usize| Arc::<str>::from(format!("n-{at}"));
        View {
            id: id(&format!("v-{at}")), name,
            layout: layout.map(|word| LayoutName::from(word.as_str())),
            direction,
            page: page.map(|(w, h)| RawJson::from_checked(&format!("[{w},{h}]"))),
            arrangement: arrangement.into_iter().enumerate()
                .map(|(at, word)| (key(at), word))
                .collect(),
            roots,
            arranged: arranged.iter().map(|at| id(&format!("n-{at}"))).collect(),
            collapsed: collapsed.iter().map(|at| id(&format!("n-{at}"))).collect(),
            positions: positions.into_iter().enumerate()
                .map(|(at, (x, y))| (key(at), x, y))
                .collect(),
            filter: filter.map(|text| RawJson::from_checked(
                &format!("{{\"text\":{}}}", serde_json::to_string(&text).unwrap()),
            )),
            extensions, extra,
        }
    }
}
