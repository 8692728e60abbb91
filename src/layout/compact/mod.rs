//! The compact layout: a page of an argument. Children stand in a row below their parent, or
//! one below the other, indented, in one column or several, whichever fills the page asked for;
//! lines run down gutters at the left of columns and cross nothing. After Marriott, Sbarski, van
//! Gelder, Prager and Bulka, "Hi-Trees and Their Layout" (IEEE TVCG 17, 2011).
//! Left to right is top-down with the axes exchanged before and after.

mod choose;
mod columns;
mod families;
mod lines;
mod stand;

use self::choose::{Choice, Lies, Units, choose, find_span};
use self::families::Families;
use self::stand::{Standing, range_of};
use super::forest::{Forest, NONE};
use super::geometry::{Rect, Size};
use super::placement::{Placement, Route};
use super::request::{Arrange, Direction, LayoutId, Request};
use super::{Layout, cross_lines, tidy};

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

/// Places a request so that it fills a page of the ratio asked for. Choices handed in are kept
/// until the page is outgrown; then all are made afresh. A unit with a pinned box stands where
/// its pin says, and its branch with it.
pub fn place(request: &Request) -> Placement {
    let forest = Forest::of(request);
    let families = Families::of(request, &forest);
    let sizes = tidy::round_up(&request.boxes, request.direction);
    let mut extents = tidy::measure_units(&forest, &sizes, &request.spacing, |_| 0);
    let units = Units {
        sizes: &sizes,
        extents: &extents,
        offsets: &find_offsets(request, &forest, &sizes),
    };
    let choice = choose_for_page(request, &forest, &families, &units);
    let mut stood = stand_all(request, &forest, &families, &units, &choice);
    for (extent, &(x, y, gap)) in extents.iter_mut().zip(&stood.corners) {
        (extent.x, extent.y, extent.gap) = (x as i32, y as i32, gap as i32);
    }
    let before: Vec<i32> = extents.iter().map(|extent| extent.x).collect();
    tidy::move_tops(request, &forest, &mut extents, &request.spacing);
    for ((gutter, extent), before) in stood.gutters.iter_mut().zip(&extents).zip(before) {
        *gutter = gutter.map(|x| x + i64::from(extent.x - before));
    }

    let mut placement = Placement {
        boxes: vec![Rect::default(); sizes.len()],
        wires: vec![Route::default(); request.wires.len()],
        arrangement: list_choices(&families, &choice),
        ..Placement::default()
    };
    tidy::set_boxes(&forest, &extents, &sizes, &request.spacing, &mut placement);
    lines::draw(
        request,
        &forest,
        &families,
        &extents,
        &stood.gutters,
        &mut placement,
    );
    cross_lines::draw(request, &forest, request.direction, &mut placement);
    if request.direction == Direction::LeftToRight {
        placement.transpose();
    }
    placement.measure_bounds();
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
) -> Choice {
    let ratio = f64::from(request.page.ratio());
    let ratio = match request.direction {
        Direction::TopDown => ratio,
        Direction::LeftToRight => 1.0 / ratio,
    };
    let mut kept = vec![None; request.boxes.len()];
    let fresh = choose(request, forest, families, units, &kept, ratio);
    if request.arrangement.is_empty() {
        return fresh;
    }
    for &(b, arrange) in &request.arrangement {
        if let Some(kept) = kept.get_mut(b as usize) {
            *kept = Some(arrange);
        }
    }
    let settled = choose(request, forest, families, units, &kept, ratio);
    if settled.page > OUTGROWN * fresh.page {
        fresh
    } else {
        settled
    }
}

/// How the children of every box stand, by ascending box.
fn list_choices(families: &Families, choice: &Choice) -> Vec<(u32, Arrange)> {
    let all = families.all.iter().zip(&choice.arrange);
    let mut choices: Vec<(u32, Arrange)> = all
        .filter(|(family, _)| family.target != NONE)
        .map(|(family, &arrange)| (family.target, arrange))
        .collect();
    choices.sort_by_key(|&(b, _)| b);
    choices
}

/// Where everything stands, apart from the moves of the tops.
struct Stood {
    /// Per node, its left top corner and the room between it and what stands below it.
    corners: Vec<(i64, i64, i64)>,
    /// Per node, the left edge of the column that it stands in, if it stands in one.
    gutters: Vec<Option<i64>>,
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
        gutters: vec![None; n],
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
                let gutter = standing.gutters.get(nth).map(|gutter| left + gutter);
                stood.gutters[child] = gutter.filter(|_| family.target != NONE);
            }
        }
        let gap = lies.gap + drops[at];
        let top = y + i64::from(units.extents[at].height) + gap;
        for child in forest.nodes[at].child_range() {
            stood.corners[child].1 += top;
        }
        stood.corners[at].2 = gap;
    }
    stood
}
