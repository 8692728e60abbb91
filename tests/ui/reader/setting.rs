//! How parts are set, and a picture of a page.

use std::fmt::Write as _;

use egui::{Color32, Key, Modifiers};
use egui_kittest::Harness;
use linchpin::text::PartKind;
use linchpin::ui::reader::{MarkShape, PartView, Section, StripMark, Tint, flatten_tints};

use super::super::raster::save_picture;
use super::{
    ARTICLE, Desk, click, focus, install_fonts, open_desk, open_desk_in, paper_colours, place_of,
    press, tint,
};

#[test]
fn lines_that_a_machine_broke_run_on_and_short_ones_stay() {
    let wrapped = "This line was broken by a program that wraps its mail\n\
                   at a fixed column, and it goes on here.";
    let verse = "Two roads diverged\nin a yellow wood";
    let text = format!("{wrapped}\n\n{verse}");
    let mut desk = Desk::new(&text);
    for piece in [wrapped, verse] {
        let start = text.find(piece).unwrap();
        let bytes = start..start + piece.len();
        desk.parts.push(PartView {
            kind: PartKind::Paragraph,
            level: 0,
            bytes,
        });
    }
    let mut harness = open_desk(desk);
    let place = place_of(&mut harness, "roads diverged");
    let below = place_of(&mut harness, "in a yellow");
    assert!((below.y - place.y - 28.0).abs() < 1.0);
    let place = place_of(&mut harness, "at a fixed");
    click(&mut harness, place, 3);
    assert_eq!(harness.state().selected(), wrapped);
}

#[test]
fn the_cells_of_a_table_stand_in_columns() {
    let rows = [
        "Year\tTicket\tCount",
        "2023\tone and eighty\t12",
        "\ttwo\t9",
    ];
    let text = rows.join("\n");
    let mut desk = Desk::new(&text);
    let mut start = 0;
    for (at, row) in rows.iter().enumerate() {
        desk.parts.push(PartView {
            kind: PartKind::Table,
            level: u8::from(at == 0),
            bytes: start..start + row.len(),
        });
        start += row.len() + 1;
    }
    let mut harness = open_desk(desk);
    for column in [["Ticket", "one and", "two"], ["Count", "12", "9"]] {
        let lefts = column.map(|words| place_of(&mut harness, words).x);
        assert!(
            lefts.iter().all(|left| (left - lefts[0]).abs() < 1.5),
            "{lefts:?}"
        );
    }
}

/// A table of those rows, the first of which is its heading.
fn open_table(rows: &[&str]) -> Harness<'static, Desk> {
    let mut desk = Desk::new(&rows.join("\n"));
    let mut start = 0;
    for (at, row) in rows.iter().enumerate() {
        desk.parts.push(PartView {
            kind: PartKind::Table,
            level: u8::from(at == 0),
            bytes: start..start + row.len(),
        });
        start += row.len() + 1;
    }
    let builder = Harness::builder().with_context_setup(install_fonts);
    open_desk_in(builder.allow_missing_glyphs(), desk)
}

const WIDE: [&str; 3] = [
    "City\tWhat was decided there after the second vote of the council\tHow many trams and buses \
     run in a week",
    "Oslo\tCars were kept out of the middle of the town, apart from those of people who live \
     there and of those who deliver what is sold\tTwelve",
    "Bonn\t\tSeven hundred and some more on days on which there is a market",
];

#[test]
fn the_cells_of_a_table_that_is_wider_than_the_page_are_broken_within_their_columns() {
    let mut harness = open_table(&WIDE);
    let place = |harness: &mut Harness<'_, Desk>, words: &str| place_of(harness, words);
    for column in [
        ["What was", "Cars were", "deliver what"],
        ["How many", "Twelve", "Seven hundred"],
    ] {
        let lefts = column.map(|words| place(&mut harness, words).x);
        assert!(lefts[0] > place(&mut harness, "Oslo").x + 40.0, "{lefts:?}");
        if column[1] == "Twelve" {
            assert!((lefts[1] - lefts[0]).abs() < 1.5, "{lefts:?}");
        }
    }
    let (first, last) = (
        place(&mut harness, "Cars were"),
        place(&mut harness, "deliver what"),
    );
    let aside = place(&mut harness, "Twelve");
    assert!(first.y < last.y && (first.y - aside.y).abs() < 1.0);
    assert!(last.x < aside.x, "it was broken before the next column");
    click(&mut harness, last, 2);
    assert_eq!(harness.state().selected(), "deliver");
    let text = harness.state().text.clone();
    focus(&mut harness, text.find("Twelve").unwrap());
    let mut steps = vec![text.find("Twelve").unwrap()];
    for _ in 0..8 {
        press(&mut harness, Modifiers::NONE, Key::ArrowDown);
        steps.push(harness.state().reader.caret().unwrap());
    }
    let bonn = text.find("Seven").unwrap();
    assert_eq!(
        steps[1], bonn,
        "the next line of that column is the next row's"
    );
    assert_eq!(steps.last(), Some(&text.len()));
    save_picture(&mut harness, "reader-wide-table");
}

