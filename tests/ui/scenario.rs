//! Scenarios on the whole window, written as state, keys, state. A state is a map in the outline
//! notation, with a sign behind the boxes that are selected, folded or the like:
//!
//! | sign | what the box is |
//! |---|---|
//! | `◂` | selected; `◂ line` where the step that places it is |
//! | `…` | folded |
//! | `⌖` | pinned |
//! | `◎` | the target of captures |
//! | `✎` | being worded |
//!
//! Keys stand apart by spaces and are written as people name them: `Tab Shift+Enter + Ctrl+Z`.
//! What is typed stands between quotes: `Tab 'It pays' Enter`.

mod draw;
mod keys;
mod text;

use std::path::{Path, PathBuf};

use egui::{
    CursorIcon, Event, Modifiers, OutputCommand, PointerButton, Pos2, Rect, ViewportCommand,
    ViewportId, pos2,
};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT, Queryable};
use expect_test::Expect;
use linchpin::app::{Action, App, FixedHost, Tab, TaskMode};
use linchpin::model::{Id, Time};
use linchpin::storage::Folders;
use linchpin::ui::{Shell, theme};
use tempfile::TempDir;

use super::raster::{Raster, save_picture};

pub use draw::{draw, open};

/// The whole window over a program with settings of its own, and a clipboard.
pub struct Scene {
    pub harness: Harness<'static, Shell>,
    /// What the clipboard of the system holds.
    pub clipboard: String,
    /// The title of the window.
    pub title: String,
    /// The window has asked for the focus.
    pub came_to_front: bool,
    /// Whether the window fills the screen, as the system has it.
    pub is_full_screen: bool,
    held: Modifiers,
    folder: TempDir,
}

/// Opens a map, presses keys, and compares what the map is then.
pub fn check(before: &str, keys: &str, after: &Expect) -> Scene {
    let mut scene = Scene::of(before);
    scene.press(keys);
    after.assert_eq(&scene.draw());
    scene
}

impl Scene {
    /// A window without a map.
    pub fn empty() -> Self {
        Self::in_folder(TempDir::new().unwrap())
    }

    /// A window whose settings, and the files of the test, are in a folder.
    fn in_folder(folder: TempDir) -> Self {
        let folders = Folders {
            config: folder.path().join("config"),
            state: folder.path().join("state"),
        };
        let host = FixedHost::new(Time::from_unix(1_790_000_000), 11);
        let app = App::new(Box::new(host), Some(folders), TaskMode::Inline);
        let mut shell = Shell::without_file_dialogs(app);
        shell.app_mut().settings.last_folder = Some(folder.path().to_owned());
        // Scenarios look at where things come to rest.
        shell.app_mut().settings.reduced_motion =
            linchpin::storage::settings::ReducedMotion::Always;
        let harness = Harness::builder()
            .with_size([1440.0, 900.0])
            .with_pixels_per_point(1.0)
            .with_step_dt(1.0 / 60.0)
            .with_context_setup(theme::install_fonts)
            .renderer(Raster::default())
            .build_ui_state(|ui, shell: &mut Shell| shell.show(ui), shell);
        let mut scene = Self {
            harness,
            clipboard: String::new(),
            title: String::new(),
            came_to_front: false,
            is_full_screen: false,
            held: Modifiers::NONE,
            folder,
        };
        scene.settle();
        scene
    }

    /// A window with one saved map.
    pub fn of(map: &str) -> Self {
        let mut scene = Self::empty();
        scene.add_map(map);
        scene
    }

    /// Opens a further map in a tab of its own.
    pub fn add_map(&mut self, map: &str) {
        open(self.app_mut(), map);
        self.settle();
    }

    /// Ends the program and starts it again with the same settings.
    pub fn restart(self) -> Self {
        let Self {
            harness, folder, ..
        } = self;
        drop(harness);
        Self::in_folder(folder)
    }

    /// A path in the folder of the test.
    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub fn app(&self) -> &App {
        self.harness.state().app()
    }

    pub fn app_mut(&mut self) -> &mut App {
        self.harness.state_mut().app_mut()
    }

    pub fn tab(&self) -> &Tab {
        self.app().tab().expect("a map is open")
    }

    /// Asks the program for something, as a panel would.
    pub fn perform(&mut self, action: Action) {
        self.app_mut().perform(action);
        self.settle();
    }

    /// The map in front as a drawing.
    pub fn draw(&self) -> String {
        draw(self.tab())
    }

