//! Pages of the web, from a server of the test's own on this machine: bounds and refusals.
#![expect(
    clippy::disallowed_types,
    reason = "the server that stands for the web listens on this machine alone"
)]

use std::io::{BufRead as _, BufReader, Write as _};
use std::net::{IpAddr, TcpListener};
use std::time::Duration;

use linchpin::storage::fetch::{Bounds, FetchError, Fetched, fetch, is_private};
use proptest::prelude::*;

/// Answers one request after another with what `answer` makes of its path. Gives its port.
pub fn serve(answer: impl Fn(&str) -> String + Send + 'static) -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            let mut stream = stream.unwrap();
            let mut lines = BufReader::new(stream.try_clone().unwrap()).lines();
            let Some(Ok(first)) = lines.next() else {
                continue;
            };
            // The rest of the request, to its blank line.
            for line in lines.map_while(Result::ok) {
                if line.is_empty() {
                    break;
                }
            }
            let path = first.split(' ').nth(1).unwrap_or_default();
            // A client that has had enough goes away.
            drop(stream.write_all(answer(path).as_bytes()));
        }
    });
    port
}

pub fn page(kind: &str, body: &str) -> String {
    let n = body.len();
    format!(
        "HTTP/1.1 200 OK\r\nContent-Type: {kind}\r\nContent-Length: {n}\r\nConnection: close\r\n\r\n{body}"
    )
}

fn redirect(to: &str) -> String {
    format!(
        "HTTP/1.1 302 Found\r\nLocation: {to}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
    )
}

fn still() -> Duration {
    Duration::ZERO
}

fn get(address: &str) -> Result<Fetched, FetchError> {
    fetch(
        address,
        &["127.0.0.1".to_owned()],
        &Bounds::default(),
        &still,
    )
}

pub const BODY: &str = "<html><head><title>Water</title></head><body><article><h1>Water and the city\
    </h1><p>The pipes under the old town are a hundred years old, and some of them leak. Nobody \
    knows how much water is lost.</p><p>We cannot repair what we do not measure.</p></article>\
    </body></html>";

#[test]
fn a_page_comes_with_its_address_and_encoding() {
    let port = serve(|_| page("text/html; charset=ISO-8859-2", BODY));
    let found = get(&format!("http://127.0.0.1:{port}/a/b?c=é#d")).unwrap();
    assert_eq!(found.bytes, BODY.as_bytes());
    assert_eq!(found.name, "127.0.0.1.html");
    assert_eq!(found.encoding.as_deref(), Some("ISO-8859-2"));
    assert!(found.address.ends_with("/a/b?c=é#d"), "{}", found.address);
}

#[test]
fn redirects_are_followed_and_not_for_ever() {
    let port = serve(
        |path| match path.strip_prefix('/').and_then(|n| n.parse().ok()) {
            Some(0_u32) => page("text/plain", "Here."),
            Some(n) => redirect(&format!("/x/../{}", n - 1)),
            None => redirect("/9"),
        },
    );
    let found = get(&format!("http://127.0.0.1:{port}/5")).unwrap();
    assert_eq!(found.bytes, b"Here.");
    assert_eq!(found.address, format!("http://127.0.0.1:{port}/0"));
    let error = get(&format!("http://127.0.0.1:{port}/6")).unwrap_err();
    assert!(matches!(error, FetchError::Redirects(_)), "{error}");
}

#[test]
fn a_redirect_to_another_machine_of_ones_own_network_is_told_of() {
    let port = serve(|path| {
        let port = path.trim_start_matches('/').to_owned();
        redirect(&format!("http://localhost:{port}/secret"))
    });
    let error = get(&format!("http://127.0.0.1:{port}/{port}")).unwrap_err();
    assert!(
        matches!(&error, FetchError::Private { host, .. } if host == "localhost"),
        "{error}"
    );
}

