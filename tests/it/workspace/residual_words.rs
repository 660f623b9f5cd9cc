//! What residuals are drawn over, in words.

use descent::config::ColumnType;
use descent::inspection::{ColumnScale, ColumnValues, Predictions, ResidualsAcross};
use descent::workspace::residual_words::residuals_sentence;

fn found(rows: u32, across: ResidualsAcross) -> Predictions {
    Predictions { outputs: 1, rows: (0..rows).collect(), across, ..Predictions::default() }
}

fn column(scale: ColumnScale, values: &[f64], missing: usize) -> ResidualsAcross {
    let values = (0..).zip(values.iter().copied()).collect();
    ResidualsAcross::Column(ColumnValues { column: "x".to_owned(), scale, values, missing })
}

#[test]
fn one_sentence_says_what_is_seen() {
    let numbers = || ColumnScale::Numbers(ColumnType::Decimal);
    let words = |count: usize| ColumnScale::Words(vec![String::new(); count]);
    for (rows, across, every, says) in [
        (3, ResidualsAcross::Prediction, 1, "over what was predicted: a pattern here"),
        (3, ResidualsAcross::Actual, 1, "over the actual y: where the dots fall to the right"),
        (2, column(numbers(), &[1.0, 2.0], 0), 1, "over x: a pattern here may be signal that"),
        (3, column(numbers(), &[1.0, 2.0], 1), 1, "; 1 row without a value is left out."),
        (1_236, column(numbers(), &[1.0, 2.0], 1_234), 1, "; 1,234 rows without a value are left"),
        (2, column(numbers(), &[4.0, 4.0], 0), 1, "it is the same in all of these rows"),
        (2, column(numbers(), &[4.0], 1), 1, "one row alone shows no pattern; 1 row without"),
        (3, column(numbers(), &[], 3), 1, "No validation row has a value in x"),
        (2, column(words(2), &[0.0, 1.0], 0), 1, "over x: a category whose dots lie mostly"),
        (2, column(words(60), &[0.0, 1.0], 0), 12, "(of the 60 every 12th is named)"),
        (2, column(words(60), &[0.0, 1.0], 0), 3, "every 3rd is named"),
        (2, column(words(9), &[0.0, 1.0], 0), 2, "every 2nd is named"),
    ] {
        let sentence = residuals_sentence(&found(rows, across), "y", every);
        assert!(sentence.contains(says), "{sentence}");
        assert_eq!(sentence.matches(". ").count(), 0, "one sentence: {sentence}");
        assert!(sentence.ends_with('.'), "{sentence}");
    }
}
