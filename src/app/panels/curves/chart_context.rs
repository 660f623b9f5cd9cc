//! What the parts of the chart share.

use leptos::prelude::*;

use crate::plot::Placement;
use crate::workspace::chart_view::CurveTab;

/// The tab that is shown, where its chart lies, and what is read out.
#[derive(Clone, Copy)]
pub struct ChartContext {
    pub tab: Memo<CurveTab>,
    /// Where the last drawn chart has its epochs.
    pub place: RwSignal<Option<Placement>>,
    /// The epoch that is read out.
    pub cursor: RwSignal<Option<u32>>,
}