    /// What stands in the messages.
    pub fn told(&self) -> Vec<String> {
        let messages = self.app().messages.iter();
        messages.map(|message| message.text.clone()).collect()
    }

    /// The name of the step that undo would take back.
    pub fn undo_name(&self) -> Option<String> {
        let step = self.tab().editor.history().next_undo()?;
        Some(linchpin::words::say(&step.label_key).into_owned())
    }

    /// The box of that wording.
    pub fn node(&self, wording: &str) -> Id {
        let mut nodes = self.tab().document().nodes().iter();
        let found = nodes.find(|node| node.text == wording);
        found
            .unwrap_or_else(|| panic!("no box {wording:?} in\n{}", self.draw()))
            .id
            .clone()
    }

    /// Presses keys and types.
    pub fn press(&mut self, keys: &str) -> &mut Self {
        for step in keys::parse(keys) {
            let modifiers = step.modifiers;
            let events = step.events(&self.clipboard);
            self.feed(modifiers, events);
            self.feed(Modifiers::NONE, step.release());
            self.settle();
        }
        self
    }

    /// What the system tells of keys, without a clipboard.
    pub fn events_of(keys: &str) -> Vec<Event> {
        let steps = keys::parse(keys);
        let events = steps.into_iter().flat_map(|step| {
            let mut events = step.events("");
            events.extend(step.release());
            events
        });
        events.collect()
    }

    /// Types a text, key by key.
    pub fn type_text(&mut self, text: &str) -> &mut Self {
        for letter in text.chars() {
            let step = keys::Step::typed(letter);
            let mut events = step.events("");
            events.extend(step.release());
            self.feed(Modifiers::NONE, events);
        }
        self.settle();
        self
    }

    /// Where the map is on the screen.
    pub fn canvas(&self) -> Rect {
        self.harness
            .get_by_role_and_label(egui::Role::Tree, "Map")
            .rect()
    }

    /// Where a box is on the screen.
    pub fn rect(&self, wording: &str) -> Rect {
        let tab = self.tab();
        let [x0, y0, x1, y1] = tab
            .picture
            .box_of(&self.node(wording))
            .expect("the box is drawn");
        Rect::from_min_max(self.to_screen([x0, y0]), self.to_screen([x1, y1]))
    }

    /// Whether the map draws a box of that wording.
    pub fn has_box(&self, wording: &str) -> bool {
        self.tab().picture.box_of(&self.node(wording)).is_some()
    }

    /// The middle of a box on the screen.
    pub fn at(&self, wording: &str) -> Pos2 {
        self.rect(wording).center()
    }

    /// The middle of the line that places a box, on the screen.
    pub fn at_line_of(&self, wording: &str) -> Pos2 {
        let tab = self.tab();
        let link = tab
            .place_link(&self.node(wording))
            .expect("the box has a place")
            .clone();
        let link = tab.editor.graph().link(link.as_str()).unwrap();
        let wire = tab.picture.plan().wire_of(link).expect("the line is drawn");
        let middle = tab.picture.placement().wires[wire].middle;
        self.to_screen([middle.x, middle.y])
    }

    fn to_screen(&self, at: [f32; 2]) -> Pos2 {
        let [x, y] = self.tab().camera.screen_from_map(at);
        self.canvas().min + egui::vec2(x, y)
    }

    /// Where a map point is on the screen.
    pub fn on_screen(&self, at: linchpin::layout::Point) -> Pos2 {
        self.to_screen([at.x, at.y])
    }

    /// The map point at a screen point.
    pub fn to_map(&self, at: Pos2) -> [f32; 2] {
        let away = at - self.canvas().min;
        self.tab().camera.map_from_screen([away.x, away.y])
    }

    /// Selects a box as if it had been clicked.
    pub fn select(&mut self, wording: &str) -> &mut Self {
        let id = self.node(wording);
        self.perform(Action::Select(Some(id)));
        self
    }

    pub fn click(&mut self, at: Pos2) -> &mut Self {
        self.click_with(at, Modifiers::NONE)
    }

    pub fn click_with(&mut self, at: Pos2, modifiers: Modifiers) -> &mut Self {
        self.tap(at, modifiers);
        self.settle();
        // A next click soon after would be a double click.
        self.wait();
        self
    }

    pub fn double_click(&mut self, at: Pos2) -> &mut Self {
        self.tap(at, Modifiers::NONE);
        self.tap(at, Modifiers::NONE);
        self.settle();
        self
    }

