//! What colours and marks mean, how many rows are wrong, and what each unit says.

use leptos::html;
use leptos::prelude::*;

use super::context::PictureContext;
use super::line::{Line, by_hand};
use super::words;
use crate::app::reactive::{Views, effect, live_text, live_view, memo, shown};
use crate::app::services::canvas::draw_pixels;
use crate::inspection::picture::UNIT_PLACES;
use crate::plot::prediction_pictures::unit_pixels;
use crate::plot::value_label;
use crate::text::Grouped;
use crate::{t, tc, tn};

/// Beside the picture.
#[component]
pub fn Key(context: PictureContext, line: Line, is_surface: bool) -> impl IntoView {
    let picture = context.shown;
    let classes =
        memo(move || picture.get().map(|picture| picture.classes.clone()).unwrap_or_default());
    let target = context.target;
    let is_colored_by_class = move || classes.with(|names| !names.is_empty());
    let units = memo(move || picture.get().map_or(0, |picture| picture.units.len()));
    let swatches = move || {
        let of_class = |(class, name): (usize, String)| {
            view! {
                <li>
                    <span class=format!("swatch class-{class}") aria-hidden="true"></span>
                    {name}
                </li>
            }
        };
        view! {
            <ul class="picture-classes" aria-label=target.get()>
                {classes.get().into_iter().enumerate().map(of_class).views()}
            </ul>
        }
    };
    view! {
        <div
            class="picture-key"
            role="group"
            aria-label=tc!("what colours and marks mean", "Key")
            tabindex="0"
        >
            {live_view(move || is_colored_by_class().then(swatches))}
            {shown(
                move || is_surface && !is_colored_by_class(),
                move || {
                    let end = move |at: usize| {
                        live_text(move || {
                            picture.get().map(|p| value_label(context.colors(&p).range()[at]))
                        })
                    };
                    view! {
                        <p class="picture-scale">
                            <span>{end(0)}</span>
                            <span class="scale" aria-hidden="true"></span>
                            <span>{end(1)}</span>
                        </p>
                    }
                },
            )}
            <ul class="picture-marks">
                <li class:of-part=move || !is_colored_by_class() && !is_surface>
                    <span class="point-mark round" aria-hidden="true"></span>
                    {t!("training")}
                </li>
                <li class:of-part=move || !is_colored_by_class() && !is_surface>
                    <span class="point-mark diamond" aria-hidden="true"></span>
                    {t!("validation")}
                </li>
                {shown(
                    move || is_surface && is_colored_by_class(),
                    || {
                        view! {
                            <li>
                                <span class="point-mark ringed" aria-hidden="true"></span>
                                {t!("wrong")}
                            </li>
                        }
                    },
                )}
                {shown(
                    move || picture.get().is_some_and(|picture| !picture.truth.is_empty()),
                    || {
                        view! {
                            <li>
                                <span class="point-mark dashes" aria-hidden="true"></span>
                                {t!("what made the points, without noise")}
                            </li>
                        }
                    },
                )}
            </ul>
            <p class="dim">
                {live_text(move || {
                    picture.get().map(|picture| words::errors(&picture, context.threshold.get()))
                })}
            </p>
            {by_hand(line)}
            {shown(
                move || units.get() > 0,
                move || {
                    view! {
                        <h3>{t!("What each unit before the output says")}</h3>
                        <ul class="picture-units">
                            {live_view(move || {
                                (0..units.get()).map(|unit| view! { <Unit context unit /> }).views()
                            })}
                        </ul>
                        {live_text(move || {
                            let there = picture.get().map_or(0, |picture| picture.unit_count);
                            let more = there.saturating_sub(units.get());
                            (more > 0)
                                .then(|| {
                                    tn!(
                                        Grouped(more as u64), "and {count} more unit",
                                        "and {count} more units"
                                    )
                                })
                        })}
                    }
                },
            )}
        </div>
    }
}

/// A unit's surface, from its least output to its greatest.
#[component]
fn Unit(context: PictureContext, unit: usize) -> impl IntoView {
    let picture = context.shown;
    let node = NodeRef::<html::Canvas>::new();
    effect(move || {
        let (Some(canvas), Some(picture)) = (node.get(), picture.get()) else { return };
        if let Some(unit) = picture.units.get(unit) {
            let pixels = unit_pixels(unit, UNIT_PLACES, context.theme());
            draw_pixels(&canvas, &pixels, UNIT_PLACES);
        }
    });
    let words = move || {
        let picture = picture.get()?;
        let [low, high] = picture.units.get(unit)?.range.map(value_label);
        Some(if low == high {
            t!("Unit {unit}: {low} everywhere", unit = unit + 1, low)
        } else {
            t!("Unit {unit}: {low} to {high}", unit = unit + 1, low, high)
        })
    };
    view! {
        <li>
            <canvas
                node_ref=node
                role="img"
                title=live_text(words)
                aria-label=live_text(words)
            ></canvas>
        </li>
    }
}
