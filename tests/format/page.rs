//! Maps as web pages: what a page may do, that nothing in a map can do more, and that the map
//! comes back. Pages are read by the parser of browsers, not by code of ours.

use std::collections::{HashMap, HashSet};
use std::fmt::Write as _;

use dom_query::{Document as Html, NodeRef};
use linchpin::format::native::{self, read};
use linchpin::format::{ExportRequest, page};
use linchpin::layout::ViewState;
use linchpin::model::{Anchor, Citation, Document, Id, Kind, Link, Node, Relation, Source, Time};
use proptest::prelude::*;
use sha2::{Digest as _, Sha256};

use super::EVERY_FIELD;
use super::arbitrary::any_document;

const OP_ED: &str = include_str!("../../samples/policy-op-ed/op-ed.argmap.json");

fn export(document: &Document) -> String {
    let request = ExportRequest {
        names_people: true,
        document: document.clone(),
        view: ViewState::of_map(document),
        theme: "light".to_owned(),
        options: linchpin::format::picture::Options::default(),
    };
    String::from_utf8(page::export(&request).unwrap()).unwrap()
}

/// Every element, in document order.
fn list_elements(html: &Html) -> Vec<NodeRef<'_>> {
    html.select("*").nodes().to_vec()
}

fn attributes(node: &NodeRef<'_>) -> Vec<(String, String)> {
    let all = node.attrs();
    all.iter()
        .map(|it| (it.name.local.to_string(), it.value.to_string()))
        .collect()
}

fn base64(bytes: &[u8]) -> String {
    let bits: String = bytes.iter().fold(String::new(), |mut bits, byte| {
        write!(bits, "{byte:08b}").unwrap();
        bits
    });
    let letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out: String = bits
        .as_bytes()
        .chunks(6)
        .map(|six| {
            let six = format!("{:0<6}", std::str::from_utf8(six).unwrap());
            let at = usize::from_str_radix(&six, 2).unwrap();
            char::from(letters.as_bytes()[at])
        })
        .collect();
    while !out.len().is_multiple_of(4) {
        out.push('=');
    }
    out
}

/// Whether a page holds nothing but what this program put there, whatever its map says.
fn check_is_safe(text: &str) -> Result<(), TestCaseError> {
    let html = Html::from(text);
    let scripts = html.select("script");
    let kinds: Vec<Option<String>> = scripts
        .nodes()
        .iter()
        .map(|it| it.attr("type").map(|it| it.to_string()))
        .collect();
    prop_assert_eq!(&kinds, &[Some("application/json".to_owned()), None]);
    let script = scripts.nodes()[1].text();
    let styles = html.select("style");
    prop_assert_eq!(styles.length(), 1);
    let hash = |text: &str| base64(&Sha256::digest(text.as_bytes()));
    let expected = format!(
        "default-src 'none'; script-src 'sha256-{}'; style-src 'sha256-{}'; base-uri 'none'; \
         form-action 'none'",
        hash(&script),
        hash(&styles.text())
    );
    let policies = html.select("meta[http-equiv]");
    prop_assert_eq!(policies.length(), 1);
    prop_assert_eq!(policies.attr("content").unwrap().to_string(), expected);

    let allowed: HashSet<&str> = [
        "html",
        "head",
        "meta",
        "title",
        "style",
        "body",
        "header",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "p",
        "nav",
        "a",
        "main",
        "section",
        "div",
        "button",
        "span",
        "svg",
        "desc",
        "defs",
        "path",
        "rect",
        "g",
        "polygon",
        "text",
        "use",
        "article",
        "blockquote",
        "ol",
        "li",
        "details",
        "summary",
        "q",
        "bdi",
        "script",
    ]
    .into();
    let mut ids = HashSet::new();
    for node in list_elements(&html) {
        let tag = node.node_name().unwrap().to_string();
        prop_assert!(allowed.contains(&*tag), "there is a <{}>", tag);
        for (name, value) in attributes(&node) {
            prop_assert!(!name.starts_with("on"), "{} has {}", tag, name);
            prop_assert!(
                !["src", "srcset", "style", "action", "srcdoc", "ping"].contains(&&*name),
                "{} has {}",
                tag,
                name
            );
            if name == "id" {
                prop_assert!(
                    ids.insert(value.clone()),
                    "two elements are called {}",
                    value
                );
            }
            if name == "href" && !value.starts_with('#') {
                let lower = value.to_lowercase();
                prop_assert!(lower.starts_with("http://") || lower.starts_with("https://"));
                prop_assert_eq!(tag.as_str(), "a");
                let rel = node.attr("rel").map(|it| it.to_string());
                prop_assert_eq!(rel.as_deref(), Some("noreferrer noopener"));
            }
        }
    }
    for node in list_elements(&html) {
        for (name, value) in attributes(&node) {
            if name == "href"
                && let Some(goal) = value.strip_prefix('#')
            {
                prop_assert!(ids.contains(goal), "nothing is called {}", goal);
            }
        }
    }
    Ok(())
}

