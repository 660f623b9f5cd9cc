//! What people type or paste into a number's field.

use descent::config::{Limit, limits};
use descent::workspace::slider_scale::next_multiple;
use descent::workspace::typed_number::{Typed, read, read_whole};
use proptest::prelude::*;

use crate::support::in_german;

/// What a field takes when one is done with it; a sentence where it takes nothing.
fn taken(text: &str, limit: &Limit, unit: &str) -> Result<Option<f64>, String> {
    match read_whole(text, limit, unit) {
        Ok(number) => Ok(number.map(|number| number.parse().unwrap())),
        Err(error) => Err(error.to_string()),
    }
}

#[test]
fn one_number_in_many_spellings() {
    let table: [(&Limit, f64, &[&str]); 14] = [
        (
            &limits::LEARNING_RATE,
            0.01,
            &[
                "0.01",
                "0,01",
                ".01",
                ",01",
                " 0.01 ",
                "0,010",
                "+0,01",
                "1e-2",
                "1E-2",
                "1,0e-2",
                "1e\u{2212}2",
                "10e-3",
                "1 %",
                "1%",
                "1,0 %",
                "\u{a0}0,01\u{a0}",
                "\u{feff}0.01",
                "\u{200b}0,01",
                "0,01\t",
                "\u{660}\u{66b}\u{660}\u{661}",
                "\u{ff10}.01",
                "1*10^-2",
                "1 \u{d7} 10^-2",
                "1x10^-2",
                "0,01 learning rate",
            ],
        ),
        (&limits::LEARNING_RATE, 0.0015, &["1,5e-3", "1.5e-3", "0,0015", "1,500e-3", "0.15 %"]),
        // A comma before three digits: a rate of 1,500 is out of the limit.
        (&limits::LEARNING_RATE, 1.5, &["1,500", "1,5", "1.500", "1.5", "1,50"]),
        (&limits::LEARNING_RATE, 0.001, &["0,001", "0.001", ",001", "00,001", "1e-3", "0,1 %"]),
        (&limits::BASELINE, -2.5, &["-2,5", "\u{2212}2.5", "\u{2013}2,5", "- 2,5", "-2,50"]),
        (
            &limits::BASELINE,
            1000.5,
            &[
                "1.000,5",
                "1,000.5",
                "1 000,5",
                "1\u{a0}000.5",
                "1'000,5",
                "1\u{2019}000.5",
                "1_000.5",
            ],
        ),
        (&limits::BASELINE, 1_234_567.0, &["1,234,567", "1.234.567", "12,34,567", "1 234 567"]),
        (&limits::BASELINE, 1.5, &["1.500", "1,5", "1,50", "1,5000"]),
        (&limits::FILL_VALUE, 12_000.0, &["12000", "12 000", "1,2e4", "12,000.0", "12.000,0"]),
        // The page itself writes 4,096 for the most.
        (&limits::UNITS, 4096.0, &["4096", "4,096", "4.096", "4 096", "4096 units", "4,096.0"]),
        (&limits::UNITS, 64.0, &["64", "64,0", "64.00", "64 unit", "6,4e1", "064"]),
        (&limits::EPOCHS, 10_000.0, &["10.000", "10,000", "1e4", "10 000 epochs", "10'000"]),
        // Whole, but 30,000 percent would be out of the limit.
        (&limits::VALIDATION_PERCENT, 30.0, &["30", "30 %", "30%", "30,0", "30.000", "30\u{66a}"]),
        (&limits::RATE, 0.2, &["0,2", "20 %", "20%", "0.20", ".2", "20,0 %"]),
    ];
    for (limit, value, spellings) in table {
        let unit = if *limit == limits::VALIDATION_PERCENT { "%" } else { "" };
        for text in spellings {
            assert_eq!(taken(text, limit, unit), Ok(Some(value)), "{text:?} as {}", limit.name);
        }
    }
}

#[test]
fn what_is_no_number_gets_one_sentence() {
    let table = [
        (
            &limits::LEARNING_RATE,
            "abc",
            "Learning rate must be a number such as 0.001, not \"abc\".",
        ),
        (&limits::LEARNING_RATE, "1.2.3", "not \"1.2.3\"."),
        (&limits::LEARNING_RATE, "0,01,02", "not \"0,01,02\"."),
        (&limits::LEARNING_RATE, "0, 01", "not \"0, 01\"."),
        (&limits::LEARNING_RATE, "0.01 0.02", "not \"0.01 0.02\"."),
        (&limits::LEARNING_RATE, "1e-3,5", "not \"1e-3,5\"."),
        (&limits::LEARNING_RATE, "0x10", "not \"0x10\"."),
        (&limits::LEARNING_RATE, "NaN", "not \"NaN\"."),
        (&limits::LEARNING_RATE, "Infinity", "not \"Infinity\"."),
        (&limits::LEARNING_RATE, "1/1000", "not \"1/1000\"."),
        (&limits::LEARNING_RATE, "0.01 kg", "not \"0.01 kg\"."),
        (&limits::LEARNING_RATE, "-", "not \"-\"."),
        (&limits::LEARNING_RATE, "1e", "not \"1e\"."),
        (&limits::LEARNING_RATE, ",", "not \",\"."),
        (&limits::LEARNING_RATE, "--1", "not \"--1\"."),
        (&limits::BASELINE, "1,00.5", "not \"1,00.5\"."),
        (&limits::BASELINE, "1 00", "not \"1 00\"."),
        (&limits::BASELINE, "1,500", "\"1,500\" can be 1.5 or 1500: write one of these."),
        (&limits::BASELINE, "-1,000", "\"-1,000\" can be -1 or -1000: write one of these."),
        (&limits::UNITS, "many", "Units must be a number such as 32, not \"many\"."),
        (&limits::UNITS, "the whole of a long letter", "not \"the whole of a long lett…\"."),
    ];
    for (limit, text, end) in table {
        let sentence = taken(text, limit, "").unwrap_err();
        assert!(sentence.ends_with(end), "{text:?}: {sentence}");
    }
    assert!(taken(&"9".repeat(5_000), &limits::UNITS, "").is_err());
}

