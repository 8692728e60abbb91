//! What is measured, and the limits of `PERFORMANCE` where there is one.

use egui::{Event, Modifiers, MouseWheelUnit, PointerButton, TouchPhase, pos2, vec2};
use linchpin::app::Action;
use linchpin::text::Span;

use super::desk::{Desk, Spent};
use super::text::{choose_passages, make_article};

/// Times of one thing, in milliseconds.
pub struct Figure {
    pub what: &'static str,
    pub median: f64,
    pub longest: f64,
    pub limit: Option<f64>,
}

/// Frames of one kind that are made.
const N: usize = if cfg!(debug_assertions) { 3 } else { 120 };

/// Reads an article of so many words.
pub fn measure(n_words: usize) -> Vec<Figure> {
    let article = make_article(n_words);
    let is_long = n_words > 100_000;
    let mut found = Vec::new();
    let mut note = |what, mut times: Vec<f64>, limit| {
        times.sort_by(f64::total_cmp);
        found.push(Figure {
            what,
            median: times[times.len() / 2],
            longest: times[times.len() - 1],
            limit,
        });
    };

    let mut opened = Vec::new();
    let mut first = Vec::new();
    let mut desk = Desk::new();
    for _ in 0..if cfg!(debug_assertions) { 1 } else { 5 } {
        desk = Desk::new();
        let text = article.clone();
        let took = desk.clock(|desk| desk.perform(Action::ReadArticle(text)));
        let frame = desk.frame();
        opened.push(took);
        first.push(took + frame.whole);
    }
    note("the article is read and divided", opened, None);
    let limit = if is_long { 1000.0 } else { 150.0 };
    note("to the first text on the screen", first, Some(limit));

    let passages = choose_passages(&desk.text());
    desk.map(&passages);
    run(&mut desk, 4, |_, _| {});
    let limit = Some(if is_long { 1.0 } else { 0.2 });
    let mut frames = |desk: &mut Desk, whats: [&'static str; 2], prepare: fn(&mut Desk, usize)| {
        let spent = run(desk, N, prepare);
        note(whats[0], spent.iter().map(|it| it.build).collect(), limit);
        note(whats[1], spent.iter().map(|it| it.whole).collect(), None);
    };
    frames(
        &mut desk,
        ["frame, still: build", "frame, still: with triangles"],
        |_, _| {},
    );
    go_to(&mut desk, 0.4);
    frames(
        &mut desk,
        ["frame, wheeling: build", "frame, wheeling: with triangles"],
        |desk, _| wheel(desk, -40.0),
    );
    go_to(&mut desk, 0.5);
    frames(
        &mut desk,
        [
            "frame, selecting: build",
            "frame, selecting: with triangles",
        ],
        select,
    );
    desk.events.push(Event::PointerGone);
    run(&mut desk, 4, |_, _| {});
    desk.perform(Action::Run("find"));
    desk.perform(Action::SetQuery("e".to_owned()));
    go_to(&mut desk, 0.6);
    frames(
        &mut desk,
        [
            "frame, wheeling over every “e” found: build",
            "frame, wheeling over every “e” found: with triangles",
        ],
        |desk, _| wheel(desk, -40.0),
    );
    let jumps = run(&mut desk, N, |desk, nth| {
        let share = (nth * 37 % 100) as f64 / 100.0;
        ask_for(desk, share);
    });
    note(
        "frame, jumping anywhere: build",
        jumps.iter().map(|it| it.build).collect(),
        None,
    );

    let typed = "council has measured";
    let typing = (1..=typed.len())
        .map(|n| {
            let query = typed[..n].to_owned();
            desk.clock(|desk| desk.perform(Action::SetQuery(query)))
        })
        .collect();
    note("find, a letter typed", typing, Some(10.0));
    let finds = [
        "meters suggest",
        "nobody knows how much it",
        "naive",
        "zebra",
    ];
    let whole = finds.iter().cycle().take(12).map(|query| {
        desk.perform(Action::SetQuery(String::new()));
        desk.clock(|desk| desk.perform(Action::SetQuery((*query).to_owned())))
    });
    note("find, words pasted", whole.collect(), Some(50.0));
    desk.perform(Action::CloseFind);

    let sizes = run(&mut desk, N.min(40), |desk, nth| {
        let id = if nth % 2 == 0 {
            "larger-text"
        } else {
            "smaller-text"
        };
        desk.perform(Action::Run(id));
    });
    note(
        "frame with another text size: build",
        sizes.iter().map(|it| it.build).collect(),
        None,
    );
    found
}

/// Makes frames, each after something was done.
fn run(desk: &mut Desk, n: usize, prepare: impl Fn(&mut Desk, usize)) -> Vec<Spent> {
    (0..n)
        .map(|nth| {
            prepare(desk, nth);
            desk.frame()
        })
        .collect()
}

/// Asks for a place in the text, as a share of it.
fn ask_for(desk: &mut Desk, share: f64) {
    let text = desk.text();
    let at = text.floor_char_boundary((text.len() as f64 * share) as usize);
    desk.perform(Action::GoToPlace(Span::new(at, at)));
}

fn go_to(desk: &mut Desk, share: f64) {
    ask_for(desk, share);
    run(desk, 8, |_, _| {});
}

fn wheel(desk: &mut Desk, by: f32) {
    desk.events.push(Event::PointerMoved(pos2(300.0, 500.0)));
    desk.events.push(Event::MouseWheel {
        unit: MouseWheelUnit::Point,
        delta: vec2(0.0, by),
        phase: TouchPhase::Move,
        source: egui::MouseWheelSource::Unknown,
        modifiers: Modifiers::NONE,
    });
}

/// Presses in the text and then draws the pointer to and fro.
fn select(desk: &mut Desk, nth: usize) {
    let place = pos2(
        140.0 + (nth % 60) as f32 * 8.0,
        300.0 + (nth % 40) as f32 * 12.0,
    );
    desk.events.push(Event::PointerMoved(place));
    if nth == 0 {
        desk.events.push(Event::PointerButton {
            pos: place,
            button: PointerButton::Primary,
            pressed: true,
            modifiers: Modifiers::NONE,
        });
    }
}
