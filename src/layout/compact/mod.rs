//! The compact layout: a page of an argument. Children stand in a row below their parent, in
//! columns of rows, or one below the other beside their parent, whichever fills the page
//! asked for; then branches move together as far as their outlines allow. Lines run down gutters
//! at the left of columns and cross nothing; those into one box share one trunk. After Marriott, Sbarski, van
//! Gelder, Prager and Bulka, "Hi-Trees and Their Layout" (IEEE TVCG 17, 2011).
//! Left to right is top-down with the axes exchanged before and after.

mod choose;
mod families;
mod lines;
mod outline;
mod parts;
mod profile;
mod settle;
mod slices;
mod stand;

use self::choose::{Choice, Lies, Units, find_cost, find_page, find_span, weigh};
use self::families::Families;
use self::settle::settle;
use self::stand::{Seat, Standing, range_of};
use super::forest::{Forest, NONE};
use super::geometry::{Rect, Size};
use super::grid::Step;
use super::placement::{Past, Placement, Route};
use super::request::{Arrange, Direction, LayoutId, Request};
use super::{Layout, cross_lines, pins, tidy};

/// Its line in the registry.
pub const LAYOUT: Layout = Layout {
    id: LayoutId::Compact,
    name: "compact",
    title: "layout-compact",
    place,
};

/// By how much the page may grow beyond that of a fresh choice before the arrangement handed in
/// is given up: at half as large again, text on a sheet shrinks from 9 points to 6, the least
/// that is still read.
const OUTGROWN: f64 = 1.5;
/// A page of which boxes fill this share is not outgrown whatever a fresh choice would be: that
/// fills three tenths to four, so its page is more than two thirds as high.
const WELL_FILLED: f64 = 0.18;

/// Places a request so that it fills a page of the ratio asked for. Choices handed in are kept
/// until the page is outgrown; then all but those made by hand are made afresh. A unit with a pinned box keeps its
/// place on the page, and is moved from there to where its pin says, its branch with it.
fn place(request: &Request, forest: &Forest, past: Past) -> Placement {
    let (mut placement, slots) = past.keep_slots(request, || stand(request, forest));
    pins::move_pinned(request, forest, request.direction, &mut placement);
    let open = cross_lines::list_open(request, forest, &placement);
    cross_lines::draw(request, forest, request.direction, &open, &mut placement);
    if request.direction == Direction::LeftToRight {
        placement.transpose();
    }
    placement.points.shrink_to_fit();
    placement.measure_bounds(&open);
    placement.slots = slots;
    placement
}

/// The boxes and the lines of the tree as if nothing was pinned, in the axes of flow.
fn stand(request: &Request, forest: &Forest) -> Placement {
    let families = Families::of(request, forest);
    let sizes = tidy::round_up(&request.boxes, request.direction);
    let mut extents = tidy::measure_units(forest, &sizes, &request.spacing, |_| 0);
    let units = Units {
        sizes: &sizes,
        extents: &extents,
        offsets: &find_offsets(request, forest, &sizes),
    };
    let Chosen {
        choice,
        mut stood,
        kept,
    } = choose_for_page(request, forest, &families, &units);
    for (extent, &(x, y, gap)) in extents.iter_mut().zip(&stood.corners) {
        (extent.x, extent.y, extent.gap) = (x as i32, y as i32, gap as i32);
    }
    let by = tidy::move_to_left(&mut extents);
    for seat in &mut stood.seats {
        *seat = seat.moved(by.into());
    }

    let mut placement = Placement {
        boxes: vec![Rect::default(); sizes.len()],
        wires: vec![Route::default(); request.wires.len()],
        arrangement: list_choices(&families, &choice, &kept),
        roots: find_choice_for_roots(&families, &choice),
        ..Placement::default()
    };
    tidy::set_boxes(forest, &extents, &sizes, &request.spacing, &mut placement);
    lines::draw(
        request,
        forest,
        &families,
        &extents,
        &stood.seats,
        &mut placement,
    );
    placement
}

/// Per box, how far its left edge stands from that of its unit.
fn find_offsets(request: &Request, forest: &Forest, sizes: &[Size]) -> Vec<i64> {
    let mut offsets = vec![0; sizes.len()];
    let nodes = forest.nodes.iter().enumerate();
    for (_, node) in nodes.filter(|&(at, _)| forest.has_frame(at)) {
        let mut x = request.spacing.frame as i64;
        for &b in node.boxes.of(&forest.members) {
            offsets[b as usize] = x;
            x += sizes[b as usize].width as i64 + request.spacing.premise as i64;
        }
    }
    offsets
}

