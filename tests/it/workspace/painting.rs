//! Points as they are moved, and the tables that are made of them.

use descent::config::PaintedPoint;
use descent::inspection::PartName;
use descent::inspection::picture::PicturePoint;
use descent::workspace::painting::{MovablePoints, Painting};

fn point(x: i16, y: i16, class: u8) -> PaintedPoint {
    PaintedPoint { x, y, class }
}

fn shown(row: u32, place: [f64; 2]) -> PicturePoint {
    let part = PartName::Training;
    PicturePoint { row, part, place, actual: 0.0, predicted: 0.0, is_near: true }
}

fn names(names: &[&str]) -> Vec<String> {
    names.iter().map(|&name| name.to_owned()).collect()
}

#[test]
fn a_table_at_a_time_and_of_those_that_wait_the_last() {
    let mut painting = Painting { trains_anew: true, ..Painting::default() };
    let [one, two, three] = [vec![point(1, 0, 0)], vec![point(2, 0, 0)], vec![point(3, 0, 0)]];
    assert_eq!(painting.move_points(one.clone()), Some(one));
    assert_eq!(painting.move_points(two), None);
    assert_eq!(painting.move_points(three.clone()), None);
    assert_eq!(painting.latest(), Some(&three), "and the next move is made to these");
    assert_eq!(painting.arrived(), (Some(three), false), "it trains once all are there");
    assert_eq!(painting.arrived(), (None, true));
    assert_eq!(painting.arrived(), (None, false), "another table is none of its business");
}

#[test]
fn a_set_within_the_pad_keeps_its_places() {
    let points = [point(500, -250, 0), point(-1000, 0, 1)];
    let all = MovablePoints::new(
        &points,
        &[shown(0, [0.5, -0.25]), shown(1, [-1.0, 0.0])],
        &names(&["A", "B"]),
    )
    .unwrap();
    assert_eq!(all.moved(0, [0.25, 0.75]), [point(250, 750, 0), points[1]]);
    assert_eq!(all.added([7.0, -7.0], 2)[2], point(1000, -1000, 2), "no farther than the pad");
    assert_eq!(all.removed(0), [points[1]]);
    let since = vec![point(1, 1, 0)];
    assert_eq!(all.clone().with_points(Some(since.clone())).removed(9), since);
    assert_eq!(all.clone().with_points(None), all);
    assert_eq!((all.removed(9), all.moved(9, [0.0; 2])), (points.to_vec(), points.to_vec()));
}

#[test]
fn a_set_beyond_the_pad_is_drawn_smaller() {
    // 2.5 lies at the edge.
    let points = [point(1000, 0, 0), point(400, 200, 1)];
    let shown = [shown(0, [2.5, 0.0]), shown(1, [1.0, 0.5])];
    let all = MovablePoints::new(&points, &shown, &names(&["A", "B"])).unwrap();
    assert_eq!(all.moved(1, [-2.5, 1.25])[1], point(-1000, 500, 1));
}

#[test]
fn classes_keep_their_letters() {
    // Of A there is no point any more, so B is the table's first class.
    let points = [point(100, 0, 0), point(300, 0, 1)];
    let all = MovablePoints::new(&points, &[shown(1, [0.3, 0.0])], &names(&["B", "D"])).unwrap();
    assert_eq!(all.removed(0), [point(300, 0, 3)]);
    assert_eq!(MovablePoints::new(&points, &[], &names(&["yes", "no"])), None);
    assert_eq!(MovablePoints::new(&[], &[], &names(&["A"])), None);
}
