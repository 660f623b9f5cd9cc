//! The stage of a lecture: its keys, and that a hidden validation leaves nothing behind.

use descent::config::{DataSource, ExperimentConfig, TableSchema};
use descent::plot::theme::LIGHT;
use descent::plot::{CurvesView, OverlayCurves, Series, draw, spoken_summary};
use descent::train::{Outcome, StopReason};
use descent::worker::{Event, RunId};
use descent::workspace::chart::{Surroundings, read_chart};
use descent::workspace::chart_view::{ChartView, CurveTab};
use descent::workspace::chart_words::{readings, spoken};
use descent::workspace::current_run::{CurrentRun, Phase};
use descent::workspace::stage::{KeyPlace, Stage, StageKey, talked_for};
use plotters::prelude::*;

use crate::support::report;

const PLACES: [KeyPlace; 5] =
    [KeyPlace::Elsewhere, KeyPlace::Button, KeyPlace::Walked, KeyPlace::Field, KeyPlace::Dialog];

#[test]
fn every_key_of_a_clicker() {
    // The key, what it means, and in how many of the places above.
    let cases = [
        ("PageDown", StageKey::Next, 4),
        ("PageUp", StageKey::Back, 4),
        ("F5", StageKey::Run, 4),
        (".", StageKey::Reveal, 3),
        ("b", StageKey::Reveal, 3),
        ("B", StageKey::Reveal, 3),
        ("f", StageKey::FullScreen, 3),
        ("q", StageKey::Code, 3),
        ("s", StageKey::Notes, 3),
        ("l", StageKey::Scenes, 3),
        ("ArrowRight", StageKey::Next, 2),
        ("ArrowDown", StageKey::Next, 2),
        ("ArrowLeft", StageKey::Back, 2),
        ("ArrowUp", StageKey::Back, 2),
        ("Enter", StageKey::Run, 1),
    ];
    for (key, meaning, places) in cases {
        for (at, place) in PLACES.into_iter().enumerate() {
            let expected = (at < places).then_some(meaning);
            assert_eq!(StageKey::of(key, place), expected, "{key} in {place:?}");
        }
    }
    // Theirs are the page's own keys.
    for key in ["Escape", " ", "n", "r", "Tab", "Home", "?", "F11"] {
        assert!(PLACES.into_iter().all(|place| StageKey::of(key, place).is_none()), "{key}");
    }
}

#[test]
fn the_outermost_element_says_what_is_shown() {
    assert_eq!(Stage::default().classes(), "page");
    assert_eq!(Stage::BEGINNING.classes(), "page presenting unrevealed");
    let revealed = Stage { hides_validation: false, ..Stage::BEGINNING };
    assert_eq!(revealed.classes(), "page presenting");
}

#[test]
fn a_link_opens_on_the_stage() {
    let hidden = Stage { is_on: false, hides_validation: true };
    let cases = [
        ("", Stage::default(), Stage::default()),
        ("&hide=present&task=present", Stage::default(), Stage::default()),
        ("&present", Stage::BEGINNING, Stage::default()),
        ("&amp;Present", Stage::BEGINNING, Stage::default()),
        ("&lock=seed&validation=hidden", hidden, hidden),
        ("&present&validation=Hidden", Stage::BEGINNING, hidden),
    ];
    for (switches, opened, left) in cases {
        assert_eq!(Stage::of_link(switches), opened, "{switches}");
        assert_eq!(Stage::off(switches), left, "{switches}");
    }
}

#[test]
fn the_clock_of_the_talk() {
    for (seconds, text) in
        [(0, "0:00"), (59, "0:59"), (61, "1:01"), (3599, "59:59"), (3661, "1:01:01")]
    {
        assert_eq!(talked_for(seconds), text);
    }
}

fn stopped_early() -> CurrentRun {
    let source = DataSource::Gallery { id: "iris".to_owned() };
    let experiment = ExperimentConfig::propose("Iris", source, &TableSchema::default());
    let id = RunId(2);
    let mut run = CurrentRun::begin(id, experiment, Phase::Running);
    let losses = [0.5, 0.2, 0.4, 0.6];
    let reports = losses.iter().zip(1..).map(|(val_loss, epoch)| {
        let mut report = report(epoch, [0.9 / f64::from(epoch), *val_loss, 3.0], [0.5, 0.4]);
        report.best_epoch = epoch.min(2);
        report
    });
    run.apply(&Event::Progress { run: id, reports: reports.collect(), epochs: 4, elapsed_ms: 1.0 });
    let outcome =
        Outcome { reason: StopReason::EarlyStopped { best_epoch: 2 }, restored_epoch: Some(2) };
    run.apply(&Event::Finished { run: id, outcome });
    run.ghost = run.history.clone();
    run
}

/// What the chart says in every way, and its picture.
fn said(run: &CurrentRun, tab: CurveTab, hides_validation: bool) -> (String, String) {
    let experiment = run.experiment.clone().unwrap();
    let history = &run.history;
    let validation = Series::new(&history.epochs, &history.val_loss);
    let training = Series::new(&history.epochs, &history.loss);
    let both = OverlayCurves { name: "one", training, validation, ..OverlayCurves::default() };
    let many = OverlayCurves {
        name: "many",
        validation,
        band: [validation; 2],
        ..OverlayCurves::default()
    };
    let around = Surroundings {
        experiment: &experiment,
        overlays: &[both, many],
        view: ChartView::default(),
        tab,
        hides_validation,
        width: 800.0,
        scale: 1.0,
        theme: &LIGHT,
    };
    let (mut words, mut picture) = (String::new(), String::new());
    read_chart(run, around, &mut |view: &CurvesView<'_>| {
        let read: Vec<_> = (1..=4).flat_map(|epoch| readings(view, epoch)).collect();
        words = format!(
            "{} {} {read:?}",
            spoken(view, "loss", 2),
            spoken_summary("loss", false, view.training, view.validation)
        );
        let root = SVGBackend::with_string(&mut picture, (800, 400)).into_drawing_area();
        draw(&root, view).unwrap();
        root.present().unwrap();
    });
    (words.to_lowercase(), picture.to_lowercase())
}

#[test]
fn a_hidden_validation_leaves_nothing_behind() {
    let run = stopped_early();
    for tab in [CurveTab::Loss, CurveTab::Metric(run.metrics()[0])] {
        let (words, picture) = said(&run, tab, false);
        assert!(words.contains("validation") && words.contains("best epoch"));
        assert!(picture.contains("#e0701a") && picture.contains("validation"));
        let (words, picture) = said(&run, tab, true);
        for word in ["validation", "best", "gap", "restored", "many"] {
            assert!(!words.contains(word), "{word} in {words}");
            assert!(!picture.contains(&format!(">{word}")), "{word} in {picture}");
        }
        assert!(words.contains("training"), "{words}");
        assert!(picture.contains("#2468d8") && !picture.contains("#e0701a"), "{picture}");
    }
    // Nor does the axis reach for values that are not shown.
    let (_, shown) = said(&run, CurveTab::Loss, true);
    let (_, whole) = said(&run, CurveTab::Loss, false);
    assert_ne!(shown, whole);
}
