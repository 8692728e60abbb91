//! Placements drawn with letters: `#` boxes, `[ ]` brackets, `*` the dot on a struck line.
#![allow(clippy::needless_raw_string_hashes)] // expect-test writes them

use std::fmt::Write;

use expect_test::{Expect, expect};
use linchpin::layout::geometry::{Point, Size};
use linchpin::layout::place;
use linchpin::layout::placement::{Placement, Shape};
use linchpin::layout::request::{Direction, LayoutId, Request, WireEnd};

const COLUMN: f32 = 8.0;
const ROW: f32 = 10.0;

/// Builds a request from an outline: a box per line, indented by its depth; `& ` joins the
/// box before as a co-premise, `- ` is an objection, `! ` strikes the line before it.
fn read(outline: &str) -> Request {
    let mut request = Request::default();
    let mut above: Vec<Vec<u32>> = Vec::new();
    let mut pending: Option<(usize, Vec<u32>, char)> = None;
    let mut lines: Vec<Option<u32>> = Vec::new();
    let close = |request: &mut Request,
                 pending: &mut Option<(usize, Vec<u32>, char)>,
                 above: &mut Vec<Vec<u32>>,
                 lines: &mut Vec<Option<u32>>| {
        let Some((depth, boxes, sign)) = pending.take() else {
            return;
        };
        let parent = depth
            .checked_sub(1)
            .map(|up| above[up][above[up].len() - 1]);
        let wire = parent.map(|parent| match (sign, lines.get(depth).copied().flatten()) {
            ('!', Some(struck)) => request.add_wire(1, &boxes, WireEnd::Wire(struck)),
            ('-', _) => request.add_wire(1, &boxes, WireEnd::Box(parent)),
            _ => request.add_wire(0, &boxes, WireEnd::Box(parent)),
        });
        request.add_unit(&boxes, parent, wire);
        above.truncate(depth);
        above.push(boxes);
        lines.resize(depth, None);
        lines.push(wire);
    };
    for line in outline.lines().filter(|line| !line.trim().is_empty()) {
        let depth = (line.len() - line.trim_start().len()) / 2;
        let (sign, text) = line.trim_start().split_once(' ').unwrap_or(("", line));
        let width = 24.0 + 8.0 * text.len() as f32;
        if sign != "&" {
            close(&mut request, &mut pending, &mut above, &mut lines);
        }
        let new = request.add_box(Size::new(width, 30.0));
        match &mut pending {
            Some((_, boxes, _)) => boxes.push(new),
            None => pending = Some((depth, vec![new], sign.chars().next().unwrap_or('+'))),
        }
    }
    close(&mut request, &mut pending, &mut above, &mut lines);
    request
}

fn draw(placement: &Placement) -> String {
    let n_columns = (placement.bounds.max.x / COLUMN).ceil() as usize + 1;
    let n_rows = (placement.bounds.max.y / ROW).ceil() as usize + 1;
    let mut cells = vec![vec![' '; n_columns]; n_rows];
    let mut put = |point: Point, sign: char| {
        let (x, y) = (point.x / COLUMN, point.y / ROW);
        if let Some(cell) = cells
            .get_mut(y as usize)
            .and_then(|row| row.get_mut(x as usize))
        {
            *cell = sign;
        }
    };
    for bracket in &placement.brackets {
        let rect = bracket.rect;
        for y in steps(rect.min.y, rect.max.y) {
            put(Point::new(rect.min.x, y), '[');
            put(Point::new(rect.max.x - 1.0, y), ']');
        }
    }
    for route in &placement.wires {
        let points = placement.points(&route.main);
        let sign = if route.main.shape == Shape::Curve {
            '~'
        } else {
            '|'
        };
        for ends in points.windows(2) {
            let n = ends[0].distance(ends[1]).max(1.0) as usize;
            for at in 0..=n {
                let level = ends[0].y == ends[1].y && sign == '|';
                let point = ends[0].lerp(ends[1], at as f32 / n as f32);
                put(point, if level { '-' } else { sign });
            }
        }
        if route.ends_on_wire {
            put(points[points.len() - 1], '*');
        }
    }
    for rect in &placement.boxes {
        for y in steps(rect.min.y, rect.max.y) {
            for x in steps(rect.min.x, rect.max.x) {
                put(Point::new(x, y), '#');
            }
        }
    }
    let mut drawing = String::new();
    for row in cells {
        let row: String = row.into_iter().collect();
        writeln!(drawing, "{}", row.trim_end()).expect("strings take all");
    }
    drawing
}

