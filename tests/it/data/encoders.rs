//! What cells become, on whole tables: filled, dropped, pooled, unknown, numbered.

use descent::config::{
    CategoryEncoding, ColumnConfig, ConfigError, DatePart, ExperimentConfig, Imputer, Scaling,
    SplitMethod, SplitPart,
};
use descent::data::{DataWarning, Dataset, Encoder};

use crate::data::prepare::prepare;
use crate::support::numbers;
use crate::support::{experiment_on as experiment, table};

/// The last rows validate, nothing is scaled.
fn in_order(config: &mut ExperimentConfig, percent: u32) {
    config.data.split.method = SplitMethod::InOrder;
    config.data.validation_percent = percent;
    config.data.scaling = Scaling::None;
}

fn lines(header: &str, rows: impl IntoIterator<Item = String>) -> String {
    format!("{header}\n{}\n", rows.into_iter().collect::<Vec<_>>().join("\n"))
}

/// Training rows hold 1, 1, 4, 6 and a hole, validation rows 100 and two holes.
fn holes() -> String {
    "x,y\n1,0.5\n6,1.5\n,2.5\n4,3.5\n1,4.5\n,5.5\n100,6.5\n,7.5\n".to_owned()
}

#[test]
fn holes_are_filled_as_the_imputer_says() {
    for (imputer, fill) in [
        (Imputer::Mean, 3.0),
        (Imputer::Median, 2.5),
        (Imputer::MostFrequent, 1.0),
        (Imputer::Constant { value: -9.0 }, -9.0),
    ] {
        let data = prepare(&holes(), |config| {
            in_order(config, 38);
            config.data.preparation.imputer = imputer;
        });
        assert_eq!(numbers(&data.training.inputs), [1.0, 6.0, fill as _, 4.0, 1.0]);
        assert_eq!(numbers(&data.validation.inputs), [fill as _, 100.0, fill as _]);
        assert_eq!(data.facts().counts.imputed, 3, "{imputer:?}");
    }
}

#[test]
fn rows_with_holes_are_dropped_within_their_part() {
    let data = prepare(&holes(), |config| {
        in_order(config, 38);
        config.data.preparation.imputer = Imputer::DropRow;
    });
    assert_eq!(numbers(&data.training.inputs), [1.0, 6.0, 4.0, 1.0]);
    assert_eq!(numbers(&data.validation.inputs), [100.0]);
    assert_eq!((&data.rows.training[..], &data.rows.validation[..]), (&[0, 1, 3, 4][..], &[6][..]));
    let counts = data.facts().counts;
    assert_eq!((counts.read, counts.dropped, counts.incomplete, counts.imputed), (8, 0, 3, 0));
    assert_eq!((counts.training, counts.validation, counts.test), (4, 1, 0));
}

#[test]
fn a_part_without_complete_rows_is_refused() {
    for (text, part) in [
        ("x,y\n,1.5\n,2.5\n3,3.5\n4,4.5\n", SplitPart::Training),
        ("x,y\n1,1.5\n2,2.5\n,3.5\n,4.5\n", SplitPart::Validation),
    ] {
        let table = table(text);
        let checked = experiment(&table, |config| {
            in_order(config, 50);
            config.data.preparation.imputer = Imputer::DropRow;
        });
        let refused = Dataset::prepare(&table, &checked).expect_err("an empty part");
        assert_eq!(refused, ConfigError::NoCompleteRows { part });
    }
}

#[test]
fn one_column_can_be_filled_and_scaled_otherwise_than_the_rest() {
    let text = lines("a,b,y", (0..10).map(|row| format!("{row},{row},{}.5", row * row)));
    let data = prepare(&text, |config| {
        in_order(config, 20);
        config.data.scaling = Scaling::MinMax;
        let own = ColumnConfig { scaling: Some(Scaling::None), ..ColumnConfig::default() };
        config.data.preparation.columns.insert("b".to_owned(), own);
    });
    assert_eq!(data.training.inputs.row(7), [1.0, 7.0]);
    assert_eq!(data.validation.inputs.row(0)[1], 8.0);
}

/// Words by how often they stand among the twenty training rows: a 12, b 5, c 2, d 1;
/// then four validation rows with a, d, e and a hole.
fn words() -> String {
    let training =
        std::iter::repeat_n("a", 12).chain(std::iter::repeat_n("b", 5)).chain(["c", "c", "d"]);
    let all = training.chain(["a", "d", "e", ""]);
    lines("w,y", all.enumerate().map(|(row, word)| format!("{word},{row}.25")))
}

#[test]
fn only_words_of_training_rows_are_categories() {
    let data = prepare(&words(), |config| in_order(config, 17));
    assert_eq!(data.facts().input_names, ["w=a", "w=b", "w=c", "w=d"]);
    let [a, d, none] = [[1.0, 0.0, 0.0, 0.0], [0.0, 0.0, 0.0, 1.0], [0.0; 4]];
    assert_eq!(numbers(&data.validation.inputs), [a, d, none, a].concat(), "the hole is an a");
    let unknown = DataWarning::UnknownCategories {
        column: "w".to_owned(),
        cells: 1,
        example: "e".to_owned(),
    };
    assert_eq!(data.facts().warnings, [unknown]);
}