#[test]
fn a_redirect_away_from_the_web_is_refused() {
    for to in [
        "file:///etc/passwd",
        "javascript:alert(1)",
        "ftp://127.0.0.1/x",
    ] {
        let port = serve(move |_| redirect(to));
        let error = get(&format!("http://127.0.0.1:{port}/")).unwrap_err();
        assert!(matches!(error, FetchError::NotWeb(_)), "{error}");
    }
}

#[test]
fn what_is_no_page_or_no_answer_is_refused_with_a_reason() {
    for (answer, words) in [
        (
            page("application/octet-stream", "x"),
            "application/octet-stream",
        ),
        (page("application/pdf", "%PDF-1.7"), "application/pdf"),
        (
            "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n".to_owned(),
            "404",
        ),
        ("not HTTP at all\r\n\r\n".to_owned(), "could not be reached"),
    ] {
        let port = serve(move |_| answer.clone());
        let error = get(&format!("http://127.0.0.1:{port}/")).unwrap_err();
        assert!(error.to_string().contains(words), "{error}");
    }
    let error = get("file:///etc/passwd").unwrap_err();
    assert!(matches!(error, FetchError::NotWeb(_)), "{error}");
    let error = get("https://ex\u{430}mple.org").unwrap_err();
    assert!(matches!(error, FetchError::Letters(_)), "{error}");
}

#[test]
fn pages_stop_at_bytes_and_seconds() {
    let port = serve(|_| page("text/plain", &"word ".repeat(1000)));
    let address = format!("http://127.0.0.1:{port}/");
    let allowed = ["127.0.0.1".to_owned()];
    let few = Bounds {
        bytes: 4999,
        ..Bounds::default()
    };
    let error = fetch(&address, &allowed, &few, &still).unwrap_err();
    assert!(matches!(error, FetchError::TooLarge(_)), "{error}");
    let enough = Bounds {
        bytes: 5000,
        ..Bounds::default()
    };
    assert_eq!(
        fetch(&address, &allowed, &enough, &still)
            .unwrap()
            .bytes
            .len(),
        5000
    );
    let port = serve(|_| redirect("/on"));
    let asked = std::cell::Cell::new(0);
    // Ten seconds go by with every answer.
    let clock = || {
        asked.set(asked.get() + 1);
        Duration::from_secs(10 * (asked.get() - 1))
    };
    let address = format!("http://127.0.0.1:{port}/");
    let error = fetch(&address, &allowed, &Bounds::default(), &clock).unwrap_err();
    assert!(matches!(error, FetchError::Slow(_)), "{error}");
    assert_eq!(asked.get(), 3, "the second answer came too late");
    let own = Bounds::default();
    assert_eq!(
        (own.redirects, own.bytes, own.time.as_secs()),
        (5, 20 << 20, 20)
    );
}

#[test]
fn machines_of_ones_own_network_are_known_by_their_numbers() {
    for place in [
        "127.0.0.1",
        "10.1.2.3",
        "172.16.0.1",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "0.0.0.0",
        "255.255.255.255",
        "224.0.0.1",
        "::1",
        "::",
        "fe80::1",
        "fd00::1",
        "::ffff:10.0.0.1",
        "64:ff9b::7f00:1",
        "2002:a00:1::",
        "::127.0.0.1",
        "ff02::1",
    ] {
        assert!(is_private(&place.parse().unwrap()), "{place}");
    }
    for place in [
        "1.1.1.1",
        "8.8.8.8",
        "172.32.0.1",
        "100.128.0.1",
        "2606:4700::1111",
        "::ffff:8.8.8.8",
    ] {
        assert!(!is_private(&place.parse().unwrap()), "{place}");
    }
}

proptest! {
    #[test]
    fn an_older_number_within_a_newer_one_counts_as_itself(bytes in any::<[u8; 4]>()) {
        let older = std::net::Ipv4Addr::from(bytes);
        let mapped = IpAddr::V6(older.to_ipv6_mapped());
        prop_assert_eq!(is_private(&IpAddr::V4(older)), is_private(&mapped));
    }
}
