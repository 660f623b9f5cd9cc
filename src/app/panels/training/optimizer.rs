//! The optimizer, the learning rate and its schedule, each choice with its own numbers.

use crate::app::actions;
use crate::app::panels::setting_fields::{
    Check, Choice, Field, Number, choices, chosen, value_of, words,
};
use crate::config::{
    CosineDecay, ExperimentConfig, ExponentialDecay, Optimizer, ReduceOnPlateau, Schedule,
    SgdConfig, limits,
};
use crate::word;
use crate::workspace::slider_scale::Track;

pub static CHOICE: [Field; 3] = [
    Field::Choice(Choice {
        name: "optimizer",
        label: word!("Optimizer"),
        choices: |_| Optimizer::ALL.map(|optimizer| words(optimizer.label())).to_vec(),
        read: |e, _| Some(e.training.optimizer.label().to_owned()),
        write: |e, _, label| {
            if let Some(chosen) = Optimizer::ALL.into_iter().find(|o| o.label() == label) {
                e.training.optimizer = chosen;
            }
        },
    }),
    Field::While(|e, _| sgd(e).is_some(), "sub", &SGD),
    Field::While(|e, _| matches!(e.training.optimizer, Optimizer::AdamW(_)), "sub", &ADAM_W),
];

pub static FIELDS: [Field; 5] = [
    Field::Number(Number {
        name: "learning-rate",
        limit: &limits::LEARNING_RATE,
        track: Some(Track::Log(1e-5, 1.0)),
        read: |e, _| Some(e.training.learning_rate),
        write: |e, _, value| e.training.learning_rate = value,
        then: actions::send_live_settings_soon,
        ..Number::PLAIN
    }),
    Field::Choice(Choice {
        name: "schedule",
        label: word!("Schedule"),
        choices: |_| choices(&Schedule::all(), Schedule::label),
        read: |e, _| Some(value_of(e.training.schedule, Schedule::label).to_owned()),
        write: |e, _, value| {
            if let Some(chosen) = chosen(&Schedule::all(), Schedule::label, value) {
                e.training.schedule = chosen;
            }
        },
    }),
    Field::While(|e, _| exponential(e).is_some(), "sub", &EXPONENTIAL_DECAY),
    Field::While(|e, _| cosine(e).is_some(), "sub", &COSINE_DECAY),
    Field::While(|e, _| plateau(e).is_some(), "sub", &REDUCE_ON_PLATEAU),
];

static SGD: [Field; 2] = [
    Field::Number(Number {
        name: "sgd-momentum",
        limit: &limits::SGD_MOMENTUM,
        read: |e, _| Some(sgd(e)?.momentum),
        write: |e, _, value| change_sgd(e, |sgd| sgd.momentum = value),
        ..Number::PLAIN
    }),
    Field::Check(Check {
        label: word!("Nesterov"),
        read: |e, _| Some(sgd(e)?.nesterov),
        write: |e, _, on| change_sgd(e, |sgd| sgd.nesterov = on),
    }),
];

static ADAM_W: [Field; 1] = [Field::Number(Number {
    name: "weight-decay",
    limit: &limits::WEIGHT_DECAY,
    read: |e, _| match e.training.optimizer {
        Optimizer::AdamW(adam_w) => Some(adam_w.weight_decay),
        _ => None,
    },
    write: |e, _, weight_decay| {
        if let Optimizer::AdamW(adam_w) = &mut e.training.optimizer {
            adam_w.weight_decay = weight_decay;
        }
    },
    ..Number::PLAIN
})];

static EXPONENTIAL_DECAY: [Field; 3] = [
    Field::Number(Number {
        name: "decay-steps",
        limit: &limits::DECAY_STEPS,
        read: |e, _| Some(f64::from(exponential(e)?.decay_steps)),
        write: |e, _, value| change_exponential(e, |decay| decay.decay_steps = value as u32),
        ..Number::PLAIN
    }),
    Field::Number(Number {
        name: "decay-rate",
        limit: &limits::DECAY_RATE,
        read: |e, _| Some(exponential(e)?.decay_rate),
        write: |e, _, value| change_exponential(e, |decay| decay.decay_rate = value),
        ..Number::PLAIN
    }),
    Field::Check(Check {
        label: word!("Staircase"),
        read: |e, _| Some(exponential(e)?.staircase),
        write: |e, _, on| change_exponential(e, |decay| decay.staircase = on),
    }),
];

