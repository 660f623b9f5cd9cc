//! Where a chart's plot lies and what its axes span, in CSS pixels.

use std::ops::{Range, RangeInclusive};

use crate::plot::axes::{EpochAxis, ValueAxis, epoch_axis, value_axis};
use crate::plot::chart_options::{ChartOptions, YScale};
use crate::plot::curves_view::{CurvesView, OverlayCurves};
use crate::plot::decimate::decimate;
use crate::plot::epoch_window::EpochWindow;
use crate::plot::label::{LABEL_GAP_PX, TICK_FONT_PX, width_em};
use crate::plot::line_names::label_room;
use crate::plot::pen::PositionPx;
use crate::plot::series::{Point, Series};
use crate::plot::theme::ChartTheme;

/// Narrower charts leave naming the lines to the legend next to them.
const END_LABELS_FROM_PX: f64 = 420.0;
/// A chart that is lower has no pixel to spare.
const LOW_PX: f64 = 340.0;
/// How high the title of the epochs is, with the edge below it.
const TITLE_PX: f64 = 18.0;
/// A chart smaller than this shows nothing legible.
const SMALLEST_PLOT_PX: f64 = 24.0;

/// Where epochs lie on a drawn chart.
#[derive(Debug, Clone, PartialEq)]
pub struct Placement {
    /// From the left to the right end of the plot, in CSS pixels.
    pub x: Range<f64>,
    /// From its upper to its lower end.
    pub y: Range<f64>,
    /// The epochs at its ends.
    pub window: EpochWindow,
}

impl Placement {
    /// The epoch at a place, between the first and the last.
    pub fn epoch_at(&self, x: f64) -> f64 {
        let share = ((x - self.x.start) / (self.x.end - self.x.start).max(1.0)).clamp(0.0, 1.0);
        self.window.start + share * (self.window.end - self.window.start)
    }

    /// The same on a chart that is shown so many times as large.
    #[must_use]
    pub fn scaled(self, by: f64) -> Self {
        let all = |range: Range<f64>| by * range.start..by * range.end;
        Self { x: all(self.x), y: all(self.y), window: self.window }
    }

    /// The place of an epoch, which may lie outside.
    pub fn x_of(&self, epoch: f64) -> f64 {
        let share = (epoch - self.window.start) / (self.window.end - self.window.start);
        self.x.start + share * (self.x.end - self.x.start)
    }
}

/// Where [`draw`](crate::plot::draw) puts the epochs of a chart of `width` by `height` CSS pixels.
///
/// Checked by `tests/it/plot/chart_options.rs::places_and_epochs_agree`.
pub fn place(view: &CurvesView<'_>, width: f64, height: f64) -> Placement {
    Frame::new(view, width, height).placement()
}

/// All that [`draw_overlays`](crate::plot::draw_overlays) depends on but the lines themselves.
#[derive(Debug, Clone, PartialEq)]
pub struct Backdrop {
    placement: Placement,
    values: ValueAxis,
    options: ChartOptions,
    theme: ChartTheme,
    scale: f64,
}

/// What the overlays of a chart of `width` by `height` CSS pixels depend on.
///
/// Checked by `tests/it/plot/chart_options.rs::the_backdrop_moves_with_what_is_drawn_on_it`.
pub fn backdrop(view: &CurvesView<'_>, width: f64, height: f64) -> Backdrop {
    let frame = Frame::new(view, width, height);
    Backdrop {
        placement: frame.placement(),
        values: frame.values,
        options: view.options,
        theme: *view.theme,
        scale: view.scale,
    }
}

/// How far other runs stretch the axis of the run that has these values: by once its length.
fn reach(own: &[f64], scale: YScale) -> RangeInclusive<f64> {
    let has_place = |value: &&f64| scale != YScale::Log || **value > 0.0;
    let own = own.iter().filter(has_place);
    let (low, high) =
        own.fold((f64::MAX, f64::MIN), |(low, high), value| (low.min(*value), high.max(*value)));
    if low > high {
        return f64::MIN..=f64::MAX;
    }
    match scale {
        YScale::Log => {
            let factor = (high / low).max(10.0);
            low / factor..=high * factor
        }
        YScale::FromZero => {
            let length = high.max(0.0) - low.min(0.0);
            low - length..=high + length
        }
        YScale::Fit => {
            let length = (high - low).max(0.1 * high.abs());
            low - length..=high + length
        }
    }
}

