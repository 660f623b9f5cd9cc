//! Every state of the chart as a picture.

use descent::plot::axes::value_axis;
use descent::plot::label::width_em;
use descent::plot::slide::{slide_svg, svg};
use descent::plot::small_multiples::{SmallMultiple, cut_at, draw_multiples, grid};
use descent::plot::theme::{DARK, LIGHT};
use descent::plot::{
    ChartOptions, CurvesView, EpochWindow, OverlayCurves, Series, Stopped, Stopping, YScale, draw,
    notes,
};

const DESKTOP: (u32, u32) = (740, 420);
const PHONE: (u32, u32) = (358, 260);

/// Whole-number noise in -1..1, the same everywhere.
fn noise(seed: u32) -> f64 {
    let mixed = (seed ^ 0x9e37).wrapping_mul(0x85eb_ca6b).rotate_left(13).wrapping_mul(0xc2b2_ae35);
    f64::from(mixed >> 16) / 32_768.0 - 1.0
}

/// A run that overfits from a third of its epochs on.
struct Run {
    epochs: Vec<u32>,
    training: Vec<f64>,
    validation: Vec<f64>,
}

impl Run {
    fn new(count: u32, seed: u32) -> Self {
        let shift = 0.05 * f64::from(seed);
        let (training, validation) = (1..=count)
            .map(|epoch| {
                let t = f64::from(epoch) / f64::from(count);
                let fall = 1.0 / (1.0 + 12.0 * t);
                let training = 0.15 + 0.85 * fall + 0.008 * noise(epoch + seed);
                let rise = (t - 0.35).max(0.0) * 0.35;
                (
                    training,
                    0.34 + shift + 0.7 * fall + rise + 0.02 * noise(epoch + 70_000 * (seed + 1)),
                )
            })
            .unzip();
        Self { epochs: (1..=count).collect(), training, validation }
    }

    fn training(&self) -> Series<'_> {
        Series::new(&self.epochs, &self.training)
    }

    fn validation(&self) -> Series<'_> {
        Series::new(&self.epochs, &self.validation)
    }

    fn best(&self) -> u32 {
        let lowest = (1u32..).zip(&self.validation).min_by(|a, b| a.1.total_cmp(b.1));
        lowest.map_or(0, |(epoch, _)| epoch)
    }

    fn view(&self) -> CurvesView<'_> {
        CurvesView {
            training: self.training(),
            validation: self.validation(),
            best_epoch: Some(self.best()),
            ..CurvesView::new("Loss", &LIGHT)
        }
    }
}

fn picture(size: (u32, u32), view: &CurvesView<'_>) -> String {
    svg(size, |root| draw(root, view))
}

fn looked(options: ChartOptions) -> String {
    let run = Run::new(60, 0);
    picture(DESKTOP, &CurvesView { options, ..run.view() })
}

#[test]
fn state_fit() {
    insta::assert_snapshot!(looked(ChartOptions { scale: YScale::Fit, ..ChartOptions::default() }));
}

#[test]
fn state_log() {
    insta::assert_snapshot!(looked(ChartOptions { scale: YScale::Log, ..ChartOptions::default() }));
}

#[test]
fn state_smoothed() {
    insta::assert_snapshot!(looked(ChartOptions { smoothing: 0.8, ..ChartOptions::default() }));
}

#[test]
fn state_window() {
    let window = Some(EpochWindow { start: 12.5, end: 31.0 });
    insta::assert_snapshot!(looked(ChartOptions { window, ..ChartOptions::default() }));
}

#[test]
fn state_first_epochs_hidden() {
    insta::assert_snapshot!(looked(ChartOptions { hidden: 5, ..ChartOptions::default() }));
}

#[test]
fn state_early_stop() {
    let run = Run::new(44, 0);
    let view = CurvesView {
        stopping: Some(Stopping { min_delta: 0.05, maximizes: false }),
        stopped: Some(Stopped { epoch: 44, restored: true }),
        ..run.view()
    };
    insta::assert_snapshot!(picture(DESKTOP, &view));
    insta::assert_snapshot!("state_early_stop_phone", picture(PHONE, &view));
}

#[test]
fn state_ghost() {
    let whole = Run::new(80, 0);
    let cut = Run {
        epochs: whole.epochs[..44].to_vec(),
        training: whole.training[..44].to_vec(),
        validation: whole.validation[..44].to_vec(),
    };
    let view = CurvesView {
        stopped: Some(Stopped { epoch: 44, restored: true }),
        ghost: [
            Series::new(&whole.epochs[44..], &whole.training[44..]),
            Series::new(&whole.epochs[44..], &whole.validation[44..]),
        ],
        ..cut.view()
    };
    insta::assert_snapshot!(picture(DESKTOP, &view));
}

#[test]
fn state_mini_batches() {
    let run = Run::new(4, 0);
    insta::assert_snapshot!(picture(DESKTOP, &CurvesView { updates: Some(8), ..run.view() }));
}