static COSINE_DECAY: [Field; 2] = [
    Field::Number(Number {
        name: "decay-steps",
        limit: &limits::DECAY_STEPS,
        read: |e, _| Some(f64::from(cosine(e)?.decay_steps)),
        write: |e, _, value| change_cosine(e, |decay| decay.decay_steps = value as u32),
        ..Number::PLAIN
    }),
    Field::Number(Number {
        name: "final-share",
        limit: &limits::COSINE_ALPHA,
        read: |e, _| Some(cosine(e)?.alpha),
        write: |e, _, value| change_cosine(e, |decay| decay.alpha = value),
        ..Number::PLAIN
    }),
];

static REDUCE_ON_PLATEAU: [Field; 5] = [
    Field::Number(Number {
        name: "factor",
        limit: &limits::PLATEAU_FACTOR,
        read: |e, _| Some(plateau(e)?.factor),
        write: |e, _, value| change_plateau(e, |plateau| plateau.factor = value),
        ..Number::PLAIN
    }),
    Field::Number(Number {
        name: "plateau-patience",
        limit: &limits::PLATEAU_PATIENCE,
        read: |e, _| Some(f64::from(plateau(e)?.patience)),
        write: |e, _, value| change_plateau(e, |plateau| plateau.patience = value as u32),
        ..Number::PLAIN
    }),
    Field::Number(Number {
        name: "plateau-min-delta",
        limit: &limits::PLATEAU_MIN_DELTA,
        read: |e, _| Some(plateau(e)?.min_delta),
        write: |e, _, value| change_plateau(e, |plateau| plateau.min_delta = value),
        ..Number::PLAIN
    }),
    Field::Number(Number {
        name: "cooldown",
        limit: &limits::COOLDOWN,
        read: |e, _| Some(f64::from(plateau(e)?.cooldown)),
        write: |e, _, value| change_plateau(e, |plateau| plateau.cooldown = value as u32),
        ..Number::PLAIN
    }),
    Field::Number(Number {
        name: "min-learning-rate",
        limit: &limits::MIN_LEARNING_RATE,
        read: |e, _| Some(plateau(e)?.min_learning_rate),
        write: |e, _, value| change_plateau(e, |plateau| plateau.min_learning_rate = value),
        ..Number::PLAIN
    }),
];

fn sgd(experiment: &ExperimentConfig) -> Option<SgdConfig> {
    match experiment.training.optimizer {
        Optimizer::Sgd(sgd) => Some(sgd),
        _ => None,
    }
}

fn change_sgd(experiment: &mut ExperimentConfig, change: impl FnOnce(&mut SgdConfig)) {
    if let Optimizer::Sgd(sgd) = &mut experiment.training.optimizer {
        change(sgd);
    }
}

fn exponential(experiment: &ExperimentConfig) -> Option<ExponentialDecay> {
    match experiment.training.schedule {
        Schedule::ExponentialDecay(decay) => Some(decay),
        _ => None,
    }
}

fn change_exponential(e: &mut ExperimentConfig, change: impl FnOnce(&mut ExponentialDecay)) {
    if let Schedule::ExponentialDecay(decay) = &mut e.training.schedule {
        change(decay);
    }
}

fn cosine(experiment: &ExperimentConfig) -> Option<CosineDecay> {
    match experiment.training.schedule {
        Schedule::CosineDecay(decay) => Some(decay),
        _ => None,
    }
}

fn change_cosine(e: &mut ExperimentConfig, change: impl FnOnce(&mut CosineDecay)) {
    if let Schedule::CosineDecay(decay) = &mut e.training.schedule {
        change(decay);
    }
}

fn plateau(experiment: &ExperimentConfig) -> Option<ReduceOnPlateau> {
    match experiment.training.schedule {
        Schedule::ReduceOnPlateau(plateau) => Some(plateau),
        _ => None,
    }
}

fn change_plateau(e: &mut ExperimentConfig, change: impl FnOnce(&mut ReduceOnPlateau)) {
    if let Schedule::ReduceOnPlateau(plateau) = &mut e.training.schedule {
        change(plateau);
    }
}
