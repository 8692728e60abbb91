//! The whole way, with keys and pointer alone: an article is opened, read and mapped, the map is
//! saved, the program ended and started again, and the same map is found.
#![expect(
    clippy::disallowed_methods,
    reason = "a test lays out the files that it opens"
)]

use expect_test::expect;
use linchpin::app::{Dialog, PanelId};

use super::scenario::{Scene, read_bytes};

const ARTICLE: &str = include_str!("../../samples/policy-op-ed/article.txt");

/// Types the name of a file in the folder that the path dialog begins with.
fn answer_path(scene: &mut Scene, name: &str) {
    assert!(matches!(scene.app().dialog, Some(Dialog::Path { .. })));
    let path = scene.path(name).display().to_string();
    scene.press("Ctrl+A").type_text(&path).press("Enter");
}

#[test]
fn from_an_article_to_a_saved_and_reopened_map() {
    let mut scene = Scene::empty();
    std::fs::write(scene.path("article.txt"), ARTICLE).unwrap();

    scene.press("Ctrl+O");
    answer_path(&mut scene, "article.txt");
    assert_eq!(scene.app().focus, PanelId::Reader);
    assert!(
        scene.shows_part("passages not mapped"),
        "what is unmapped is counted"
    );

    scene.drag_over("The police in Sarrow speak of vandals.");
    scene.save_picture("whole-way-passage");
    scene.press("Q 'Was it an attack on cooperation?' Enter");
    assert_eq!(scene.app().focus, PanelId::Reader);

    scene.drag_over(
        "that choice of target makes the raid look like an attack on cooperation itself",
    );
    scene.press("C 'The choice of target speaks for an attack' Ctrl+Enter");

    scene.drag_over("Nobody touched them.");
    scene.press("E Enter");
    scene.drag_over("The turbines, worth a hundred times as much,");
    scene.press("A");
    scene.drag_over("a common thief would have picked the same night");
    scene.press("Shift+C");
    scene.save_picture("whole-way-wording");
    scene.press("Esc");
    expect![[r#"
        ? Was it an attack on cooperation?
          = The choice of target speaks for an attack ◎
            + [e] Nobody touched them.
            - a common thief would have picked the same night ◂
    "#]]
    .assert_eq(&scene.draw());

    scene.press("Shift+F6 Shift+F6");
    scene.press("F6 F6 F6");
    scene.press("Ctrl+S");
    answer_path(&mut scene, "dam");
    assert!(!scene.tab().is_dirty(), "{:?}", scene.told());
    assert_eq!(scene.title, "Who Wants the Ilven Gauges Dark? – Linchpin");
    assert!(scene.shows("Saved"));
    scene.save_picture("whole-way-saved");
    let (drawing, file) = (scene.draw(), scene.path("dam.argmap.json"));
    let bytes = read_bytes(&file);

    scene.press("Ctrl+Q");
    assert!(scene.harness.state().is_closing());
    let mut scene = scene.restart();
    assert!(scene.shows_part("dam"), "the map is among the recent files");
    scene.press("Ctrl+O");
    answer_path(&mut scene, "dam.argmap.json");
    let unmarked = |drawing: &str| drawing.replace(" ◂", "").replace(" ◎", "");
    assert_eq!(scene.draw(), unmarked(&drawing));
    assert_eq!(
        scene.tab().picture.passages().len(),
        5,
        "every passage is found again"
    );
    scene.press("Ctrl+S");
    assert_eq!(read_bytes(&file), bytes);
    scene.press("Ctrl+Shift+S");
    answer_path(&mut scene, "again");
    assert_eq!(read_bytes(&scene.path("again.argmap.json")), bytes);
}

#[test]
fn what_is_typed_after_asking_to_find_while_a_box_is_worded_is_looked_for() {
    let mut scene = Scene::empty();
    scene.perform(linchpin::app::Action::OpenSample("tour"));
    scene.drag_over("Opponents fear for deliveries.");
    scene.press("C");
    assert!(scene.tab().wording.is_some());
    scene.press("Ctrl+F").type_text("council");
    assert_eq!(scene.tab().find.query, "council");
    assert!(scene.tab().wording.is_none());
}

#[test]
fn a_passage_is_dragged_out_of_the_article_onto_the_map() {
    let mut scene = Scene::empty();
    scene.perform(linchpin::app::Action::OpenSample("tour"));
    let n = scene.tab().document().nodes().len();
    let phrase = "Opponents fear for deliveries.";
    let (from, to) = scene.drag_over(phrase);
    let at = scene.canvas().left_bottom() + egui::vec2(40.0, -40.0);
    scene.begin_drag(from + (to - from) * 0.3, at);
    scene.save_picture("whole-way-carry");
    scene.drop_at(at, egui::Modifiers::NONE);
    assert_eq!(scene.tab().document().nodes().len(), n + 1);
    assert_eq!(scene.tab().wording.as_ref().unwrap().draft, phrase);
    scene.press("Enter");
    assert!(
        scene.tab().place_link(&scene.node(phrase)).is_none(),
        "it stands alone"
    );
}
