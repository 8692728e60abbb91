//! PDF of maps, read by a reader of its own: places of objects, streams, fonts and words.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Read as _;
use std::process::Command;

use flate2::read::ZlibDecoder;
use linchpin::format::native;
use linchpin::format::picture::pages::{MOST_PAGES, PAPERS, PageSetup, Pages};
use linchpin::format::picture::{Picture, open_all};
use linchpin::layout::{Direction, ViewState};
use linchpin::model::{Document, Graph, Id, Kind, Link, Meta, Node, Relation, Time};
use linchpin::theme::Theme;
use proptest::prelude::*;

use super::arbitrary;

/// Our own files, as far as the tests look into them.
struct Pdf {
    bytes: Vec<u8>,
    /// What stands between `n 0 obj` and `endobj`.
    objects: BTreeMap<usize, Vec<u8>>,
}

impl Pdf {
    /// Reads every object from where the table says that it is.
    fn read(bytes: Vec<u8>) -> Self {
        let text = String::from_utf8_lossy(&bytes).into_owned();
        assert!(bytes.starts_with(b"%PDF-1.7\n"));
        assert!(text.ends_with("%%EOF\n"));
        let start: usize = between(&text, "startxref\n", "\n").parse().unwrap();
        let table = String::from_utf8(bytes[start..].to_vec()).unwrap();
        let mut lines = table.lines();
        assert_eq!(lines.next(), Some("xref"));
        let n: usize = lines.next().unwrap()[2..].parse().unwrap();
        assert_eq!(lines.next(), Some("0000000000 65535 f "));
        let mut objects = BTreeMap::new();
        for number in 1..n {
            let line = lines.next().unwrap();
            assert_eq!(line.len(), 19, "20 bytes with the end of the line");
            assert!(
                line.ends_with(" 00000 n "),
                "object {number} is put: {line}"
            );
            let at: usize = line[..10].parse().unwrap();
            let head = format!("{number} 0 obj\n");
            assert!(bytes[at..].starts_with(head.as_bytes()), "{number}");
            let rest = &bytes[at + head.len()..];
            let len = find(rest, b"\nendobj\n").unwrap();
            objects.insert(number, rest[..len].to_vec());
        }
        assert!(lines.next().unwrap().starts_with("trailer"));
        Self { bytes, objects }
    }

    fn dictionary(&self, number: usize) -> String {
        let object = &self.objects[&number];
        let end = find(object, b"stream\n").unwrap_or(object.len());
        String::from_utf8_lossy(&object[..end]).into_owned()
    }

    fn stream(&self, number: usize) -> Vec<u8> {
        let object = &self.objects[&number];
        let begin = find(object, b"stream\n").unwrap() + 7;
        let end = object.len() - b"\nendstream".len();
        assert!(object.ends_with(b"\nendstream"));
        let length: usize = between(&self.dictionary(number), "/Length ", "/")
            .parse()
            .unwrap();
        assert_eq!(length, end - begin);
        let mut data = Vec::new();
        ZlibDecoder::new(&object[begin..end])
            .read_to_end(&mut data)
            .unwrap();
        data
    }

    fn with(&self, part: &str) -> Vec<usize> {
        let mut found: Vec<usize> = self.objects.keys().copied().collect();
        found.retain(|number| self.dictionary(*number).contains(part));
        found.sort_unstable();
        found
    }

    fn pages(&self) -> Vec<usize> {
        self.with("/Type/Page/")
    }

    /// What each number of each font means: by what the font is called on pages.
    fn meanings(&self) -> BTreeMap<String, BTreeMap<u16, char>> {
        let resources = self.dictionary(self.with("/ExtGState<<")[0]);
        let fonts = between(&resources, "/Font<<", ">>");
        let mut all = BTreeMap::new();
        for entry in fonts.split('/').skip(1) {
            let parts: Vec<&str> = entry.split_whitespace().collect();
            let font = self.dictionary(parts[1].parse().unwrap());
            let map: usize = between(&font, "/ToUnicode ", " ").parse().unwrap();
            let map = String::from_utf8(self.stream(map)).unwrap();
            let mut meanings = BTreeMap::new();
            for line in map.lines().filter(|line| line.starts_with('<')) {
                let Some((code, meaning)) = line[1..line.len() - 1].split_once("><") else {
                    continue;
                };
                if meaning == "FFFF" && code == "0000" {
                    continue;
                }
                let units = hex(meaning);
                let char = char::decode_utf16(units).next().unwrap().unwrap();
                meanings.insert(hex(code)[0], char);
            }
            all.insert(parts[0].to_owned(), meanings);
        }
        all
    }

