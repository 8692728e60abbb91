//! How articles are set: chosen by commands, kept between starts.

use linchpin::app::{Action, PanelId, ReaderPopover};
use linchpin::storage::reading::{Measure, ReadingLook, ReadingPaper, Typeface};
use linchpin::theme::{Role, Theme};

use super::desk::Desk;

const ARTICLE: &str = "Water and the city\n\nThe pipes leak.\n\nNobody knows how much.\n";

#[test]
fn what_is_chosen_is_there_at_the_next_start() {
    let mut desk = Desk::with_article(ARTICLE);
    for id in [
        "measure-wide",
        "typeface-sans",
        "looser-lines",
        "sepia",
        "paragraph-numbers",
    ] {
        desk.run(id);
    }
    desk.run("larger-text");
    let desk = desk.restart();
    let settings = &desk.app.settings;
    assert_eq!(settings.reader_text_size, 18.0);
    let look = &settings.reading;
    assert_eq!(look.measure, Measure::Wide);
    assert_eq!(look.typeface, Typeface::Sans);
    assert_eq!(look.line_height, 1.8);
    assert_eq!(look.paper, ReadingPaper::Sepia);
    assert!(look.numbers);
}

#[test]
fn sizes_and_lines_stop_at_their_bounds_and_say_so() {
    let mut desk = Desk::with_article(ARTICLE);
    for _ in 0..40 {
        desk.run("larger-text");
        desk.run("looser-lines");
    }
    assert_eq!(desk.app.settings.reader_text_size, 40.0);
    let (least, most) = ReadingLook::LINE_HEIGHTS;
    assert_eq!(desk.app.settings.reading.line_height, most);
    assert_eq!(desk.told(), ["It cannot become any larger."]);
    for _ in 0..40 {
        desk.run("smaller-text");
        desk.run("tighter-lines");
    }
    assert_eq!(desk.app.settings.reader_text_size, 10.0);
    assert_eq!(desk.app.settings.reading.line_height, least);
    desk.run("own-look");
    assert_eq!(desk.app.settings.reader_text_size, 17.0);
    assert_eq!(desk.app.settings.reading, ReadingLook::default());
}

#[test]
fn the_keys_of_zooming_mean_the_text_while_it_has_the_keyboard() {
    let mut desk = Desk::with_article(ARTICLE);
    desk.perform(Action::Focus(PanelId::Map));
    let zoom = desk.tab().camera.zoom;
    desk.run("zoom-in");
    assert!(desk.tab().camera.zoom > zoom);
    assert_eq!(desk.app.settings.reader_text_size, 17.0);
    let zoom = desk.tab().camera.zoom;
    desk.perform(Action::Focus(PanelId::Reader));
    desk.run("zoom-in");
    desk.run("zoom-in");
    desk.run("zoom-out");
    assert_eq!(desk.app.settings.reader_text_size, 18.0);
    assert_eq!(desk.tab().camera.zoom, zoom);
}

#[test]
fn sepia_is_the_paper_of_articles_alone_in_every_theme() {
    let mut desk = Desk::with_article(ARTICLE);
    for command in ["theme-light", "theme-dark", "theme-high-contrast-dark"] {
        desk.run(command);
        let theme = &command["theme-".len()..];
        assert_eq!(desk.app.reading_theme().name, theme);
        desk.run("sepia");
        assert_eq!(desk.app.theme().name, theme);
        let paper = desk.app.reading_theme().colour(Role::Paper);
        assert_eq!(paper, Theme::sepia().colour(Role::Paper));
        assert!(paper.r > paper.g && paper.g > paper.b, "{paper:?}");
        desk.run("sepia");
    }
}

#[test]
fn the_card_of_the_look_needs_an_article_and_opens_beside_it() {
    let mut desk = Desk::new();
    desk.run("reading-look");
    assert_eq!(desk.app.reader_popover, None);
    let mut desk = Desk::with_article(ARTICLE);
    desk.app.show_panel(PanelId::Reader, false);
    desk.run("reading-look");
    assert_eq!(desk.app.reader_popover, Some(ReaderPopover::Look));
    assert!(desk.app.is_shown(PanelId::Reader));
    desk.app.show_panel(PanelId::Reader, false);
    desk.run("reading-look");
    assert_eq!(desk.app.reader_popover, Some(ReaderPopover::Look));
    desk.run("reading-look");
    assert_eq!(desk.app.reader_popover, None);
}