const NASTY: &[&str] = &[
    "</script><script>alert(1)</script>",
    "<!--<script>",
    "--></style><img src=x onerror=alert(1)>",
    "\" onmouseover=\"alert(1)\" x='",
    "' onfocus='alert(1)' autofocus '",
    "]]></svg></math><iframe src=\"javascript:alert(1)\"></iframe>",
    "</title><base href=\"https://evil.example/\">",
    "&lt;script&gt; &amp; &#60; \\u003cscript\\u003e \\",
    "\u{202e}txet desrever \u{2066}isolate אבג العربية",
    "👩‍👩‍👧 🏴󠁧󠁢󠁥󠁮󠁧󠁿 e\u{301}",
    "<script type=\"application/json\" id=\"linchpin-map\">{}</script>",
    "</textarea></noscript></template><svg/onload=alert(1)>",
];

const ADDRESSES: &[&str] = &[
    "javascript:alert(1)",
    " JaVaScRiPt:alert(1)",
    "java\nscript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "https://good.example/?q=\"onclick=\"alert(1)&a=<b>",
    "HTTPS://loud.example",
    "//evil.example/x",
    "file:///etc/passwd",
    "https:\\\\evil.example",
    "vbscript:x",
];

fn id(text: &str) -> Id {
    Id::parse(text).unwrap()
}

/// A map of which every text is hostile.
fn hostile() -> Document {
    let mut document = Document::new(id("m-1"), Time::from_unix(1));
    let mut meta = (**document.meta()).clone();
    meta.title = NASTY.join(" ");
    NASTY[3].clone_into(&mut meta.language);
    NASTY[0].clone_into(&mut meta.marking);
    meta.authors = vec![NASTY[2].to_owned(), NASTY[4].to_owned()];
    document = Document::from_meta(meta);
    let mut source = Source::new(id("s-1"));
    NASTY[6].clone_into(&mut source.title);
    NASTY[5].clone_into(&mut source.author);
    NASTY[4].clone_into(&mut source.language);
    ADDRESSES[0].clone_into(&mut source.url);
    source.text = NASTY.join("\n\n").into();
    document.load_source(source).unwrap();
    for (at, (text, url)) in NASTY.iter().zip(ADDRESSES.iter().cycle()).enumerate() {
        let kind = match at % 4 {
            0 => Kind::Claim,
            1 => Kind::Evidence,
            2 => Kind::Question,
            _ => Kind::from(NASTY[at].to_owned()),
        };
        let mut node = Node::new(id(&format!("n-{at}")), kind, *text);
        NASTY[(at + 1) % NASTY.len()].clone_into(&mut node.title);
        NASTY[(at + 2) % NASTY.len()].clone_into(&mut node.note);
        node.tags = [NASTY[(at + 3) % NASTY.len()].to_owned()].into();
        node.anchors = [Anchor::of(
            id("s-1"),
            linchpin::text::Quote {
                exact: (*text).to_owned(),
                ..linchpin::text::Quote::default()
            },
        )]
        .into();
        node.citations = [Citation {
            url: (*url).to_owned(),
            title: if at % 3 == 0 {
                String::new()
            } else {
                (*text).to_owned()
            },
            quote: (*text).to_owned(),
            ..Citation::default()
        }]
        .into();
        document.load_node(node).unwrap();
        if at > 0 {
            let relation =
                Relation::from(if at % 2 == 0 { "supports" } else { NASTY[at] }.to_owned());
            let (from, to) = (vec![id(&format!("n-{at}"))], id(&format!("n-{}", at - 1)));
            let link = Link::new(id(&format!("l-{at}")), relation, from, to);
            document.load_link(link).unwrap();
        }
    }
    document
}

