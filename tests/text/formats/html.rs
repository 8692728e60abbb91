//! Saved pages become articles.

use std::fmt::Write as _;

use expect_test::expect;
use linchpin::text::Article;

use super::draw;

/// A page with an article and what stands around articles.
fn page(body: &str) -> String {
    let mut filler = String::new();
    for n in 1..8 {
        write!(
            filler,
            "<p>In year {n}, the council heard the bus drivers, the pupils, their parents, and the \
             shops along the road, who said that the fare was too high for most of them.</p>"
        )
        .unwrap();
    }
    format!(
        "<!DOCTYPE html><html lang=\"en\"><head><title>Who pays? - The Courier</title>\
         <meta property=\"og:title\" content=\"Who pays?\"><meta name=\"author\" content=\"Ada \
         Lovelace\"><meta property=\"og:site_name\" content=\"The Courier\"><meta \
         property=\"article:published_time\" content=\"2026-11-20T08:00:00Z\"></head><body>\
         <nav><ul><li><a href=\"/\">Home</a></li><li><a href=\"/sport\">Sport</a></li></ul></nav>\
         <article>{body}{filler}</article><footer>Imprint and cookies</footer>\
         <script>track()</script></body></html>"
    )
}

#[test]
fn the_article_is_taken_and_the_clutter_left() {
    let article = Article::from_bytes(page("").as_bytes(), "a.html").unwrap();
    assert!(
        article.text.starts_with("In year 1, the council"),
        "{}",
        article.text
    );
    for clutter in ["Sport", "cookies", "track"] {
        assert!(!article.text.contains(clutter), "{clutter}");
    }
    let facts = article.facts;
    assert_eq!(facts.title.as_deref(), Some("Who pays?"));
    assert_eq!(facts.author.as_deref(), Some("Ada Lovelace"));
    assert_eq!(facts.publisher.as_deref(), Some("The Courier"));
    assert_eq!(facts.published.as_deref(), Some("2026-11-20"));
    assert_eq!(facts.language.as_deref(), Some("en"));
    assert_eq!(article.format, "html");
}

