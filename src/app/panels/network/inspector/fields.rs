//! The fields of each kind of block: those in the row, and those behind More.

use super::parts::{
    activation_field, batch_norm, change_batch_norm, change_dense, change_dropout, dense, dropout,
};
use crate::app::panels::setting_fields::{Check, Choice, Choices, Field, Number};
use crate::config::{ExperimentConfig, Initializer, limits};
use crate::word;
use crate::workspace::block_notes::initializer_label;
use crate::workspace::slider_scale::Track;

pub static DENSE: [Field; 2] = [
    Field::Number(Number {
        name: "units",
        steps: Some((word!("Fewer units"), word!("More units"))),
        limit: &limits::UNITS,
        read: |e, at| Some(f64::from(dense(e, at)?.units)),
        write: |e, at, value| change_dense(e, at, |dense| dense.units = value as u32),
        ..Number::PLAIN
    }),
    Field::Own(activation_field),
];

pub static MORE_OF_DENSE: [Field; 5] = [
    Field::Choice(Choice {
        name: "kernel-initializer",
        label: word!("Kernel initializer"),
        choices: initializers,
        read: |e, at| Some(dense(e, at)?.kernel_initializer.name().to_owned()),
        write: |e, at, name| {
            if let Some(chosen) = Initializer::from_name(name) {
                change_dense(e, at, |dense| dense.kernel_initializer = chosen);
            }
        },
    }),
    Field::Number(Number {
        name: "l1",
        limit: &limits::L1,
        read: |e, at| Some(dense(e, at)?.kernel_regularizer.l1),
        write: |e, at, value| change_dense(e, at, |dense| dense.kernel_regularizer.l1 = value),
        ..Number::PLAIN
    }),
    Field::Number(Number {
        name: "l2",
        limit: &limits::L2,
        read: |e, at| Some(dense(e, at)?.kernel_regularizer.l2),
        write: |e, at, value| change_dense(e, at, |dense| dense.kernel_regularizer.l2 = value),
        ..Number::PLAIN
    }),
    Field::Check(Check {
        label: word!("Use bias"),
        read: |e, at| Some(dense(e, at)?.use_bias),
        write: |e, at, on| change_dense(e, at, |dense| dense.use_bias = on),
    }),
    Field::While(
        |e, at| dense(e, at).is_some_and(|dense| dense.use_bias),
        "fields",
        &[Field::Choice(Choice {
            name: "bias-initializer",
            label: word!("Bias initializer"),
            choices: initializers,
            read: |e, at| Some(dense(e, at)?.bias_initializer.name().to_owned()),
            write: |e, at, name| {
                if let Some(chosen) = Initializer::from_name(name) {
                    change_dense(e, at, |dense| dense.bias_initializer = chosen);
                }
            },
        })],
    ),
];

pub static ACTIVATION: [Field; 1] = [Field::Own(activation_field)];

pub static DROPOUT: [Field; 1] = [Field::Number(Number {
    name: "rate",
    limit: &limits::RATE,
    track: Some(Track::Linear(0.0, 0.95, 0.05)),
    read: |e, at| Some(dropout(e, at)?.rate),
    write: |e, at, value| change_dropout(e, at, |dropout| dropout.rate = value),
    ..Number::PLAIN
})];

pub static MORE_OF_DROPOUT: [Field; 1] = [Field::Number(Number {
    name: "dropout-seed",
    label: Some(word!("Dropout seed")),
    limit: &limits::SEED,
    // Empty, it draws from the experiment's.
    empty: |e| e.seed.to_string(),
    read: |e, at| dropout(e, at)?.seed.map(f64::from),
    write: |e, at, value| change_dropout(e, at, |dropout| dropout.seed = Some(value as u32)),
    clear: Some(|e, at| change_dropout(e, at, |dropout| dropout.seed = None)),
    ..Number::PLAIN
})];

pub static BATCH_NORM: [Field; 2] = [
    Field::Number(Number {
        name: "momentum",
        limit: &limits::MOMENTUM,
        read: |e, at| Some(batch_norm(e, at)?.momentum),
        write: |e, at, value| change_batch_norm(e, at, |norm| norm.momentum = value),
        ..Number::PLAIN
    }),
    Field::Number(Number {
        name: "epsilon",
        limit: &limits::EPSILON,
        read: |e, at| Some(batch_norm(e, at)?.epsilon),
        write: |e, at, value| change_batch_norm(e, at, |norm| norm.epsilon = value),
        ..Number::PLAIN
    }),
];

pub static MORE_OF_BATCH_NORM: [Field; 2] = [
    Field::Check(Check {
        label: word!("Center"),
        read: |e, at| Some(batch_norm(e, at)?.center),
        write: |e, at, on| change_batch_norm(e, at, |norm| norm.center = on),
    }),
    Field::Check(Check {
        label: word!("Scale"),
        read: |e, at| Some(batch_norm(e, at)?.scale),
        write: |e, at, on| change_batch_norm(e, at, |norm| norm.scale = on),
    }),
];

fn initializers(_: &ExperimentConfig) -> Choices {
    Initializer::ALL
        .map(|initializer| (initializer.name().to_owned(), initializer_label(initializer)))
        .to_vec()
}
