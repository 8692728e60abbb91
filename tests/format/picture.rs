//! Pictures of maps: SVG and PNG of every sample, and of maps that mean harm.

use linchpin::format::picture::png::{MAX_PIXELS, MAX_SIDE};
use linchpin::format::picture::{Options, Picture, export_svg, export_svg_in_pieces, png};
use linchpin::format::{ExportRequest, native};
use linchpin::layout::scene::{Hit, Item, Paint, Scene};
use linchpin::layout::{Direction, Point, Rect, Size, ViewState};
use linchpin::model::{Document, Graph, Id, Kind, Link, Node, Relation, Time};
use linchpin::theme::{Role, Theme};

const SAMPLES: &[(&str, &str)] = &[
    ("every-field", super::EVERY_FIELD),
    (
        "mill-street",
        include_str!("../../samples/tour/mill-street.argmap.json"),
    ),
    (
        "hearing",
        include_str!("../../samples/school-board/hearing.argmap.json"),
    ),
    (
        "op-ed",
        include_str!("../../samples/policy-op-ed/op-ed.argmap.json"),
    ),
];

fn read(text: &str) -> Document {
    native::read(text.as_bytes()).unwrap().document
}

fn with_picture<T>(
    document: &Document,
    direction: Direction,
    theme: &str,
    show: impl FnOnce(&Picture<'_>) -> T,
) -> T {
    let view = ViewState {
        direction,
        ..ViewState::default()
    };
    show(&Picture {
        document,
        graph: &Graph::of(document),
        view: &view,
        theme: Theme::named(theme).unwrap(),
    })
}

fn write_svg(picture: &Picture<'_>) -> String {
    picture.write_svg()
}

fn draw_svg(document: &Document) -> String {
    with_picture(document, Direction::TopDown, "light", write_svg)
}

/// A map of claims that all support the first.
fn map_of(wordings: &[&str]) -> Document {
    let mut document = Document::new(Id::parse("m-1").unwrap(), Time::from_unix(0));
    for (at, wording) in wordings.iter().enumerate() {
        let id = Id::parse(&format!("n-{at}")).unwrap();
        document
            .load_node(Node::new(id.clone(), Kind::Claim, *wording))
            .unwrap();
        if at > 0 {
            let first = Id::parse("n-0").unwrap();
            let name = Id::parse(&format!("l-{at}")).unwrap();
            document
                .load_link(Link::new(name, Relation::Supports, vec![id], first))
                .unwrap();
        }
    }
    document
}

/// Checks that tags are balanced and attributes quoted, and returns all text between tags, with
/// entities resolved.
fn read_xml(svg: &str) -> String {
    let mut rest = svg
        .strip_prefix("<?xml version=\"1.0\" encoding=\"UTF-8\"?>")
        .unwrap();
    let (mut open, mut text) = (Vec::new(), String::new());
    while let Some((before, after)) = rest.split_once('<') {
        assert!(!before.contains('>'));
        text.push_str(&resolve(before));
        let (tag, after) = after.split_once('>').unwrap();
        rest = after;
        if let Some(name) = tag.strip_prefix('/') {
            assert_eq!(open.pop(), Some(name));
            continue;
        }
        assert_eq!(tag.matches('"').count() % 2, 0, "{tag}");
        for attribute in tag.split('"').step_by(2).skip(1) {
            assert!(attribute.is_empty() || attribute == "/" || attribute.ends_with('='));
        }
        if !tag.ends_with('/') {
            open.push(tag.split(' ').next().unwrap());
        }
    }
    assert!(open.is_empty(), "{open:?}");
    text
}

fn resolve(text: &str) -> String {
    let entities = text.split('&').skip(1);
    for entity in entities {
        let name = entity.split(';').next().unwrap();
        assert!(["amp", "lt", "gt", "quot", "#39"].contains(&name), "{name}");
    }
    text.replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&#39;", "'")
        .replace("&amp;", "&")
}

fn decode(png: &png::Png) -> image::RgbaImage {
    let picture = image::load_from_memory(&png.bytes).unwrap().into_rgba8();
    assert_eq!((picture.width(), picture.height()), (png.width, png.height));
    picture
}

#[test]
fn the_svg_of_every_sample_is_well_formed_and_holds_every_wording() {
    for (name, text) in SAMPLES {
        let document = read(text);
        for direction in [Direction::TopDown, Direction::LeftToRight] {
            let svg = with_picture(&document, direction, "light", write_svg);
            let words = read_xml(&svg);
            for node in document.nodes() {
                assert!(words.contains(&node.text), "{name}: {}", node.text);
                assert!(svg.contains(&format!("id=\"node-{}\"", node.id.as_str())));
            }
            for link in document.links() {
                let id = format!("id=\"link-{}\"", link.id.as_str());
                assert!(svg.matches(&id).count() <= 1, "{name}: {id}");
            }
        }
    }
}

#[test]
fn a_relation_of_a_later_version_is_named_by_its_own_word() {
    let every_field = SAMPLES
        .iter()
        .find(|(name, _)| name.contains("every-field"));
    let svg = draw_svg(&read(every_field.unwrap().1));
    assert!(
        svg.contains("<title>prefers: "),
        "{}",
        svg.contains("<title>: ")
    );
}

#[test]
fn hostile_wordings_stay_words() {
    let hostile = [
        "<script>alert(1)</script>",
        "]]> & <!-- \" onload=\"alert(1)",
        "a\u{0}b\u{8}c\u{1b}d\u{FFFE}e",
        "\u{202E}שלום \u{627}\u{644}",
        "'><foreignObject/>",
    ];
    let svg = draw_svg(&map_of(&hostile));
    let words = read_xml(&svg);
    assert!(words.contains(hostile[0]) && words.contains(hostile[1]) && words.contains("abcde"));
    for harm in [
        "<script",
        "<foreign",
        " onload=\"",
        "<!--",
        "]]>",
        "javascript:",
    ] {
        assert!(!svg.contains(harm), "{harm}");
    }
    let is_allowed = |char: char| !char.is_control() || char == '\n';
    assert!(svg.chars().all(is_allowed) && !svg.contains('\u{FFFE}'));
    // Nothing is fetched from elsewhere: links lead to the picture's own icons.
    assert!(svg.matches("href=\"").count() == svg.matches("href=\"#icon-").count());
}

#[test]
fn coordinates_have_at_most_two_decimals() {
    let svg = draw_svg(&read(SAMPLES[3].1));
    let numbers = svg.split(['"', ' ', ',', '(', ')']);
    let mut n = 0;
    for number in numbers.filter(|it| it.parse::<f64>().is_ok()) {
        n += 1;
        let decimals = number.split_once('.').map_or(0, |(_, rest)| rest.len());
        assert!(decimals <= 2, "{number}");
    }
    assert!(n > 1000);
}

#[test]
fn an_empty_map_is_an_empty_sheet() {
    let document = Document::new(Id::parse("m-1").unwrap(), Time::from_unix(0));
    read_xml(&draw_svg(&document));
    let png = with_picture(&document, Direction::TopDown, "dark", |it| {
        it.write_png(1.0)
    })
    .unwrap();
    assert_eq!((png.width, png.height), (48, 48));
}

#[test]
fn the_png_of_every_sample_shows_boxes_where_the_scene_has_them() {
    for (name, text) in SAMPLES {
        let document = read(text);
        for theme in ["light", "dark", "print"] {
            let (scene, png) = with_picture(&document, Direction::TopDown, theme, |it| {
                (it.draw(), it.write_png(1.0).unwrap())
            });
            let picture = decode(&png);
            assert_eq!(png.notice, None);
            assert_eq!(png.width, scene.bounds.width().ceil() as u32);
            let mut n = 0;
            for (rect, role) in scene.items.iter().filter_map(find_ground) {
                // In from the corner, above the words and clear of the pills at the rim.
                let at = rect.min.moved(8.0, 5.0);
                let x = (at.x - scene.bounds.min.x) as u32;
                let y = (at.y - scene.bounds.min.y) as u32;
                let colour = Theme::named(theme).unwrap().colour(role);
                assert_eq!(
                    picture.get_pixel(x, y).0,
                    [colour.r, colour.g, colour.b, 255]
                );
                n += 1;
            }
            assert!(n > 2, "{name}");
        }
    }
}

fn find_ground(item: &Item) -> Option<(Rect, Role)> {
    match (&item.paint, item.hit) {
        (
            Paint::Rect {
                rect,
                fill: Some(role),
                ..
            },
            Hit::Node(_),
        ) if rect.height() > 20.0 && rect.width() > 60.0 => Some((*rect, *role)),
        _ => None,
    }
}

#[test]
fn text_stands_in_a_png_where_it_stands_in_the_scene() {
    let document = map_of(&["Illness 東"]);
    let (scene, png) = with_picture(&document, Direction::TopDown, "light", |it| {
        (it.draw(), it.write_png(4.0).unwrap())
    });
    let at = scene.items.iter().find_map(|item| match &item.paint {
        Paint::Text { at, .. } => Some(*at),
        _ => None,
    });
    let at = at.unwrap();
    let picture = decode(&png);
    let ink = Theme::named("light").unwrap().colour(Role::Ink);
    let is_ink = |x: f32, y: f32| {
        let (x, y) = (
            (x - scene.bounds.min.x) * 4.0,
            (y - scene.bounds.min.y) * 4.0,
        );
        picture.get_pixel(x as u32, y as u32).0[0] < ink.r + 60
    };
    let n_inked = |from: f32, to: f32| {
        let columns = (0..((to - from) * 4.0) as u32).map(|step| from + step as f32 / 4.0);
        columns.filter(|x| is_ink(*x, at.y - 5.0)).count()
    };
    assert!(n_inked(at.x, at.x + 50.0) > 5);
    // The letter that no font has is a hollow box: two thin walls.
    assert!((2..14).contains(&n_inked(at.x + 46.0, at.x + 66.0)));
    assert_eq!(n_inked(at.x + 70.0, scene.bounds.max.x - 26.0), 0);
}

#[test]
fn a_png_that_would_be_too_large_is_made_smaller_and_says_so() {
    let mut scene = Scene {
        items: Vec::new(),
        bounds: Rect::new(0.0, 0.0, Size::new(200_000.0, 10.0)),
    };
    let theme = Theme::light();
    let long = png::write(&scene, theme, 2.0).unwrap();
    assert!(long.width <= MAX_SIDE && long.width > MAX_SIDE - 50);
    assert!(long.scale < 0.1 && long.notice.unwrap().contains("SVG"));
    scene.bounds = Rect::from_corners(Point::new(0.0, 0.0), Point::new(100.0, 50.0));
    let small = png::write(&scene, theme, 2.0).unwrap();
    assert_eq!((small.width, small.height, small.notice), (200, 100, None));
    assert!(u64::from(MAX_SIDE) * u64::from(MAX_SIDE) > MAX_PIXELS);
    for scale in [0.0, -1.0, f32::NAN, f32::INFINITY] {
        assert!(png::write(&scene, theme, scale).is_err());
    }
}

#[test]
fn the_svg_of_many_boxes_grows_no_faster_than_the_map() {
    let size = |n: usize| {
        let wordings = vec!["A wording of some length that takes two lines in its box"; n];
        draw_svg(&map_of(&wordings)).len()
    };
    assert!(size(4000) < 11 * size(400));
}

/// Keeps what it is handed, piece by piece, until it has so many.
struct Pieces {
    pieces: Vec<Vec<u8>>,
    most: usize,
}

impl std::io::Write for Pieces {
    fn write(&mut self, piece: &[u8]) -> std::io::Result<usize> {
        if self.pieces.len() == self.most {
            return Err(std::io::ErrorKind::StorageFull.into());
        }
        self.pieces.push(piece.to_vec());
        Ok(piece.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

/// A picture of so many boxes, the last of which is the only one with an icon.
fn request_of_many(n: usize) -> ExportRequest {
    let wordings = vec!["A wording of some length that takes two lines in its box"; n];
    let mut document = map_of(&wordings);
    let last = Node::new(Id::parse("n-last").unwrap(), Kind::Evidence, "Fact");
    document.load_node(last).unwrap();
    ExportRequest {
        names_people: false,
        document,
        view: ViewState::default(),
        theme: String::new(),
        options: Options::default(),
    }
}

#[test]
fn a_large_svg_is_handed_on_in_small_pieces_that_are_the_whole() {
    let request = request_of_many(1500);
    let whole = export_svg(&request).unwrap();
    let mut sink = Pieces {
        pieces: Vec::new(),
        most: usize::MAX,
    };
    export_svg_in_pieces(&request).unwrap()(&mut sink).unwrap();
    let longest = sink.pieces.iter().map(Vec::len).max().unwrap();
    assert!(sink.pieces.len() > 4, "{} pieces", sink.pieces.len());
    assert!(longest < 300_000, "{longest} bytes in {}", whole.len());
    assert!(sink.pieces.concat() == whole);
    // Where an icon is defined, and where it is used, are far apart.
    let text = String::from_utf8(whole).unwrap();
    let (defined, used) = (text.find("id=\"icon-"), text.find("#icon-"));
    assert!(defined.unwrap() + longest < used.unwrap());
}

#[test]
fn drawing_ends_where_no_more_pieces_are_taken() {
    let request = request_of_many(1500);
    let mut sink = Pieces {
        pieces: Vec::new(),
        most: 2,
    };
    let error = export_svg_in_pieces(&request).unwrap()(&mut sink).unwrap_err();
    assert_eq!(error.kind(), std::io::ErrorKind::StorageFull);
    assert_eq!(sink.pieces.len(), 2);
}

#[test]
fn lines_that_are_read_from_the_right_begin_at_their_right_end() {
    let wording = "העיר צריכה אוטובוסים חינמיים כי Linchpin אומר";
    let svg = draw_svg(&map_of(&[wording, "A plain reason"]));
    let lines: Vec<&str> = svg.lines().filter(|it| it.starts_with("<text")).collect();
    let number = |line: &str, key: &str| -> f32 {
        let from = line.find(key).unwrap() + key.len();
        let value = &line[from..];
        value[..value.find('"').unwrap()].parse().unwrap()
    };
    let (turned, plain): (Vec<&str>, Vec<&str>) = lines
        .iter()
        .partition(|line| line.contains("direction=\"rtl\""));
    // Every line of that box, the one that begins with a Latin word too, and the words stay in
    // the order in which they are read.
    let words: Vec<&str> = turned
        .iter()
        .map(|line| &line[line.find('>').unwrap() + 1..line.rfind('<').unwrap()])
        .collect();
    assert_eq!(words.join(" "), wording);
    assert!(plain.iter().any(|line| line.contains("A plain reason")));
    let rights: Vec<f32> = turned.iter().map(|line| number(line, " x=\"")).collect();
    assert!(rights.len() > 1);
    assert!(
        rights.iter().all(|x| (x - rights[0]).abs() < 0.02),
        "{rights:?}"
    );
}
