//! Rounded lines and rectangles.

use linchpin::layout::scene::outline::{Segment, close, flatten, round_corners, round_rect};
use linchpin::layout::{Point, Rect, Size};
use proptest::prelude::*;

#[test]
fn a_right_angle_becomes_a_quarter_of_a_circle() {
    let points = [
        Point::new(0.0, 0.0),
        Point::new(20.0, 0.0),
        Point::new(20.0, 20.0),
    ];
    let segments = round_corners(&points, 8.0);
    assert_eq!(segments.len(), 4);
    assert_eq!(segments[1], Segment::Line(Point::new(12.0, 0.0)));
    let middle = Point::new(12.0, 8.0);
    for point in flatten(&segments[..3], 0.05).iter().skip(1) {
        assert!((point.distance(middle) - 8.0).abs() < 0.01, "{point:?}");
    }
}

#[test]
fn an_arc_takes_at_most_half_of_a_short_line() {
    let points = [
        Point::new(0.0, 0.0),
        Point::new(6.0, 0.0),
        Point::new(6.0, 40.0),
    ];
    let segments = round_corners(&points, 8.0);
    assert_eq!(segments[1], Segment::Line(Point::new(3.0, 0.0)));
}

#[test]
fn a_rectangle_without_radius_keeps_its_corners() {
    let rect = Rect::new(1.0, 2.0, Size::new(30.0, 20.0));
    let corners = [
        rect.min,
        Point::new(31.0, 2.0),
        rect.max,
        Point::new(1.0, 22.0),
    ];
    assert_eq!(round_rect(rect, 0.0), close(&corners));
    let ends = flatten(&round_rect(rect, 99.0), 0.1);
    assert!(ends.iter().all(|point| rect.grown(0.01).contains(*point)));
}

#[test]
fn nothing_comes_of_less_than_two_points() {
    assert_eq!(round_corners(&[], 8.0), []);
    assert_eq!(round_corners(&[Point::new(1.0, 1.0)], 8.0), []);
}

proptest! {
    #[test]
    fn a_rounded_line_keeps_its_ends_and_stays_within_its_corners(
        points in prop::collection::vec((-500.0_f32..500.0, -500.0_f32..500.0), 2..12),
        radius in 0.0_f32..40.0,
    ) {
        let points: Vec<Point> = points.into_iter().map(|(x, y)| Point::new(x, y)).collect();
        let flat = flatten(&round_corners(&points, radius), 0.2);
        prop_assert_eq!(flat.first(), points.first());
        prop_assert_eq!(flat.last(), points.last());
        let around = points
            .iter()
            .map(|&point| Rect::from_corners(point, point))
            .reduce(|sum, rect| sum.union(&rect))
            .unwrap()
            .grown(0.1);
        prop_assert!(flat.iter().all(|&point| around.contains(point)));
    }
}
