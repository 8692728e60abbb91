//! Maps that pictures carry: written, found again, and refused where a file means harm.

use std::io::Write as _;

use linchpin::format::picture::Options;
use linchpin::format::picture::carried::{
    png_holds_map, put_into_png, read_png, read_svg, svg_holds_map,
};
use linchpin::format::{ExportRequest, FormatError, native, picture, read_enclosed};
use linchpin::layout::ViewState;
use linchpin::model::{Document, Id, Kind, Node, Time};
use proptest::prelude::*;
use quick_xml::Reader;
use quick_xml::events::Event;

use super::arbitrary::any_document;

const SAMPLES: &[&str] = &[
    super::EVERY_FIELD,
    include_str!("../../samples/tour/mill-street.argmap.json"),
    include_str!("../../samples/school-board/hearing.argmap.json"),
    include_str!("../../samples/policy-op-ed/op-ed.argmap.json"),
];

fn ask(document: &Document, carries_map: bool) -> ExportRequest {
    ExportRequest {
        names_people: true,
        document: document.clone(),
        view: ViewState::default(),
        theme: String::new(),
        options: Options {
            carries_map,
            ..Options::default()
        },
    }
}

fn svg_of(document: &Document) -> Vec<u8> {
    picture::export_svg(&ask(document, true)).unwrap()
}

fn read(text: &str) -> Document {
    native::read(text.as_bytes()).unwrap().document
}

fn text_of(document: &Document) -> String {
    native::write_verified(document).unwrap()
}

/// A map whose one box says that.
fn map_saying(wording: &str) -> Document {
    let mut document = Document::new(Id::parse("m-1").unwrap(), Time::from_unix(0));
    let node = Node::new(Id::parse("n-1").unwrap(), Kind::Claim, wording);
    document.load_node(node).unwrap();
    document
}

/// The smallest PNG there is, for our purposes: a beginning and an end.
fn bare_png() -> Vec<u8> {
    let mut png = b"\x89PNG\r\n\x1A\n".to_vec();
    png.extend_from_slice(b"\0\0\0\0IEND\xAE\x42\x60\x82");
    png
}

/// A PNG with that chunk, its checksum right.
fn png_with(name: [u8; 4], data: &[u8]) -> Vec<u8> {
    let mut png = bare_png();
    let end = png.split_off(8);
    png.extend_from_slice(&(data.len() as u32).to_be_bytes());
    let named = [&name[..], data].concat();
    png.extend_from_slice(&named);
    png.extend_from_slice(&crc32fast::hash(&named).to_be_bytes());
    png.extend_from_slice(&end);
    png
}

#[test]
fn samples_come_back_from_svg_and_png_whole() {
    for text in SAMPLES {
        let document = read(text);
        let svg = svg_of(&document);
        assert!(svg_holds_map(&svg));
        assert_eq!(text_of(&read_svg(&svg).unwrap().document), *text);
        let png = picture::export_png(&ask(&document, true)).unwrap();
        assert!(png_holds_map(&png));
        assert_eq!(text_of(&read_png(&png).unwrap().document), *text);
        for bytes in [svg, png] {
            let found = read_enclosed(&bytes).unwrap().unwrap();
            assert_eq!(found.document, document);
        }
    }
}

#[test]
fn a_picture_carries_nothing_unless_it_is_asked_to() {
    let document = read(SAMPLES[0]);
    let svg = picture::export_svg(&ask(&document, false)).unwrap();
    let png = picture::export_png(&ask(&document, false)).unwrap();
    assert!(!svg_holds_map(&svg) && !png_holds_map(&png));
    assert!(read_enclosed(&svg).is_none() && read_enclosed(&png).is_none());
    assert!(
        read_svg(&svg)
            .unwrap_err()
            .to_string()
            .contains("without a map")
    );
    assert!(
        read_png(&png)
            .unwrap_err()
            .to_string()
            .contains("without a map")
    );
}

#[test]
fn the_picture_is_the_same_with_a_map_in_it() {
    let document = read(SAMPLES[1]);
    let open = |bytes: &[u8]| image::load_from_memory(bytes).unwrap().into_rgba8();
    let plain = picture::export_png(&ask(&document, false)).unwrap();
    let carrying = picture::export_png(&ask(&document, true)).unwrap();
    assert_eq!(open(&plain), open(&carrying));
}