pub(super) struct Frame {
    pub(super) x: Range<f64>,
    pub(super) y: Range<f64>,
    pub(super) values: ValueAxis,
    pub(super) epochs: EpochAxis,
    pub(super) has_end_labels: bool,
    /// Of the whole chart.
    pub(super) width: f64,
    /// How far below the plot the title of its epochs begins.
    pub(super) title_px: f64,
    /// Epochs up to this one are not shown.
    hidden: u32,
}

impl Frame {
    fn placement(&self) -> Placement {
        let window = EpochWindow { start: self.epochs.start, end: self.epochs.end };
        Placement { x: self.x.clone(), y: self.y.clone(), window }
    }

    pub(super) fn new(view: &CurvesView<'_>, width: f64, height: f64) -> Self {
        // On a low chart what stands above and below the plot moves nearer to it.
        let (above, title_px) = if height < LOW_PX { (24.0, 20.0) } else { (30.0, 26.0) };
        let y = above..(height - title_px - TITLE_PX).max(above + 1.0);
        let count = view.count();
        let window = view.options.window.and_then(|window| window.inside(count));
        let window = window.unwrap_or_else(|| EpochWindow::whole(count));
        let hidden = view.options.hidden;
        let shown = |point: &Point| {
            let epoch = f64::from(point.epoch);
            point.epoch > hidden && epoch >= window.start && epoch <= window.end
        };
        let values_of = |lines: &mut dyn Iterator<Item = Series<'_>>| -> Vec<f64> {
            lines.flat_map(Series::points).filter(shown).map(|point| point.value).collect()
        };
        // The run on the page sets the axis; others stretch it as far again and are cut beyond.
        // Before its first epoch they set it.
        let mut values = values_of(&mut view.own_lines());
        let reach = reach(&values, view.options.scale);
        let others = values_of(&mut view.overlays.iter().flat_map(OverlayCurves::lines));
        values.extend(others.into_iter().filter(|value| reach.contains(value)));
        let values = value_axis(values, view.options.scale, view.bounded, y.end - y.start);
        // Room for "0.00" at least, so that the plot stays put when the first
        // digits arrive.
        let widest = values.ticks.iter().map(|(_, label)| width_em(label)).fold(2.3, f64::max);
        let left = (widest * TICK_FONT_PX).ceil() + LABEL_GAP_PX + 4.0;
        let has_end_labels = width >= END_LABELS_FROM_PX;
        let right_px = if has_end_labels {
            label_room(view)
        } else {
            // Half of the last tick label hangs over the plot's end.
            (width_em(&format!("{:.0}", window.end)) * TICK_FONT_PX / 2.0).max(14.0)
        };
        let x = left..(width - right_px.ceil() - 4.0).max(left + 1.0);
        let epochs = epoch_axis(window, x.end - x.start, TICK_FONT_PX, view.updates);
        Self { x, y, values, epochs, has_end_labels, width, title_px, hidden }
    }

    pub(super) fn is_legible(&self) -> bool {
        self.x.end - self.x.start >= SMALLEST_PLOT_PX
            && self.y.end - self.y.start >= SMALLEST_PLOT_PX
    }

    pub(super) fn x_of(&self, epoch: f64) -> f64 {
        let share = (epoch - self.epochs.start) / (self.epochs.end - self.epochs.start);
        self.x.start + share * (self.x.end - self.x.start)
    }

    pub(super) fn y_of(&self, value: f64) -> f64 {
        self.y.end - self.values.share(value) * (self.y.end - self.y.start)
    }

    pub(super) fn place(&self, point: Point) -> PositionPx {
        (self.x_of(f64::from(point.epoch)), self.y_of(point.value))
    }

    /// Whether an epoch lies in the plot.
    pub(super) fn shows(&self, epoch: u32) -> bool {
        let at = f64::from(epoch);
        epoch > self.hidden && at >= self.epochs.start && at <= self.epochs.end
    }

    /// The points of a line that are drawn, with those next to the plot on either side.
    pub(super) fn points(&self, series: Series<'_>, keep: Option<u32>) -> Vec<Point> {
        let columns = (self.x.end - self.x.start) as u32;
        let span = self.epochs.start..self.epochs.end;
        let mut points =
            decimate(series.between(self.epochs.start, self.epochs.end), span, columns, keep);
        // What has no place on a log axis stays: there the line breaks.
        points.retain(|point| point.epoch > self.hidden);
        points
    }

    /// The lines through points, one for each stretch in which all have a place on the axis,
    /// cut at the plot's left and right end.
    ///
    /// Checked by `tests/it/plot/log_axis.rs`.
    pub(super) fn paths(&self, points: &[Point]) -> Vec<Vec<PositionPx>> {
        let stretches = points.split(|point| !self.values.holds(point.value));
        stretches.map(|stretch| self.path(stretch)).filter(|path| !path.is_empty()).collect()
    }

    /// As [`Frame::paths`], but cut where the line leaves the axis, too.
    ///
    /// Checked by `tests/it/plot/other_runs.rs`.
    pub(super) fn cut_paths(&self, points: &[Point]) -> Vec<Vec<PositionPx>> {
        let place = |point: &Point| {
            let y =
                self.y.end - self.values.share_beyond(point.value) * (self.y.end - self.y.start);
            (self.x_of(f64::from(point.epoch)), y)
        };
        let mut paths = vec![Vec::new()];
        for pair in points.windows(2) {
            let hold = pair.iter().all(|point| self.values.holds(point.value));
            let seen = hold.then(|| self.cut(place(&pair[0]), place(&pair[1]))).flatten();
            let Some([from, to]) = seen else { continue };
            if paths.last().and_then(|path| path.last()) != Some(&from) {
                paths.push(vec![from]);
            }
            if let Some(path) = paths.last_mut() {
                path.push(to);
            }
        }
        paths.retain(|path| !path.is_empty());
        paths
    }

    /// What of a segment lies in the plot.
    fn cut(&self, from: PositionPx, to: PositionPx) -> Option<[PositionPx; 2]> {
        // How far along it enters, and leaves.
        let mut part = 0.0..1.0_f64;
        let bounds = [(from.0, to.0, &self.x), (from.1, to.1, &self.y)];
        for (start, end, within) in bounds {
            if start == end {
                if !(within.start..=within.end).contains(&start) {
                    return None;
                }
                continue;
            }
            let [one, other] =
                [within.start, within.end].map(|edge| (edge - start) / (end - start));
            part = part.start.max(one.min(other))..part.end.min(one.max(other));
        }
        let at = |share: f64| {
            // Its ends to the last bit, so that segments join.
            if share <= 0.0 {
                from
            } else if share >= 1.0 {
                to
            } else {
                (from.0 + share * (to.0 - from.0), from.1 + share * (to.1 - from.1))
            }
        };
        (part.start < part.end).then(|| [at(part.start), at(part.end)])
    }

    /// What lies between two lines, one outline for each stretch in which both have a place.
    pub(super) fn outlines(&self, front: &[Point], back: &[Point]) -> Vec<Vec<PositionPx>> {
        let all = front.iter().chain(back);
        let off = all.filter(|point| !self.values.holds(point.value)).map(|point| point.epoch);
        let mut ends: Vec<u32> = off.collect();
        ends.sort_unstable();
        ends.push(u32::MAX);
        let mut outlines = Vec::new();
        let mut from = 0;
        for end in ends {
            let stretch = |points: &[Point]| {
                let first = points.partition_point(|point| point.epoch < from);
                let last = points.partition_point(|point| point.epoch < end);
                self.path(&points[first..last.max(first)])
            };
            let (mut outline, below) = (stretch(front), stretch(back));
            if outline.len() > 1 && below.len() > 1 {
                outline.extend(below.into_iter().rev());
                outlines.push(outline);
            }
            from = end.saturating_add(1);
        }
        outlines
    }

    /// The line through points that all have a place, cut at the plot's left and right end.
    fn path(&self, points: &[Point]) -> Vec<PositionPx> {
        let places: Vec<PositionPx> = points.iter().map(|&point| self.place(point)).collect();
        let mut path = Vec::with_capacity(places.len());
        for (index, &(x, y)) in places.iter().enumerate() {
            let is_inside = x >= self.x.start - 0.5 && x <= self.x.end + 0.5;
            if is_inside {
                path.push((x, y));
                continue;
            }
            let edge = if x < self.x.start { self.x.start } else { self.x.end };
            let inner = if x < self.x.start {
                places.get(index + 1)
            } else {
                index.checked_sub(1).and_then(|before| places.get(before))
            };
            if let Some(&(other_x, other_y)) = inner
                && (other_x - x).abs() > 1e-9
            {
                path.push((edge, y + (other_y - y) * (edge - x) / (other_x - x)));
            }
        }
        path
    }
}
