//! The picture of a column against the target.

use leptos::prelude::*;

use crate::app::reactive::{Views, live_view};
use crate::app::state::AppState;
use crate::data::{RelationPicture, TargetRelation};
use crate::plot::{relation_shapes, strength_text};
use crate::t;

#[component]
pub fn TargetRelationView(name: String) -> impl IntoView {
    let state = AppState::here();
    live_view(move || {
        let (column, relation) = state.data().relation.get()?;
        let relation = relation.open().ok()?;
        let is_shown = column == name && relation.picture != RelationPicture::Nothing;
        is_shown.then(|| picture(state, &relation))
    })
}

fn picture(state: AppState, relation: &TargetRelation) -> AnyView {
    let target = state.experiment.with_untracked(|experiment| experiment.data.target.clone());
    let shapes = relation_shapes(relation);
    let strength = relation.strength.map(strength_text).unwrap_or_default();
    let (classes, upward) = match &relation.picture {
        RelationPicture::Counts { classes, .. } => {
            (classes.clone(), t!("share of {target}", target))
        }
        RelationPicture::Boxes { of_target: false, .. } => {
            (Vec::new(), t!("by {target}: least, quartiles, greatest", target))
        }
        _ => (Vec::new(), t!("{target} upward", target)),
    };
    let groups = shapes
        .groups
        .iter()
        .map(|(place, name)| {
            view! { <span style:inset-inline-start=format!("{place:.1}%")>{name.clone()}</span> }
        })
        .views();
    let areas = shapes
        .areas
        .into_iter()
        .enumerate()
        .map(|(class, d)| view! { <path class=format!("area class-{}", class % 6) d=d /> })
        .views();
    let legend = classes
        .into_iter()
        .take(6)
        .enumerate()
        .map(|(class, name)| view! { <li class=format!("class-{class}")>{name}</li> })
        .views();
    let (low, high) = shapes.y_range.unwrap_or_default();
    let (left, right) = shapes.x_range.unwrap_or_default();
    view! {
        <figure class="relation">
            <figcaption>
                {upward}
                <span class="dim">{(!strength.is_empty()).then(|| format!(" · {strength}"))}</span>
            </figcaption>
            <div class="relation-box">
                <span class="axis high">{high}</span>
                <span class="axis low">{low}</span>
                <svg viewBox="-2 -2 104 104" preserveAspectRatio="none" aria-hidden="true">
                    {areas}
                    <path class="strokes" d=shapes.lines />
                    <path class="dots" d=shapes.dots />
                </svg>
                <div class="relation-groups">{groups}</div>
                <span class="axis left">{left}</span>
                <span class="axis right">{right}</span>
            </div>
            <ul class="legend-list">{legend}</ul>
        </figure>
    }
    .into_any()
}