    fn tap(&mut self, at: Pos2, modifiers: Modifiers) {
        self.feed(modifiers, vec![Event::PointerMoved(at)]);
        for pressed in [true, false] {
            self.feed(modifiers, vec![press_event(at, pressed, modifiers)]);
        }
    }

    /// Presses at one point and moves to another without letting go.
    pub fn begin_drag(&mut self, from: Pos2, to: Pos2) -> &mut Self {
        self.begin_drag_with(from, to, Modifiers::NONE)
    }

    /// As [`Self::begin_drag`], with keys held.
    pub fn begin_drag_with(&mut self, from: Pos2, to: Pos2, modifiers: Modifiers) -> &mut Self {
        self.feed(modifiers, vec![Event::PointerMoved(from)]);
        self.feed(modifiers, vec![press_event(from, true, modifiers)]);
        for step in 1..=4_u8 {
            let at = from + (to - from) * (f32::from(step) / 4.0);
            self.feed(modifiers, vec![Event::PointerMoved(at)]);
        }
        self.step_with(modifiers);
        self
    }

    /// Moves the pointer to a point.
    pub fn hover(&mut self, at: Pos2) -> &mut Self {
        self.send(vec![Event::PointerMoved(at)])
    }

    /// Hands in what the system tells, in one frame.
    pub fn send(&mut self, events: Vec<Event>) -> &mut Self {
        self.feed(Modifiers::NONE, events);
        self.settle();
        self
    }

    /// Clicks with the other button.
    pub fn secondary_click(&mut self, at: Pos2) -> &mut Self {
        let event = |pressed| Event::PointerButton {
            pos: at,
            button: PointerButton::Secondary,
            pressed,
            modifiers: Modifiers::NONE,
        };
        self.hover(at);
        self.send(vec![event(true)]);
        self.send(vec![event(false)])
    }

    /// Whether the map paints these words.
    pub fn paints(&self, words: &str) -> bool {
        text::find(&self.harness.output().shapes, self.canvas(), words).is_some()
    }

    /// Where words that the map paints by themselves begin and end.
    pub fn words_at(&self, words: &str) -> Option<(Pos2, Pos2)> {
        text::find(&self.harness.output().shapes, self.canvas(), words)
    }

    /// Where all boxes are on the screen.
    pub fn rects(&self) -> Vec<Rect> {
        let boxes = self.tab().picture.placement().boxes.iter();
        let place = |at: linchpin::layout::Point| self.to_screen([at.x, at.y]);
        boxes
            .map(|it| Rect::from_min_max(place(it.min), place(it.max)))
            .collect()
    }

    /// What a screen reader is told of the map as a whole.
    pub fn value_of_map(&self) -> Option<String> {
        self.harness
            .get_by_role_and_label(egui::Role::Tree, "Map")
            .value()
    }

    /// How the pointer looks.
    pub fn cursor(&self) -> CursorIcon {
        self.harness.output().platform_output.cursor_icon
    }

    /// Where the field stands in which a wording is edited.
    pub fn field(&self) -> Rect {
        // The inspector's stands before it.
        let fields = self
            .harness
            .query_all_by_role_and_label(egui::Role::MultilineTextInput, "Wording");
        fields.last().expect("a wording is edited").rect()
    }

    /// Lets go of what is being dragged.
    pub fn drop_at(&mut self, at: Pos2, modifiers: Modifiers) -> &mut Self {
        self.feed(modifiers, vec![Event::PointerMoved(at)]);
        self.step_with(modifiers);
        self.feed(modifiers, vec![press_event(at, false, modifiers)]);
        self.settle();
        self.wait();
        self
    }

    /// Drags from one point to another.
    pub fn drag(&mut self, from: Pos2, to: Pos2) -> &mut Self {
        self.begin_drag(from, to);
        self.drop_at(to, Modifiers::NONE)
    }

    /// Selects the words of the article with the pointer, and gives where they begin and end.
    pub fn drag_over(&mut self, words: &str) -> (Pos2, Pos2) {
        let (from, to) = self.at_words(words);
        self.drag(from, to);
        (from, to)
    }

    /// Where words of the article begin and end on the screen; they are scrolled to if need be.
    pub fn at_words(&mut self, words: &str) -> (Pos2, Pos2) {
        let page = self
            .harness
            .get_by_role_and_label(egui::Role::Document, "Article")
            .rect();
        for _ in 0..40 {
            let found = text::find(&self.harness.output().shapes, page, words);
            if let Some(found) =
                found.filter(|(from, to)| page.contains(*from) && page.contains(*to))
            {
                return found;
            }
            self.wheel(page.center(), egui::vec2(0.0, -300.0), Modifiers::NONE);
        }
        panic!("the article does not show {words:?}");
    }

