//! The conditions of scenes and lessons: what they mean, and what is said of those that mean
//! nothing.

use descent::course::{Condition, ConditionProblem, Quantity, Value};
use proptest::prelude::*;

/// A run as a scene sees it.
fn known(name: &str) -> Option<Value> {
    Some(match name {
        "wide.loss" => Value::Number(3.0),
        "deep.loss" => Value::Number(2.0),
        "epochs" => Value::Number(60.0),
        "zero" => Value::Number(0.0),
        "optimizer" => Value::Word("adam".to_owned()),
        "target" => Value::Word("House price".to_owned()),
        _ => return None,
    })
}

fn holds(text: &str) -> bool {
    Condition::parse(text).unwrap().holds(&known)
}

#[test]
fn comparisons_are_those_of_arithmetic() {
    for text in [
        "wide.loss > 1.4 * deep.loss",
        "wide.loss >= 3",
        "wide.loss <= 3",
        "deep.loss<wide.loss",
        "1 + 2 * 3 - 1 >= 6",
        "6 / 2 / 3 >= 1",
        "10 - 2 - 3 <= 5",
        "-wide.loss < -2.5e0",
        "(wide.loss + 1) * 2 >= 8",
        "((wide.loss)) > (1 + 1)",
        "epochs is 60",
        "zero is not -1",
        "optimizer is adam",
        "optimizer is not sgd",
        "target is 'House price'",
    ] {
        assert!(holds(text), "{text}");
    }
    for text in [
        "wide.loss > 1.5 * deep.loss",
        "wide.loss < 3",
        "epochs is 61",
        "optimizer is sgd",
        "optimizer is not adam",
        "optimizer is Adam",
    ] {
        assert!(!holds(text), "{text}");
    }
}

/// False or not, nothing follows from what is unknown.
#[test]
fn a_comparison_without_its_values_is_false() {
    for text in [
        "tall.loss > 1",
        "tall.loss <= 1",
        "tall.loss is 1",
        "tall.loss is not 1",
        "optimizer > 1",
        "1 / zero > 1",
        "zero / zero <= 1",
        "tall.loss < 1 and epochs is 60",
    ] {
        assert!(!holds(text), "{text}");
    }
    assert!(holds("tall.loss < 1 or epochs is 60"));
}

#[test]
fn and_binds_more_than_or() {
    assert!(holds("epochs is 60 or epochs is 1 and epochs is 2"));
    assert!(!holds("(epochs is 60 or epochs is 1) and epochs is 2"));
    assert!(holds("(epochs is 60 or epochs is 1) and (deep.loss < 3 and (wide.loss) > 2)"));
    assert!(holds("epochs is 1 and epochs is 2 or epochs is 60"));
}

#[test]
fn every_name_is_told_once() {
    let text = "a.loss > 2 * b and (b < c_1 or optimizer is adam) and -a.loss < 1";
    assert_eq!(Condition::parse(text).unwrap().names(), ["a.loss", "b", "c_1", "optimizer"]);
    assert_eq!(Quantity::parse("a / (b - a)").unwrap().names(), ["a", "b"]);
}

#[test]
fn a_quantity_is_a_number() {
    let value = |text: &str| Quantity::parse(text).unwrap().value(&known);
    assert_eq!(value("wide.loss / deep.loss"), Some(1.5));
    assert_eq!(value("epochs"), Some(60.0));
    assert_eq!(value("tall.loss"), None);
    assert_eq!(value("optimizer"), None);
    assert_eq!(value("1 / zero"), None);
    let problem = Quantity::parse("a > b").unwrap_err().problem;
    assert_eq!(problem, ConditionProblem::Unexpected(">".to_owned()));
}

#[test]
fn what_cannot_be_read_is_said_with_its_place() {
    let sentence = |text: &str| Condition::parse(text).unwrap_err().to_string();
    let texts = [
        "",
        "epochs",
        "epochs + 1",
        "epochs >",
        "epochs > and",
        "1 < epochs < 3",
        "epochs = 3",
        "epochs == 3",
        "epochs > 1.2.3",
        "epochs > 1e",
        "epochs + 1 is 3",
        "3 is 3",
        "optimizer is",
        "optimizer is not",
        "optimizer is 'adam",
        "optimizer is -adam",
        "(epochs > 1",
        "epochs > (1 + 2",
        "epochs > 1)",
        "epochs > (1 2)",
        "epochs > 2 epochs",
        "epochs > 1 && epochs < 2",
        "(epochs) and epochs > 1",
    ];
    let sentences = texts.map(sentence).join("\n");
    insta::assert_snapshot!("condition_sentences", sentences);
    let deep = format!("{}1{} > 0", "(".repeat(41), ")".repeat(41));
    assert_eq!(Condition::parse(&deep).unwrap_err().problem, ConditionProblem::TooDeep);
    let deep = format!("{}1 > 0{}", "(".repeat(41), ")".repeat(41));
    assert_eq!(Condition::parse(&deep).unwrap_err().problem, ConditionProblem::TooDeep);
    let long = format!("1{} > 0", " + 1".repeat(125));
    assert_eq!(Condition::parse(&long).unwrap_err().problem, ConditionProblem::TooLong);
}

#[test]
fn it_is_written_as_its_text() {
    let text = "wide.loss  > 1.20 * deep.loss";
    let json = format!("\"{text}\"");
    let condition: Condition = serde_json::from_str(&json).unwrap();
    assert_eq!(serde_json::to_string(&condition).unwrap(), json);
    assert_eq!(condition.to_string(), text);
    let problem = serde_json::from_str::<Condition>("\"wide.loss >\"").unwrap_err();
    assert!(problem.to_string().contains("a name or a number is missing (at character 12)"));
    assert!(serde_json::from_str::<Quantity>("\"wide.loss /\"").is_err());
}

proptest! {
    #[test]
    fn no_text_panics(text in "\\PC{0,60}") {
        let _ = Condition::parse(&text).map(|condition| condition.holds(&known));
    }

    /// Of words and signs that mean something, so that many are conditions.
    #[test]
    fn no_condition_panics(parts in prop::collection::vec(
        prop::sample::select(vec![
            "wide.loss", "tall", "1", ".5", "<", "<=", ">", "+", "-", "*", "/", "(", ")", "is",
            "not", "and", "or", "'a b'", "optimizer", "1e3", "'",
        ]),
        0..20,
    )) {
        let text = parts.join(" ");
        if let Ok(condition) = Condition::parse(&text) {
            condition.holds(&known);
            prop_assert!(!condition.names().contains(&"and"));
            let again: Condition = text.clone().try_into().unwrap();
            prop_assert_eq!(again, condition);
        }
    }
}
