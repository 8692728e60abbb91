//! Every theme can be read by everybody: text 4.5 : 1, lines and icons 3 : 1.

use linchpin::theme::{self, Arrows, Rgba, Role, Stroke, TextRole, Theme, ThemeError, contrast};

use Role::*;

/// What whole panels, boxes and rows are filled with.
const GROUNDS: &[Role] = &[Paper, Panel, Card, Control, Hover];
const TINTS: &[Role] = &[
    SupportsTint,
    OpposesTint,
    AnswersTint,
    EvidenceTint,
    QuestionTint,
    NeutralTint,
    WarningTint,
    ErrorTint,
    SelectionTint,
    PassageTint,
];
const MARKS: &[Role] = &[TextSelection, FindHit, FindCurrent];
/// Roles that write and draw, each with the tint that is made for it.
const COLOURS: &[(Role, Role)] = &[
    (Supports, SupportsTint),
    (Opposes, OpposesTint),
    (Answers, AnswersTint),
    (Evidence, EvidenceTint),
    (Question, QuestionTint),
    (Neutral, NeutralTint),
    (Warning, WarningTint),
    (Error, ErrorTint),
    (Accent, SelectionTint),
];

fn check(theme: &Theme, front: Role, grounds: &[Role], least: f32, misses: &mut Vec<String>) {
    for ground in grounds {
        let found = contrast(theme.colour(front), theme.colour(*ground));
        if found < least {
            misses.push(format!(
                "{}: {front:?} on {ground:?} {found:.2} < {least}",
                theme.name
            ));
        }
    }
}

#[test]
fn text_and_lines_stand_out_in_every_theme() {
    let mut misses = Vec::new();
    for theme in Theme::all() {
        check(theme, Ink, GROUNDS, 4.5, &mut misses);
        check(theme, Ink, TINTS, 4.5, &mut misses);
        check(theme, Ink, MARKS, 4.5, &mut misses);
        check(theme, SecondInk, GROUNDS, 4.5, &mut misses);
        check(theme, SecondInk, TINTS, 4.5, &mut misses);
        check(theme, OnAccent, &[Accent], 4.5, &mut misses);
        check(theme, BoxOutline, GROUNDS, 3.0, &mut misses);
        check(theme, BoxOutline, TINTS, 3.0, &mut misses);
        check(theme, DisabledInk, &[Paper, Panel, Card], 2.0, &mut misses);
        for (front, tint) in COLOURS {
            check(theme, *front, GROUNDS, 4.5, &mut misses);
            check(theme, *front, &[*tint], 4.5, &mut misses);
            check(theme, *front, TINTS, 3.0, &mut misses);
        }
    }
    assert!(misses.is_empty(), "\n{}", misses.join("\n"));
}

#[test]
fn every_bundled_theme_is_found_by_its_name() {
    for bundled in theme::ALL {
        let theme = Theme::named(bundled.name).unwrap();
        assert_eq!(theme.name, bundled.name);
        let paper = theme.colour(Paper).luminance();
        assert_eq!(theme.dark, paper < 0.5, "{}", theme.name);
    }
    assert!(Theme::named("plaid").is_none());
    assert!(!Theme::light().dark);
    assert!(Theme::dark().dark);
}

#[test]
fn the_print_theme_is_black_and_three_greys_on_white() {
    let theme = Theme::named("print").unwrap();
    let mut seen: Vec<Rgba> = Role::ALL.iter().map(|role| theme.colour(*role)).collect();
    seen.retain(|it| it.a > 0);
    assert!(seen.iter().all(|it| it.r == it.g && it.g == it.b));
    seen.sort_by_key(|it| it.r);
    seen.dedup();
    assert_eq!(seen.len(), 5, "{seen:?}");
}

#[test]
fn link_styles_differ_without_colour() {
    let styles: Vec<_> = [
        Stroke::Supports,
        Stroke::Opposes,
        Stroke::Answers,
        Stroke::Asks,
        Stroke::Restates,
        Stroke::Contradicts,
        Stroke::Relates,
    ]
    .iter()
    .map(|stroke| {
        let line = Theme::light().line(*stroke);
        (
            &line.dash,
            line.double,
            line.zigzag,
            line.arrows,
            &line.sign,
        )
    })
    .collect();
    for (index, style) in styles.iter().enumerate() {
        assert!(!styles[..index].contains(style), "{style:?} stands for two");
    }
}

#[test]
fn dashes_come_in_pairs_and_only_argued_links_have_heads() {
    for stroke in Stroke::ALL {
        let line = Theme::light().line(*stroke);
        assert_eq!(line.dash.len() % 2, 0, "{stroke:?}");
        assert!(line.width > 0.0);
    }
    assert_eq!(Theme::light().line(Stroke::Supports).arrows, Arrows::End);
    assert_eq!(
        Theme::light().line(Stroke::Contradicts).arrows,
        Arrows::Both
    );
    assert_eq!(Theme::light().line(Stroke::Restates).arrows, Arrows::None);
}

#[test]
fn lines_of_text_are_higher_than_their_letters() {
    for role in TextRole::ALL {
        let text = Theme::light().text(*role);
        assert!(text.line_height > text.size, "{role:?}");
    }
}

#[test]
fn a_theme_with_a_colour_missing_misspelt_or_unreadable_is_refused() {
    let light = theme::ALL[0].json;
    let missing = light.replace("    \"paper\": \"#FBFAF7\",\n", "");
    assert!(matches!(
        Theme::read(&missing),
        Err(ThemeError::NoColour(Paper))
    ));
    let misspelt = light.replace("\"paper\"", "\"papper\"");
    assert!(matches!(
        Theme::read(&misspelt),
        Err(ThemeError::UnknownRole(_))
    ));
    let unreadable = light.replace("#FBFAF7", "ivory");
    assert!(matches!(
        Theme::read(&unreadable),
        Err(ThemeError::Colour { role: Paper, .. })
    ));
    assert!(matches!(Theme::read("{"), Err(ThemeError::Json(_))));
}

#[test]
fn a_colour_is_read_with_and_without_opacity() {
    assert_eq!(
        Rgba::from_hex("#2F5DA8").unwrap(),
        Rgba {
            r: 47,
            g: 93,
            b: 168,
            a: 255
        }
    );
    assert_eq!(Rgba::from_hex("#00000080").unwrap().a, 128);
    assert_eq!(Rgba::from_hex("#2f5da8").unwrap().to_hex(), "#2F5DA8");
    for wrong in [
        "",
        "#",
        "2F5DA8",
        "#2F5DA",
        "#+12345",
        "#äöüä",
        "#2F5DA8000",
    ] {
        assert!(Rgba::from_hex(wrong).is_err(), "{wrong}");
    }
}
