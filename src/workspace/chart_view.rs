//! How the curves are looked at, and how that is kept for a reload.

use serde::{Deserialize, Serialize};

use crate::config::Metric;
use crate::plot::{ChartOptions, EpochWindow, YScale};
use crate::word;
use crate::workspace::packing::Stored;

/// Which figure the curves show.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum CurveTab {
    #[default]
    /// The loss.
    Loss,
    /// A metric beside it.
    Metric(Metric),
}

impl CurveTab {
    /// The metric; none for the loss.
    pub fn metric(self) -> Option<Metric> {
        match self {
            Self::Loss => None,
            Self::Metric(metric) => Some(metric),
        }
    }
}

/// How the curves are looked at; no part of the experiment.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct ChartView {
    /// Which figure.
    pub tab: CurveTab,
    /// Whether the training loss is shown as Keras logs it, and not as it is at the end
    /// of the epoch.
    pub as_logged: bool,
    /// Axis, smoothing, and which epochs.
    pub options: ChartOptions,
    /// Whether the lines can be heard.
    pub sounds: bool,
}

/// The strongest smoothing that is offered; more would draw a line of its own.
pub const MAX_SMOOTHING: f64 = 0.99;

/// The same as it is kept.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct KeptChartView {
    tab: CurveTab,
    as_logged: bool,
    scale: u8,
    smoothing: f64,
    window: Option<(f64, f64)>,
    hidden: u32,
    sounds: bool,
}

/// The scales by the number under which they are kept, with their names on the
/// page, in English.
pub const SCALES: [(YScale, &str); 3] =
    [(YScale::FromZero, word!("From 0")), (YScale::Fit, word!("Fit")), (YScale::Log, word!("Log"))];

impl ChartView {
    /// The whole run again, with all its epochs.
    pub fn show_all(&mut self) {
        (self.options.window, self.options.hidden) = (None, 0);
    }

    /// As it is kept.
    pub fn kept(self) -> KeptChartView {
        let Self { tab, as_logged, options, sounds } = self;
        let scale = SCALES.iter().position(|(scale, _)| *scale == options.scale).unwrap_or(0);
        let window = options.window.map(|window| (window.start, window.end));
        let (smoothing, hidden) = (options.smoothing, options.hidden);
        KeptChartView { tab, as_logged, scale: scale as u8, smoothing, window, hidden, sounds }
    }
}

impl Stored for KeptChartView {
    const VERSION: u32 = 6;
}

impl KeptChartView {
    /// As it was left; what no control can set is left out.
    ///
    /// Checked by `tests/it/workspace/chart_view.rs::a_view_comes_back`.
    pub fn restored(self) -> ChartView {
        let scale = SCALES.get(usize::from(self.scale)).map_or(YScale::FromZero, |scale| scale.0);
        let is_sound = (0.0..=MAX_SMOOTHING).contains(&self.smoothing);
        let window = self.window.filter(|(start, end)| start.is_finite() && end > start);
        let options = ChartOptions {
            scale,
            smoothing: if is_sound { self.smoothing } else { 0.0 },
            window: window.map(|(start, end)| EpochWindow { start, end }),
            hidden: self.hidden,
        };
        ChartView { tab: self.tab, as_logged: self.as_logged, options, sounds: self.sounds }
    }
}
