//! All of a picture that does not depend on the weights.

use std::ops::Range;
use std::rc::Rc;

use super::ground::{Ground, able_columns};
use super::held::Nearness;
use super::{
    MOST_CLASSES, MOST_POINTS, Picture, PictureAxis, PicturePoint, PictureProblem, PictureQuestion,
    UNIT_PLACES,
};
use crate::config::DataSource;
use crate::data::{Cell, Dataset, Encoder, Part, Scaler, Table, synthetic};
use crate::inspection::column_correlation::{column_inputs, correlation, evenly, unit};
use crate::inspection::{PartName, chain};
use crate::nn::{Float, Matrix, narrow, widen};
use crate::train::Trainer;
use crate::train::metrics::class_of;

/// The rows that the columns are compared with the target on.
const COMPARED_ROWS: usize = 2_000;
/// With more inputs fewer places are worked out.
const MANY_INPUTS: usize = 300;
/// Units whose surfaces are beside the picture: more would be too small to see.
const MOST_UNITS: usize = 12;

/// A picture without what the network says, and the inputs that it is asked of.
pub struct PicturePlan {
    pub(super) question: PictureQuestion,
    pub(super) dataset: Rc<Dataset>,
    pub(super) ground: Ground,
    /// The same with the places of the units' surfaces; none along a single axis.
    pub(super) coarse: Option<Ground>,
    /// The layer of the engine before the output, and how many of its units have a surface.
    pub(super) hidden: Option<(usize, usize)>,
    /// Along one axis of a column of one input: its place, and what it is at the least and the
    /// greatest row.
    pub(super) at_ends: Option<(usize, [f64; 2])>,
    /// Where each point stands in its part.
    pub(super) at: Vec<usize>,
    pub(super) picture: Picture,
}

impl PicturePlan {
    /// Of the table on which the run trains.
    ///
    /// # Errors
    /// Why there can be no such picture.
    pub fn new(
        trainer: &Trainer,
        table: &Table,
        question: &PictureQuestion,
    ) -> Result<Self, PictureProblem> {
        let dataset = trainer.shared_dataset();
        let classes = dataset.facts().class_names.clone();
        if classes.len() > MOST_CLASSES {
            return Err(PictureProblem::ManyClasses(classes.len()));
        }
        let able = able_columns(&dataset);
        let inputs_of = column_inputs(&dataset);
        let chosen = chosen_columns(&dataset, &able, &inputs_of, &question.columns)?;
        let place_of = |column: usize| table.place_of(&dataset.columns[column].column);
        let most = if dataset.inputs() > MANY_INPUTS { 40 } else { 240 };
        let places = usize::from(question.places).clamp(8, most);
        let ground = Ground::new(table, &dataset, &chosen, question.held, places);
        let is_surface = ground.axes.len() == 2;
        let at_ends = match (chosen.as_slice(), ground.axes.as_slice()) {
            ([column], [axis]) if inputs_of[*column].1.len() == 1 => {
                let input = |value| {
                    let mut input = [0.0];
                    dataset.columns[*column].inputs(Cell::Number(value), &mut input);
                    widen(input[0])
                };
                Some((inputs_of[*column].1.start, axis.rows.map(input)))
            }
            _ => None,
        };
        let blocks = chain::blocks(trainer);
        let hidden = match blocks.as_slice() {
            [.., hidden, _] => Some((hidden.layers[1], hidden.units)),
            _ => None,
        };
        let mut picture = Picture {
            truth: truth(trainer, &ground.axes),
            columns: able.iter().map(|&at| dataset.columns[at].column.clone()).collect(),
            held: ground.held.clone(),
            held_count: dataset.columns.len() - chosen.len(),
            classes,
            axes: ground.axes.clone(),
            unit_count: hidden.map_or(0, |(_, units)| units),
            ..Picture::default()
        };
        let near = Nearness::new(&dataset, &ground.base, &chosen);
        let columns: Vec<_> = chosen.iter().map(|&column| (column, place_of(column))).collect();
        let at = points(&mut picture, table, &dataset, &columns, &near);
        Ok(Self {
            question: question.clone(),
            coarse: is_surface.then(|| ground.with_places(&dataset, UNIT_PLACES)),
            hidden: hidden.map(|(layer, units)| (layer, units.min(MOST_UNITS))),
            dataset,
            ground,
            at_ends,
            at,
            picture,
        })
    }