fn steps(from: f32, to: f32) -> impl Iterator<Item = f32> {
    (0..(to - from) as usize).map(move |at| from + at as f32)
}

fn check(outline: &str, direction: Direction, expected: &Expect) {
    let request = Request {
        direction,
        ..read(outline)
    };
    expected.assert_eq(&draw(&place(&request)));
}

#[test]
fn reasons_stand_below_what_they_are_for() {
    check(
        "
+ contention
  + reason one
    + because
  - objection
",
        Direction::TopDown,
        &expect![[r#"
                   ##############
                   ##############
                   ##############
                         | |
                         | |
                  -------| |-------
                  |               |
                  |               |
                  |               |
            #############   ############
            #############   ############
            #############   ############
            #############   ############
                  |
                  |
                  |
                  |
                  |
             ###########
             ###########
             ###########
             ###########

        "#]],
    );
}

#[test]
fn co_premises_share_a_bracket_and_one_line() {
    check(
        "
+ contention
  + premise
  & warrant
    + backing
  + another
",
        Direction::TopDown,
        &expect![[r#"
                       ##############
                       ##############
                       ##############
                              |
                              |
                       -------|-------------
                       |                   |
                       |                   |
                       |                   |
            [          |           ]  ###########
            [########## ###########]  ###########
            [########## ###########]  ###########
            [########## ###########]  ###########
            [########## ###########]
                             |
                             |
                       ------|
                       |
                       |
                       |
                  ###########
                  ###########
                  ###########
                  ###########

        "#]],
    );
}

#[test]
fn what_strikes_a_link_ends_on_its_line() {
    check(
        "
+ contention
  + reason
  ! undercut
  ! again
  + other
",
        Direction::TopDown,
        &expect![[r#"
                            #############
                            #############
                            #############
                                  |
                                  |
                ------------------|-------------------
                *------------*-------------          |
                |            |            |          |
                |            |            |          |
                |            |            |          |
            #########   ###########   ########   ########
            #########   ###########   ########   ########
            #########   ###########   ########   ########
            #########   ###########   ########   ########

        "#]],
    );
}

#[test]
fn left_to_right_is_the_same_tree_on_its_side() {
    check(
        "
+ contention
  + premise
  & warrant
  - objection
    - rebuttal
",
        Direction::LeftToRight,
        &expect![[r#"
                                 [##########]
                                 [##########]
                                 [##########]
                                 [##########]
                            |-----          ]
            #############   |    [##########]
            #############----    [##########]
            #############----    [##########]
            #############   |    [          ]
                            |
                            |
                            |    ############        ###########
                            |----############--------###########
                                 ############        ###########
                                 ############        ###########

        "#]],
    );
}

#[test]
fn a_compact_map_stacks_reasons_along_spines_and_strikes_lines_beside_them() {
    let request = Request {
        layout: LayoutId::Compact,
        ..read(
            "
+ contention
  + reason
    + evidence
    + evidence
    - objection
  + premise
  & premise
  ! undercut
  - objection
",
        )
    };
    expect![[r#"
        #############     ##########    ############
        #############-----##########----############
        ############# |   ########## |  ############
                      |              |
                      |              |  ############
                      |              |--############
                      |              |  ############
                      |              |  ############
                      |              |  #############
                      |              |--#############
                      |                 #############
                      |                 #############
                      |   [                       ]
                      |   [########### ###########]
                      |*---########### ###########]
                      ||  [########### ###########]
                      ||  [########### ###########]
                      ||  [                       ]
                      ||  ############
                      ||--############
                      |   ############
                      |   ############
                      |   #############
                      |   #############
                      |---#############
                          #############

    "#]]
    .assert_eq(&draw(&place(&request)));
}