#[test]
fn rare_words_share_an_input_with_unknown_ones() {
    let data = prepare(&words(), |config| {
        in_order(config, 17);
        config.data.preparation.rare_percent = 15.0;
    });
    assert_eq!(data.facts().input_names, ["w=a", "w=b", "w=infrequent"]);
    let [a, pool] = [[1.0, 0.0, 0.0], [0.0, 0.0, 1.0]];
    assert_eq!(numbers(&data.validation.inputs), [a, pool, pool, a].concat());
    let Encoder::OneHot(encoder) = &data.columns[0].encoder else { panic!("one-hot") };
    assert_eq!(encoder.infrequent, ["c", "d"]);
}

#[test]
fn words_beyond_the_fifty_most_frequent_share_an_input() {
    // 60 words; the first ten stand once, all others twice.
    let all = (0..60).chain(10..60).map(|word| format!("w{word:02}"));
    let text = lines(
        "w,y",
        all.chain((0..10).map(|_| "w59".to_owned()))
            .enumerate()
            .map(|(row, word)| format!("{word},{row}.25")),
    );
    let data = prepare(&text, |config| in_order(config, 8));
    assert_eq!(data.facts().counts.training, 110);
    assert_eq!(data.inputs(), 51);
    assert_eq!(data.facts().input_names[0], "w=w10");
    assert_eq!(data.facts().input_names[50], "w=infrequent");
    assert_eq!(data.training.inputs.row(3)[50], 1.0);
}

#[test]
fn a_missing_word_can_be_a_category_of_its_own() {
    let text = "w,y\na,1.5\n,2.5\nz,3.5\n,4.5\na,5.5\n,6.5\n";
    let data = prepare(text, |config| {
        in_order(config, 17);
        config.data.preparation.imputer = Imputer::Constant { value: 0.0 };
    });
    assert_eq!(data.facts().input_names, ["w=a", "w=missing", "w=z"]);
    assert_eq!(numbers(&data.validation.inputs), [0.0, 1.0, 0.0]);
    assert_eq!(data.facts().counts.imputed, 3);
    assert_eq!(data.facts().warnings, []);
}

#[test]
fn ordinals_are_numbers_and_scaled_as_such() {
    let data = prepare(&words(), |config| {
        in_order(config, 17);
        config.data.preparation.encoding = CategoryEncoding::Ordinal;
    });
    assert_eq!(data.facts().input_names, ["w"]);
    assert_eq!(numbers(&data.validation.inputs), [0.0, 3.0, -1.0, 0.0]);
    let scaled = prepare(&words(), |config| {
        in_order(config, 17);
        config.data.scaling = Scaling::MinMax;
        config.data.preparation.encoding = CategoryEncoding::Ordinal;
    });
    let third = (-1.0_f64 / 3.0) as descent::nn::Float;
    assert_eq!(numbers(&scaled.validation.inputs), [0.0, 1.0, third, 0.0]);
}

#[test]
fn no_input_at_all_is_refused() {
    // The only word stands in a validation row.
    let text = "w,y\n,1.5\n,2.5\n,3.5\nword,4.5\n";
    let table = table(text);
    let checked = experiment(&table, |config| in_order(config, 25));
    assert_eq!(Dataset::prepare(&table, &checked), Err(ConfigError::NoFeatures));
}

#[test]
fn dates_and_words_for_no_and_yes_are_read_and_prepared() {
    let text = "day,late,y\n2024-02-28,nein,1.5\n2024-02-29,ja,2.5\n2024-03-01,nein,3.5\n\
                2023-12-31,ja,4.5\n2025-01-01,,5.5\n";
    let data = prepare(text, |config| {
        in_order(config, 20);
        let dates = DatePart::ALL.to_vec();
        let own = ColumnConfig { dates, ..ColumnConfig::default() };
        config.data.preparation.columns.insert("day".to_owned(), own);
    });
    assert_eq!(
        data.facts().input_names,
        ["day.days_since", "day.year", "day.month", "day.weekday", "late=ja"]
    );
    let expected = [
        [59.0, 2024.0, 2.0, 2.0, 0.0],
        [60.0, 2024.0, 2.0, 3.0, 1.0],
        [61.0, 2024.0, 3.0, 4.0, 0.0],
        [0.0, 2023.0, 12.0, 6.0, 1.0],
    ];
    assert_eq!(numbers(&data.training.inputs), expected.concat());
    // Of equally frequent words the first is filled in.
    assert_eq!(numbers(&data.validation.inputs), [367.0, 2025.0, 1.0, 2.0, 0.0]);
}
