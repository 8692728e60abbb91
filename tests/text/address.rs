//! Which addresses behind links can be opened, and what is shown of them.

use linchpin::text::{Address, AddressError, is_hidden, mark_hidden};
use proptest::prelude::*;

fn parse(raw: &str) -> Result<(String, String), AddressError> {
    Address::parse(raw).map(|address| (address.target, address.host))
}

#[test]
fn the_web_letters_and_dois_are_opened_and_their_host_is_told() {
    for (raw, target, host) in [
        (
            "https://news.example/a?b=1#c",
            "https://news.example/a?b=1#c",
            "news.example",
        ),
        ("HTTP://News.Example", "http://News.Example", "news.example"),
        (
            "http://news.example:8080/x",
            "http://news.example:8080/x",
            "news.example",
        ),
        (
            "https://bank.example@evil.example/",
            "https://bank.example@evil.example/",
            "evil.example",
        ),
        (
            "https://a@b@evil.example",
            "https://a@b@evil.example",
            "evil.example",
        ),
        ("https://[::1]:80/", "https://[::1]:80/", "[::1]"),
        (
            "mailto:ada@news.example?subject=x",
            "mailto:ada@news.example?subject=x",
            "news.example",
        ),
        (
            "mailto:ada@news.example?attach=%2Fetc%2Fpasswd&Subject=x&bcc=b@evil.example&body=y",
            "mailto:ada@news.example?Subject=x&body=y",
            "news.example",
        ),
        (
            "mailto:ada@news.example?attach=x",
            "mailto:ada@news.example",
            "news.example",
        ),
        ("doi:10.1000/182", "https://doi.org/10.1000/182", "doi.org"),
        (
            "  https://news.example/  ",
            "https://news.example/",
            "news.example",
        ),
    ] {
        let (own_target, own_host) = parse(raw).unwrap_or_else(|why| panic!("{raw}: {why}"));
        assert_eq!(
            (own_target.as_str(), own_host.as_str()),
            (target, host),
            "{raw}"
        );
    }
}

#[test]
fn everything_else_is_refused_with_a_reason() {
    for raw in [
        "javascript:alert(1)",
        "JavaScript:alert(1)",
        "file:///etc/passwd",
        "data:text/html,x",
        "ms-msdt:/id",
        "C:\\windows\\system32",
        "\\\\server\\share",
        "//server/share",
        "/\\server/share",
        "smb://server/share",
        "vbscript:x",
        "doi:https://evil.example",
    ] {
        assert!(
            matches!(parse(raw), Err(AddressError::Scheme(_))),
            "{raw}: {:?}",
            parse(raw)
        );
    }
    for raw in [
        "https:",
        "https:///x",
        "https://",
        "http:news.example",
        "https://a\\b.example/",
        "https://%61.example",
        "mailto:x",
        "mailto:@y",
        "mailto:a@evil.example,b@news.example",
        "mailto:a@evil.example%2Cb@news.example",
    ] {
        assert!(
            matches!(parse(raw), Err(AddressError::Host(_))),
            "{raw}: {:?}",
            parse(raw)
        );
    }
    for raw in [
        "page.html",
        "/about",
        "#note-3",
        "?page=2",
        "www.news.example",
    ] {
        assert!(
            matches!(parse(raw), Err(AddressError::Relative(_))),
            "{raw}: {:?}",
            parse(raw)
        );
    }
    for raw in [
        "java\tscript:alert(1)",
        "https://a\u{202e}b.example",
        "https://a.example/x y",
        "https://a.example/\u{200b}",
    ] {
        assert!(
            matches!(parse(raw), Err(AddressError::Hidden(_))),
            "{raw}: {:?}",
            parse(raw)
        );
    }
    assert_eq!(parse("  "), Err(AddressError::Empty));
    let said = Address::parse("https://a\u{202e}b.example")
        .unwrap_err()
        .to_string();
    assert!(said.ends_with("https://a⟨U+202E⟩b.example"), "{said}");
}

#[test]
fn letters_that_may_look_like_others_are_named() {
    let cyrillic = Address::parse("https://ex\u{430}mple.org/").unwrap();
    assert_eq!(cyrillic.foreign_letters(), ['\u{430}']);
    let plain = Address::parse("https://example.org/\u{430}").unwrap();
    assert!(plain.foreign_letters().is_empty());
}

#[test]
fn what_is_not_seen_is_marked_and_the_rest_is_left() {
    assert_eq!(
        mark_hidden("https://example.org/é"),
        "https://example.org/é"
    );
    assert_eq!(
        mark_hidden("a\u{200b}b\u{2066}c\u{feff}\u{7}"),
        "a⟨U+200B⟩b⟨U+2066⟩c⟨U+FEFF⟩⟨U+0007⟩"
    );
}

#[test]
fn a_link_within_a_site_is_joined_with_the_address_of_the_page() {
    let base = "https://news.example/2026/may/page.html?x=1#top";
    for (link, whole) in [
        ("next.html", "https://news.example/2026/may/next.html"),
        ("./next.html", "https://news.example/2026/may/next.html"),
        ("../june/", "https://news.example/2026/june/"),
        ("../../../up", "https://news.example/up"),
        ("..", "https://news.example/2026/"),
        ("/about?y=../z", "https://news.example/about?y=../z"),
        ("?x=2", "https://news.example/2026/may/page.html?x=2"),
        ("#note", "https://news.example/2026/may/page.html?x=1#note"),
        ("//other.example/a", "https://other.example/a"),
        ("http://other.example", "http://other.example"),
        ("", "https://news.example/2026/may/page.html?x=1"),
    ] {
        assert_eq!(Address::join(base, link).as_deref(), Some(whole), "{link}");
    }
    assert_eq!(
        Address::join("https://a.example", "b").as_deref(),
        Some("https://a.example/b")
    );
    assert_eq!(Address::join("file:///home/ada/a.html", "b.html"), None);
    assert_eq!(Address::join("a.html", "b.html"), None);
}

proptest! {
    #[test]
    fn joining_never_leaves_the_site_unasked(link in "[a-z./?#%-]{0,20}") {
        let joined = Address::join("https://news.example/a/b", &link).unwrap();
        if !link.starts_with("//") {
            prop_assert!(joined.starts_with("https://news.example/"), "{}", joined);
        }
    }

    #[test]
    fn whatever_is_opened_is_of_the_web_or_a_letter_and_hides_nothing(
        raw in "([a-z]{0,8}:)?[/\\\\]{0,3}[a-zA-Z0-9.@:/?#\\\\\u{202e}\u{430}% \t\\[\\]-]{0,24}",
    ) {
        if let Ok(address) = Address::parse(&raw) {
            let target = &address.target;
            let schemes = ["https://", "http://", "mailto:"];
            prop_assert!(schemes.iter().any(|scheme| target.starts_with(scheme)), "{target:?}");
            prop_assert!(!target.chars().any(|char| is_hidden(char) || char.is_whitespace()));
            prop_assert!(!address.host.is_empty());
            prop_assert!(target.to_lowercase().contains(&address.host) || target.starts_with("https://doi.org/"));
        }
    }

    #[test]
    fn no_text_makes_the_reading_of_addresses_panic(raw in "\\PC{0,40}") {
        drop(Address::parse(&raw));
        prop_assert!(!mark_hidden(&raw).chars().any(is_hidden));
    }
}