    /// The lines of text of a page, in the order in which they are read.
    fn words(&self, page: usize) -> Vec<String> {
        let contents: usize = between(&self.dictionary(page), "/Contents ", " ")
            .parse()
            .unwrap();
        let content = String::from_utf8(self.stream(contents)).unwrap();
        let meanings = self.meanings();
        let mut lines = Vec::new();
        let mut font = String::new();
        let mut instead: Option<String> = None;
        let mut line = String::new();
        for row in content.lines() {
            if let Some(rest) = row.strip_prefix("/Span<</ActualText<FEFF") {
                let units = hex(rest.split('>').next().unwrap());
                instead = Some(String::from_utf16(&units).unwrap());
            } else if row == "BT" {
                line.clear();
            } else if let Some(rest) = row.strip_prefix('/').filter(|row| row.ends_with("Tm")) {
                rest.split(' ').next().unwrap().clone_into(&mut font);
            } else if let Some(codes) = row.strip_suffix(">Tj") {
                let codes = hex(codes.trim_start_matches('<'));
                line.extend(codes.iter().map(|code| meanings[&font][code]));
            } else if row == "ET" && instead.is_none() {
                lines.push(line.clone());
            } else if row == "EMC" {
                lines.extend(instead.take());
            }
        }
        lines
    }
}

fn find(bytes: &[u8], part: &[u8]) -> Option<usize> {
    bytes.windows(part.len()).position(|it| it == part)
}

fn between<'t>(text: &'t str, before: &str, after: &str) -> &'t str {
    let begin = text
        .rfind(before)
        .unwrap_or_else(|| panic!("{before}: {text}"))
        + before.len();
    let rest = &text[begin..];
    &rest[..rest.find(after).unwrap()]
}

fn hex(digits: &str) -> Vec<u16> {
    let pieces = digits.as_bytes().chunks(4);
    pieces
        .map(|it| u16::from_str_radix(std::str::from_utf8(it).unwrap(), 16).unwrap())
        .collect()
}

fn draw(document: &Document, setup: Option<&PageSetup>) -> Vec<u8> {
    draw_in(document, setup, "print")
}

fn draw_in(document: &Document, setup: Option<&PageSetup>, theme: &str) -> Vec<u8> {
    let view = ViewState {
        direction: Direction::TopDown,
        ..ViewState::default()
    };
    let picture = Picture {
        document,
        graph: &Graph::of(document),
        view: &view,
        theme: Theme::named(theme).unwrap(),
    };
    picture.write_pdf(setup).unwrap()
}

/// Every box with all of its lines.
fn draw_in_full(document: &Document) -> Vec<u8> {
    let view = open_all(document, &ViewState::default());
    let picture = Picture {
        document,
        graph: &Graph::of(document),
        view: &view,
        theme: Theme::named("print").unwrap(),
    };
    picture.write_pdf(None).unwrap()
}

const SAMPLES: [&str; 4] = [
    super::EVERY_FIELD,
    include_str!("../../samples/tour/mill-street.argmap.json"),
    include_str!("../../samples/school-board/hearing.argmap.json"),
    include_str!("../../samples/policy-op-ed/op-ed.argmap.json"),
];

fn sample(text: &str) -> Document {
    native::read(text.as_bytes()).unwrap().document
}

fn mill_street() -> Document {
    sample(include_str!("../../samples/tour/mill-street.argmap.json"))
}

/// A map of claims that all support the first.
fn map_of(wordings: &[&str]) -> Document {
    fill(
        Document::new(Id::parse("m-1").unwrap(), Time::from_unix(0)),
        wordings,
    )
}

