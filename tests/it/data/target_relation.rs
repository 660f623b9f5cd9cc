//! What is looked at: a column against the target, made points, prepared rows.

use descent::config::{
    DataSource, ExperimentConfig, PaintedPoint, ReadingConfig, Shape, SyntheticConfig, Task,
};
use descent::data::{
    CellRange, Dataset, RelationPicture, Strength, Table, TargetRelation, import, synthesize,
};
use descent::plot::{class_dots, relation_shapes, strength_text};

use crate::support::in_german;

fn table(text: &str) -> Table {
    import(text.as_bytes(), &ReadingConfig::default()).expect("a file that can be read").table
}

fn against(text: &str, column: &str, target: &str, task: Task) -> TargetRelation {
    table(text).relation_to_target(column, target, task).expect("both columns are there")
}

/// A size, high for one kind and low for the other; `y` follows it.
const PLANTS: &str = "size,kind,y,alone\n1,low,2,a\n2,low,4,b\n3,low,6,a\n10,high,20,b\n12,high,24,a\n11,high,22,b\n,low,3,a\n5,,10,b\n";

#[test]
fn numbers_against_numbers_are_points_with_pearsons_r() {
    let found = against(PLANTS, "size", "y", Task::Regression);
    let RelationPicture::Points { points } = &found.picture else { panic!("{found:?}") };
    // The row without a size is left out.
    assert_eq!(points.len(), 7);
    assert_eq!(points[3], (10.0, 20.0));
    let Some(Strength::Correlation(r)) = found.strength else { panic!("{found:?}") };
    assert!((r - 1.0).abs() < 1e-12, "{r}");
    let falling = against("a,b\n1,9.5\n2,7\n3,4.5\n4,2\n", "a", "b", Task::Regression);
    assert_eq!(strength_text(falling.strength.unwrap()), "correlation -1.00");
}

#[test]
fn numbers_against_classes_are_boxes_with_numpys_quartiles() {
    let found = against(PLANTS, "size", "kind", Task::BinaryClassification);
    let RelationPicture::Boxes { of_target, boxes } = &found.picture else { panic!("{found:?}") };
    assert!(!of_target);
    assert_eq!(boxes.iter().map(|group| group.name.as_str()).collect::<Vec<_>>(), ["high", "low"]);
    assert_eq!((boxes[0].rows, boxes[0].five), (3, [10.0, 10.5, 11.0, 11.5, 12.0]));
    // Means 11 and 2 about 6.5: between 3 * 4.5^2 * 2, within 2 + 2.
    let Some(Strength::CorrelationRatio(eta)) = found.strength else { panic!("{found:?}") };
    assert!((eta - (121.5_f64 / 125.5).sqrt()).abs() < 1e-12, "{eta}");
}

#[test]
fn categories_against_numbers_are_boxes_of_the_target() {
    let found = against(PLANTS, "kind", "y", Task::Regression);
    let RelationPicture::Boxes { of_target, boxes } = &found.picture else { panic!("{found:?}") };
    assert!(of_target);
    assert_eq!(boxes[1].five, [2.0, 2.75, 3.5, 4.5, 6.0]);
}

#[test]
fn categories_against_classes_are_counts_with_cramers_v() {
    let text = "c,t\na,no\na,no\na,yes\nb,yes\nb,yes\nb,no\nb,yes\na,no\n";
    let found = against(text, "c", "t", Task::BinaryClassification);
    let RelationPicture::Counts { categories, classes, counts } = &found.picture else {
        panic!("{found:?}")
    };
    assert_eq!(
        (&categories[..], &classes[..]),
        (&["a".into(), "b".into()][..], &["no".into(), "yes".into()][..])
    );
    assert_eq!(counts, &[vec![3, 1], vec![1, 3]]);
    // chi^2 = 4 * 1^2 / 2, n = 8.
    let Some(Strength::CramersV(v)) = found.strength else { panic!("{found:?}") };
    assert!((v - 0.5).abs() < 1e-12, "{v}");
}

#[test]
fn what_has_no_picture_says_so() {
    let nothing = against(PLANTS, "y", "y", Task::Regression);
    assert_eq!((&nothing.picture, nothing.strength), (&RelationPicture::Nothing, None));
    assert_eq!(relation_shapes(&nothing), descent::plot::RelationShapes::default());
    assert!(table(PLANTS).relation_to_target("nowhere", "y", Task::Regression).is_none());
    let constant = against("a,b\n1,2\n1,3\n1,4\n", "a", "b", Task::Regression);
    assert_eq!(constant.strength, None);
}

