//! The article panel over the map of the tour.

use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT, Queryable};
use linchpin::app::{Action, Dialog, Gesture, PanelId};
use linchpin::edit::{Edit, Fate};
use linchpin::storage::reading::{Measure, ReadingPaper, Typeface};
use linchpin::text::Span;
use linchpin::theme::{Role, Theme};
use linchpin::ui::panels::article::{ArticlePanel, pane_id};

use super::panels_desk::{Desk, empty_app, node, open, open_tour};
use super::raster::save_picture;

type Article = Harness<'static, Desk<ArticlePanel>>;

const SIZE: [f32; 2] = [480.0, 860.0];

fn open_article(theme: &str) -> Article {
    open_tour(SIZE, theme, ArticlePanel::show)
}

fn span_of(harness: &Article, phrase: &str) -> Span {
    let tab = harness.state().app.tab().unwrap();
    let text = &tab.picture.text().unwrap().text;
    let start = text.find(phrase).unwrap();
    Span::new(start, start + phrase.len())
}

fn perform(harness: &mut Article, action: Action) {
    harness.state_mut().app.perform(action);
    harness.run();
}

#[test]
fn the_article_is_seen_with_its_passages_in_light_and_dark() {
    for theme in ["light", "dark"] {
        let mut harness = open_article(theme);
        harness.get_by_label("Should Fenwick Close Mill Street to Cars?");
        harness.get_by_label("The next box stands alone and becomes the target.");
        let claim = node(&harness.state().app, "The shops would gain");
        perform(&mut harness, Action::Aim(Some(claim)));
        let span = span_of(&harness, "The council replies that vans");
        perform(&mut harness, Action::SelectPassage(Some(span)));
        save_picture(&mut harness, &format!("article-{theme}"));
    }
}

#[test]
fn a_button_of_the_bar_makes_a_box_of_the_passage() {
    let mut harness = open_article("light");
    let before = harness.state().app.tab().unwrap().document().nodes().len();
    assert!(harness.query_by_label("Passage as claim for").is_none());
    let span = span_of(&harness, "Opponents fear for deliveries.");
    perform(&mut harness, Action::SelectPassage(Some(span)));
    harness.get_by_label("Passage as claim for").click();
    harness.run();
    let tab = harness.state().app.tab().unwrap();
    assert_eq!(tab.document().nodes().len(), before + 1);
    assert_eq!(
        tab.wording.as_ref().unwrap().draft,
        "Opponents fear for deliveries."
    );
    assert!(harness.query_by_label("Passage as claim for").is_none());
}

#[test]
fn what_cannot_be_captured_says_why() {
    let mut harness = open_article("light");
    harness.get_by_label("Article");
    harness
        .state_mut()
        .app
        .tab_mut()
        .unwrap()
        .editor
        .set_read_only();
    let span = span_of(&harness, "Opponents fear");
    perform(&mut harness, Action::SelectPassage(Some(span)));
    let button = harness.get_by_label("Passage as question");
    assert!(button.accesskit_node().is_disabled());
}

#[test]
fn selecting_with_the_pointer_tells_the_program() {
    let mut harness = open_article("light");
    // The middle of the pane may be the space between two paragraphs.
    let place = harness.get_by_label("Article").rect().center() + egui::vec2(0.0, 14.0);
    for _ in 0..2 {
        harness.drag_at(place);
        harness.event(egui::Event::PointerButton {
            pos: place,
            button: egui::PointerButton::Primary,
            pressed: false,
            modifiers: egui::Modifiers::NONE,
        });
    }
    harness.run();
    let desk = harness.state();
    assert_eq!(desk.app.focus, PanelId::Reader);
    let tab = desk.app.tab().unwrap();
    let selected = tab.reading.selection.unwrap();
    let word = selected.of(&tab.picture.text().unwrap().text);
    assert!(word.chars().all(char::is_alphabetic), "{word:?}");
    assert!(tab.reading.caret.is_some());
}

