//! What is measured, and the limits of `PERFORMANCE` where there is one.

use egui::{Event, Modifiers, MouseWheelUnit, PointerButton, TouchPhase, pos2, vec2};
use linchpin::app::Action;
use linchpin::text::{Article, Span};

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

    let mut divided = Vec::new();
    let mut opened = Vec::new();
    let mut first = Vec::new();
    let mut desk = Desk::new();
    for _ in 0..if cfg!(debug_assertions) { 1 } else { 5 } {
        desk = Desk::new();
        divided.push(desk.clock(|_| drop(Article::from_markdown(&article))));
        let text = article.clone();
        let took = desk.clock(|desk| desk.perform(Action::ReadArticle(text)));
        let frame = desk.frame();
        opened.push(took);
        first.push(took + frame.whole);
    }
    note("the article is divided into parts", divided, None);
    note("the article is opened", opened, None);
    let limit = if is_long { 1000.0 } else { 150.0 };
    note("to the first text on the screen", first, Some(limit));

    let passages = choose_passages(&desk.text());
    desk.map(&passages);
    run(&mut desk, 4, |_, _| {});
    let limit = Some(if is_long { 1.0 } else { 0.2 });
    let typing_limit = Some(if is_long { 50.0 } else { 10.0 });
    let mut frames =
        |desk: &mut Desk, share: f64, whats: [&'static str; 2], prepare: fn(&mut Desk, usize)| {
            let spent = run_again(desk, share, N, prepare);
            note(whats[0], spent.iter().map(|it| it.build).collect(), limit);
            note(whats[1], spent.iter().map(|it| it.whole).collect(), None);
        };
    frames(
        &mut desk,
        0.1,
        ["frame, still: build", "frame, still: with triangles"],
        |_, _| {},
    );
    frames(
        &mut desk,
        0.4,
        ["frame, wheeling: build", "frame, wheeling: with triangles"],
        |desk, _| wheel(desk, -40.0),
    );
    frames(
        &mut desk,
        0.5,
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
    frames(
        &mut desk,
        0.6,
        [
            "frame, wheeling over every “e” found: build",
            "frame, wheeling over every “e” found: with triangles",
        ],
        |desk, _| wheel(desk, -40.0),
    );
    let jumps = run_again(&mut desk, 0.0, N, |desk, nth| {
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
    note("find, a letter typed", typing, typing_limit);
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

    let sizes = run_again(&mut desk, 0.5, N.min(40), |desk, nth| {
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

/// Makes frames, each after something was done; what else the machine does is no part of them, so
/// the same is done several times over and the least time of each frame counts.
fn run_again(
    desk: &mut Desk,
    share: f64,
    n: usize,
    prepare: impl Fn(&mut Desk, usize),
) -> Vec<Spent> {
    const ROUNDS: usize = if cfg!(debug_assertions) { 1 } else { 4 };
    let mut least: Vec<Spent> = Vec::new();
    for _ in 0..ROUNDS {
        go_to(desk, share);
        let spent = run(desk, n, &prepare);
        if least.is_empty() {
            least = spent;
            continue;
        }
        for (least, spent) in least.iter_mut().zip(spent) {
            least.build = least.build.min(spent.build);
            least.whole = least.whole.min(spent.whole);
        }
    }
    least
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