#[test]
fn shapes_lie_in_their_box() {
    let pictures = [
        against(PLANTS, "size", "y", Task::Regression),
        against(PLANTS, "size", "kind", Task::BinaryClassification),
        against(PLANTS, "alone", "kind", Task::BinaryClassification),
        against("a,b\n1,2\n1,2\n", "a", "b", Task::Regression),
        against("a,b\n-1e308,1\n1e308,2\n", "a", "b", Task::Regression),
    ];
    for picture in pictures {
        let shapes = relation_shapes(&picture);
        let moves = [&shapes.dots, &shapes.lines].into_iter().chain(&shapes.areas);
        for place in moves.flat_map(|path| path.split('M').skip(1)) {
            let mut numbers = place.split([' ', 'h', 'v', 'V', 'z']);
            for _ in 0..2 {
                let number: f64 = numbers.next().unwrap().parse().unwrap();
                assert!((0.0..=100.0).contains(&number), "{place}");
            }
        }
    }
}

#[test]
fn pads_show_points_by_class() {
    let point = |x, y, class| PaintedPoint { x, y, class };
    let dots = class_dots(&[point(-1000, 500, 0), point(3, -4, 2), point(0, 0, 0)]);
    assert_eq!(dots, ["M-1000 -500h0M0 0h0", "", "M3 4h0"]);
    assert!(class_dots(&[]).is_empty());
}

#[test]
fn made_tables_are_points() {
    let points = |shape| synthesize(&SyntheticConfig::new(shape)).unwrap().table.points();
    let blobs = points(Shape::Blobs { classes: 3 });
    assert_eq!(blobs.len(), 500);
    assert_eq!(blobs.iter().map(|point| point.class).max(), Some(2));
    let line = points(Shape::Line);
    // y = 2 x + 1 reaches 3, which lies at the edge.
    assert!(line.iter().all(|point| point.class == 0 && point.y.abs() <= 1000));
    assert!(line.iter().any(|point| point.y > 900));
    assert!(table("a,b\nx,1\ny,2\nz,3\n").points().is_empty());
}

#[test]
fn prepared_rows_come_part_by_part() {
    let text =
        "x,c,y\n1,a,10\n2,b,20\n3,a,30\n4,b,40\n5,a,50\n6,b,60\n7,a,70\n8,b,80\n9,a,90\n10,b,100\n";
    let table = table(text);
    let source = DataSource::File { name: "t.csv".into(), columns: Vec::new() };
    let mut config = ExperimentConfig::propose("T", source, table.schema());
    config.set_target("y", table.schema());
    config.data.ignored.clear();
    config.data.split.method = descent::config::SplitMethod::InOrder;
    config.data.split.test_percent = 20;
    config.data.scaling = descent::config::Scaling::None;
    let dataset = Dataset::prepare(&table, &config.check(table.schema()).unwrap()).unwrap();
    let all = CellRange { from_row: 0, rows: 99, from_column: 0, columns: 99 };
    let page = dataset.page(all);
    assert_eq!(page.names, ["x", "c=a", "c=b", "target"]);
    assert_eq!((page.total_rows, page.total_columns), (10, 4));
    assert_eq!(page.labels[0], "train 1");
    assert_eq!(page.labels[5..], ["validate 6", "validate 7", "validate 8", "test 9", "test 10"]);
    let row = |cells: [&str; 4]| cells.map(|cell| Some(cell.to_owned())).to_vec();
    assert_eq!(page.cells[9], row(["10.0000", "0.0000", "1.0000", "100.0000"]));
    let part = dataset.page(CellRange { from_row: 4, rows: 2, from_column: 3, columns: 5 });
    assert_eq!(part.cells, [[Some("50.0000".to_owned())], [Some("60.0000".to_owned())]]);
    let german = in_german(|| dataset.page(all));
    assert_eq!(german.names, ["x", "c=a", "c=b", "Zielgröße"]);
    assert_eq!([0, 8].map(|at| german.labels[at].as_str()), ["Training 1", "Test 9"]);
    assert_eq!(german.cells[9], row(["10,0000", "0,0000", "1,0000", "100,0000"]));
}
