//! What touches the browser. Services hold no reactive state.

pub mod address;
pub mod attribution;
pub mod canvas;
pub mod clipboard;
pub mod clock;
pub mod database;
pub mod download;
pub mod engine;
pub mod fetch;
pub mod focus;
pub mod form;
pub mod language;
pub mod page_scripts;
pub mod pool;
pub mod random;
pub mod screen;
pub mod sound;
pub mod tab_storage;
pub mod theme;
