//! The user's formulas: what they mean, and what is said of those that mean nothing.

use descent::config::{
    ConfigError, Expression, Formula, FormulaProblem, Operator, Shape, SyntheticConfig,
};
use descent::data::synthesize;
use proptest::prelude::*;

/// A formula with a parenthesis around every part.
fn explicit(formula: &Formula) -> String {
    write(formula.root(), formula.input_names())
}

fn write(expression: &Expression, names: &[String]) -> String {
    match expression {
        Expression::Number(number) => number.to_string(),
        Expression::Input(index) => names[*index].clone(),
        Expression::Negative(inside) => format!("(-{})", write(inside, names)),
        Expression::Binary(operator, left, right) => {
            let (left, right) = (write(left, names), write(right, names));
            match operator {
                Operator::Add => format!("({left} + {right})"),
                Operator::Subtract => format!("({left} - {right})"),
                Operator::Multiply => format!("({left} * {right})"),
                Operator::Divide => format!("({left} / {right})"),
                Operator::Power => format!("({left} ^ {right})"),
                Operator::Min => format!("min({left}, {right})"),
                Operator::Max => format!("max({left}, {right})"),
            }
        }
        Expression::Call(function, inside) => {
            format!("{}({})", function.name(), write(inside, names))
        }
    }
}

#[test]
fn precedence_is_that_of_python() {
    let cases = [
        ("1 + 2 * x", "(1 + (2 * x))"),
        ("1 - 2 - x", "((1 - 2) - x)"),
        ("1 / 2 / x", "((1 / 2) / x)"),
        ("1 / 2 * x", "((1 / 2) * x)"),
        ("(1 + 2) * x", "((1 + 2) * x)"),
        ("2 ^ 3 ^ x", "(2 ^ (3 ^ x))"),
        ("-x^2", "(-(x ^ 2))"),
        ("(-x)^2", "((-x) ^ 2)"),
        ("2^-x", "(2 ^ (-x))"),
        ("2^-x^2", "(2 ^ (-(x ^ 2)))"),
        ("2 * -x", "(2 * (-x))"),
        ("--x", "(-(-x))"),
        ("1 - -x", "(1 - (-x))"),
        ("sin(x)^2", "(sin(x) ^ 2)"),
        ("-sin(-x)", "(-sin((-x)))"),
        ("max(x, 1 - x) / 2", "(max(x, (1 - x)) / 2)"),
        ("min(max(x, 0), 1)", "min(max(x, 0), 1)"),
        ("x3 + x1", "(x3 + x1)"),
        ("1e3*x + 2.5e-1 + .5", "(((1000 * x) + 0.25) + 0.5)"),
        ("y = x", "x"),
        (" Y=SIN( X ) ", "sin(x)"),
        ("e * x", "(2.718281828459045 * x)"),
        ("2 * e + x", "((2 * 2.718281828459045) + x)"),
        ("pi\t*\nx", "(3.141592653589793 * x)"),
    ];
    for (text, expected) in cases {
        let formula = Formula::parse(text).unwrap_or_else(|error| panic!("{text}: {error}"));
        assert_eq!(explicit(&formula), expected, "{text}");
    }
}

#[test]
fn inputs_are_those_up_to_the_highest() {
    let cases: [(&str, &[&str]); 4] =
        [("x", &["x"]), ("x1", &["x1"]), ("x1 * x2", &["x1", "x2"]), ("x3", &["x1", "x2", "x3"])];
    for (text, names) in cases {
        assert_eq!(Formula::parse(text).unwrap().input_names(), names, "{text}");
    }
}

/// Every sentence about a formula, as the user reads it.
#[test]
fn formula_sentences() {
    let long = "x + ".repeat(60);
    let deep = format!("{}x{}", "(".repeat(41), ")".repeat(41));
    let cases = [
        "",
        "y =",
        &long,
        &deep,
        "1.2.3 * x",
        "1e999 * x",
        "x²",
        "x ** 2",
        "2 × x",
        "x ; 2",
        "√x",
        "y = sen(x)",
        "x10",
        "sin x",
        "y = sin",
        "y = 2x",
        "2(x + 1)",
        "(x + 1)(x - 1)",
        "x 2",
        "2 sin(x)",
        "max(x)",
        "sin(x, 2)",
        "2 *",
        "sin()",
        "* x",
        "+ x",
        "x + (2 * x",
        "sin(x",
        "x + 1)",
        "1,5 * x",
        "(1,5) * x",
        "x = 2",
        "y = x = 2",
        "y = (x = 2)",
        "y = 3",
        "x + x1",
        "x\u{7}",
    ];
    let sentences = cases.map(|text| Formula::parse(text).expect_err(text).to_string());
    for sentence in &sentences {
        assert!(!sentence.contains('\n') && sentence.ends_with('.'), "{sentence}");
    }
    insta::assert_snapshot!(sentences.join("\n"));
}

#[test]
fn the_position_is_that_of_the_character_typed() {
    let cases = [("y = 2x", 6), ("  2x", 4), ("é + x", 1), ("x + é", 5), ("2 * ", 4), ("(x", 1)];
    for (text, position) in cases {
        assert_eq!(Formula::parse(text).expect_err(text).position, position, "{text}");
    }
}

#[test]
fn a_table_is_refused_with_its_formula() {
    let config = SyntheticConfig::new(Shape::Formula { formula: "y = 2x".to_owned() });
    let refused = synthesize(&config).expect_err("an implicit product");
    assert!(matches!(&refused, ConfigError::Formula { problem }
        if matches!(problem.problem, FormulaProblem::ImplicitProduct { .. })));
    assert_eq!(refused.to_string(), "\"y = 2x\": write 2 * x (at character 6).");
}

proptest! {
    #[test]
    fn arbitrary_text_never_panics(text in "\\PC{0,300}") {
        if let Err(error) = Formula::parse(&text) {
            prop_assert!(!error.to_string().contains('\n'));
            prop_assert!(error.position <= text.chars().count() + 1);
        }
    }

    #[test]
    fn near_formulas_never_panic(
        parts in prop::collection::vec(
            prop::sample::select(vec![
                "x", "x1", "x9", "2", ".5", "1e3", "(", ")", "-", "+", "*", "/", "^", ",", "=",
                "sin", "max", "min", "e", "pi", " ", "y",
            ]),
            0..12,
        ),
    ) {
        let text = parts.concat();
        if let Ok(formula) = Formula::parse(&text) {
            // What was read is read again the same.
            match Formula::parse(&explicit(&formula)) {
                Ok(again) => prop_assert_eq!(again, formula),
                // Its many parentheses may be too much.
                Err(error) => {
                    use FormulaProblem::{TooDeep, TooLong};
                    let is_too_much = matches!(error.problem, TooLong { .. } | TooDeep);
                    prop_assert!(is_too_much, "{}", error);
                }
            }
        }
    }
}