#[test]
fn a_passage_that_is_asked_for_is_shown_and_pointed_out_once() {
    let mut harness = open_article("light");
    let question = node(&harness.state().app, "Where would the cars go");
    perform(&mut harness, Action::ShowAnchor(question, 0));
    assert!(harness.state().app.tab().unwrap().reading.wish.is_none());
    let shown = |action: &&Action| **action == Action::PassageShown;
    assert_eq!(harness.state().asked.iter().filter(shown).count(), 1);
    save_picture(&mut harness, "article-flash");
}

#[test]
fn the_text_takes_the_keyboard_when_the_program_gives_it() {
    let mut harness = open_article("light");
    assert!(harness.ctx.memory(egui::Memory::focused).is_none());
    perform(&mut harness, Action::Focus(PanelId::Reader));
    assert_eq!(harness.ctx.memory(egui::Memory::focused), Some(pane_id()));
}

#[test]
fn a_carried_passage_is_a_gesture() {
    let mut harness = open_article("light");
    let span = span_of(&harness, "The council replies that vans");
    perform(&mut harness, Action::SelectPassage(Some(span)));
    let bar = harness.get_by_label("Passage as claim for").rect();
    let grip = egui::pos2(bar.left() + 20.0, bar.bottom() + 16.0);
    harness.hover_at(grip);
    harness.drag_at(grip);
    harness.hover_at(grip + egui::vec2(40.0, 60.0));
    for _ in 0..4 {
        harness.step();
    }
    let gesture = harness.state().app.tab().unwrap().gesture.clone();
    assert_eq!(gesture, Some(Gesture::Passage { span, at: None }));
}

#[test]
fn the_line_of_the_target_leads_to_it() {
    let mut harness = open_article("light");
    let claim = node(&harness.state().app, "The shops would gain");
    perform(&mut harness, Action::Aim(Some(claim.clone())));
    harness
        .get_by_label("Adding under: The shops would gain.")
        .click();
    harness.run();
    assert_eq!(
        harness.state().app.tab().unwrap().selected,
        vec![claim.clone()]
    );
    harness.get_by_label("Add without a target").click();
    harness.run();
    assert_eq!(harness.state().app.tab().unwrap().target, None);
}

#[test]
fn without_an_article_the_panel_says_how_to_get_one() {
    let mut app = empty_app();
    app.perform(Action::Run("new"));
    let mut harness = open(app, SIZE, ArticlePanel::show);
    harness.get_by_label(&linchpin::words::say("reader-empty"));
    save_picture(&mut harness, "article-empty");
    let paste = linchpin::words::say("start-paste");
    harness.get_by_label(&paste).click();
    harness.run();
    assert!(harness.state().app.dialog.is_some());
}

#[test]
fn a_paragraph_is_corrected_where_it_stands_and_what_moved_is_listed_with_what_can_be_done() {
    let mut harness = open_article("light");
    let phrase = "Opponents fear for deliveries.";
    let span = span_of(&harness, phrase);
    perform(&mut harness, Action::SelectPassage(Some(span)));
    perform(&mut harness, Action::Run("capture-claim"));
    perform(&mut harness, Action::KeepWording(false));
    let caret = Span::new(span.start.0, span.start.0);
    perform(&mut harness, Action::MoveCaret(Some(caret)));
    perform(&mut harness, Action::Run("correct-text"));
    harness.run();
    harness.get_by_label("The paragraph being corrected");
    let draft = &harness.state().app.tab().unwrap().reading.correction;
    let draft = draft
        .as_ref()
        .unwrap()
        .draft
        .replace("deliveries", "their deliveries");
    perform(&mut harness, Action::DraftCorrection(draft));
    harness.key_press(egui::Key::Enter);
    harness.run();
    assert!(
        harness
            .query_by_label("The paragraph being corrected")
            .is_none()
    );
    harness.get_by_label("1 passage to look at");
    save_picture(&mut harness, "article-doubts");
    let again = span_of(&harness, "Opponents fear for their deliveries.");
    harness.get_by_label("It is right").click();
    harness.run();
    let tab = harness.state().app.tab().unwrap();
    let mut passages = tab.picture.passages().iter();
    assert!(passages.any(|passage| passage.span == again && !passage.is_moved));
    assert!(harness.query_by_label("1 passage to look at").is_none());
}