fn choose_for_page(
    request: &Request,
    forest: &Forest,
    families: &Families,
    units: &Units<'_>,
) -> Chosen {
    let ratio = f64::from(request.page.ratio());
    let ratio = match request.direction {
        Direction::TopDown => ratio,
        Direction::LeftToRight => 1.0 / ratio,
    };
    let n = forest.nodes.len();
    let choose_by = |kept: &Settled, effort: usize| {
        let chooser = weigh(request, forest, families, units, kept, effort);
        let shapes = chooser.list_best(ratio, find_tries(n)).into_iter();
        let choices: Vec<Choice> = shapes.map(|shape| chooser.pick(shape)).collect();
        // What was weighed is most of the memory that a large map takes here.
        drop(chooser);
        let tries = choices.into_iter().map(|choice| {
            let stood = stand_all(request, forest, families, units, &choice);
            let (width, height) = stood.find_size(units);
            Try {
                cost: find_cost(width, height, ratio),
                page: find_page(width, height, ratio),
                choice,
                stood,
            }
        });
        tries.min_by(|a, b| a.cost.total_cmp(&b.cost))
    };
    let choose = |kept: &Settled, efforts: &[usize]| {
        let best = efforts.iter().filter_map(|&it| choose_by(kept, it));
        best.min_by(|a, b| a.cost.total_cmp(&b.cost))
    };
    let kept = Settled::of(request);
    let mut settled = None;
    if !request.arrangement.is_empty() || request.roots.is_some() {
        settled = choose(&kept, &[1]).map(|it| (it.page * it.page * ratio, it));
    }
    let (best, kept) = match settled {
        Some((area, it)) if measure_boxes(units) > WELL_FILLED * area => (Some(it), kept),
        settled => {
            let by_hand = kept.by_hand(request);
            let fresh = choose(&by_hand, find_efforts(n));
            match (settled, fresh) {
                (Some((_, settled)), Some(fresh)) if settled.page <= OUTGROWN * fresh.page => {
                    (Some(settled), kept)
                }
                (Some((_, settled)), None) => (Some(settled), kept),
                (_, fresh) => (fresh, by_hand),
            }
        }
    };
    let (choice, stood) = best.map(|it| (it.choice, it.stood)).unwrap_or_default();
    Chosen {
        choice,
        stood,
        kept,
    }
}

/// The choices that have to be kept.
#[derive(Default)]
struct Settled {
    /// By box.
    of_boxes: Vec<Option<Arrange>>,
    of_roots: Option<Arrange>,
}

impl Settled {
    /// Those that were handed in.
    fn of(request: &Request) -> Self {
        let mut of_boxes = vec![None; request.boxes.len()];
        for &(b, arrange) in &request.arrangement {
            if let Some(own) = of_boxes.get_mut(b as usize) {
                *own = Some(arrange);
            }
        }
        Self {
            of_boxes,
            of_roots: request.roots,
        }
    }

    /// Of these, those that a hand has made.
    fn by_hand(&self, request: &Request) -> Self {
        let mut by_hand = vec![None; self.of_boxes.len()];
        for &b in &request.arranged {
            if let (Some(own), Some(choice)) = (by_hand.get_mut(b as usize), self.under(b)) {
                *own = Some(choice);
            }
        }
        Self {
            of_boxes: by_hand,
            of_roots: None,
        }
    }

    /// The choice for what stands under a box, or under none.
    fn under(&self, target: u32) -> Option<Arrange> {
        match target {
            NONE => self.of_roots,
            b => self.of_boxes.get(b as usize).copied().flatten(),
        }
    }
}

/// What was chosen for a page.
struct Chosen {
    choice: Choice,
    stood: Stood,
    /// The choices handed in that had to be kept.
    kept: Settled,
}

/// One way for everything to stand, carried out.
struct Try {
    /// What it costs: the area of its page, and more if it has not the proportions asked for.
    cost: f64,
    /// The height of the page that it needs, in map units.
    page: f64,
    choice: Choice,
    stood: Stood,
}

/// The area of all boxes, in square map units.
fn measure_boxes(units: &Units<'_>) -> f64 {
    let areas = units
        .sizes
        .iter()
        .map(|size| f64::from(size.width) * f64::from(size.height));
    areas.sum()
}

