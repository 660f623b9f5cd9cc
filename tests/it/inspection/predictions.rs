//! Figures of predictions, where scikit-learn has none.

use descent::inspection::{PartName, Predictions, roc_curve, score_histogram, worst_rows};

fn classes(outputs: usize, predicted: &[f32], actual: &[f32]) -> Predictions {
    let names = ["a", "b", "c"].map(str::to_owned);
    Predictions {
        part: PartName::Validation,
        epoch: 3,
        outputs,
        predicted: predicted.to_vec(),
        actual: actual.to_vec(),
        rows: (0..actual.len() as u32).map(|row| 10 * row).collect(),
        classes: names[..outputs.max(2)].to_vec(),
        ..Predictions::default()
    }
}

#[test]
fn a_histogram_holds_every_row() {
    let cases: [(&[f32], f64, f64); 3] = [
        (&[0.0, 0.05, 0.5, 1.0], 0.0, 1.0),
        (&[-1.5, 0.0, 1.0], -1.5, 1.0),
        (&[0.2, 3.0], 0.0, 3.0),
    ];
    for (scores, low, high) in cases {
        let scores: Vec<_> = scores.iter().map(|score| (*score, *score > 0.3)).collect();
        let histogram = score_histogram(&scores);
        assert_eq!((histogram.low, histogram.high), (low, high));
        assert_eq!(histogram.bins.iter().flatten().sum::<usize>(), scores.len());
    }
    let edges = score_histogram(&[(0.0, false), (1.0, true)]);
    assert_eq!((edges.bins[0], edges.bins[19]), ([1, 0], [0, 1]));
}

#[test]
fn the_worst_rows_come_first() {
    let order = |predictions: &Predictions| -> Vec<(u32, f64)> {
        let round = |error: f64| (error * 1000.0).round() / 1000.0;
        worst_rows(predictions, 2).iter().map(|row| (row.row, round(row.error))).collect()
    };
    let two = classes(1, &[0.9, 0.2, 0.6, 0.4], &[1.0, 1.0, 0.0, 0.0]);
    assert_eq!(order(&two), [(10, 0.8), (20, 0.6)]);
    let three = classes(3, &[0.7, 0.2, 0.1, 0.1, 0.3, 0.6, 0.2, 0.5, 0.3], &[0.0, 1.0, 1.0]);
    assert_eq!(order(&three), [(10, 0.7), (20, 0.5)]);
    let scores = classes(1, &[-2.0, 1.5, 0.5], &[1.0, 0.0, 1.0]);
    assert_eq!(order(&scores), [(0, 3.0), (10, 2.5)]);
    let numbers =
        Predictions { classes: Vec::new(), ..classes(1, &[1.0, 5.0, 3.0], &[1.5, 1.0, 3.0]) };
    assert_eq!(order(&numbers), [(10, 4.0), (0, 0.5)]);
}

#[test]
fn without_rows_of_a_class_there_is_no_curve() {
    assert_eq!(roc_curve(&[(0.3, true), (0.8, true)]), None);
    assert_eq!(roc_curve(&[]), None);
    let empty = classes(1, &[], &[]);
    assert_eq!(empty.confusion_matrix(0.5), [[0, 0], [0, 0]]);
    assert_eq!(Predictions { classes: Vec::new(), ..empty }.errors(), [0.0, 0.0, 0.0]);
}