fn fill(mut document: Document, wordings: &[&str]) -> Document {
    for (at, wording) in wordings.iter().enumerate() {
        let id = Id::parse(&format!("n-{at}")).unwrap();
        let node = Node::new(id.clone(), Kind::Claim, *wording);
        document.load_node(node).unwrap();
        if at > 0 {
            let first = Id::parse("n-0").unwrap();
            let name = Id::parse(&format!("l-{at}")).unwrap();
            let link = Link::new(name, Relation::Supports, vec![id], first);
            document.load_link(link).unwrap();
        }
    }
    document
}

/// Words without the breaks between lines.
fn run_together(lines: &[String]) -> String {
    let text = lines.concat();
    text.chars().filter(|char| !char.is_whitespace()).collect()
}

#[test]
fn every_word_of_every_sample_can_be_found_and_every_font_is_embedded() {
    for text in SAMPLES {
        let document = sample(text);
        let pdf = Pdf::read(draw_in_full(&document));
        let words = run_together(&pdf.words(pdf.pages()[0]));
        for node in document.nodes() {
            let wording = run_together(std::slice::from_ref(&node.text));
            assert!(words.contains(&wording), "{wording}\nin {words}");
        }
        let descriptors = pdf.with("/Type/FontDescriptor");
        assert!(!descriptors.is_empty());
        assert_eq!(descriptors.len(), pdf.with("/Subtype/Type0").len());
        for number in descriptors {
            let program = pdf.dictionary(number);
            let program = pdf.stream(between(&program, "/FontFile2 ", " ").parse().unwrap());
            let font = skrifa::FontRef::new(&program).unwrap();
            check_font(&font);
        }
    }
}

/// Every glyph of a subset can be drawn.
fn check_font(font: &skrifa::FontRef<'_>) {
    use skrifa::MetadataProvider as _;
    use skrifa::instance::{LocationRef, Size};
    use skrifa::outline::DrawSettings;
    use skrifa::raw::TableProvider as _;

    let n_glyphs = font.maxp().unwrap().num_glyphs();
    assert!(n_glyphs > 1);
    for glyph in 0..n_glyphs {
        let glyph = skrifa::GlyphId::new(u32::from(glyph));
        let outline = font.outline_glyphs().get(glyph).unwrap();
        let settings = DrawSettings::unhinted(Size::new(10.0), LocationRef::default());
        let mut path = String::new();
        outline.draw(settings, &mut Path(&mut path)).unwrap();
    }
}

struct Path<'a>(&'a mut String);

impl skrifa::outline::OutlinePen for Path<'_> {
    fn move_to(&mut self, _: f32, _: f32) {
        self.0.push('m');
    }
    fn line_to(&mut self, _: f32, _: f32) {
        self.0.push('l');
    }
    fn quad_to(&mut self, _: f32, _: f32, _: f32, _: f32) {
        self.0.push('q');
    }
    fn curve_to(&mut self, _: f32, _: f32, _: f32, _: f32, _: f32, _: f32) {
        self.0.push('c');
    }
    fn close(&mut self) {
        self.0.push('z');
    }
}

#[test]
fn the_same_map_gives_the_same_bytes() {
    let setup = PageSetup {
        is_tiled: true,
        ..PageSetup::default()
    };
    for setup in [None, Some(&setup)] {
        assert_eq!(draw(&mill_street(), setup), draw(&mill_street(), setup));
    }
}

/// Readers turn what runs from right to left round by themselves, so it is written as it is seen.
#[test]
fn letters_that_run_from_the_right_stand_as_they_are_seen_and_mean_themselves() {
    let pairs = [
        ("המים (נקיים) היום", "םויה )םייקנ( םימה"),
        ("كل 12 شيء", "ءيش 12 لك"),
        ("plain עברית (בית) words", "plain )תיב( תירבע words"),
        ("plain words", "plain words"),
    ];
    let pdf = Pdf::read(draw(&map_of(&pairs.map(|(meant, _)| meant)), None));
    let words = run_together(&pdf.words(pdf.pages()[0]));
    for (meant, seen) in pairs {
        let seen = run_together(&[seen.to_owned()]);
        assert!(words.contains(&seen), "{meant}: {seen} in {words}");
    }
}

