//! A picture under way, some places at a time.

use std::rc::Rc;

use super::unit_outputs::UnitOutputs;
use super::{LinearUnit, Picture, PicturePlan};
use crate::data::Part;
use crate::inspection::contours::contours;
use crate::inspection::prediction_job::in_units;
use crate::inspection::{Answer, NetworkCopy, NotFinite, PartName};
use crate::nn::{Float, Matrix, widen};
use crate::train::Trainer;
use crate::train::metrics::predicted_class;

/// A picture under way, with weights that stand still meanwhile.
pub struct PictureJob {
    plan: Rc<PicturePlan>,
    outputs: usize,
    portion: usize,
    /// `[places, outputs]`, as far as it is worked out.
    said: Vec<Float>,
    points_done: usize,
    inputs: Matrix,
    units: Option<UnitOutputs>,
    picture: Picture,
}

impl PictureJob {
    /// With the weights that are copied now.
    pub fn new(trainer: &Trainer, copy: &mut NetworkCopy, plan: Rc<PicturePlan>) -> Self {
        copy.update(trainer);
        Self {
            outputs: trainer.experiment().output().units as usize,
            portion: copy.portion(),
            said: Vec::new(),
            points_done: 0,
            inputs: Matrix::default(),
            units: plan.coarse.as_ref().and(plan.hidden).map(|hidden| UnitOutputs::new([hidden])),
            picture: Picture {
                epoch: trainer.epoch(),
                line: LinearUnit::of(trainer, &plan),
                ..plan.picture.clone()
            },
            plan,
        }
    }

    /// Whether it is of a line that can be set by hand, whose losses are told then.
    pub fn has_line(&self) -> bool {
        self.picture.line.is_some()
    }

    /// Tells the losses.
    pub fn set_losses(&mut self, losses: Option<[f64; 2]>) {
        self.picture.losses = losses;
    }

    /// Works out the next places, then the points, then the units; the answer once all are
    /// there.
    pub fn advance(&mut self, copy: &mut NetworkCopy) -> Option<Answer> {
        let places = self.plan.ground.places();
        let done = self.said.len() / self.outputs.max(1);
        if done < places {
            self.ask_places(copy, done, (done + self.portion).min(places));
            return None;
        }
        if self.points_done < self.picture.points.len() {
            self.ask_points(copy);
            return None;
        }
        if let (Some(units), Some(coarse)) = (&mut self.units, &self.plan.coarse)
            && !units.advance(coarse, copy)
        {
            return None;
        }
        Some(self.finish().unwrap_or(Answer::Diverged))
    }

    fn ask_places(&mut self, copy: &mut NetworkCopy, from: usize, to: usize) {
        self.plan.ground.rows(from..to, &mut self.inputs);
        let said = copy.predict(self.inputs.view());
        self.said.extend(in_units(&self.plan.dataset, said));
    }

    /// The rows themselves: of one part, for their inputs lie in one matrix.
    fn ask_points(&mut self, copy: &mut NetworkCopy) {
        let from = self.points_done;
        let points = &mut self.picture.points;
        let name = points[from].part;
        let to = points[from..]
            .iter()
            .take(self.portion)
            .position(|point| point.part != name)
            .map_or(points.len().min(from + self.portion), |length| from + length);
        let part: &Part = match name {
            PartName::Validation => &self.plan.dataset.validation,
            _ => &self.plan.dataset.training,
        };
        self.inputs.gather(&part.inputs, &self.plan.at[from..to]);
        let said = copy.predict(self.inputs.view());
        let (classes, scaler) = (self.picture.classes.len(), self.plan.dataset.target_scaler);
        for (point, row) in points[from..to].iter_mut().zip(said.rows()) {
            point.predicted = match (classes, row.as_slice()) {
                (0, _) => scaler.inverse(widen(row[0])),
                (3.., Some(row)) => predicted_class(row, 0.5) as f64,
                _ => widen(row[0]),
            };
        }
        self.points_done = to;
    }

    fn finish(&mut self) -> Result<Answer, NotFinite> {
        let mut picture = std::mem::take(&mut self.picture);
        let said = std::mem::take(&mut self.said);
        let are_finite = said.iter().all(|value| widen(*value).is_finite())
            && picture.points.iter().all(|point| point.predicted.is_finite());
        if !are_finite {
            return Err(NotFinite);
        }
        if let Some(units) = self.units.take() {
            picture.units = units.surfaces()?.concat();
        }
        if picture.axes.len() < 2 || self.outputs < 2 {
            picture.values = said;
        } else {
            let rows = said.chunks_exact(self.outputs);
            picture.winners = rows.clone().map(|row| predicted_class(row, 0.5) as u8).collect();
            let most = |(row, winner): (&[Float], &u8)| row[usize::from(*winner)];
            picture.values = rows.zip(&picture.winners).map(most).collect();
            picture.boundaries = boundaries(&said, self.outputs, picture.axes[0].places);
        }
        Ok(Answer::Picture(Box::new(picture)))
    }
}

/// Where the most likely class changes: where a class is as likely as the likeliest other.
fn boundaries(said: &[Float], classes: usize, across: usize) -> Vec<[Float; 4]> {
    let mut all = Vec::new();
    for class in 0..classes {
        let margin = |row: &[Float]| {
            let others = row.iter().enumerate().filter(|(other, _)| *other != class);
            let other = others.map(|(_, value)| *value).fold(Float::NEG_INFINITY, Float::max);
            row[class] - other
        };
        let margins: Vec<Float> = said.chunks_exact(classes).map(margin).collect();
        all.extend(contours(&margins, across, 0.0));
    }
    all
}