#[test]
fn what_is_not_mapped_is_shown_alone_and_everything_again() {
    let mut harness = open_article("light");
    let nodes = harness.state().app.tab().unwrap().document().nodes();
    let nodes = nodes.iter().map(|node| node.id.clone());
    let delete = Edit::Delete {
        nodes: nodes.collect(),
        links: Vec::new(),
        fate: Fate::Lift,
    };
    perform(&mut harness, Action::Edit(Box::new(delete)));
    perform(&mut harness, Action::Run("only-unmapped"));
    save_picture(&mut harness, "article-only-unmapped");
    let n = harness.state().app.tab().unwrap().picture.n_unmapped();
    harness.get_by_label(&format!("Only the {n} passages that are not mapped"));
    harness.get_by_label("Show the whole article").click();
    harness.run();
    assert!(!harness.state().app.tab().unwrap().reading.only_unmapped);
}

#[test]
fn the_reading_guide_says_what_it_takes_a_sentence_for_and_why() {
    let mut harness = open_article("light");
    let nodes = harness.state().app.tab().unwrap().document().nodes();
    let nodes = nodes.iter().map(|node| node.id.clone()).collect();
    let delete = Edit::Delete {
        nodes,
        links: Vec::new(),
        fate: Fate::Lift,
    };
    perform(&mut harness, Action::Edit(Box::new(delete)));
    perform(&mut harness, Action::Run("guide"));
    perform(&mut harness, Action::Run("next-hint"));
    save_picture(&mut harness, "article-guide");
    harness.get_by_label("Likely a question: it ends in a question mark");
    harness.get_by_label("Dismiss the mark").click();
    harness.run();
    let source = harness.state().app.tab().unwrap().source_read().unwrap();
    assert_eq!(source.unmarked.len(), 1);
}

#[test]
fn the_look_of_the_text_is_chosen_on_a_card_by_pointer_or_keyboard() {
    let mut harness = open_article("light");
    perform(&mut harness, Action::Focus(PanelId::Reader));
    harness.get_by_label("Look of the text").click();
    harness.run();
    harness.get_by_label("Smaller article text");
    save_picture(&mut harness, "article-look");
    harness.get_by_label("Lines: Wide").click();
    harness.run();
    harness.get_by_label("Paper: Sepia").click();
    harness.run();
    harness.get_by_label("Typeface: Sans").click();
    harness.run();
    let look = &harness.state().app.settings.reading;
    assert_eq!(look.measure, Measure::Wide);
    assert_eq!(look.paper, ReadingPaper::Sepia);
    assert_eq!(look.typeface, Typeface::Sans);
    save_picture(&mut harness, "article-look-sepia");
    harness.key_press(egui::Key::Escape);
    harness.run();
    assert!(harness.query_by_label("Smaller article text").is_none());
    assert_eq!(harness.ctx.memory(egui::Memory::focused), Some(pane_id()));
    perform(&mut harness, Action::Run("reading-look"));
    harness.key_press(egui::Key::Tab);
    harness.run();
    harness.key_press(egui::Key::Enter);
    harness.run();
    let settings = &harness.state().app.settings;
    assert_eq!(
        settings.reader_text_size, 18.0,
        "the second control is the plus"
    );
}

#[test]
fn a_click_beside_the_card_takes_it_away() {
    let mut harness = open_article("dark");
    perform(&mut harness, Action::Run("reading-look"));
    harness.get_by_label("Larger article text");
    save_picture(&mut harness, "article-look-dark");
    let place = egui::pos2(60.0, 820.0);
    harness.hover_at(place);
    harness.drag_at(place);
    harness.drop_at(place);
    harness.run();
    assert!(harness.query_by_label("Larger article text").is_none());
    assert_eq!(harness.state().app.reader_popover, None);
}

