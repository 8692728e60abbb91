//! The camera's laws.

use linchpin::app::Camera;
use proptest::prelude::*;

fn cameras() -> impl Strategy<Value = Camera> {
    let side = 50.0..3000.0_f32;
    (
        -5000.0..5000.0_f32,
        -5000.0..5000.0_f32,
        0.05..4.0_f32,
        side.clone(),
        side,
    )
        .prop_map(|(x, y, zoom, width, height)| Camera {
            centre: [x, y],
            zoom,
            canvas: [width, height],
        })
}

fn points() -> impl Strategy<Value = [f32; 2]> {
    (0.0..3000.0_f32, 0.0..3000.0_f32).prop_map(|(x, y)| [x, y])
}

fn assert_near(a: [f32; 2], b: [f32; 2], far: f32) {
    assert!(
        (a[0] - b[0]).abs() <= far && (a[1] - b[1]).abs() <= far,
        "{a:?} is not {b:?}"
    );
}

proptest! {
    #[test]
    fn from_the_screen_to_the_map_and_back_is_the_same_point(camera in cameras(), at in points()) {
        let back = camera.screen_from_map(camera.map_from_screen(at));
        assert_near(at, back, 0.05);
    }

    #[test]
    fn zooming_keeps_the_map_point_under_the_pointer(
        mut camera in cameras(),
        at in points(),
        factor in 0.01..100.0_f32,
    ) {
        let before = camera.map_from_screen(at);
        camera.zoom_about(at, factor);
        assert_near(before, camera.map_from_screen(at), 0.01 / camera.zoom.min(1.0) + 0.05);
        prop_assert!(Camera::ZOOM.contains(&camera.zoom));
    }

    #[test]
    fn a_factor_that_is_no_number_changes_nothing(camera in cameras(), at in points()) {
        for factor in [f32::NAN, f32::INFINITY, 0.0, -1.0] {
            let mut other = camera;
            other.zoom_about(at, factor);
            prop_assert_eq!(other, camera);
        }
    }

    #[test]
    fn panning_there_and_back_is_where_it_was(mut camera in cameras(), by in points()) {
        let before = camera;
        camera.pan(by);
        camera.pan([-by[0], -by[1]]);
        assert_near(before.centre, camera.centre, 0.05);
    }

    #[test]
    fn what_fits_is_in_sight_and_no_larger_than_life(
        mut camera in cameras(),
        corner in points(),
        width in 1.0..2000.0_f32,
        height in 1.0..2000.0_f32,
    ) {
        camera.canvas = [800.0, 600.0];
        let end = [corner[0] + width, corner[1] + height];
        camera.fit(corner, end);
        let (low, high) = camera.sight();
        prop_assert!(camera.zoom <= 1.0);
        prop_assert!(low[0] <= corner[0] && low[1] <= corner[1]);
        prop_assert!(high[0] >= end[0] && high[1] >= end[1]);
    }

    #[test]
    fn what_is_revealed_is_in_sight_and_then_nothing_moves(
        mut camera in cameras(),
        corner in points(),
    ) {
        camera.canvas = [800.0, 600.0];
        camera.zoom = 1.0;
        let end = [corner[0] + 180.0, corner[1] + 90.0];
        camera.reveal(corner, end);
        let (low, high) = (camera.screen_from_map(corner), camera.screen_from_map(end));
        prop_assert!(low[0] >= 0.0 && low[1] >= 0.0 && high[0] <= 800.0 && high[1] <= 600.0);
        let still = camera;
        camera.reveal(corner, end);
        assert_near(still.centre, camera.centre, 0.05);
    }
}
