//! The picture in words.

use leptos::prelude::*;

use super::context::PictureContext;
use crate::inspection::PartName;
use crate::inspection::picture::{MOST_POINTS, Picture};
use crate::plot::prediction_pictures::{Boundary, Fit, PictureSize, mean_residual};
use crate::plot::value_label;
use crate::text::{Grouped, inside};
use crate::workspace::number_words::grouped;
use crate::workspace::unit_words::place_words;
use crate::{t, tn};

/// What is seen, whose it is, and what is held.
pub fn sentence(context: PictureContext) -> String {
    let Some(picture) = context.shown.get() else { return String::new() };
    let target = context.target.get();
    let over = match picture.axes.as_slice() {
        [first, second, ..] => {
            t!("{first} and {second}", first = first.column, second = second.column)
        }
        axes => axes.first().map(|axis| axis.column.clone()).unwrap_or_default(),
    };
    let epoch = grouped(picture.epoch as usize);
    let what = match picture.classes.as_slice() {
        [] => t!("The predicted {target}", target),
        [_, class] => t!("The predicted probability of {target} = {class}", target, class),
        _ => t!("The most likely {target}", target),
    };
    if picture.held_count == 0 {
        return t!("{what} over {over}, with the weights of epoch {epoch}.", what, over, epoch);
    }
    let all: Vec<_> =
        picture.held.iter().map(|(column, value)| format!("{column} {value}")).collect();
    let (mut held, more) = (all.join(", "), picture.held_count - picture.held.len());
    if more > 0 {
        held = t!("{told} and {more} more", told = held, more);
    }
    tn!(
        Grouped(picture.rows as u64),
        "{what} over {over}, with the weights of epoch {epoch}; held: {held}. {near} of {count} row lie near that (the others are faint).",
        "{what} over {over}, with the weights of epoch {epoch}; held: {held}. {near} of {count} rows lie near that (the others are faint).",
        what,
        over,
        epoch,
        held,
        near = grouped(picture.near),
    )
}

/// How far off the rows are, part by part.
pub fn errors(picture: &Picture, threshold: f64) -> String {
    let parts = [PartName::Training, PartName::Validation];
    let of_part = |part: PartName| picture.points.iter().filter(move |point| point.part == part);
    let are_all = parts.iter().all(|part| of_part(*part).count() < MOST_POINTS);
    if picture.classes.is_empty() {
        let each = parts.iter().filter_map(|part| {
            let mean = value_label(mean_residual(picture, *part)?);
            Some(t!("{mean} on {part} rows", mean, part = inside(part.label())))
        });
        let means = each.collect::<Vec<_>>().join(", ");
        return if are_all {
            t!("MAE: {means}", means)
        } else {
            t!("MAE of the rows shown: {means}", means)
        };
    }
    // One that is hidden has no points.
    let seen = parts.into_iter().filter(|part| of_part(*part).count() > 0);
    let each = seen.map(|part| {
        let classes = picture.classes.len();
        let wrong = of_part(part).filter(|point| point.is_wrong(classes, threshold)).count();
        t!(
            "{wrong} of {all} {part}",
            wrong = grouped(wrong),
            all = grouped(of_part(part).count()),
            part = inside(part.label()),
        )
    });
    let wrong = each.collect::<Vec<_>>().join(", ");
    if are_all {
        t!("Wrong: {wrong}", wrong)
    } else {
        t!("Wrong of the rows shown: {wrong}", wrong)
    }
}

/// What the network says where the cursor is.
pub fn at_cursor(context: PictureContext, size: PictureSize) -> Option<[String; 2]> {
    let (picture, place) = (context.shown.get()?, context.cursor.get()?);
    let target = context.target.get();
    let said = |values: &[f64]| match (picture.classes.as_slice(), values) {
        ([], [value, ..]) => format!("{target} {}", value_label(*value)),
        ([_, class], [value]) => format!("P({class}) {}", value_label(*value)),
        (classes, values) => {
            let best = (0..values.len()).max_by(|a, b| values[*a].total_cmp(&values[*b]));
            let best = best.unwrap_or_default();
            let class = classes.get(best).map_or("", String::as_str);
            format!("P({class}) {}", value_label(values.get(best).copied().unwrap_or_default()))
        }
    };
    if let [axis] = picture.axes.as_slice() {
        let held = context.held.get();
        let fit = Fit { picture: &picture, up: "", has_residuals: false, batch: &[], held, size };
        let (value, values) = fit.said_at(place.0)?;
        return Some([place_words(axis, value), said(&values)]);
    }
    let colors = context.colors(&picture);
    let threshold = context.threshold.get();
    let boundary = Boundary { picture: &picture, colors: &colors, threshold, size };
    let [x, y] = boundary.values_at(place)?;
    let (value, winner) = boundary.said_at([x, y])?;
    let place =
        format!("{} · {}", place_words(&picture.axes[0], x), place_words(&picture.axes[1], y));
    let said = if picture.classes.len() > 2 {
        format!("P({}) {}", picture.classes[winner], value_label(value))
    } else {
        said(&[value])
    };
    Some([place, said])
}
