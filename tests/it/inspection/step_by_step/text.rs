//! How lines are written.

use descent::config::Activation::{Relu, Tanh};
use descent::config::{Activation, Task};
use descent::inspection::{Expression, Function, Rest, StageName};

use super::{groups, lines, written};
use crate::inspection::runs::small;
use crate::support::{batch_norm, dense, dropout, set};

fn a(value: f64) -> Expression {
    Expression::Named("a".to_owned(), value)
}

fn b(value: f64) -> Expression {
    Expression::Named("b".to_owned(), value)
}

fn not(of: Expression) -> Expression {
    Expression::Negative(Box::new(of))
}

fn over(above: Expression, below: Expression) -> Expression {
    Expression::Quotient(Box::new(above), Box::new(below))
}

#[test]
fn formulas_keep_their_brackets_and_signs() {
    use Expression::{Constant, Of, OverRows, Product, Root, Square, Sum};
    let rest = Some(Rest { count: 4, value: -0.25 });
    let sum = || Sum(vec![a(1.0), b(-2.0)], None);
    let cases = [
        (sum(), "a + b", "1 − 2"),
        (Sum(vec![a(-1.0), not(b(2.5))], rest), "a − b + … (4 more)", "−1 − 2.5 − 0.25 (4 more)"),
        (not(b(-2.0)), "−b", "−(−2)"),
        (not(sum()), "−(a + b)", "−(1 − 2)"),
        (Product(vec![a(0.31), b(-1.2)]), "a × b", "0.31 × −1.2"),
        (Product(vec![a(2.0), sum()]), "a × (a + b)", "2 × (1 − 2)"),
        (Product(vec![over(a(1.0), b(3.0)), a(2.0)]), "a / b × a", "1 / 3 × 2"),
        (Product(vec![a(2.0), over(a(1.0), b(3.0))]), "a × (a / b)", "2 × (1 / 3)"),
        (over(sum(), Product(vec![a(2.0), b(3.0)])), "(a + b) / (a × b)", "(1 − 2) / (2 × 3)"),
        (Square(Box::new(a(-1.5))), "a²", "(−1.5)²"),
        (Square(Box::new(sum())), "(a + b)²", "(1 − 2)²"),
        (Root(Box::new(sum())), "√(a + b)", "√(1 − 2)"),
        (Root(Box::new(a(2.0))), "√a", "√2"),
        (
            OverRows(vec![Product(vec![a(1.0), b(2.0)]), Product(vec![a(-3.0), b(4.0)])], rest),
            "Σ a × b",
            "1 × 2 − 3 × 4 − 0.25 (4 more rows)",
        ),
        (
            Sum(vec![OverRows(vec![sum()], None), Constant(0.123_46)], None),
            "(Σ (a + b)) + 0.1235",
            "1 − 2 + 0.1235",
        ),
        (Of(Function::Activation(Tanh), Box::new(sum())), "tanh(a + b)", "tanh(1 − 2)"),
        (Of(Function::Absolute, Box::new(sum())), "|a + b|", "|1 − 2|"),
        (Of(Function::Positive, Box::new(a(0.5))), "max(a, 0)", "max(0.5, 0)"),
        (Of(Function::Slope(Relu), Box::new(a(0.5))), "relu′(a)", "relu′(0.5)"),
    ];
    for (expression, formula, numbers) in cases {
        assert_eq!(expression.formula(), formula);
        assert_eq!(expression.numbers(), numbers);
    }
}

