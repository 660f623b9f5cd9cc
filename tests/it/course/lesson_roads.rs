//! Roads beside the one that "Show me" takes: a task counts by what makes its point, and a learner
//! who took another road first can go on.

use descent::config::share::merge_patch;
use descent::course::{Lesson, SceneTables, Step, StepTrial, shipped_lessons, walk_lesson};
use serde_json::{Value as Json, json};

/// Walks one step of a lesson.
fn walk(lesson: &Lesson, step: Step, tables: &mut SceneTables) -> StepTrial {
    let alone = Lesson { steps: vec![step], ..lesson.clone() };
    walk_lesson(&alone, None, tables).unwrap().remove(0)
}

/// The step up to a task, counted from 0, which is then tried with a change of one's own.
fn tried(step: &Step, task: usize, change: &Json) -> Step {
    let mut step = step.clone();
    step.tasks.truncate(task + 1);
    step.tasks[task].show.change = Some(change.clone());
    step
}

/// The step, opened with settings of one's own.
fn opened_with(step: &Step, change: &Json) -> Step {
    let mut step = step.clone();
    merge_patch(step.open.as_mut().unwrap(), change);
    step
}

#[test]
fn a_run_that_is_cut_short_does_not_count_and_show_me_leads_on() {
    let mut tables = SceneTables::default();
    let short = json!({ "training": { "epochs": 1 } });
    for (id, lesson) in shipped_lessons().unwrap() {
        for step in lesson.steps.iter().filter(|step| step.given.contains_key("epochs")) {
            let Some(task) = step.tasks.iter().position(|task| task.show.train) else { continue };
            let place = format!("{id}, {}", step.title);
            let opened = opened_with(step, &short);
            let cut = walk(&lesson, tried(&opened, task, &json!({})), &mut tables);
            assert!(!cut.tasks[task].is_done, "{place}");
            let shown = opened.tasks[task].show.change.clone().unwrap();
            let shown = walk(&lesson, tried(&opened, task, &shown), &mut tables);
            assert!(shown.tasks[task].is_done, "{place}");
        }
    }
}

/// Lesson, step and task, counted from 1, and settings with which the task is trained.
fn wrong_roads() -> Vec<(&'static str, usize, usize, Json)> {
    let ignored = |names: &[&str]| json!({ "data": { "ignored": names } });
    let dense = |units: u32| json!({ "dense": { "units": units, "activation": "relu" } });
    let rates = |first: f64, second: f64| {
        json!({ "network": { "layers": [
            dense(32), { "dropout": { "rate": first } }, dense(32), { "dropout": { "rate": second } },
        ] } })
    };
    vec![
        // A rate at which SGD leaves Adam nothing to win, and epochs to which early stopping waits.
        ("gradient-descent", 5, 1, json!({ "training": { "learning_rate": 0.1 } })),
        ("overfitting", 4, 1, json!({ "training": { "epochs": 29 } })),
        // What another step is about.
        ("neuron", 1, 1, json!({ "network": { "layers": [dense(8)] } })),
        ("neuron", 3, 1, ignored(&["name", "mfr"])),
        ("layers", 2, 1, json!({ "network": { "layers": [] } })),
        ("gradient-descent", 3, 1, json!({ "training": { "batch_size": 32 } })),
        ("regularization", 4, 1, json!({ "data": { "scaling": "standard" } })),
        ("two-classes", 3, 1, json!({ "training": { "threshold": 0.2 } })),
        ("your-data", 2, 1, json!({ "data": { "preparation": { "imputer": "drop_row" } } })),
        ("your-data", 4, 1, ignored(&["casual", "registered"])),
        // More time in place of another rate.
        (
            "gradient-descent",
            4,
            3,
            json!({ "training": { "learning_rate": 0.001, "epochs": 2000 } }),
        ),
        // The same loss with steps of many epochs.
        ("gradient-descent", 2, 2, json!({ "training": { "batch_size": 140, "epochs": 1 } })),
        // Only one of two blocks.
        ("regularization", 3, 1, rates(0.9, 0.3)),
        ("regularization", 3, 1, rates(0.3, 0.9)),
        ("regularization", 3, 2, rates(0.2, 0.9)),
        // Worse by too little training.
        ("your-data", 1, 2, json!({ "training": { "epochs": 1 } })),
        ("your-data", 1, 2, json!({ "data": { "ignored": ["sex"] }, "training": { "epochs": 1 } })),
        ("your-data", 1, 2, ignored(&["sex", "age"])),
        // Fewer training rows, with all gaps filled.
        ("your-data", 2, 2, json!({ "data": { "validation_percent": 60 } })),
        // Half of the leak, and all of it in worse hands.
        ("your-data", 4, 2, ignored(&["registered"])),
        ("your-data", 4, 2, ignored(&["registered", "holiday"])),
        ("your-data", 4, 2, json!({ "training": { "epochs": 1 } })),
        // A recall that leaves nothing to raise.
        ("your-data", 5, 1, json!({ "training": { "class_weights": "balanced" } })),
        ("your-data", 5, 1, json!({ "training": { "threshold": 0.1 } })),
    ]
}

