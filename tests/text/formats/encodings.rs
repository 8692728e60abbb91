//! Bytes are read in the encoding that they are in, or in the one that is asked for.

use linchpin::text::formats::{self, Input};
use linchpin::text::{Article, ENCODINGS};

/// Prose in several languages, and encodings that it is found in.
const PROSE: &[(&str, &[&str])] = &[
    (
        "El año pasado, según el informe de la comisión, la participación creció más de lo que \
         nadie había previsto; ¿qué explica esta evolución?",
        &["windows-1252", "UTF-16LE"],
    ),
    (
        "Die Behörde prüft, ob die Maßnahmen genügen: Für die Bürger heißt das zunächst, daß sie \
         länger warten müssen als früher.",
        &["windows-1252"],
    ),
    (
        "В прошлом году правительство объявило, что новая дорога будет построена, однако жители \
         города по-прежнему спрашивают, зачем она нужна и кто за неё заплатит.",
        &["windows-1251", "KOI8-R", "ISO-8859-5", "IBM866"],
    ),
    (
        "Η επιτροπή αποφάσισε ότι το σχέδιο πρέπει να περιμένει, επειδή κανείς δεν έχει \
         υπολογίσει το πραγματικό κόστος του έργου.",
        &["windows-1253"],
    ),
    (
        "政府は来年の春までに新しい計画を発表すると述べたが、その費用を誰が負担するのかは明らかにしていない。",
        &["Shift_JIS", "EUC-JP", "ISO-2022-JP"],
    ),
    (
        "委员会认为这项计划应当推迟，因为没有人计算过它的实际费用，而且居民的意见也没有被听取。",
        &["GB18030"],
    ),
    (
        "위원회는 그 계획을 연기해야 한다고 결정했다. 아무도 실제 비용을 계산하지 않았기 때문이다.",
        &["EUC-KR"],
    ),
];

fn encode(text: &str, encoding: &str) -> Vec<u8> {
    if encoding == "UTF-16LE" {
        let units = std::iter::once(0xfeff).chain(text.encode_utf16());
        return units.flat_map(u16::to_le_bytes).collect();
    }
    let encoding = encoding_rs::Encoding::for_label(encoding.as_bytes()).unwrap();
    let (bytes, _, has_gaps) = encoding.encode(text);
    assert!(!has_gaps, "{} cannot write {text}", encoding.name());
    bytes.into_owned()
}

#[test]
fn the_encoding_of_prose_is_found_by_its_letters() {
    for (text, encodings) in PROSE {
        for encoding in *encodings {
            let article = Article::from_bytes(&encode(text, encoding), "a.txt").unwrap();
            assert_eq!(article.text, *text, "{encoding}");
            let is_guessed = *encoding != "UTF-16LE";
            assert_eq!(article.is_encoding_guessed, is_guessed, "{encoding}");
        }
        let article = Article::from_bytes(text.as_bytes(), "a.txt").unwrap();
        assert_eq!(article.encoding, Some("UTF-8"));
        assert!(!article.is_encoding_guessed);
    }
}

#[test]
fn the_encoding_that_is_asked_for_is_taken() {
    let read = |encoding| {
        let article = formats::read(&Input {
            bytes: b"na\xefve",
            file: "a.txt",
            encoding,
            chapters: None,
        });
        article.unwrap().text
    };
    assert_eq!(read(Some("windows-1252")), "naïve");
    assert_eq!(read(Some("windows-1251")), "naпve");
    assert_eq!(read(Some("UTF-8")), "na\u{fffd}ve");
}

#[test]
fn every_encoding_on_offer_is_one_that_is_known_by_that_name() {
    for name in ENCODINGS {
        let known = encoding_rs::Encoding::for_label(name.as_bytes());
        let known = known.map(|encoding| encoding.name().to_ascii_lowercase());
        assert_eq!(known, Some(name.to_ascii_lowercase()));
    }
}
