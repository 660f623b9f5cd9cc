//! What of the page a lesson or a scene shows.

use serde::{Deserialize, Serialize};

use crate::config::Metric;

/// A tab, by its name in a lesson's or a scene's file.
///
/// Checked by `tests/it/course/view.rs`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum CourseView {
    /// `loss`: the curves of the loss.
    Loss,
    /// `metric`: those of the experiment's first metric.
    FirstMetric,
    /// `accuracy` and so on: those of a metric, by its name in Keras.
    Metric(Metric),
    /// `picture`: what the network makes of its inputs.
    Picture,
    /// `predictions`: what it says of each row.
    Predictions,
    /// `inside`: its weights, layers and steps.
    Inside,
}

impl CourseView {
    /// As conditions call it: `view is picture`. A metric is `metric`, whichever it is.
    pub fn name(self) -> &'static str {
        match self {
            Self::Loss => "loss",
            Self::FirstMetric | Self::Metric(_) => "metric",
            Self::Picture => "picture",
            Self::Predictions => "predictions",
            Self::Inside => "inside",
        }
    }
}

impl TryFrom<String> for CourseView {
    type Error = String;

    fn try_from(name: String) -> Result<Self, String> {
        Ok(match name.as_str() {
            "loss" => Self::Loss,
            "metric" => Self::FirstMetric,
            "picture" => Self::Picture,
            "predictions" => Self::Predictions,
            "inside" => Self::Inside,
            _ => Self::Metric(
                Metric::from_name(&name).ok_or_else(|| format!("\"{name}\" is no view"))?,
            ),
        })
    }
}

impl From<CourseView> for String {
    fn from(view: CourseView) -> Self {
        match view {
            CourseView::Metric(metric) => metric.name().to_owned(),
            other => other.name().to_owned(),
        }
    }
}