/// How many shapes of a map of so many units are carried out to see how far they come together.
fn find_tries(n: usize) -> usize {
    match n {
        0..=3_000 => 8,
        _ => 1,
    }
}

/// By which efforts a map of so many units is weighed. More is mostly better, but not always: of
/// small maps, where shapes are few and chance is much, several are tried.
fn find_efforts(n: usize) -> &'static [usize] {
    match n {
        0..=300 => &[1, 2, 3],
        301..=3_000 => &[3],
        _ => &[1],
    }
}

/// How the children of every box stand, by ascending box. A choice that had to be kept is told as it was
/// handed in, though its children stand in a stack while the frame of their parent leaves no room beside it: so
/// frames that come and go take no choice along.
fn list_choices(families: &Families, choice: &Choice, kept: &Settled) -> Vec<(u32, Arrange)> {
    let all = families.all.iter().zip(&choice.arrange);
    let mut choices: Vec<(u32, Arrange)> = all
        .filter(|(family, _)| family.target != NONE)
        .map(|(family, &arrange)| {
            let kept = kept.under(family.target);
            (family.target, kept.unwrap_or(arrange))
        })
        .collect();
    choices.sort_by_key(|&(b, _)| b);
    choices
}

/// How the roots stand, if there are several.
fn find_choice_for_roots(families: &Families, choice: &Choice) -> Option<Arrange> {
    let mut all = families.all.iter().zip(&choice.arrange);
    let (_, &arrange) = all.find(|(family, _)| family.target == NONE && family.children.n > 1)?;
    Some(arrange)
}

/// Where everything stands.
#[derive(Default)]
struct Stood {
    /// Per node, its left top corner and the room between it and what stands below it.
    corners: Vec<(i64, i64, i64)>,
    /// Per node, how it stands among its siblings.
    seats: Vec<Seat>,
    /// Per node, how it follows the sibling before.
    steps: Vec<Step>,
}

impl Stood {
    /// The width and height of all.
    fn find_size(&self, units: &Units<'_>) -> (i64, i64) {
        let (mut min, mut max) = ((i64::MAX, i64::MAX), (i64::MIN, i64::MIN));
        for (&(x, y, _), extent) in self.corners.iter().zip(units.extents).skip(1) {
            min = (min.0.min(x), min.1.min(y));
            let (width, height) = (i64::from(extent.width), i64::from(extent.height));
            max = (max.0.max(x + width), max.1.max(y + height));
        }
        (max.0.saturating_sub(min.0), max.1.saturating_sub(min.1))
    }

    fn shift(&mut self, at: usize, x: i64, y: i64) {
        self.corners[at].0 += x;
        self.corners[at].1 += y;
        self.seats[at] = self.seats[at].moved(x);
    }
}

/// Carries the choice out from the tops down.
fn stand_all(
    request: &Request,
    forest: &Forest,
    families: &Families,
    units: &Units<'_>,
    choice: &Choice,
) -> Stood {
    let n = forest.nodes.len();
    let mut standing = Standing::new(forest, families, &request.spacing);
    let mut stood = Stood {
        corners: vec![(0, 0, 0); n],
        seats: vec![Seat::Row; n],
        steps: vec![Step::Below; n],
    };
    let mut drops = vec![0; n];
    for at in 0..n {
        let (x, y, _) = stood.corners[at];
        let run = families.of_node[at];
        // Bodies begin below the gap, which is known when all of them have been looked at.
        let mut lies = Lies::default();
        for number in run.first..run.first + run.n {
            let family = &families.all[number as usize];
            let arrange = choice.arrange[number as usize];
            let span = find_span(units, family.target);
            let blocks = &choice.blocks[range_of(family)];
            let body = standing.stand(family, arrange, blocks, span.1);
            let left = x + lies.add(&body, span);
            for (nth, child) in range_of(family).enumerate() {
                let corner = standing.corners[nth];
                let head = choice.blocks[child].head;
                stood.corners[child] = (left + corner.0 + head, corner.1, 0);
                drops[child] = standing.drops.get(nth).copied().unwrap_or(0);
                stood.seats[child] = standing.seats[nth].moved(left);
                stood.steps[child] = standing.steps[nth];
            }
        }
        let gap = lies.gap + drops[at];
        let top = if lies.is_beside {
            y
        } else {
            y + i64::from(units.extents[at].height) + gap
        };
        for child in forest.nodes[at].child_range() {
            stood.corners[child].1 += top;
        }
        stood.corners[at].2 = gap;
    }
    settle(&standing, units, choice, &mut stood);
    stood
}