/// What another program makes of a file, if that program is on this machine.
fn ask_poppler(program: &str, args: &[&str], out: &[&str], pdf: &[u8]) -> Option<Vec<u8>> {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("map.pdf");
    linchpin::storage::save_atomically(&file, pdf, None).unwrap();
    let asked = Command::new(program)
        .args(args)
        .arg(&file)
        .args(out)
        .output();
    match asked {
        Ok(output) => {
            assert!(output.status.success(), "{program}: {output:?}");
            Some(output.stdout)
        }
        Err(error) => {
            println!("skipped: {program} is not here ({error})");
            None
        }
    }
}

#[test]
fn poppler_finds_the_words_of_every_sample() {
    for text in SAMPLES {
        let document = sample(text);
        let pdf = draw_in_full(&document);
        let Some(found) = ask_poppler("pdftotext", &["-enc", "UTF-8"], &["-"], &pdf) else {
            return;
        };
        let found = String::from_utf8(found).unwrap();
        let words = document.nodes().iter();
        for word in words.flat_map(|node| node.text.split_whitespace()) {
            assert!(found.contains(word), "{word}\nin {found}");
        }
    }
}

#[test]
fn poppler_reads_lines_from_the_right_as_they_were_written() {
    for wording in [
        "המים (נקיים) היום",
        "كل 12 شيء",
        "المدينة نظيفة",
        "plain עברית words",
    ] {
        let Some(found) = ask_poppler(
            "pdftotext",
            &["-enc", "UTF-8"],
            &["-"],
            &draw(&map_of(&[wording]), None),
        ) else {
            return;
        };
        // Marks that say where a direction begins and ends are the reader's own, and so is on
        // which side of a number it puts a space.
        let is_mark = |char: &char| matches!(char, '\u{202a}'..='\u{202e}');
        let found = String::from_utf8(found).unwrap();
        let found: String = found.chars().filter(|it| !is_mark(it)).collect();
        let (wording, found) = (run_together(&[wording.to_owned()]), run_together(&[found]));
        assert!(found.contains(&wording), "{wording} in {found:?}");
    }
}

#[test]
fn poppler_draws_a_picture_and_finds_every_font_embedded() {
    let pdf = draw(&mill_street(), None);
    let Some(picture) = ask_poppler("pdftoppm", &["-r", "20", "-gray"], &[], &pdf) else {
        return;
    };
    let fonts = ask_poppler("pdffonts", &[], &[], &pdf).unwrap_or_default();
    let fonts = String::from_utf8(fonts).unwrap();
    assert!(fonts.lines().count() > 2, "{fonts}");
    for font in fonts.lines().skip(2) {
        let told: Vec<&str> = font.split_whitespace().rev().take(5).collect();
        assert_eq!(
            told[2..5],
            ["yes", "yes", "yes"],
            "embedded, a subset, with meanings: {font}"
        );
    }
    let pixels = &picture[picture.len() / 2..];
    let n_dark = pixels.iter().filter(|&&grey| grey < 128).count();
    assert!(
        n_dark > pixels.len() / 1_000,
        "{n_dark} dark of {}",
        pixels.len()
    );
}

#[test]
fn letters_that_no_font_has_are_boxes_that_can_still_be_found() {
    let pdf = Pdf::read(draw(&map_of(&["水は清い 🎉 z\u{200D}w"]), None));
    let words = run_together(&pdf.words(pdf.pages()[0]));
    assert!(words.contains("水は清い🎉z\u{200D}w"), "{words}");
}

