//! What one sees: a folder or a file for each part of the page.

pub mod advice;
pub mod appearance;
pub mod coach;
pub mod code;
pub mod curves;
pub mod data;
pub mod experiments;
pub mod export;
pub mod inspection;
pub mod lazy_parts;
pub mod lessons;
pub mod network;
pub mod notices;
pub mod runs;
pub mod setting_fields;
pub mod share;
pub mod shortcuts;
pub mod stage;
pub mod top_bar;
pub mod training;
