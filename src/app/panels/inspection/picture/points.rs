//! Points of a made set, moved, set and taken away in the picture.

use leptos::prelude::*;

use super::context::PictureContext;
use crate::app::actions;
use crate::app::reactive::{derived, effect, memo, shown};
use crate::app::state::AppState;
use crate::app::widgets::Select;
use crate::config::{DataSource, Shape, Task, limits};
use crate::data::synthetic::CLASSES;
use crate::plot::prediction_pictures::PictureSize;
use crate::t;
use crate::workspace::painting::{MovablePoints, PointTool};

/// How far the pointer may be from the point that it takes, in CSS pixels.
const REACH_PX: f64 = 16.0;

/// The points that can be moved: those of a made set of classes, over its two columns.
#[derive(Clone, Copy)]
pub struct Points {
    state: AppState,
    context: PictureContext,
    can_move: Memo<bool>,
}

/// Whether the experiment's table is points that the user set.
pub fn is_painted(state: AppState) -> bool {
    state.experiment.with(|experiment| {
        matches!(&experiment.data.source, DataSource::Synthetic(made)
            if matches!(made.shape, Shape::Painted { .. }))
    })
}

impl Points {
    /// Of the picture.
    pub fn new(context: PictureContext) -> Self {
        let state = AppState::here();
        let can_move = memo(move || {
            let is_made = state.experiment.with(|experiment| {
                matches!(&experiment.data.source, DataSource::Synthetic(made)
                    if made.shape.task() != Task::Regression)
            });
            let is_whole = context.shown.get().is_some_and(|picture| {
                let axes: Vec<_> = picture.axes.iter().map(|axis| axis.column.as_str()).collect();
                axes == ["x1", "x2"] && picture.rows <= limits::MAX_PAINTED_POINTS
            });
            is_made && is_whole
        });
        effect(move || {
            state.data().table.track();
            // Before a tool is chosen, so that the first click finds them.
            if can_move.get() && state.data().schema.with(Option::is_some) {
                actions::read_points(state);
            }
        });
        effect(move || {
            // Another table has no points to move, or others.
            if context.shown.with(Option::is_some) && !can_move.get() {
                context.tool.set(PointTool::Read);
                context.dragged.set(None);
            }
        });
        Self { state, context, can_move }
    }

    fn movable(self) -> Option<MovablePoints> {
        let picture = self.context.shown.get_untracked()?;
        let points = untrack(|| self.state.data().known_points());
        let all = MovablePoints::new(&points, &picture.points, &picture.classes)?;
        Some(all.with_points(actions::painted_points(self.state)))
    }

    /// The row whose point is nearest to a place, if one is near.
    fn nearest(self, place: [f64; 2], size: PictureSize) -> Option<u32> {
        let picture = self.context.shown.get_untracked()?;
        let px = |axis: usize, length: f64| {
            let axis = &picture.axes[axis];
            length / (axis.high - axis.low)
        };
        let (across, up) = (px(0, size.width), px(1, size.height));
        let distance =
            |point: &[f64; 2]| (across * (point[0] - place[0])).hypot(up * (point[1] - place[1]));
        let nearest = picture
            .points
            .iter()
            .map(|point| (distance(&point.place), point.row))
            .min_by(|one, other| one.0.total_cmp(&other.0))?;
        (nearest.0 <= REACH_PX).then_some(nearest.1)
    }

    /// Does at a place what the tool is for; a point that is taken is moved until it is dropped.
    pub fn act(self, place: [f64; 2], size: PictureSize) {
        match self.context.tool.get_untracked() {
            PointTool::Read => {}
            PointTool::Move => {
                if let Some(row) = self.nearest(place, size) {
                    self.context.dragged.set(Some((row, place)));
                }
            }
            PointTool::Add(class) => {
                if let Some(all) = self.movable() {
                    actions::move_points(self.state, all.added(place, class));
                }
            }
            PointTool::Remove => {
                if let Some((all, row)) = self.movable().zip(self.nearest(place, size)) {
                    actions::move_points(self.state, all.removed(row as usize));
                }
            }
        }
    }

    /// Moves the point that is taken.
    pub fn drag(self, place: [f64; 2]) {
        self.context.dragged.update(|dragged| {
            if let Some((_, at)) = dragged {
                *at = place;
            }
        });
    }

    /// Leaves the point where it is.
    pub fn drop(self) {
        let dragged = self.context.dragged.get_untracked();
        if let Some((all, (row, place))) = self.movable().zip(dragged) {
            actions::move_points(self.state, all.moved(row as usize, place));
        }
        self.context.dragged.set(None);
    }
}

/// The choice of the tool, where there are points that can be moved.
#[component]
pub fn Tools(points: Points) -> impl IntoView {
    let context = points.context;
    let name = |tool: PointTool| match tool {
        PointTool::Read => "read".to_owned(),
        PointTool::Move => "move".to_owned(),
        PointTool::Add(class) => format!("add-{class}"),
        PointTool::Remove => "remove".to_owned(),
    };
    let all = || {
        let add = (0..CLASSES.len() as u8).map(PointTool::Add);
        let first = [PointTool::Read, PointTool::Move];
        first.into_iter().chain(add).chain([PointTool::Remove])
    };
    let options = derived(move || {
        let label = |tool: PointTool| match tool {
            PointTool::Read => t!("fixed").to_owned(),
            PointTool::Move => t!("move").to_owned(),
            PointTool::Add(class) => {
                t!("add {class}", class = CLASSES[usize::from(class)])
            }
            PointTool::Remove => t!("remove").to_owned(),
        };
        all().map(|tool| (name(tool), label(tool))).collect()
    });
    shown(
        move || points.can_move.get(),
        move || {
            view! {
                <Select
                    id="picture-points"
                    label=t!("Points")
                    options=options
                    value=derived(move || name(context.tool.get()))
                    set=Callback::new(move |chosen: String| {
                        let tool = all().find(|tool| name(*tool) == chosen);
                        context.tool.set(tool.unwrap_or_default());
                    })
                />
            }
        },
    )
}