#[test]
fn state_cursor() {
    let run = Run::new(60, 0);
    insta::assert_snapshot!(picture(DESKTOP, &CurvesView { cursor: Some(41), ..run.view() }));
}

/// Eight runs of ten thousand epochs beside a ninth.
fn crowd() -> Vec<Run> {
    (1..=8).map(|seed| Run::new(80, seed)).collect()
}

const NAMES: [&str; 8] = [
    "baseline",
    "dropout 0.3",
    "learning rate 0.01",
    "256 units",
    "BatchNorm added after block 1 and block 3",
    "seed 7",
    "L2 0.001",
    "no early stopping",
];

fn other(color: usize, run: &Run) -> OverlayCurves<'_> {
    let (training, validation) = (run.training(), run.validation());
    OverlayCurves { name: NAMES[color], color, training, validation, ..OverlayCurves::default() }
}

fn overlays(runs: &[Run]) -> Vec<OverlayCurves<'_>> {
    runs.iter().enumerate().map(|(color, run)| other(color, run)).collect()
}

#[test]
fn state_eight_others() {
    let (own, runs) = (Run::new(64, 0), crowd());
    let view = CurvesView { overlays: &overlays(&runs), ..own.view() };
    insta::assert_snapshot!(picture(DESKTOP, &view));
    let dark = CurvesView { theme: &DARK, ..view };
    insta::assert_snapshot!("state_eight_others_phone_dark", picture(PHONE, &dark));
    // More names than there is room for are counted.
    assert!(picture((740, 170), &view).contains("+5 more"));
}

#[test]
fn state_band_of_seeds() {
    let (own, runs) = (Run::new(60, 0), crowd());
    let at = |index: usize| runs.iter().map(move |run| run.validation[index]);
    let low: Vec<f64> = (0..60).map(|index| at(index).fold(f64::MAX, f64::min)).collect();
    let high: Vec<f64> = (0..60).map(|index| at(index).fold(f64::MIN, f64::max)).collect();
    let middle: Vec<f64> = low.iter().zip(&high).map(|(a, b)| f64::midpoint(*a, *b)).collect();
    let line = |values| Series::new(&own.epochs, values);
    let band = OverlayCurves {
        name: "5 seeds",
        color: 1,
        training: Series::default(),
        validation: line(&middle),
        band: [line(&low), line(&high)],
    };
    insta::assert_snapshot!(picture(DESKTOP, &CurvesView { overlays: &[band], ..own.view() }));
}

#[test]
fn slide() {
    let (own, runs) = (Run::new(64, 0), crowd());
    let view = CurvesView { overlays: &overlays(&runs[..3]), ..own.view() };
    insta::assert_snapshot!(slide_svg(&view, "Red wine quality: loss", "dropout 0.5"));
}

#[test]
fn slide_dark_alone() {
    let run = Run::new(64, 0);
    let stopped = Some(Stopped { epoch: 64, restored: true });
    let view = CurvesView { theme: &DARK, stopped, ..run.view() };
    insta::assert_snapshot!(slide_svg(&view, "Red wine quality: loss", "dropout 0.5"));
}

/// A view of every kind, beside a run of 64 epochs and eight others.
fn every_view<'a>(run: &'a Run, overlays: &'a [OverlayCurves<'a>]) -> Vec<CurvesView<'a>> {
    let mut views = Vec::new();
    for scale in [YScale::FromZero, YScale::Fit, YScale::Log] {
        for smoothing in [0.0, 0.9] {
            for (hidden, window) in [(0, None), (5, Some(EpochWindow { start: 20.0, end: 40.0 }))] {
                for overlays in [&[][..], &overlays[..2], overlays] {
                    let options = ChartOptions { scale, smoothing, window, hidden };
                    let plain = CurvesView { options, overlays, ..run.view() };
                    let stopping = Some(Stopping { min_delta: 0.1, maximizes: false });
                    let stopped = Some(Stopped { epoch: 64, restored: true });
                    let cursor = Some(30);
                    views.extend([plain, CurvesView { stopping, stopped, cursor, ..plain }]);
                }
            }
        }
    }
    views
}

/// The words of a picture, and each one's left, right and middle height in css pixels.
fn words(picture: &str) -> Vec<(&str, f64, f64, f64)> {
    let attribute = |text: &str, name: &str| -> String {
        let value = text.split(&format!(" {name}=\"")).nth(1).unwrap();
        value.split('"').next().unwrap().to_owned()
    };
    let place = |text: &'_ str| {
        let number = |name| attribute(text, name).parse::<f64>().unwrap();
        // The SVG backend writes the font size divided by 1.24.
        let size = number("font-size") * 1.24;
        let width = width_em(text.split('\n').nth(1).unwrap()) * size;
        let left = match attribute(text, "text-anchor").as_str() {
            "start" => number("x"),
            "middle" => number("x") - width / 2.0,
            _ => number("x") - width,
        };
        let is_from_top = attribute(text, "dy") != "0.5ex";
        let middle = number("y") + if is_from_top { size / 2.0 } else { 0.0 };
        (left, left + width, middle)
    };
    let texts = picture.split("<text").skip(1);
    texts
        .map(|text| {
            let (left, right, middle) = place(text);
            (text.split('\n').nth(1).unwrap(), left, right, middle)
        })
        .collect()
}

