//! The values of a sweep as people write them.

use descent::config::{Limit, limits};
use descent::workspace::typed_values::read_values;
use proptest::prelude::*;

#[track_caller]
fn is_read(text: &str, limit: &'static Limit, expected: &[f64]) {
    assert_eq!(read_values(text, limit).as_deref(), Ok(expected), "{text}");
}

#[track_caller]
fn is_refused(text: &str, limit: &'static Limit, sentence: &str) {
    let refused = read_values(text, limit).expect_err(text);
    assert_eq!(refused.to_string(), sentence, "{text}");
}

#[test]
fn one_list_in_many_spellings() {
    let rate = &limits::LEARNING_RATE;
    for text in [
        "0.1; 0.03; 0.01",
        "0.1, 0.03; 0,01",
        "0,1; 0,03; 0,01",
        "0,1, 0,03, 0,01",
        "0.1,0.03,0.01",
        " 0.1 0.03\t0.01 ",
        "0.1\n0.03\n0.01\n",
        "1e-1;3e-2;;1e-2;",
    ] {
        is_read(text, rate, &[0.1, 0.03, 0.01]);
    }
    is_read("0,1", rate, &[0.1]);
    is_read("", rate, &[]);
    is_read("  \n", rate, &[]);
    let batch = &limits::BATCH_SIZE;
    is_read("16,32,64", batch, &[16.0, 32.0, 64.0]);
    is_read("128,256", batch, &[128.0, 256.0]);
    is_read("16, 32 64;128", batch, &[16.0, 32.0, 64.0, 128.0]);
    is_read("1,024", batch, &[1024.0]);
    is_read("1.024; 2.048", batch, &[1024.0, 2048.0]);
    is_read("1\u{202f}000", batch, &[1000.0]);
}

#[test]
fn ranges_are_of_whole_numbers() {
    is_read("1..5", &limits::DEPTH, &[1.0, 2.0, 3.0, 4.0, 5.0]);
    is_read("0..2; 4", &limits::DEPTH, &[0.0, 1.0, 2.0, 4.0]);
    is_read("3…4", &limits::DEPTH, &[3.0, 4.0]);
    is_read("7..7", &limits::DEPTH, &[7.0]);
    let whole = "A range such as 1..5 is of whole numbers; type the values one by one.";
    is_refused("0.1..0.5", &limits::RATE, whole);
    is_refused("5..1", &limits::DEPTH, "The range 5..1 ends before it begins.");
    is_refused("1..99", &limits::DEPTH, "Depth must be a whole number from 0 to 20, not 99.");
    let many = "These are 1,000 values. A sweep has at most 64 runs.";
    is_refused("1..1000", &limits::BATCH_SIZE, many);
    is_refused("1..", &limits::DEPTH, "Depth must be a number such as 2, not \"\".");
}

#[test]
fn every_kind_of_nonsense_has_its_sentence() {
    let rate = &limits::LEARNING_RATE;
    let word = "Learning rate must be a number such as 0.001, not \"fast\".";
    is_refused("0.1; fast", rate, word);
    let low = "Learning rate must be a number from 1e-6 to 10, not 0.";
    is_refused("0.1; 0", rate, low);
    is_refused("0.1; 0,10", rate, "0.1 stands there twice.");
    let none = "There is no value: type some, or leave the field empty for those suggested.";
    is_refused(";;", rate, none);
    is_refused(",", rate, none);
    let comma = "\"0,1,0,03\" can be read in more than one way: put ; between the values.";
    is_refused("0,1,0,03", rate, comma);
    let rows = "\"128,256\" can be read in more than one way: put ; between the values.";
    is_refused("128,256", &limits::TRAINING_ROWS, rows);
    let half = "Batch size must be a whole number from 1 to 8192, not 2.5.";
    is_refused("2.5", &limits::BATCH_SIZE, half);
    let many: Vec<_> = (1..=65).map(|n| n.to_string()).collect();
    let sentence = "These are 65 values. A sweep has at most 64 runs.";
    is_refused(&many.join(";"), &limits::BATCH_SIZE, sentence);
}

proptest! {
    #[test]
    fn any_text_is_read_or_refused(text in any::<String>()) {
        for limit in limits::ALL {
            if let Ok(values) = read_values(&text, limit) {
                prop_assert!(values.iter().all(|value| limit.holds(*value)));
                prop_assert!(values.len() <= limits::MAX_SWEEP_RUNS);
            }
        }
    }

    /// Marks, digits and separators in any order.
    #[test]
    fn marks_between_digits_never_panic(text in "[0-9.,;…' \u{a0}eE-]{0,24}") {
        for limit in [&limits::LEARNING_RATE, &limits::BATCH_SIZE] {
            let _ = read_values(&text, limit);
        }
    }

    #[test]
    fn values_survive_with_point_and_comma(
        values in prop::collection::btree_set(1_u32..9_999, 1..20),
    ) {
        let values: Vec<f64> = values.into_iter().map(|n| f64::from(n) / 1000.0).collect();
        let words: Vec<_> = values.iter().map(f64::to_string).collect();
        let read = |text: String| read_values(&text, &limits::LEARNING_RATE);
        prop_assert_eq!(read(words.join("; ")), Ok(values.clone()));
        let commas: Vec<_> = words.iter().map(|word| word.replace('.', ",")).collect();
        // One such as 1,234 alone may be a thousand; beside it the limit decides.
        prop_assert_eq!(read(commas.join("; ")), Ok(values));
    }
}
