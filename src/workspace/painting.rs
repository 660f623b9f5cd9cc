//! Points of a made set, as the user sets and moves them.

use crate::config::PaintedPoint;
use crate::data::synthetic::CLASSES;
use crate::inspection::picture::PicturePoint;

/// What the user does to points while their table is made: each step is a table of its own.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Painting {
    /// Strokes that wait for the table of the one before.
    pub strokes: Vec<Vec<PaintedPoint>>,
    /// The moved points whose table is on its way.
    pub made: Option<Vec<PaintedPoint>>,
    /// All points as they were moved since.
    pub moved: Option<Vec<PaintedPoint>>,
    /// Whether the network trains anew once the table is there.
    pub trains_anew: bool,
}

impl Painting {
    /// Takes moved points in; what is to be made now, if nothing is on its way.
    pub fn move_points(&mut self, points: Vec<PaintedPoint>) -> Option<Vec<PaintedPoint>> {
        if self.made.is_some() {
            self.moved = Some(points);
            return None;
        }
        self.made = Some(points.clone());
        Some(points)
    }

    /// All points as they will be.
    pub fn latest(&self) -> Option<&Vec<PaintedPoint>> {
        self.moved.as_ref().or(self.made.as_ref())
    }

    /// The table of moved points has arrived: what is to be made next, and whether the network
    /// trains now.
    pub fn arrived(&mut self) -> (Option<Vec<PaintedPoint>>, bool) {
        if self.made.take().is_none() {
            return (None, false);
        }
        self.made = self.moved.take();
        let trains = self.made.is_none() && std::mem::take(&mut self.trains_anew);
        (self.made.clone(), trains)
    }

    /// Nothing will come of it any more.
    pub fn give_up(&mut self) {
        *self = Self::default();
    }
}

/// What the user does to the points of a picture.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum PointTool {
    /// Nothing: the cursor reads.
    #[default]
    Read,
    /// Moves a point.
    Move,
    /// Sets a point of a class.
    Add(u8),
    /// Takes a point away.
    Remove,
}

/// The points of a table of classes and how they lie in its picture: the pad is a square from -1
/// to 1, and a set that reaches beyond is drawn smaller on it.
#[derive(Debug, Clone, PartialEq)]
pub struct MovablePoints {
    points: Vec<PaintedPoint>,
    reach: f64,
}

impl MovablePoints {
    /// `points` are all rows of the table on the pad, `shown` those of them in the picture,
    /// `classes` the names of the classes that are there.
    pub fn new(
        points: &[PaintedPoint],
        shown: &[PicturePoint],
        classes: &[String],
    ) -> Option<Self> {
        let reach = shown
            .iter()
            .filter_map(|one| {
                let pad = points.get(one.row as usize)?;
                let pairs = [(one.place[0], pad.x), (one.place[1], pad.y)];
                pairs.into_iter().max_by_key(|(_, thousandths)| thousandths.unsigned_abs())
            })
            .max_by_key(|(_, thousandths)| thousandths.unsigned_abs())
            .filter(|(_, thousandths)| thousandths.unsigned_abs() > 100)
            .map_or(1.0, |(value, thousandths)| value * 1000.0 / f64::from(thousandths));
        // A set within the pad lies on it as it is.
        let reach = if reach < 1.002 { 1.0 } else { reach };
        let letter = |class: u8| {
            let name = classes.get(usize::from(class))?;
            CLASSES.iter().position(|letter| letter == name)
        };
        let points = points
            .iter()
            .map(|point| Some(PaintedPoint { class: letter(point.class)? as u8, ..*point }))
            .collect::<Option<Vec<_>>>()?;
        (!points.is_empty()).then_some(Self { points, reach })
    }

    /// With what became of them since the picture was drawn, if something did.
    #[must_use]
    pub fn with_points(self, points: Option<Vec<PaintedPoint>>) -> Self {
        Self { points: points.unwrap_or(self.points), ..self }
    }

    /// All points with the row at another place.
    pub fn moved(&self, row: usize, place: [f64; 2]) -> Vec<PaintedPoint> {
        let mut points = self.points.clone();
        if let Some(point) = points.get_mut(row) {
            let [x, y] = place.map(|value| self.thousandths(value));
            *point = PaintedPoint { x, y, ..*point };
        }
        points
    }

    /// All points and one more.
    pub fn added(&self, place: [f64; 2], class: u8) -> Vec<PaintedPoint> {
        let [x, y] = place.map(|value| self.thousandths(value));
        let mut points = self.points.clone();
        points.push(PaintedPoint { x, y, class });
        points
    }

    /// All points but the row.
    pub fn removed(&self, row: usize) -> Vec<PaintedPoint> {
        let mut points = self.points.clone();
        if row < points.len() {
            points.remove(row);
        }
        points
    }

    fn thousandths(&self, value: f64) -> i16 {
        (value / self.reach * 1000.0).round().clamp(-1000.0, 1000.0) as i16
    }
}
