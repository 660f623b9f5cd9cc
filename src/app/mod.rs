//! The page. Plain state and reducers compile everywhere and are tested natively;
//! what touches the browser compiles for wasm32 only.

pub mod activation_graph;
pub mod advised;
pub mod block_notes;
pub mod block_picture;
pub mod curve_words;
pub mod figures;
pub mod keeping;
pub mod look;
pub mod run_record;
pub mod run_state;
pub mod runs;
pub mod selection;
pub mod slots;
pub mod sweep;
pub mod track;
pub mod undo;

#[cfg(all(feature = "page", target_arch = "wasm32"))]
mod actions;
#[cfg(all(feature = "page", target_arch = "wasm32"))]
mod builder;
#[cfg(all(feature = "page", target_arch = "wasm32"))]
mod coach;
#[cfg(all(feature = "page", target_arch = "wasm32"))]
mod counsel;
#[cfg(all(feature = "page", target_arch = "wasm32"))]
mod curves_panel;
#[cfg(all(feature = "page", target_arch = "wasm32"))]
mod data_panel;
#[cfg(all(feature = "page", target_arch = "wasm32"))]
mod experiments;
#[cfg(all(feature = "page", target_arch = "wasm32"))]
mod later;
#[cfg(all(feature = "page", target_arch = "wasm32"))]
mod live;
#[cfg(all(feature = "page", target_arch = "wasm32"))]
mod look_back;
#[cfg(all(feature = "page", target_arch = "wasm32"))]
mod notices;
#[cfg(all(feature = "page", target_arch = "wasm32"))]
mod root;
#[cfg(all(feature = "page", target_arch = "wasm32"))]
mod run_shelf;
#[cfg(all(feature = "page", target_arch = "wasm32"))]
mod services;
#[cfg(all(feature = "page", target_arch = "wasm32"))]
mod settings;
#[cfg(all(feature = "page", target_arch = "wasm32"))]
mod shelf;
#[cfg(all(feature = "page", target_arch = "wasm32"))]
mod shortcuts;
#[cfg(all(feature = "page", target_arch = "wasm32"))]
mod state;
#[cfg(all(feature = "page", target_arch = "wasm32"))]
mod sweep_shelf;
#[cfg(all(feature = "page", target_arch = "wasm32"))]
mod top_bar;
#[cfg(all(feature = "page", target_arch = "wasm32"))]
mod training_panel;
#[cfg(all(feature = "page", target_arch = "wasm32"))]
mod widgets;

#[cfg(all(feature = "page", target_arch = "wasm32"))]
pub use root::mount;
