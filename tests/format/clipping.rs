//! Copied boxes in the form for the web.

use expect_test::expect;
use linchpin::edit::Fragment;
use linchpin::format::clipping::{self, Clipping, LONGEST};
use linchpin::format::outline;
use proptest::prelude::*;

use super::arbitrary::any_document;
use crate::model::notation::{id, read_map};

fn clip(map: &str) -> Clipping {
    let document = read_map(map);
    Clipping {
        fragment: Fragment {
            sources: Vec::new(),
            nodes: document.nodes().rows().to_vec(),
            links: document.links().rows().to_vec(),
            ..Fragment::default()
        },
        against: vec![id("p")],
    }
}

/// The list as it is shown, without what stands in its attributes.
fn shown(html: &str) -> &str {
    let (_, list) = html.split_once("\">").unwrap();
    list
}

#[test]
fn other_programs_are_shown_a_list_within_lists() {
    let clipping = clip(
        "claim p
         claim a
         evidence b
         claim s
         question q
         claim r
         l1: a b supports p
         l2: s opposes l1
         l3: q asks p",
    );
    let html = clipping::write(&clipping, "en").unwrap();
    expect![[r#"
        <li>p<ul>
        <li><em>because:</em> a</li>
        <li><em>and:</em> <strong>Evidence:</strong> b</li>
        <li><em>however (→):</em> s</li>
        <li><em>asks:</em> <strong>Question:</strong> q</li></ul></li>
        <li>r</li></ul>"#]]
    .assert_eq(shown(&html).replace("<li>", "\n<li>").trim_start());
    let german = clipping::write(&clipping, "de").unwrap();
    assert!(german.contains("<em>weil:</em> a"), "{german}");
}

#[test]
fn words_are_neither_tags_nor_the_end_of_what_is_carried() {
    let mut clipping = clip("claim p");
    let hostile = "\"><script>x</script> &quot; &amp;quot; data-argument-map=\" 'one'\nmore";
    std::sync::Arc::make_mut(&mut clipping.fragment.nodes[0]).text = hostile.into();
    let html = clipping::write(&clipping, "en").unwrap();
    assert!(!html.contains("<script"));
    assert_eq!(html.matches('"').count(), 4, "{html}");
    assert!(html.contains("<br>more"));
    assert_eq!(clipping::read(&html), Some(clipping));
}

#[test]
fn a_deep_chain_is_no_deep_page() {
    let boxes = (0..500).map(|at| format!("claim c{at}\n"));
    let links = (1..500).map(|at| format!("l{at}: c{at} supports c{}\n", at - 1));
    let map: String = boxes.chain(links).collect();
    let clipping = Clipping {
        against: Vec::new(),
        ..clip(&map)
    };
    let html = clipping::write(&clipping, "en").unwrap();
    let (mut depth, mut deepest) = (0_usize, 0);
    for tag in shown(&html).split('<') {
        match tag.split('>').next() {
            Some("ul") => depth += 1,
            Some("/ul") => depth = depth.saturating_sub(1),
            _ => {}
        }
        deepest = deepest.max(depth);
    }
    assert_eq!((depth, deepest), (0, 64));
    assert_eq!(clipping::read(&html), Some(clipping));
}

#[test]
fn steps_with_an_open_end_are_carried_and_shown_nowhere() {
    let mut clipping = clip(
        "question q
         claim p
         claim a
         claim b
         claim s
         l1: a b supports p
         l2: s opposes l1
         l3: s answers q",
    );
    let out = ["p", "q"].map(id);
    clipping.fragment.nodes.retain(|it| !out.contains(&it.id));
    clipping.fragment.open.extend(out);
    let html = clipping::write(&clipping, "en").unwrap();
    assert_eq!(shown(&html), "<li>a</li><li>b</li><li>s</li></ul>");
    assert_eq!(clipping::read(&html), Some(clipping.clone()));
    // A clipping of before steps were carried.
    clipping.fragment.open.clear();
    clipping.fragment.links.clear();
    let html = clipping::write(&clipping, "en").unwrap();
    assert!(!html.contains("open"));
    assert_eq!(clipping::read(&html), Some(clipping));
}

#[test]
fn what_is_too_long_is_neither_written_nor_read() {
    let mut clipping = clip("claim p");
    let html = clipping::write(&clipping, "en").unwrap();
    let padded = format!("{}{html}", " ".repeat(LONGEST - html.len()));
    assert!(clipping::read(&padded).is_some());
    assert_eq!(clipping::read(&format!(" {padded}")), None);
    std::sync::Arc::make_mut(&mut clipping.fragment.nodes[0]).text = "x".repeat(LONGEST / 2);
    assert_eq!(clipping::write(&clipping, "en"), None);
}

#[test]
fn a_page_around_it_does_no_harm_and_a_change_within_makes_it_none() {
    let clipping = clip("claim p\nclaim a\nl1: a supports p");
    let html = clipping::write(&clipping, "en").unwrap();
    let page = format!("<html><body><!--StartFragment-->{html}</body></html>");
    assert_eq!(clipping::read(&page), Some(clipping));
    for (what, by) in [
        ("&quot;", "&#34;"),
        ("&quot;", "&quot"),
        ("argument-map/fragment", "argument-map"),
        ("version&quot;: 1", "version&quot;: 2"),
        (
            "version&quot;: 1",
            "version&quot;: 1, &quot;version&quot;: 1",
        ),
        ("&quot;from&quot;: [", "&quot;from&quot;: [[[[["),
        ("against=\"p", "against=\"p <"),
        ("&quot;supports&quot;", "null"),
        // A link that leads nowhere, and two records of one id.
        (
            "&quot;to&quot;: &quot;p&quot;",
            "&quot;to&quot;: &quot;z&quot;",
        ),
        (
            "&quot;id&quot;: &quot;a&quot;",
            "&quot;id&quot;: &quot;p&quot;",
        ),
    ] {
        assert!(html.contains(what), "{what} in {html}");
        let changed = html.replacen(what, by, 1);
        assert_eq!(clipping::read(&changed), None, "{by} for {what}");
    }
    for end in 0..html.len() {
        // All of the records are there once their attribute has been closed.
        if let Some(cut) = html.get(..end).filter(|cut| !cut.contains("\">")) {
            let whole = clipping::read(cut);
            assert!(whole.is_none() || cut.ends_with('"'), "{cut}");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn sound_records_come_back_as_they_were(document in any_document()) {
        let clipping = Clipping {
            fragment: Fragment {
                sources: document.sources().iter().map(|s| s.as_ref().clone()).collect(),
                nodes: document.nodes().rows().to_vec(),
                links: document.links().rows().to_vec(),
                ..Fragment::default()
            },
            against: Vec::new(),
        };
        let html = clipping::write(&clipping, "en").unwrap();
        let back = clipping::read(&html);
        let is_sound = linchpin::format::fragment::read_sound(
            &linchpin::format::fragment::write(&clipping.fragment),
        ).is_some();
        prop_assert_eq!(back.is_some(), is_sound);
        if let Some(back) = back {
            prop_assert_eq!(
                outline::print_fragment(&back.fragment),
                outline::print_fragment(&clipping.fragment)
            );
            prop_assert_eq!(back, clipping);
        }
    }

    #[test]
    fn no_page_makes_it_panic(text in ".{0,200}", cut in 0_usize..400) {
        let html = clipping::write(&clip("claim p"), "en").unwrap();
        let at = html.floor_char_boundary(cut.min(html.len()));
        let mixed = format!("{}{text}{}", &html[..at], &html[at..]);
        clipping::read(&mixed);
        clipping::read(&text);
    }
}
