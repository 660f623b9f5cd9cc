//! What a chart of learning curves shows, as plain values.

use serde::{Deserialize, Serialize};

use crate::plot::chart_options::ChartOptions;
use crate::plot::series::Series;
use crate::plot::theme::ChartTheme;

/// What the learning-curve chart shows.
#[derive(Debug, Clone, Copy)]
pub struct CurvesView<'a> {
    /// The title of the value axis, such as "Loss" or "Accuracy".
    pub title: &'a str,
    /// Values on the training rows.
    pub training: Series<'a>,
    /// Values on the validation rows.
    pub validation: Series<'a>,
    /// The epoch, counted from 1, to mark as the best.
    pub best_epoch: Option<u32>,
    /// Whether the metric lies between 0 and 1 by definition.
    pub bounded: bool,
    /// Scale, smoothing and epochs shown.
    pub options: ChartOptions,
    /// While early stopping monitors this figure: what counts as an improvement.
    pub stopping: Option<Stopping>,
    /// After an early stop.
    pub stopped: Option<Stopped>,
    /// What would have followed the stop: training and validation.
    pub ghost: [Series<'a>; 2],
    /// Other runs to compare with.
    pub overlays: &'a [OverlayCurves<'a>],
    /// Mini-batches an epoch, which a short run marks.
    pub updates: Option<u32>,
    /// An epoch to point at.
    pub cursor: Option<u32>,
    /// Device pixels per css pixel; the area is measured in device pixels.
    pub scale: f64,
    /// The colours.
    pub theme: &'a ChartTheme,
}

/// What counts as an improvement: `keras.callbacks.EarlyStopping`'s `min_delta`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Stopping {
    /// The least change that counts.
    pub min_delta: f64,
    /// Whether more is better.
    pub maximizes: bool,
}

/// An early stop.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stopped {
    /// The last epoch.
    pub epoch: u32,
    /// Whether the weights of the best epoch were restored.
    pub restored: bool,
}

impl<'a> CurvesView<'a> {
    /// A chart without lines.
    pub fn new(title: &'a str, theme: &'a ChartTheme) -> Self {
        Self {
            title,
            training: Series::default(),
            validation: Series::default(),
            best_epoch: None,
            bounded: false,
            options: ChartOptions::default(),
            stopping: None,
            stopped: None,
            ghost: [Series::default(); 2],
            overlays: &[],
            updates: None,
            cursor: None,
            scale: 1.0,
            theme,
        }
    }

    /// The same without anything that was measured on the validation rows.
    ///
    /// Checked by `tests/it/workspace/stage.rs::a_hidden_validation_leaves_nothing_behind`.
    #[must_use]
    pub fn training_only(self) -> Self {
        let (none, [ghost, _]) = (Series::default(), self.ghost);
        Self {
            validation: none,
            best_epoch: None,
            stopping: None,
            stopped: None,
            ghost: [ghost, none],
            ..self
        }
    }

    /// All lines, those of the run itself first.
    pub(super) fn lines(&self) -> impl Iterator<Item = Series<'a>> {
        self.own_lines().chain(self.overlays.iter().flat_map(OverlayCurves::lines))
    }

    /// Those of the run itself.
    pub(super) fn own_lines(&self) -> impl Iterator<Item = Series<'a>> + use<'a> {
        [self.training, self.validation].into_iter().chain(self.ghost)
    }

    /// The last epoch of any line.
    pub(super) fn count(&self) -> u32 {
        self.lines().filter_map(|line| line.epochs.last().copied()).max().unwrap_or(0)
    }
}

/// Another run, drawn in the chart of the one on the page.
#[derive(Debug, Clone, Copy, Default)]
pub struct OverlayCurves<'a> {
    /// What it is called.
    pub name: &'a str,
    /// Which of the [`RUN_COLORS`]; taken modulo their number.
    pub color: usize,
    /// Its values on the training rows, drawn solid and thin.
    pub training: Series<'a>,
    /// Its values on the validation rows, drawn dashed; of several runs, their median.
    pub validation: Series<'a>,
    /// Of several runs: the lowest and the highest validation value.
    pub band: [Series<'a>; 2],
}

impl<'a> OverlayCurves<'a> {
    /// The same without anything that was measured on the validation rows.
    #[must_use]
    pub fn training_only(self) -> Self {
        Self { validation: Series::default(), band: [Series::default(); 2], ..self }
    }

    pub(super) fn lines(&self) -> impl Iterator<Item = Series<'a>> + use<'a> {
        [self.training, self.validation].into_iter().chain(self.band)
    }
}