#[test]
fn the_cells_of_a_table_with_too_many_columns_stand_below_one_another() {
    let row = |word: &str| -> String {
        let cells = (0..30).map(|at| format!("{word}{at} goes on"));
        cells.collect::<Vec<_>>().join("\t")
    };
    let (head, body) = (row("head"), row("body"));
    let mut harness = open_table(&[&head, &body]);
    let lefts = ["head1 goes", "head2 goes", "head3 goes"].map(|it| place_of(&mut harness, it));
    assert!((lefts[0].x - lefts[2].x).abs() < 1.5);
    assert!(lefts[0].y < lefts[1].y && lefts[1].y < lefts[2].y);
    assert!(place_of(&mut harness, "head0 goes").x < lefts[0].x - 4.0);
}

#[test]
fn the_first_column_of_a_table_that_is_read_from_right_to_left_stands_at_the_right() {
    let mut harness = open_table(&["עיר\tכמה", "חיפה\tשבע"]);
    let x = |harness: &mut Harness<'_, Desk>, words: &str| place_of(harness, words).x;
    assert!(x(&mut harness, "עיר") > x(&mut harness, "כמה") + 20.0);
    assert!(x(&mut harness, "חיפה") > x(&mut harness, "שבע") + 20.0);
}

#[test]
fn overlapping_tints_become_disjoint_sections_with_lines_of_their_own() {
    let make = |bytes, key| Tint {
        bytes,
        fill: Color32::WHITE,
        line: Color32::BLACK,
        is_doubtful: false,
        key,
    };
    let tints = [
        make(0..10, 1),
        make(4..6, 2),
        make(6..14, 3),
        make(20..20, 4),
    ];
    let mut drawn = String::new();
    for Section {
        bytes, keys, lines, ..
    } in flatten_tints(&tints)
    {
        let lanes: Vec<usize> = lines.iter().map(|line| line.0).collect();
        writeln!(drawn, "{bytes:?} keys {keys:?} lines {lanes:?}").unwrap();
    }
    expect_test::expect![[r"
        0..4 keys [1] lines [0]
        4..6 keys [2, 1] lines [0, 1]
        6..10 keys [3, 1] lines [0, 1]
        10..14 keys [3] lines [1]
    "]]
    .assert_eq(&drawn);
}

#[test]
fn the_pane_looks_like_a_page() {
    let mut desk = Desk::new(ARTICLE);
    let kinds = [
        (PartKind::Heading, 1),
        (PartKind::Paragraph, 0),
        (PartKind::Paragraph, 0),
        (PartKind::Item, 1),
        (PartKind::Item, 1),
        (PartKind::Quote, 1),
        (PartKind::Label, 0),
        (PartKind::Paragraph, 0),
    ];
    let mut start = 0;
    for (line, (kind, level)) in ARTICLE.split('\n').zip(kinds) {
        let marker = if line.starts_with("- ") { 2 } else { 0 };
        desk.parts.push(PartView {
            kind,
            level,
            bytes: start + marker..start + line.len(),
        });
        start += line.len() + 1;
    }
    let label = ARTICLE.find("The pipes").unwrap();
    let label = PartView {
        kind: PartKind::Label,
        level: 0,
        bytes: label..label + 9,
    };
    desk.parts.insert(2, label);
    let green = Color32::from_rgb(0x00, 0x77, 0x5a);
    let red = Color32::from_rgb(0xb9, 0x3a, 0x14);
    desk.tints = vec![
        tint(
            ARTICLE,
            "Nobody knows how much water is lost, and the council",
            1,
            green,
        ),
        Tint {
            fill: Color32::from_rgb(0xfa, 0xe9, 0xe2),
            ..tint(
                ARTICLE,
                "water is lost, and the council has never asked",
                2,
                red,
            )
        },
        tint(ARTICLE, "meters suggest", 3, green),
    ];
    let mark = |phrase, colour, shape| StripMark {
        at: ARTICLE.find(phrase).unwrap(),
        colour,
        shape,
        share: 0.5,
    };
    desk.marks = vec![
        mark("pipes", green, MarkShape::Square),
        mark("Nobody", red, MarkShape::Folded),
        mark("meters", green, MarkShape::Disc),
        mark("We cannot", red, MarkShape::Ring),
    ];
    let hit = ARTICLE.find("third").unwrap();
    desk.hits.push(hit..hit + 5);
    let mut harness = open_desk(desk);
    harness.set_size(egui::vec2(760.0, 700.0));
    let at = ARTICLE.find("under the old").unwrap();
    focus(&mut harness, at);
    harness.state_mut().reader.select(at..at + 27);
    harness.run();
    let picture = harness.render().unwrap();
    let selected = paper_colours().selection.to_array();
    assert!(picture.pixels().filter(|pixel| pixel.0 == selected).count() > 500);
    save_picture(&mut harness, "reader");
}