#[test]
fn nothing_that_a_hostile_map_says_runs_or_leads_away() {
    let text = export(&hostile());
    check_is_safe(&text).unwrap();
    let html = Html::from(text.as_str());
    let hrefs: HashSet<String> = html
        .select("a[rel]")
        .nodes()
        .iter()
        .filter_map(|it| it.attr("href").map(|it| it.to_string()))
        .collect();
    assert_eq!(
        hrefs,
        HashSet::from([ADDRESSES[4].to_owned(), ADDRESSES[5].to_owned()])
    );
    // What is refused as a link is still there to be read.
    let cited = html.select(".citation").text().to_string();
    assert!(cited.contains("javascript:alert(1)"), "{cited}");
    // Every text is there as it is.
    let wordings = html.select("#argument .wording");
    let wordings: Vec<String> = wordings
        .nodes()
        .iter()
        .map(|it| it.text().to_string())
        .collect();
    assert_eq!(wordings.len(), NASTY.len());
    assert!(
        NASTY
            .iter()
            .all(|it| wordings.iter().any(|text| text == it))
    );
}

#[test]
fn a_hostile_map_comes_back_as_it_was() {
    let document = hostile();
    let again = page::read(export(&document).as_bytes()).unwrap();
    assert_eq!(native::write(&again.document), native::write(&document));
}

#[test]
fn the_canonical_example_comes_back_as_it_was() {
    let document = read(EVERY_FIELD.as_bytes()).unwrap().document;
    let text = export(&document);
    check_is_safe(&text).unwrap();
    let again = page::read(text.as_bytes()).unwrap();
    assert_eq!(again.document, document);
    assert!(again.was_canonical);
}

#[test]
fn every_box_and_passage_of_the_op_ed_is_there_once() {
    let document = read(OP_ED.as_bytes()).unwrap().document;
    let text = export(&document);
    check_is_safe(&text).unwrap();
    let html = Html::from(text.as_str());
    for node in document.nodes() {
        for place in [
            format!("svg g[id=\"node-{}\"]", node.id.as_str()),
            format!("#argument li[id=\"item-{}\"]", node.id.as_str()),
        ] {
            assert_eq!(html.select(&place).length(), 1, "{place}");
        }
    }
    // The pieces of each passage, put together, are its words.
    let mut found: HashMap<String, String> = HashMap::new();
    for piece in html.select("article .passage").nodes() {
        for number in piece.attr("data-passages").unwrap().split(' ') {
            let words = found.entry(number.to_owned()).or_default();
            words.push_str(&piece.text());
        }
    }
    let anchors = document.nodes().iter().flat_map(|node| &node.anchors);
    let anchors: Vec<&Anchor> = anchors
        .chain(document.links().iter().flat_map(|link| &link.anchors))
        .collect();
    assert!(anchors.len() > 20, "{}", anchors.len());
    assert_eq!(found.len(), anchors.len());
    for (number, anchor) in anchors.iter().enumerate() {
        assert_eq!(found[&number.to_string()], anchor.exact);
    }
    // And every word of the article is there, in its order.
    let source = document.sources().iter().next().unwrap();
    let blocks = html
        .select("article > :not(.facts):not(h2)")
        .text()
        .to_string();
    let squeeze = |text: &str| text.split_whitespace().collect::<String>();
    assert_eq!(squeeze(&blocks), squeeze(&source.text));
}

#[test]
fn an_article_that_speaks_of_such_pages_is_no_map() {
    let begin = "<script type=\"application/json\" id=\"linchpin-map\">";
    assert!(!page::holds_map(b"<!DOCTYPE html><p>an article</p>"));
    assert!(!page::holds_map(format!("A page has {begin}").as_bytes()));
    let error = page::read(b"<p>no map</p>").unwrap_err().to_string();
    assert!(error.contains("there is no map in this page"), "{error}");
    let cut = format!("<html>{begin}{{\"format\":");
    let error = page::read(cut.as_bytes()).unwrap_err().to_string();
    assert!(error.contains("breaks off"), "{error}");
}

#[test]
fn a_theme_that_is_not_there_is_refused_and_a_named_one_stands_alone() {
    let document = read(OP_ED.as_bytes()).unwrap().document;
    let ask = |theme: &str| {
        let request = ExportRequest {
            names_people: true,
            document: document.clone(),
            view: ViewState::default(),
            theme: theme.to_owned(),
            options: linchpin::format::picture::Options::default(),
        };
        page::export(&request).map(|bytes| String::from_utf8(bytes).unwrap())
    };
    assert!(ask("neon").unwrap_err().to_string().contains("neon"));
    assert!(ask("").unwrap().contains("prefers-color-scheme:dark"));
    let print = ask("print").unwrap();
    assert!(!print.contains("prefers-color-scheme"));
    assert!(check_is_safe(&print).is_ok());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    #[test]
    fn any_map_is_safe_as_a_page_and_comes_back(document in any_document()) {
        let text = export(&document);
        check_is_safe(&text)?;
        let again = page::read(text.as_bytes()).unwrap();
        prop_assert_eq!(native::write(&again.document), native::write(&document));
    }
}