#[test]
fn a_heading_is_found_by_its_words_and_a_paragraph_by_its_number() {
    let mut app = empty_app();
    app.perform(Action::ReadPage(
        "<h1>Water and the city</h1><p>The pipes leak.</p><h2>What is known</h2>\
         <p>Nobody has measured it.</p><h2>What follows</h2><p>Measure first.</p>"
            .to_owned(),
    ));
    let mut harness = open(app, SIZE, ArticlePanel::show);
    perform(&mut harness, Action::Focus(PanelId::Reader));
    perform(&mut harness, Action::Run("contents"));
    harness.get_by_label_contains("What is known");
    save_picture(&mut harness, "article-contents");
    harness.event(egui::Event::Text("follow".to_owned()));
    harness.run();
    assert!(harness.query_by_label_contains("What is known").is_none());
    harness.key_press(egui::Key::Enter);
    harness.run();
    let at = |harness: &Article| {
        let tab = harness.state().app.tab().unwrap();
        let text = &tab.picture.text().unwrap().text;
        text[tab.reading.at..].lines().next().unwrap().to_owned()
    };
    assert_eq!(at(&harness), "What follows");
    assert_eq!(harness.ctx.memory(egui::Memory::focused), Some(pane_id()));
    perform(&mut harness, Action::Run("contents"));
    harness.event(egui::Event::Text("2".to_owned()));
    harness.run();
    harness.get_by_label_contains("Paragraph 2: Nobody has measured it.");
    harness.key_press(egui::Key::Enter);
    harness.run();
    assert_eq!(at(&harness), "Nobody has measured it.");
    perform(&mut harness, Action::Run("contents"));
    harness.event(egui::Event::Text("77".to_owned()));
    harness.run();
    harness.get_by_label("No heading has these words; paragraphs have the numbers 1 to 3.");
    harness.key_press(egui::Key::Escape);
    harness.run();
    assert_eq!(harness.state().app.reader_popover, None);
}

#[test]
fn what_is_found_is_marked_in_the_text_and_the_one_looked_at_has_a_frame() {
    let mut harness = open_article("light");
    perform(&mut harness, Action::Run("find"));
    perform(&mut harness, Action::SetQuery("street".to_owned()));
    let hit = Theme::light().colour(Role::FindHit);
    let hit = [hit.r, hit.g, hit.b, 255];
    let mut count = || {
        let picture = harness.render().unwrap();
        picture.pixels().filter(|pixel| pixel.0 == hit).count()
    };
    let n = count();
    assert!(n > 500, "{n}");
    save_picture(&mut harness, "article-found");
    perform(&mut harness, Action::CloseFind);
    let picture = harness.render().unwrap();
    assert!(!picture.pixels().any(|pixel| pixel.0 == hit));
}

#[test]
fn control_and_a_click_on_a_link_asks_before_it_is_opened() {
    let asked = |modifiers: egui::Modifiers| {
        let mut app = empty_app();
        app.perform(Action::ReadPage(
            "<p><a href=\"https://news.example/pipes\">The pipes leak.</a> Nobody knows.</p>"
                .to_owned(),
        ));
        let mut harness = open(app, SIZE, ArticlePanel::show);
        let pane = harness
            .get_by_role_and_label(egui::accesskit::Role::Document, "Article")
            .rect();
        let place = egui::pos2(pane.left() + 60.0, pane.top() + 46.0);
        harness.event(egui::Event::PointerMoved(place));
        for pressed in [true, false] {
            harness.event_modifiers(
                egui::Event::PointerButton {
                    pos: place,
                    button: egui::PointerButton::Primary,
                    pressed,
                    modifiers,
                },
                modifiers,
            );
        }
        harness.run();
        harness.state().app.dialog.clone()
    };
    assert_eq!(asked(egui::Modifiers::NONE), None);
    let dialog = asked(egui::Modifiers::COMMAND | egui::Modifiers::CTRL);
    let Some(Dialog::OpenAddress { address }) = dialog else {
        panic!("{dialog:?}");
    };
    assert_eq!(address.host, "news.example");
}

#[test]
fn control_and_the_wheel_change_the_size_of_the_text_within_its_bounds() {
    let mut harness = open_article("light");
    let place = harness.get_by_label("Article").rect().center();
    harness.hover_at(place);
    let size = |harness: &Article| harness.state().app.settings.reader_text_size;
    for _ in 0..3 {
        harness.event(egui::Event::Zoom(1.12));
        harness.run();
    }
    assert_eq!(size(&harness), 20.0);
    for _ in 0..90 {
        harness.event(egui::Event::Zoom(0.8));
        harness.step();
    }
    harness.run();
    assert_eq!(size(&harness), 10.0);
    assert_eq!(harness.state().app.messages.iter().count(), 0);
}