#[test]
fn what_misses_the_point_of_a_task_does_not_count_and_show_me_leads_on() {
    let mut tables = SceneTables::default();
    let lessons = shipped_lessons().unwrap();
    for (id, step, task, change) in wrong_roads() {
        let lesson = &lessons.iter().find(|(known, _)| *known == id).unwrap().1;
        let (step, place) = (&lesson.steps[step - 1], format!("{id} {step}.{task}: {change}"));
        let trial = walk(lesson, tried(step, task - 1, &change), &mut tables);
        let (wrong, before) = trial.tasks.split_last().unwrap();
        assert!(before.iter().all(|task| task.is_done), "{place}");
        assert!(!wrong.is_done, "{place}");
        if task == 1 {
            let trial = walk(lesson, opened_with(step, &change), &mut tables);
            assert!(trial.holds(), "{place}: {trial:?}");
        }
    }
}

#[test]
fn other_right_roads_count() {
    let roads = [
        ("gradient-descent", 4, 3, json!({ "training": { "learning_rate": 0.3, "epochs": 10 } })),
        (
            "overfitting",
            5,
            2,
            json!({ "training": { "stopping": { "patience": 20, "min_delta": 0 } } }),
        ),
        ("your-data", 5, 2, json!({ "training": { "threshold": 0.05 } })),
        (
            "regularization",
            3,
            2,
            json!({ "network": { "layers": [
            { "dense": { "units": 32, "activation": "relu" } }, { "dropout": { "rate": 0.1 } },
            { "dense": { "units": 32, "activation": "relu" } }, { "dropout": { "rate": 0.3 } },
        ] } }),
        ),
        (
            "layers",
            5,
            2,
            json!({ "network": { "layers": [
            { "dense": { "units": 12, "activation": "tanh" } },
        ] } }),
        ),
    ];
    let mut tables = SceneTables::default();
    let lessons = shipped_lessons().unwrap();
    for (id, step, task, change) in roads {
        let lesson = &lessons.iter().find(|(known, _)| *known == id).unwrap().1;
        let trial = walk(lesson, tried(&lesson.steps[step - 1], task - 1, &change), &mut tables);
        assert!(trial.tasks.iter().all(|task| task.is_done), "{id} {step}.{task}: {change}");
    }
}

#[test]
fn what_a_task_asks_to_keep_is_what_its_step_opens() {
    let mut tables = SceneTables::default();
    for (id, lesson) in shipped_lessons().unwrap() {
        for step in &lesson.steps {
            let place = format!("{id}, {}", step.title);
            // A step without one goes on with what the page has.
            let Some(opened) = step.opens() else { continue };
            let opened = opened.unwrap();
            if let Some(epochs) = step.given.get("epochs") {
                assert_eq!(*epochs, f64::from(opened.training.epochs), "{place}");
            }
            if let Some(columns) = step.given.get("columns") {
                let table = tables.table(&opened.data).unwrap();
                assert_eq!(*columns, opened.features(table.schema()).count() as f64, "{place}");
            }
        }
    }
}