#[test]
fn title_authors_language_and_main_claims_are_told() {
    let mut meta: Meta = (**map_of(&["x"]).meta()).clone();
    meta.title = "Trams) /JavaScript (".to_owned();
    meta.authors = vec!["Ada".to_owned(), "Boole".to_owned()];
    meta.language = "en".to_owned();
    let document = fill(
        Document::from_meta(meta),
        &["Main (claim) \\ <<>>", "A reason"],
    );
    let pdf = Pdf::read(draw(&document, None));
    let told = |text: &str| {
        let digits: Vec<String> = text
            .encode_utf16()
            .map(|unit| format!("{unit:04X}"))
            .collect();
        let digits = digits.concat();
        format!("<FEFF{digits}>")
    };
    let info = pdf.dictionary(pdf.with("/Producer")[0]);
    assert!(info.contains(&told("Trams) /JavaScript (")), "{info}");
    assert!(info.contains(&told("Ada, Boole")), "{info}");
    assert!(!info.contains("Date"), "no clock is asked");
    let catalog = pdf.dictionary(pdf.with("/Type/Catalog")[0]);
    assert!(
        catalog.contains(&format!("/Lang{}", told("en"))),
        "{catalog}"
    );
    let bookmark = pdf.dictionary(pdf.with("/Dest[")[0]);
    assert!(
        bookmark.contains(&told("Main (claim) \\ <<>>")),
        "{bookmark}"
    );
    for never in [
        "/JavaScript",
        "/JS",
        "/URI",
        "/Launch",
        "/OpenAction",
        "/AA",
    ] {
        let found = pdf.objects.values().any(|object| {
            let end = find(object, b"stream\n").unwrap_or(object.len());
            find(&object[..end], never.as_bytes()).is_some()
        });
        assert!(!found, "{never}");
    }
}

#[test]
fn sheets_share_the_map_so_that_every_box_is_on_one_of_them() {
    let document = sample(include_str!("../../samples/policy-op-ed/op-ed.argmap.json"));
    for paper in PAPERS {
        let setup = PageSetup {
            paper: paper.name.to_owned(),
            is_tiled: true,
            ..PageSetup::default()
        };
        let pdf = Pdf::read(draw(&document, Some(&setup)));
        let words: Vec<BTreeSet<String>> = pdf
            .pages()
            .iter()
            .map(|page| pdf.words(*page).into_iter().collect())
            .collect();
        let whole = Pdf::read(draw(&document, None));
        for line in whole.words(whole.pages()[0]) {
            assert!(words.iter().any(|page| page.contains(&line)), "{line}");
        }
        for (at, page) in words.iter().enumerate() {
            let of = format!("Page {} of {}", at + 1, words.len());
            assert!(page.contains(&of), "{of}: {page:?}");
        }
    }
}

#[test]
fn dark_and_see_through_colours_are_drawn_on_their_paper() {
    for theme in Theme::all() {
        let pdf = Pdf::read(draw_in(&mill_street(), None, &theme.name));
        assert_eq!(pdf.pages().len(), 1);
        assert!(pdf.bytes.len() > 1000);
    }
}

mod pages {
    use super::*;
    use linchpin::format::FormatError;
    use linchpin::format::picture::pages::Heading;
    use linchpin::layout::{Point, Rect};

    fn bounds(width: f32, height: f32) -> Rect {
        Rect::from_corners(
            Point::new(-30.0, 10.0),
            Point::new(width - 30.0, height + 10.0),
        )
    }

    fn lay_out(setup: &PageSetup, bounds: Rect) -> Result<Pages, FormatError> {
        Pages::lay_out(setup, bounds, Heading::default(), |_| false)
    }

    #[test]
    fn a_map_is_fitted_to_one_sheet_without_growing_beyond_a_point_a_unit() {
        let setup = PageSetup::default();
        let large = lay_out(&setup, bounds(9000.0, 900.0)).unwrap();
        assert_eq!(large.pages.len(), 1);
        let place = large.pages[0].place;
        assert!((place.min.x - 12.0 * 72.0 / 25.4).abs() < 0.01);
        assert!((place.width() - 9000.0 * large.scale).abs() < 0.1);
        assert!((lay_out(&setup, bounds(60.0, 40.0)).unwrap().scale - 1.0).abs() < 1e-6);
    }

