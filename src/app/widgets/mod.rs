//! What panels share: native controls with a label and a sentence, dialogs, sheets.

mod dialog;
mod disclosure;
mod icon;
mod icon_button;
mod name_field;
mod number_field;
mod read_out;
mod resize;
mod select;
mod sheet;
mod undo_delete;

pub use dialog::Dialog;
pub use disclosure::{Disclosure, closed_disclosure};
pub use icon::icon;
pub use icon_button::IconButton;
pub use name_field::name_field;
pub use number_field::NumberField;
pub use read_out::ReadOut;
pub use resize::on_resize;
pub use select::Select;
pub use sheet::{SheetButton, SheetHead};
pub use undo_delete::undo_delete;