    /// Turns the wheel over a point.
    pub fn wheel(&mut self, at: Pos2, by: egui::Vec2, modifiers: Modifiers) -> &mut Self {
        self.feed(modifiers, vec![Event::PointerMoved(at)]);
        let event = Event::MouseWheel {
            unit: egui::MouseWheelUnit::Point,
            delta: by,
            phase: egui::TouchPhase::Move,
            source: egui::MouseWheelSource::Unknown,
            modifiers,
        };
        self.feed(modifiers, vec![event]);
        for _ in 0..30 {
            self.step_with(modifiers);
        }
        self.settle();
        self
    }

    /// Clicks on what is spoken so.
    pub fn click_on(&mut self, label: &str) -> &mut Self {
        let at = self.harness.get_by_label(label).rect().center();
        self.click(at)
    }

    /// Clicks on the last of several things that are spoken so.
    pub fn click_on_last(&mut self, label: &str) -> &mut Self {
        let all = self.harness.query_all_by_label(label);
        let at = all.last().expect("something is spoken so").rect().center();
        self.click(at)
    }

    /// What has the keyboard, as it is spoken.
    pub fn focused(&self) -> Option<String> {
        let mut all = self.harness.root().children_recursive();
        let focused = all.find(|node| node.accesskit_node().is_focused())?;
        focused.accesskit_node().label()
    }

    /// Whether something is spoken so.
    pub fn shows(&self, label: &str) -> bool {
        self.harness.query_all_by_label(label).next().is_some()
    }

    /// Whether something is spoken that contains this.
    pub fn shows_part(&self, part: &str) -> bool {
        self.harness
            .query_all_by_label_contains(part)
            .next()
            .is_some()
    }

    /// Writes a picture of the window.
    pub fn save_picture(&mut self, name: &str) -> PathBuf {
        save_picture(&mut self.harness, name)
    }

    /// Makes frames until nothing is left to do.
    pub fn settle(&mut self) {
        for _ in 0..4 {
            self.step();
        }
    }

    /// Lets half a second pass.
    fn wait(&mut self) {
        for _ in 0..30 {
            self.step();
        }
    }

    fn feed(&mut self, modifiers: Modifiers, events: Vec<Event>) {
        self.harness.input_mut().events.extend(events);
        self.step_with(modifiers);
    }

    fn step(&mut self) {
        self.step_with(Modifiers::NONE);
    }

    /// Makes one frame and takes what the window asked of the system.
    fn step_with(&mut self, modifiers: Modifiers) {
        if modifiers != self.held {
            self.held = modifiers;
            self.harness
                .input_mut()
                .events
                .insert(0, Event::ModifiersChanged(modifiers));
        }
        self.harness.step();
        let output = self.harness.output();
        let mut wants_paste = false;
        for viewport in output.viewport_output.values() {
            for command in &viewport.commands {
                match command {
                    ViewportCommand::Title(title) => self.title.clone_from(title),
                    ViewportCommand::RequestPaste => wants_paste = true,
                    ViewportCommand::Focus => self.came_to_front = true,
                    ViewportCommand::Fullscreen(is_full) => self.is_full_screen = *is_full,
                    _ => {}
                }
            }
        }
        for command in &output.platform_output.commands {
            if let OutputCommand::CopyText(text) = command {
                self.clipboard.clone_from(text);
            }
        }
        let window = self.harness.input_mut().viewports.entry(ViewportId::ROOT);
        window.or_default().fullscreen = Some(self.is_full_screen);
        if wants_paste {
            let event = Event::Paste(self.clipboard.clone());
            self.harness.input_mut().events.push(event);
        }
    }
}

/// The bytes of a file.
pub fn read_bytes(path: &Path) -> Vec<u8> {
    std::fs::read(path).unwrap()
}

/// A point a little beside another.
pub fn beside(at: Pos2, x: f32, y: f32) -> Pos2 {
    pos2(at.x + x, at.y + y)
}

fn press_event(pos: Pos2, pressed: bool, modifiers: Modifiers) -> Event {
    Event::PointerButton {
        pos,
        button: PointerButton::Primary,
        pressed,
        modifiers,
    }
}