    #[test]
    fn blank_sheets_are_left_out_and_not_counted() {
        let setup = PageSetup {
            is_tiled: true,
            ..PageSetup::default()
        };
        let all = lay_out(&setup, bounds(3000.0, 3000.0)).unwrap();
        let [columns, rows] = all.grid;
        assert_eq!(all.pages.len(), columns * rows);
        let half = Pages::lay_out(&setup, bounds(3000.0, 3000.0), Heading::default(), |part| {
            part.min.x < 0.0
        })
        .unwrap();
        assert_eq!(half.pages.len(), (columns - 1) * rows);
        let last = half.pages.last().unwrap();
        let texts: Vec<&str> = last.captions.iter().map(|it| it.text.as_str()).collect();
        let n = half.pages.len();
        assert!(
            texts.contains(&format!("Page {n} of {n}").as_str()),
            "{texts:?}"
        );
        assert!(texts.contains(&format!("Row {rows}, column {columns}").as_str()));
    }

    #[test]
    fn numbers_that_leave_no_room_are_refused_with_what_to_do() {
        let usual = PageSetup {
            is_tiled: true,
            ..PageSetup::default()
        };
        let with = |change: &dyn Fn(&mut PageSetup)| {
            let mut setup = usual.clone();
            change(&mut setup);
            let error = lay_out(&setup, bounds(3000.0, 3000.0)).unwrap_err();
            error.to_string()
        };
        assert!(with(&|it| it.margin = 110.0).contains("choose smaller ones"));
        assert!(with(&|it| it.margin = f32::NAN).contains("choose smaller ones"));
        assert!(with(&|it| it.margin = -1.0).contains("choose smaller ones"));
        assert!(with(&|it| it.scale = 0.0).contains("such as 0.5"));
        assert!(with(&|it| it.scale = f32::INFINITY).contains("such as 0.5"));
        assert!(with(&|it| it.overlap = 500.0).contains("choose less"));
        assert!(with(&|it| it.overlap = f32::NAN).contains("choose less"));
        let many = with(&|it| it.scale = 1e6);
        assert!(
            many.contains(&format!("{MOST_PAGES} are the most")),
            "{many}"
        );
    }

    proptest! {
        #[test]
        fn sheets_cover_the_map_and_stay_within_the_paper(
            paper in 0..PAPERS.len(),
            is_landscape: bool,
            margin in 0.0..25.0_f32,
            scale in 0.2..1.5_f32,
            overlap in 0.0..20.0_f32,
            is_tiled: bool,
            has_captions: bool,
            width in 1.0..4000.0_f32,
            height in 1.0..4000.0_f32,
            probe in (0.0..=1.0_f32, 0.0..=1.0_f32),
        ) {
            let setup = PageSetup {
                paper: PAPERS[paper].name.to_owned(),
                is_landscape, margin, scale, overlap, is_tiled, has_captions, has_marks: true,
            };
            let map = bounds(width, height);
            let pages = lay_out(&setup, map).unwrap();
            let at = Point::new(map.min.x + probe.0 * width, map.min.y + probe.1 * height);
            prop_assert!(pages.pages.iter().any(|page| page.window.grown(0.01).contains(at)));
            let sheet = Rect::from_corners(
                Point::new(0.0, 0.0),
                Point::new(pages.size[0], pages.size[1]),
            );
            for page in &pages.pages {
                prop_assert!(sheet.grown(0.01).contains(page.place.min));
                prop_assert!(sheet.grown(0.01).contains(page.place.max));
                let scaled = page.window.width() * pages.scale;
                prop_assert!((scaled - page.place.width()).abs() < 0.05);
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    #[test]
    fn any_map_gives_a_sound_file(document in arbitrary::any_document()) {
        let pdf = Pdf::read(draw(&document, None));
        prop_assert_eq!(pdf.pages().len(), 1);
        let _ = pdf.words(pdf.pages()[0]);
    }
}

#[test]
fn letters_that_no_font_has_are_told_before_a_pdf_or_png_is_written() {
    use linchpin::format::find_by_name;

    let list = |name: &str, wording: &str| {
        let format = find_by_name(std::path::Path::new(name)).unwrap();
        format.list_losses(&map_of(&[wording]))
    };
    for name in ["map.pdf", "map.png"] {
        let told = list(name, "水は清い Tram");
        assert_eq!(told.len(), 1, "{told:?}");
        assert!(told[0].ends_with("empty boxes: いは水清"), "{told:?}");
        assert!(list(name, "Tram – “tariff”, naïve, Größe").is_empty());
    }
    assert!(list("map.svg", "水は清い").is_empty());
}