#[test]
fn a_step_by_hand() {
    let mut trainer = small(Task::BinaryClassification, vec![dense(1, Relu)], |config| {
        config.training.batch_size = 1;
        config.training.learning_rate = 0.5;
    });
    let store = trainer.network_mut().store_mut();
    set(store, "0/kernel", &[0.5, -0.25, 0.0]);
    set(store, "0/bias", &[1.0]);
    set(store, "1/kernel", &[2.0]);
    set(store, "1/bias", &[0.0]);
    let step = written(&mut trainer, None);
    let texts = |stage| -> Vec<(String, String)> {
        lines(&step, stage)
            .iter()
            .map(|line| (line.name.clone(), line.expression.formula()))
            .collect()
    };
    let pairs = |of: &[(&str, &str)]| -> Vec<(String, String)> {
        of.iter().map(|(name, formula)| ((*name).to_owned(), (*formula).to_owned())).collect()
    };
    let forward = [
        ("z1[1]", "W1[1,1] × x[1] + W1[2,1] × x[2] + W1[3,1] × x[3] + b1[1]"),
        ("h1[1]", "relu(z1[1])"),
        ("z2[1]", "W2[1,1] × h1[1] + b2[1]"),
        ("p[1]", "sigmoid(z2[1])"),
    ];
    assert_eq!(texts(StageName::Forward), pairs(&forward));
    let loss = [("L", "ln(1 + exp(z2[1])) − t[1] × z2[1]"), ("loss", "(Σ L) / N")];
    assert_eq!(texts(StageName::Loss), pairs(&loss));
    let backward = [
        ("∂L/∂z2[1]", "(p[1] − t[1]) / N"),
        ("∂L/∂W2[1,1]", "Σ h1[1] × ∂L/∂z2[1]"),
        ("∂L/∂b2[1]", "Σ ∂L/∂z2[1]"),
        ("∂L/∂h1[1]", "W2[1,1] × ∂L/∂z2[1]"),
        ("∂L/∂z1[1]", "∂L/∂h1[1] × relu′(z1[1])"),
        ("∂L/∂W1[1,1]", "Σ x[1] × ∂L/∂z1[1]"),
        ("∂L/∂W1[2,1]", "Σ x[2] × ∂L/∂z1[1]"),
        ("∂L/∂W1[3,1]", "Σ x[3] × ∂L/∂z1[1]"),
        ("∂L/∂b1[1]", "Σ ∂L/∂z1[1]"),
    ];
    assert_eq!(texts(StageName::Backward), pairs(&backward));
    let update = texts(StageName::Update);
    assert_eq!(
        update[..3],
        pairs(&[
            ("learning_rate", "learning_rate"),
            ("g", "∂L/∂W1[1,1]"),
            ("new W1[1,1]", "W1[1,1] − learning_rate × g"),
        ])
    );
    let headings: Vec<_> =
        groups(&step, StageName::Backward).iter().map(|group| group.heading.as_str()).collect();
    assert!(headings[0].starts_with("dense_1, row "), "{headings:?}");
    assert_eq!(headings[1], "dense_1, its weights");
    let forward = &groups(&step, StageName::Forward)[0];
    assert_eq!(forward.notes(), ["relu(z) = z above 0, else 0"]);
    assert!(forward.lines[0].expression.numbers().starts_with("0.5 × "));
    assert!(forward.lines[0].expression.numbers().contains(" − 0.25 × "));
}

#[test]
fn dropout_and_batch_normalization_in_symbols() {
    let layers = vec![dropout(0.5), batch_norm(0.9)];
    let mut trainer = small(Task::Regression, layers, |_| {});
    let step = written(&mut trainer, None);
    let formula = |stage, name: &str| {
        let lines = lines(&step, stage);
        lines.iter().find(|line| line.name == name).expect(name).expression.formula()
    };
    for (stage, name, expected) in [
        (StageName::Forward, "d1[2]", "mask1[2] × x[2] / (1 − rate)"),
        (StageName::Forward, "mean2[2]", "(Σ d1[2]) / N"),
        (StageName::Forward, "variance2[2]", "(Σ (d1[2] − mean2[2])²) / N"),
        (StageName::Forward, "x̂2[2]", "(d1[2] − mean2[2]) / √(variance2[2] + epsilon)"),
        (StageName::Forward, "n2[2]", "gamma2[2] × x̂2[2] + beta2[2]"),
        (StageName::Loss, "L", "(p[1] − t[1])²"),
        (StageName::Backward, "∂L/∂p[1]", "2 × (p[1] − t[1]) / N"),
        (StageName::Backward, "∂L/∂gamma2[2]", "Σ ∂L/∂n2[2] × x̂2[2]"),
        (
            StageName::Update,
            "new moving_mean2[2]",
            "momentum × moving_mean2[2] + (1 − momentum) × mean2[2]",
        ),
    ] {
        assert_eq!(formula(stage, name), expected);
    }
    // A value is 0 where the mask is, and the numbers say so.
    let of_mask = lines(&step, StageName::Forward).into_iter().filter(|line| line.name == "d1[1]");
    for line in of_mask {
        let mask = line.expression.terms()[0];
        assert!(mask == 0.0 || mask == 1.0);
        assert_eq!(line.value == 0.0, mask == 0.0);
    }
}

#[test]
fn every_function_says_what_it_means() {
    for activation in Activation::ALL {
        if matches!(activation, Activation::Linear | Activation::Softmax) {
            continue;
        }
        let mut trainer = small(Task::Regression, vec![dense(1, activation)], |_| {});
        let step = written(&mut trainer, None);
        for stage in [StageName::Forward, StageName::Backward] {
            let notes: Vec<_> =
                groups(&step, stage).iter().flat_map(|group| group.notes()).collect();
            assert!(notes.iter().any(|note| note.starts_with(activation.name())), "{activation:?}");
        }
    }
}