    /// Whether it is of this dataset and this question.
    pub fn is_of(&self, trainer: &Trainer, question: &PictureQuestion) -> bool {
        Rc::ptr_eq(&self.dataset, &trainer.shared_dataset()) && self.question == *question
    }
}

/// Those that are named and able; without any the two that say most about the target.
fn chosen_columns(
    dataset: &Dataset,
    able: &[usize],
    inputs_of: &[(String, Range<usize>)],
    named: &[String],
) -> Result<Vec<usize>, PictureProblem> {
    let mut chosen = Vec::new();
    for name in named.iter().take(2) {
        match able.iter().find(|&&at| dataset.columns[at].column == *name) {
            Some(at) if !chosen.contains(at) => chosen.push(*at),
            _ => {}
        }
    }
    if !chosen.is_empty() {
        return Ok(chosen);
    }
    let mut by_strength: Vec<(f64, usize)> =
        able.iter().map(|&at| (strength(dataset, inputs_of[at].1.start), at)).collect();
    // Stable: of equals the first.
    by_strength.sort_by(|one, other| other.0.total_cmp(&one.0));
    by_strength.truncate(2);
    // In the order of the table.
    by_strength.sort_by_key(|&(_, at)| at);
    if by_strength.is_empty() {
        return Err(PictureProblem::NoNumbers);
    }
    Ok(by_strength.into_iter().map(|(_, at)| at).collect())
}

/// The greatest correlation of an input with a column of the targets.
fn strength(dataset: &Dataset, input: usize) -> f64 {
    let part = &dataset.training;
    let rows = evenly(part.rows(), COMPARED_ROWS);
    let numbers = |matrix: &Matrix, column: usize| {
        unit(rows.iter().map(|row| widen(matrix.row(*row)[column])).collect())
    };
    let own = numbers(&part.inputs, input);
    let with = |target| correlation(&own, &numbers(&part.targets, target));
    (0..part.targets.cols()).filter_map(with).fold(0.0, f64::max)
}

/// What the formula of a made set says along its one input.
fn truth(trainer: &Trainer, axes: &[PictureAxis]) -> Vec<Float> {
    let (DataSource::Synthetic(config), [axis]) =
        (&trainer.experiment().config().data.source, axes)
    else {
        return Vec::new();
    };
    let all = (0..axis.places).map(|at| synthetic::true_value(config, axis.at(at)).map(narrow));
    all.collect::<Option<Vec<Float>>>()
        .filter(|values| values.iter().all(|value| widen(*value).is_finite()))
        .unwrap_or_default()
}

/// Sets the points and what is told of them; where each stands in its part.
fn points(
    picture: &mut Picture,
    table: &Table,
    dataset: &Dataset,
    columns: &[(usize, Option<usize>)],
    near: &Nearness,
) -> Vec<usize> {
    let mut at = Vec::new();
    let parts = [
        (PartName::Training, &dataset.training, &dataset.rows.training),
        (PartName::Validation, &dataset.validation, &dataset.rows.validation),
    ];
    for (name, part, rows) in parts {
        let every = rows.len().div_ceil(MOST_POINTS).max(1);
        picture.rows += rows.len();
        for (index, &row) in rows.iter().enumerate() {
            let is_near = near.holds(part.inputs.row(index));
            picture.near += usize::from(is_near);
            if index % every != 0 {
                continue;
            }
            let mut place = [0.0; 2];
            for (&(column, table_place), place) in columns.iter().zip(&mut place) {
                *place =
                    number(table.value(row, table_place.unwrap_or(usize::MAX)), dataset, column);
            }
            let actual = actual(part, index, &dataset.target_scaler, picture.classes.is_empty());
            picture.points.push(PicturePoint {
                row: row as u32,
                part: name,
                place,
                actual,
                predicted: 0.0,
                is_near,
            });
            at.push(index);
        }
    }
    at
}

fn actual(part: &Part, row: usize, scaler: &Scaler, is_regression: bool) -> f64 {
    let targets = part.targets.row(row);
    if is_regression { scaler.inverse(widen(targets[0])) } else { class_of(targets) as f64 }
}

/// Where a row stands; what is missing stands where it was filled in.
fn number(cell: Cell<'_>, dataset: &Dataset, column: usize) -> f64 {
    match (cell, &dataset.columns[column].encoder) {
        (Cell::Number(number), _) => number,
        (_, Encoder::Number(encoder)) => encoder.fill.unwrap_or_default(),
        (_, Encoder::Date(encoder)) => encoder.fill.unwrap_or_default(),
        _ => 0.0,
    }
}
