//! A block of the figures that the tab was told last.

use std::sync::Arc;

use leptos::prelude::*;

use crate::app::reactive::memo;
use crate::app::services::theme;
use crate::app::state::AppState;
use crate::inspection::{BlockFigures, LayerFigures};
use crate::plot::theme::{ChartTheme, DARK, LIGHT};

/// All figures, as they come.
pub type FoundLayers = RwSignal<Option<Arc<LayerFigures>>>;

/// One block of them, and the look that its pictures have.
#[derive(Clone, Copy)]
pub struct LayerOf {
    pub found: FoundLayers,
    /// Its place in the chain.
    pub at: usize,
    pub is_dark: Memo<bool>,
}

impl LayerOf {
    /// What `get` takes out of the block and the whole; follows the figures.
    pub fn read<T>(self, get: impl FnOnce(&BlockFigures, &LayerFigures) -> Option<T>) -> Option<T> {
        self.found.with(|found| {
            let found = found.as_ref()?;
            get(found.blocks.get(self.at)?, found)
        })
    }

    pub fn theme(self) -> &'static ChartTheme {
        if self.is_dark.get() { &DARK } else { &LIGHT }
    }
}

/// Whether pictures are dark: as chosen, or as the system is.
pub fn is_dark(state: AppState) -> Memo<bool> {
    let system = RwSignal::new(0_u32);
    theme::on_system_change(move || system.update(|count| *count += 1));
    memo(move || {
        system.track();
        state.theme.get().is_dark()
    })
}
