//! What the parts of the tab read.

use std::sync::Arc;

use leptos::prelude::*;

use crate::inspection::Predictions;

/// What was found, if the last answer has predictions.
pub type Found = Memo<Option<Arc<Predictions>>>;
