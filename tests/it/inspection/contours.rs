//! Lines on which a function on a grid has a level.

use descent::inspection::contours;

/// `f(x, y)` on a grid of `n` places each way.
fn field(n: usize, f: impl Fn(f64, f64) -> f64) -> Vec<f32> {
    (0..n * n).map(|at| f((at % n) as f64, (at / n) as f64) as f32).collect()
}

#[test]
fn a_slope_is_crossed_where_it_has_the_level() {
    let pieces = contours(&field(5, |x, _| x), 5, 1.25);
    assert_eq!(pieces.len(), 4, "one in each row of cells");
    assert!(pieces.iter().all(|[x0, _, x1, _]| (*x0, *x1) == (1.25, 1.25)), "{pieces:?}");
}

#[test]
fn a_circle_is_a_closed_line() {
    let (n, middle) = (41, 20.0);
    let pieces = contours(&field(n, |x, y| (x - middle).hypot(y - middle)), n, 12.0);
    let ends = pieces.iter().flat_map(|[x0, y0, x1, y1]| [(*x0, *y0), (*x1, *y1)]);
    let mut ends: Vec<_> = ends.map(|(x, y)| (x.to_bits(), y.to_bits())).collect();
    for (x, y) in ends.iter().map(|(x, y)| (f32::from_bits(*x), f32::from_bits(*y))) {
        let radius = (f64::from(x) - middle).hypot(f64::from(y) - middle);
        assert!((radius - 12.0).abs() < 0.02, "{radius}");
    }
    ends.sort_unstable();
    assert!(ends.chunks(2).all(|two| two[0] == two[1]), "each end is where the next begins");
}

#[test]
fn a_saddle_is_parted_by_its_middle() {
    // High at two opposite corners; the middle is low, so each of them stands alone.
    let pieces = contours(&[1.0, 0.0, 0.0, 1.0], 2, 0.6);
    assert_eq!(pieces.len(), 2);
    let near = |corner: f32| pieces.iter().any(|p| p.iter().all(|at| (at - corner).abs() <= 0.41));
    assert!(near(0.0) && near(1.0), "{pieces:?}");
}

#[test]
fn what_is_no_grid_has_no_lines() {
    for (field, across) in [(&[][..], 0), (&[1.0, 0.0][..], 1), (&[1.0, 0.0][..], 2), (&[][..], 5)]
    {
        assert_eq!(contours(field, across, 0.5), Vec::<[f32; 4]>::new());
    }
    assert_eq!(contours(&[2.0; 9], 3, 0.5), Vec::<[f32; 4]>::new(), "above it everywhere");
}