#[test]
fn no_words_are_cut_or_lie_on_others() {
    let (own, runs) = (Run::new(64, 0), crowd());
    for view in every_view(&own, &overlays(&runs)) {
        for size in [PHONE, DESKTOP, (1280, 720), (500, 200)] {
            let picture = picture(size, &view);
            let words = words(&picture);
            for (index, &(text, left, right, y)) in words.iter().enumerate() {
                let fits = left >= -1.0 && right <= f64::from(size.0) + 1.0;
                assert!(fits, "{text} from {left} to {right} on {size:?}: {:?}", view.options);
                assert!(y >= 0.0 && y <= f64::from(size.1), "{text} at {y} on {size:?}");
                for &(other, from, to, at) in &words[..index] {
                    let apart = (y - at).abs() >= 10.0 || left >= to || right <= from;
                    assert!(apart, "{text} lies on {other} on {size:?}: {:?}", view.options);
                }
            }
        }
    }
}

#[test]
fn what_is_not_shown_as_it_is_stands_under_the_chart() {
    let run = Run::new(60, 0);
    let mut low = Run::new(60, 0);
    low.validation[20] = 0.0;
    low.validation[21] = -0.2;
    low.training[20] = -1.0;
    let options = ChartOptions::default();
    let window = Some(EpochWindow { start: 10.0, end: 30.0 });
    let table = [
        (&run, options, ""),
        (&run, ChartOptions { scale: YScale::Fit, ..options }, "axis fitted"),
        (
            &run,
            ChartOptions { smoothing: 0.6, hidden: 1, ..options },
            "smoothed 0.60 · first epoch hidden",
        ),
        (&run, ChartOptions { hidden: 5, window, ..options }, "first 5 epochs hidden · zoomed"),
        (&low, ChartOptions { scale: YScale::Fit, ..options }, "axis fitted"),
        (
            &low,
            ChartOptions { scale: YScale::Log, ..options },
            "log axis · 2 epochs at or below 0 off the axis",
        ),
    ];
    for (run, options, expected) in table {
        let view = CurvesView { options, ..run.view() };
        let axis = value_axis([0.0, 1.0], options.scale, false, 300.0);
        let said: Vec<_> = notes(&view, &axis).into_iter().map(|note| note.0).collect();
        assert_eq!(said.join(" · "), expected);
        assert!(picture(DESKTOP, &view).contains(expected));
    }
    let all = ChartOptions { scale: YScale::Log, smoothing: 0.6, window, hidden: 5 };
    let phone = picture(PHONE, &CurvesView { options: all, ..low.view() });
    assert!(phone.contains("log · smoothed · first 5 hidden · 2 off axis · zoomed"), "{phone}");
    insta::assert_snapshot!("state_all_notes_phone", phone);
}

/// The work of a frame depends on the pixels, not on the epochs.
#[test]
fn ten_thousand_epochs_draw_no_more_than_pixels_can_show() {
    let runs: Vec<Run> = (0..9).map(|seed| Run::new(10_000, seed)).collect();
    let view = CurvesView { overlays: &overlays(&runs[1..]), ..runs[0].view() };
    let picture = picture((1280, 720), &view);
    // 18 lines of at most 4 points on each of some 1,100 columns, validation twice; a dash
    // at each of two points at most.
    assert!(
        picture.matches("<polyline").count() < 9 * 1_100,
        "{}",
        picture.matches("<polyline").count()
    );
    assert!(picture.len() < 6_000_000, "{}", picture.len());
}

fn small(runs: &[Run]) -> Vec<SmallMultiple<'_>> {
    runs.iter()
        .zip(["1e-5", "3e-5", "0.0001", "0.0003", "0.001", "0.003", "0.01", "0.03"])
        .map(|(run, name)| SmallMultiple {
            name,
            training: run.training(),
            validation: run.validation(),
            best: run.validation.iter().copied().reduce(f64::min),
            wins: (name == "1e-5").then_some("lowest"),
        })
        .collect()
}

#[test]
fn small_multiples_are_cut_where_one_learns_nothing() {
    let mut runs = crowd();
    assert_eq!(cut_at(&small(&runs)), None, "all have room");
    runs[7].validation.fill(1_000.0);
    let end = cut_at(&small(&runs)).expect("one has not");
    assert!(end < 10.0, "{end}");
    insta::assert_snapshot!(svg((740, 220), |root| draw_multiples(
        root,
        &small(&runs),
        &LIGHT,
        1.0
    )));
}

#[test]
fn small_multiples() {
    let runs = crowd();
    let all = small(&runs);
    assert_eq!((grid(8, 740.0), grid(8, 358.0), grid(0, 0.0)), ((2, 4), (4, 2), (0, 1)));
    insta::assert_snapshot!(svg((740, 220), |root| draw_multiples(root, &all, &LIGHT, 1.0)));
}
