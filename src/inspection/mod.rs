//! What a trained network says, and how right it is: plain values for the views that show it.
//!
//! The names are scikit-learn's where it has one. The worker fills [`Predictions`] from the
//! network; all else is a function of them, so a view that moves a threshold asks nobody.

mod batch_by_batch;
mod calibration_curve;
mod chain;
mod class_scores;
mod column_correlation;
mod column_curve;
mod contours;
mod layer_figures;
mod network_graph;
mod permutation_importance;
pub mod picture;
mod prediction_job;
mod predictions;
mod question;
mod residuals_over;
mod roc_curve;
mod row_flow;
mod score_histogram;
mod step_by_step;
mod tried_row;
mod typed_row;
mod typed_row_note;
mod value_histogram;
mod worst_rows;

pub use batch_by_batch::{BatchByBatch, batch_by_batch};
pub use calibration_curve::{CalibrationBin, calibration_curve};
pub use class_scores::{ClassScores, accuracy, class_scores};
pub use column_correlation::{CorrelatedColumn, column_correlations};
pub use column_curve::{ColumnCurve, CurvePlaces, column_curve};
pub use contours::contours;
pub use layer_figures::{
    BatchNormFigures, BlockFigures, DropoutFigures, LayerFigures, SHOWN_MASK_ROWS, SHOWN_UNITS,
    VariableFigures, layer_figures,
};
pub use network_graph::{
    DRAWN_UNITS, GraphBlock, NetworkGraph, WeightEdit, WeightTable, network_graph, quick_losses,
    weight_place,
};
pub use permutation_importance::{
    ColumnImportance, NoImportance, PermutationImportance, PermutationImportanceJob, Score,
};
pub use prediction_job::{NetworkCopy, PredictionJob};
pub use predictions::{PartName, Predictions};
pub use question::{Answer, NOT_LOADED, Question};
pub use residuals_over::{ColumnScale, ColumnValues, MOST_DOTS, ResidualsAcross, ResidualsOver};
pub use roc_curve::{RocCurve, roc_curve};
pub use row_flow::{FlowingValues, RowFlow, row_flow};
pub use score_histogram::{ScoreHistogram, score_histogram};
pub use step_by_step::{
    ChosenUnit, Expression, Function, Line, LineGroup, Rest, SHOWN_ROWS, SHOWN_TERMS, Stage,
    StageName, StepByStep, step_by_step,
};
pub use tried_row::{SaidOfRow, TriedQuestion, TriedRow, try_row};
pub use typed_row::{
    FieldKind, FormField, PreparedRow, RowForm, TypedRow, predict_row, prepare_row, row_form,
    typed_row,
};
pub use typed_row_note::{RowNote, TypedValueError, UnknownBecomes};
pub use value_histogram::{NotFinite, VALUE_BINS, ValueHistogram, value_histogram};
pub use worst_rows::{WorstRow, worst_rows};