#[test]
fn words_that_mean_harm_stay_words() {
    let wordings = [
        "</metadata><script>alert(1)</script>",
        "]]><script>x</script><![CDATA[",
        "<metadata id=\"linchpin-map\">{}</metadata>",
        "&lt;b&gt; &#60; &amp; \\u003c \\\\u003c",
        "\u{7F}\u{85}\u{2028}\u{FFFE}\u{FFFF}\u{1F389}",
        "\" onload=\"alert(1)\" xlink:href=\"http://evil.example/",
        "<!DOCTYPE x [<!ENTITY y SYSTEM \"file:///etc/passwd\">]>&y;",
    ];
    for wording in wordings {
        let document = map_saying(wording);
        let svg = svg_of(&document);
        assert_eq!(read_svg(&svg).unwrap().document, document, "{wording}");
        let mut reader = Reader::from_reader(svg.as_slice());
        let mut depth = 0;
        loop {
            match reader.read_event().unwrap() {
                Event::Start(start) => {
                    depth += 1;
                    look_at(&start, wording);
                }
                Event::Empty(start) => look_at(&start, wording),
                Event::End(_) => depth -= 1,
                Event::DocType(_) | Event::PI(_) | Event::CData(_) => {
                    panic!("{wording}")
                }
                Event::Eof => break,
                _ => {}
            }
        }
        assert_eq!(depth, 0, "{wording}");
    }
}

/// No script, no event, nothing from elsewhere.
fn look_at(start: &quick_xml::events::BytesStart<'_>, wording: &str) {
    assert_ne!(start.local_name().as_ref(), "script", "{wording}");
    for attribute in start.attributes() {
        let attribute = attribute.unwrap();
        let key: &str = attribute.key.as_ref();
        assert!(!key.starts_with("on"), "{wording}");
        if key.ends_with("href") {
            assert!(attribute.value.starts_with('#'), "{wording}");
        }
    }
}

#[test]
fn a_picture_that_another_program_has_spelled_anew_still_opens() {
    let document = map_saying("Trams & trains");
    let svg = String::from_utf8(svg_of(&document)).unwrap();
    let anew = svg
        .replace(
            "<metadata id=\"linchpin-map\">",
            "<metadata\n  id='linchpin-map' >",
        )
        .replace("\\u0026", "&amp;")
        .replace("\"wording\"", "&quot;wording&quot;");
    assert_ne!(anew, svg);
    assert_eq!(read_svg(anew.as_bytes()).unwrap().document, document);
}

#[test]
fn what_breaks_off_or_is_damaged_is_refused_with_a_reason() {
    let document = map_saying("Trams");
    let svg = svg_of(&document);
    let begin = svg
        .windows(12)
        .position(|it| it == b"linchpin-map")
        .unwrap();
    let error = read_svg(&svg[..begin + 60]).unwrap_err().to_string();
    assert!(error.contains("breaks off"), "{error}");
    let mut png = put_into_png(bare_png(), &text_of(&document));
    assert_eq!(read_png(&png).unwrap().document, document);
    let middle = png.len() / 2;
    png[middle] ^= 1;
    let error = read_png(&png).unwrap_err().to_string();
    assert!(error.contains("damaged"), "{error}");
}

#[test]
fn lengths_that_lie_and_bombs_are_refused() {
    let mut lying = bare_png();
    let end = lying.split_off(8);
    lying.extend_from_slice(&u32::MAX.to_be_bytes());
    lying.extend_from_slice(b"iTXtlinchpin-map\0\x01\0\0\0");
    lying.extend_from_slice(&end);
    assert!(!png_holds_map(&lying));
    let head = b"linchpin-map\0\x01\0\0\0";
    let packed = |text: &[u8]| {
        let mut encoder =
            flate2::write::ZlibEncoder::new(head.to_vec(), flate2::Compression::best());
        encoder.write_all(text).unwrap();
        encoder.finish().unwrap()
    };
    let bomb = png_with(*b"iTXt", &packed(&vec![b' '; 32 << 20]));
    assert!(bomb.len() < 64 << 10);
    let error = read_png(&bomb).unwrap_err();
    assert!(matches!(error, FormatError::TooLarge { .. }), "{error}");
    for data in [
        &b"linchpin-map\0"[..],
        b"linchpin-map\0\x01",
        b"linchpin-map\0\x01\x07\0\0xyz",
        b"linchpin-map\0\x01\0\0\0not packed",
        b"linchpin-map\0\0\0\0\0{\"format\":\"x\"}",
    ] {
        assert!(read_png(&png_with(*b"iTXt", data)).is_err());
    }
    let plain = [&b"linchpin-map\0\0\0en\0Karte\0"[..], SAMPLES[0].as_bytes()].concat();
    let found = read_png(&png_with(*b"iTXt", &plain)).unwrap();
    assert_eq!(text_of(&found.document), SAMPLES[0]);
    // A chunk of another kind is none of ours.
    assert!(!png_holds_map(&png_with(*b"tEXt", &plain)));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn any_map_comes_back_from_both(document in any_document()) {
        prop_assert_eq!(&read_svg(&svg_of(&document)).unwrap().document, &document);
        let png = put_into_png(bare_png(), &text_of(&document));
        prop_assert_eq!(&read_png(&png).unwrap().document, &document);
    }

    #[test]
    fn no_bytes_make_the_readers_panic(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        let png = [&b"\x89PNG\r\n\x1A\n"[..], &bytes].concat();
        let svg = [&b"<svg><metadata id=\"linchpin-map\">"[..], &bytes].concat();
        prop_assert!(read_png(&png).is_err());
        prop_assert!(read_svg(&svg).is_err());
    }
}