/// Nothing is said of what may still become a number.
#[test]
fn the_beginning_of_a_number_is_unfinished() {
    for (text, so_far) in [
        ("-", None),
        ("+", None),
        (",", None),
        (".", None),
        ("1e", None),
        ("1e-", None),
        ("1,5e\u{2212}", None),
        ("1*10^", None),
        ("0,", Some("0")),
        ("5.", Some("5")),
        ("-0,", Some("-0")),
        ("1.000,", Some("1000")),
    ] {
        let so_far = so_far.map(str::to_owned);
        assert_eq!(read(text, &limits::LEARNING_RATE, ""), Ok(Typed::Unfinished(so_far)), "{text}");
    }
    for blank in ["", " ", "\u{a0}", "\u{200b}"] {
        assert_eq!(read(blank, &limits::LEARNING_RATE, ""), Ok(Typed::Empty));
    }
}

/// Beyond all numbers, it is the limit that refuses it.
#[test]
fn a_huge_exponent_is_a_number_out_of_range() {
    for text in ["1e999", "1e99999999999999999999"] {
        let value = taken(text, &limits::LEARNING_RATE, "").unwrap().unwrap();
        assert!(limits::LEARNING_RATE.check(value).is_err(), "{text}");
    }
    assert_eq!(taken("1e-99999999999", &limits::BASELINE, ""), Ok(Some(0.0)));
}

#[test]
fn arrows_walk_from_step_to_step() {
    for (value, step, down, up) in [
        (0.2, 0.05, 0.15, 0.25),
        (0.3, 0.1, 0.2, 0.4),
        (0.001, 0.001, 0.0, 0.002),
        (0.0015, 0.001, 0.001, 0.002),
        (0.99, 0.01, 0.98, 1.0),
        (0.5, 0.5, 0.0, 1.0),
        (42.0, 1.0, 41.0, 43.0),
        (-0.1, 0.1, -0.2, 0.0),
        (0.0001, 0.0001, 0.0, 0.0002),
    ] {
        assert_eq!([false, true].map(|up| next_multiple(value, step, up)), [down, up], "{value}");
    }
    for limit in limits::ALL {
        let up = next_multiple(limit.default, limit.step, true);
        let digits = up.to_string().replace('.', "").trim_matches('0').len();
        assert!(digits <= 6, "{}: {up}", limit.name);
    }
}

proptest! {
    #[test]
    fn any_text_is_read_or_refused(text in "\\PC{0,40}") {
        for limit in limits::ALL {
            let _ = taken(&text, limit, "%");
        }
    }

    #[test]
    fn marks_between_digits_never_panic(text in "[-+0-9.,' eE%x*^]{0,20}") {
        if let Ok(Some(value)) = taken(&text, &limits::BASELINE, "") {
            prop_assert!(!value.is_nan());
        }
    }

    /// What the page writes is read back, and so is the same with a comma.
    #[test]
    fn every_number_survives_with_point_and_comma(value in -1e9..1e9_f64, digits in 0..9_usize) {
        for text in [value.to_string(), format!("{value:e}"), format!("{value:.digits$}")] {
            let is_unclear = digits == 3 || text.split(['.']).nth(1).is_some_and(|d| d.len() == 3);
            prop_assert_eq!(taken(&text, &limits::BASELINE, ""), Ok(Some(text.parse::<f64>().unwrap())));
            if !is_unclear {
                let comma = text.replace('.', ",");
                prop_assert_eq!(taken(&comma, &limits::BASELINE, ""), Ok(Some(text.parse::<f64>().unwrap())));
            }
        }
    }
}

/// In German the comma is the decimal mark, so it is the point that may group.
#[test]
fn a_german_reader_groups_by_points() {
    in_german(|| {
        // Out of the limit is what is read then, not a thousandth of what was meant.
        assert_eq!(taken("10.000", &limits::BATCH_SIZE, ""), Ok(Some(10_000.0)));
        assert_eq!(taken("30,000", &limits::VALIDATION_PERCENT, "%"), Ok(Some(30.0)));
        let table: [(&Limit, f64, &[&str]); 5] = [
            (&limits::LEARNING_RATE, 0.01, &["0,01", "0.01", "1e-2", "1 %"]),
            (&limits::BASELINE, 1.234, &["1,234", "1,2340", "1.2340"]),
            (&limits::BASELINE, 1_234_567.0, &["1.234.567", "1 234 567"]),
            (&limits::UNITS, 1_000.0, &["1.000", "1,000", "1000", "1000 Neuronen"]),
            (&limits::EPOCHS, 10_000.0, &["10.000", "10'000"]),
        ];
        for (limit, value, spellings) in table {
            for text in spellings {
                assert_eq!(taken(text, limit, ""), Ok(Some(value)), "{} {text}", limit.name);
            }
        }
        assert_eq!(
            taken("1.234", &limits::BASELINE, ""),
            Err("„1.234“ kann 1,234 oder 1234 heißen: Schreib eins davon.".to_owned())
        );
        assert_eq!(
            taken("viel", &limits::LEARNING_RATE, ""),
            Err("Lernrate: Gib eine Zahl ein, etwa 0,001, nicht „viel“.".to_owned())
        );
    });
    assert_eq!(taken("1.234", &limits::BASELINE, ""), Ok(Some(1.234)), "in English as before");
}