#[test]
fn a_copied_piece_keeps_its_structure() {
    let html = "<h2>The <em>cost</em></h2><p>It is <b>high</b>,\n says <a \
                href=\"https://example.org/a\">the town</a>.<sup><a href=\"#n1\">1</a></sup></p>\
                <blockquote><p>So it<br>was said.</p></blockquote>\
                <ol start=3><li>three<ul><li>inner</li></ul></li><li>four</li></ol>\
                <table><tr><th>Year</th><th>Cost</th></tr><tr><td></td><td>12</td></tr></table>\
                <table><tr><td><h3>Not a table</h3><p>But a frame.</p></td></tr></table>\
                <pre>x = 1\ny = 2</pre><p hidden>not seen</p><script>no()</script>";
    expect![[r#"
        The cost
        It is high, says the town.[1]
        So it
        was said.
        3. three
        • inner
        4. four
        Year	Cost
        	12
        Not a table
        But a frame.
        x = 1
        y = 2
        --
        heading 2: "The cost"
          emphasis: "cost"
        paragraph: "It is high, says the town.[1]"
          strong: "high"
          link: "the town" -> https://example.org/a
          reference: "[1]"
        quote: "So it\nwas said."
        item 1: "three"
        item 2: "inner"
        item 1: "four"
        table 1: "Year\tCost"
        table: "\t12"
        heading 3: "Not a table"
        paragraph: "But a frame."
        paragraph: "x = 1"
        paragraph: "y = 2"
    "#]]
    .assert_eq(&draw(&Article::from_html(html)));
}

#[test]
fn a_page_is_read_in_the_encoding_that_it_declares() {
    let page = page("<p>Na\u{ef}ve</p>").replace("<head>", "<head><meta charset=\"iso-8859-1\">");
    let (bytes, _, _) = encoding_rs::WINDOWS_1252.encode(&page);
    let article = Article::from_bytes(&bytes, "a.html").unwrap();
    assert!(article.text.starts_with("Naïve"), "{}", article.text);
    assert_eq!(article.encoding, Some("windows-1252"));
}

#[test]
fn a_page_is_known_by_its_beginning_and_read_however_deep_it_nests() {
    let article = Article::from_bytes(page("").as_bytes(), "a.txt").unwrap();
    assert_eq!(article.format, "html");
    for tags in [
        "<div>",
        "<b><p>",
        "<table><tr><td>",
        "<ul><li>",
        "<blockquote>",
    ] {
        let deep = format!("<html><body>{}the words at the bottom", tags.repeat(3_000));
        let article = Article::from_bytes(deep.as_bytes(), "a.html").unwrap();
        assert_eq!(
            article.text.trim_start_matches(['•', ' ']),
            "the words at the bottom"
        );
    }
}

#[test]
fn the_way_to_a_page_and_loud_links_to_others_are_no_part_of_its_article() {
    let body = "<nav class=\"x-breadcrumb\"><a>Home</a><a>Crumbs of sport</a></nav>\
         <p><a href=\"/more\">READ MORE ON THIS BY CLICKING HERE</a></p>\
         <p><a href=\"/law\">The law on fares</a></p><p>THE MAYOR SAYS NO TO ALL OF IT.</p>";
    let article = Article::from_bytes(page(body).as_bytes(), "a.html").unwrap();
    assert!(
        article
            .text
            .starts_with("The law on fares\nTHE MAYOR SAYS NO TO ALL OF IT.\n"),
        "{}",
        article.text
    );
    let pasted = Article::from_html("<p><a href=\"/more\">READ MORE ON THIS HERE</a></p>");
    assert_eq!(
        pasted.text, "READ MORE ON THIS HERE",
        "what is pasted is kept whole"
    );
}

#[test]
fn a_page_that_is_a_row_of_signs_is_read_with_all_of_its_words() {
    for row in [
        "&", "&amp;", "\u{a0}«", "<", "<a ", "[", "&lt;", "<script>", "<b>",
    ] {
        let body = format!("<p>It rains. {}</p><p>We stay.</p>", row.repeat(60_000));
        let article = Article::from_bytes(page(&body).as_bytes(), "a.html").unwrap();
        assert!(article.text.contains("It rains."), "{row}");
        let n = article.text.matches('&').count();
        let wanted = if row.starts_with("&a") || row == "&" {
            60_000
        } else {
            0
        };
        assert_eq!(n, wanted, "{row}");
    }
}

#[test]
fn very_many_angle_brackets_that_open_nothing_are_signs() {
    let row = "1 < 2 <<\n".repeat(30_000);
    let article = Article::from_bytes(
        page(&format!("<p>It rains: {row}</p>")).as_bytes(),
        "a.html",
    );
    let text = article.unwrap().text;
    assert_eq!(text.matches('<').count(), 90_000);
    assert!(text.contains("1 < 2 << 1 < 2") && !text.contains("&lt;"));
}

#[test]
fn a_page_without_any_tag_is_read_with_all_of_its_words() {
    for page in ["Words < and & more.", "<", "<<<< 3 <"] {
        let article = Article::from_bytes(page.as_bytes(), "a.html").unwrap();
        assert_eq!(article.text.trim(), page, "{page}");
    }
}

#[test]
fn a_tag_with_very_many_attributes_or_signs_in_them_is_read_with_its_words() {
    let many = (0..200_000)
        .map(|at| format!(" a{at}=1"))
        .collect::<Vec<_>>()
        .concat();
    let quoted = format!(" title='{}'", "\"&".repeat(500_000));
    for attributes in [many, quoted] {
        let body = format!(
            "<p>It rains.</p><p{attributes}>We <b{attributes}>stay</b>.</p><img{attributes}><p>You go.</p>"
        );
        let article = Article::from_bytes(page(&body).as_bytes(), "a.html").unwrap();
        let begins = article.text.starts_with("It rains.\nWe stay.\nYou go.\n");
        assert!(begins, "{}", article.text);
    }
}

#[test]
fn signs_in_scripts_and_short_paragraphs_do_not_keep_the_article_from_being_found() {
    let code = "a && b;".repeat(20_000);
    let words =
        "Rain &amp; snow fell on the town, and « nobody » stayed at home that day. ".repeat(9);
    let paragraphs = format!("<p>{words}</p>").repeat(60);
    let body = format!(
        "<script>{code}</script><nav><a href=x>Home</a></nav><article><h1>Snow</h1>{paragraphs}</article>"
    );
    let article = Article::from_bytes(page(&body).as_bytes(), "a.html").unwrap();
    assert!(article.text.contains("Rain & snow"));
    assert!(!article.text.contains("Home") && !article.text.contains("a && b"));
}

#[test]
fn what_looks_like_a_tag_within_a_tag_opens_none() {
    let body = format!(
        "<p title=\"{}\">It rains.</p><p>We stay.</p>",
        "<b ".repeat(1_000)
    );
    let article = Article::from_bytes(page(&body).as_bytes(), "a.html").unwrap();
    assert!(article.text.contains("It rains.") && article.text.contains("We stay."));
}

#[test]
fn zeros_between_the_words_of_a_page_are_left_out() {
    let zeros = "\0".repeat(1_000);
    let article = Article::from_html(&format!("<p>One{zeros} fare{zeros}</p><p>{zeros}Two</p>"));
    assert_eq!(article.text, "One fare\nTwo");
}