/// The language of an element: its own, or that of the nearest one around it.
fn find_language(node: &NodeRef<'_>) -> String {
    let mut at = Some(*node);
    while let Some(node) = at {
        if let Some(language) = node.attr("lang") {
            return language.to_string();
        }
        at = node.parent();
    }
    String::from("none")
}

/// A map in one language with an article in another.
fn of_languages(map: &str, article: &str) -> Document {
    let document = Document::new(id("m-1"), Time::from_unix(1));
    let mut meta = (**document.meta()).clone();
    "Der Damm".clone_into(&mut meta.title);
    map.clone_into(&mut meta.language);
    let mut document = Document::from_meta(meta);
    let mut source = Source::new(id("s-1"));
    "Dams".clone_into(&mut source.title);
    source.text = "It leaks.".into();
    article.clone_into(&mut source.language);
    document.load_source(source).unwrap();
    for at in 0..2 {
        let mut node = Node::new(id(&format!("n-{at}")), Kind::Claim, "Er ist undicht.");
        let quote = linchpin::text::Quote {
            exact: "It leaks.".to_owned(),
            ..linchpin::text::Quote::default()
        };
        node.anchors = [Anchor::of(id("s-1"), quote)].into();
        document.load_node(node).unwrap();
    }
    let link = Link::new(id("l-1"), Relation::Supports, vec![id("n-1")], id("n-0"));
    document.load_link(link).unwrap();
    document
}

#[test]
fn labels_are_in_the_language_of_the_program_and_texts_in_their_own() {
    for (map, article, words, expected) in [
        ("de", "en-GB", "weil", ["de", "en-GB", "de"]),
        ("de-AT", "", "weil", ["de-AT", "de-AT", "de-AT"]),
        ("tlh", "en", "because", ["tlh", "en", "en"]),
        ("", "", "because", ["", "", "en"]),
    ] {
        let text = export(&of_languages(map, article));
        let html = Html::from(text.as_str());
        let language = |selector: &str| {
            let found = html.select(selector);
            let first = found
                .nodes()
                .first()
                .unwrap_or_else(|| panic!("{selector}"));
            find_language(first)
        };
        let own = ["title", "h1", "#stage text", ".wording"];
        for selector in own {
            assert_eq!(language(selector), expected[0], "{map} {selector}");
        }
        for selector in ["article h2", "article p", "#argument blockquote"] {
            assert_eq!(language(selector), expected[1], "{map} {selector}");
        }
        assert_eq!(language(".join"), expected[2], "{map}");
        assert_eq!(html.select(".join").text().to_string(), words);
        for selector in [
            "nav a",
            "#tools button",
            ".help",
            "#argument h2",
            "a.go",
            "#map",
        ] {
            assert_eq!(language(selector), "en", "{map} {selector}");
        }
    }
}

#[test]
fn labels_come_from_the_words_of_the_program() {
    let mut map = of_languages("de", "");
    let mut meta = (**map.meta()).clone();
    meta.title.clear();
    map = Document::from_meta(meta);
    map.load_source(Source::new(id("s-1"))).unwrap();
    let html = Html::from(export(&map).as_str());
    let say = |key: &str| linchpin::words::say(key).into_owned();
    for (selector, key) in [
        ("title", "page-untitled"),
        ("h1", "page-untitled"),
        ("article h2", "page-untitled-article"),
        ("#argument h2", "page-argument"),
        (".help", "page-help"),
    ] {
        let found = html.select(selector);
        assert_eq!(found.text().to_string(), say(key), "{selector}");
        assert_eq!(find_language(&found.nodes()[0]), "en", "{selector}");
    }
    for id in ["zoom-in", "zoom-out", "zoom-fit", "fold-all", "unfold-all"] {
        let button = html.select(&format!("#{id}"));
        let label = button.attr("aria-label").unwrap().to_string();
        assert_eq!(label, say(&format!("page-{id}")));
    }
}
