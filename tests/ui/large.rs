//! The window over a large map, which is placed beside it: what is typed before the new box is
//! there goes into its field all the same.

use std::sync::{Arc, mpsc};

use egui::{Context, Event, Key, Modifiers, Pos2, RawInput, Rect, vec2};
use linchpin::app::{App, FixedHost, Job, LARGE, Tab, TaskMode};
use linchpin::model::{Document, Id, Kind, Link, Node, Relation, Time};
use linchpin::ui::{Shell, theme};

struct Window {
    ctx: Context,
    shell: Shell,
    /// The work beside the window, which is done when the test says so.
    jobs: mpsc::Receiver<Job>,
    time: f64,
}

impl Window {
    fn over(document: Document) -> Self {
        let (sender, jobs) = mpsc::channel();
        let host = FixedHost::new(Time::from_unix(1_790_000_000), 5);
        let mut app = App::new(Box::new(host), None, TaskMode::Handed(sender));
        app.settings.reduced_motion = linchpin::storage::settings::ReducedMotion::Always;
        app.add_tab(document);
        let ctx = Context::default();
        theme::install_fonts(&ctx);
        let mut window = Self {
            ctx,
            shell: Shell::without_file_dialogs(app),
            jobs,
            time: 0.0,
        };
        window.settle();
        window
    }

    fn frame(&mut self, events: Vec<Event>) {
        self.time += 1.0 / 60.0;
        let input = RawInput {
            screen_rect: Some(Rect::from_min_size(Pos2::ZERO, vec2(1280.0, 800.0))),
            events,
            time: Some(self.time),
            focused: true,
            ..RawInput::default()
        };
        let mut output = self.ctx.run_ui(input, |ui| self.shell.show(ui));
        output.textures_delta.clear();
    }

    /// Does all work that waits, and what follows from it.
    fn settle(&mut self) {
        let mut n_idle = 0;
        while n_idle < 8 {
            self.frame(Vec::new());
            n_idle += 1;
            while let Ok(job) = self.jobs.try_recv() {
                job();
                n_idle = 0;
            }
        }
        assert!(!self.tab().picture.is_waiting());
    }

    fn tab(&self) -> &Tab {
        self.shell.app().tab().unwrap()
    }
}

fn key(key: Key, pressed: bool) -> Event {
    Event::Key {
        key,
        physical_key: None,
        pressed,
        repeat: false,
        modifiers: Modifiers::NONE,
    }
}

fn id(text: &str) -> Id {
    Id::parse(text).unwrap()
}

/// A claim with reasons enough to be placed beside the window.
fn large_map() -> Document {
    let mut document = Document::new(id("m-1"), Time::from_unix(0));
    let claim = id("n-0");
    document
        .load_node(Node::new(claim.clone(), Kind::Claim, "Top"))
        .unwrap();
    for at in 1..=LARGE {
        let reason = id(&format!("n-{at}"));
        let text = format!("Reason {at}");
        let node = Node::new(reason.clone(), Kind::Claim, text);
        document.load_node(node).unwrap();
        let link = Link::new(
            id(&format!("l-{at}")),
            Relation::Supports,
            vec![reason],
            claim.clone(),
        );
        document.load_link(link).unwrap();
    }
    document
}

#[test]
fn what_is_typed_before_the_new_box_is_there_goes_into_its_field() {
    let mut window = Window::over(large_map());
    let tab = window.shell.app_mut().tab_mut().unwrap();
    tab.select(Some(id("n-7")));
    window.settle();
    window.frame(vec![key(Key::Tab, true), key(Key::Tab, false)]);
    assert!(window.tab().picture.is_waiting() && window.tab().awaits_field());
    window.frame(vec![Event::Text("a".to_owned())]);
    window.frame(vec![
        key(Key::Space, true),
        Event::Text(" ".to_owned()),
        key(Key::Space, false),
    ]);
    window.frame(vec![Event::Text("b".to_owned())]);
    window.frame(vec![key(Key::Enter, true), key(Key::Enter, false)]);
    assert!(window.tab().awaits_field());
    window.settle();
    let tab = window.tab();
    assert!(tab.wording.is_none());
    let rows = tab.document().nodes().rows();
    assert_eq!(rows.len(), LARGE + 2);
    assert!(rows.iter().any(|node| node.text == "a b"));
    assert!(window.shell.app().messages.iter().next().is_none());
}

#[test]
fn the_old_picture_stays_until_the_new_one_is_there() {
    let mut window = Window::over(large_map());
    let tab = window.shell.app_mut().tab_mut().unwrap();
    tab.select(Some(id("n-7")));
    window.settle();
    let before = window.tab().picture.placement().clone();
    window.frame(vec![key(Key::Delete, true), key(Key::Delete, false)]);
    window.frame(Vec::new());
    let tab = window.tab();
    assert_eq!(tab.document().nodes().len(), LARGE);
    assert!(Arc::ptr_eq(tab.picture.placement(), &before));
    assert_eq!(tab.drawn_document().nodes().len(), LARGE + 1);
    window.settle();
    assert_eq!(window.tab().picture.placement().boxes.len(), LARGE);
    assert_eq!(window.tab().drawn_document().nodes().len(), LARGE);
}
