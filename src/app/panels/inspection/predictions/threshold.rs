//! Two classes: where a threshold parts them, and what each would catch.

use leptos::prelude::*;

use super::found::{Found, Threshold, target_name};
use crate::app::actions;
use crate::app::panels::inspection::figure::{figure, size};
use crate::app::reactive::{Views, handler, live, live_text, memo, shown};
use crate::app::state::AppState;
use crate::inspection::{accuracy, calibration_curve, class_scores, roc_curve, score_histogram};
use crate::plot::prediction_pictures::{calibration_svg, histogram_svg, roc_svg, score_axis};
use crate::plot::value_label;
use crate::{t, word};

/// Histogram with the threshold, ROC, and calibration of probabilities.
pub fn threshold(found: Found, threshold: Threshold) -> AnyView {
    let state = AppState::here();
    let Threshold { own, tried, at } = threshold;
    let target = target_name(state);
    let scores = memo(move || found.get().map(|found| found.scores()).unwrap_or_default());
    let are_probabilities =
        memo(move || scores.with(|all| all.iter().all(|(p, _)| (0.0..=1.0).contains(p))));
    let names = memo(move || found.get().map(|found| found.classes.clone()).unwrap_or_default());
    let positive = move || {
        let class = names.with(|names| names.get(1).cloned().unwrap_or_default());
        format!("{} = {class}", target.get())
    };
    let histogram = memo(move || scores.with(|scores| score_histogram(scores)));
    let axis = memo(move || histogram.with(|all| score_axis(all, size(state))));
    let percent = |share: f64| format!("{:.2}%", 100.0 * share);
    let curve = memo(move || scores.with(|scores| roc_curve(scores)));
    let confusion =
        memo(move || found.get().map(|found| found.confusion_matrix(at.get())).unwrap_or_default());
    let figures = memo(move || {
        confusion.with(|confusion| {
            let of_positive = class_scores(confusion).get(1).copied()?;
            Some([accuracy(confusion), of_positive.precision, of_positive.recall, of_positive.f1])
        })
    });
    let handle = view! {
        <label
            class="threshold-handle"
            style:--before=live_text(move || percent(axis.get().before))
            style:--after=live_text(move || percent(axis.get().after))
        >
            <span class="visually-hidden">{t!("Threshold tried")}</span>
            <input
                type="range"
                class="slider"
                step="any"
                style:--share=live_text(move || {
                    let axis = axis.get();
                    percent(((at.get() - axis.low) / (axis.high - axis.low)).clamp(0.0, 1.0))
                })
                min=live_text(move || axis.get().low.to_string())
                max=live_text(move || axis.get().high.to_string())
                prop:value=live(move || at.get().to_string())
                aria-valuetext=live_text(move || value_label(at.get()))
                on:input=handler(move |event| {
                    if let Ok(value) = event_target_value(&event).parse::<f64>() {
                        tried.set(Some((value * 1000.0).round() / 1000.0));
                    }
                })
            />
        </label>
        <dl class="inspection-figures">
            {[(t!("Accuracy"), 0), (t!("Precision"), 1), (t!("Recall"), 2), ("F1", 3)]
                .map(|(name, which)| {
                    view! {
                        <div>
                            <dt>{name}</dt>
                            <dd>
                                <output aria-label=t!(
                                    "{name} at the threshold", name
                                )>
                                    {live_text(move || {
                                        figures.get().map(|figures| value_label(figures[which]))
                                    })}
                                </output>
                            </dd>
                        </div>
                    }
                })
                .views()}
        </dl>
        {shown(
            move || tried.get().is_some_and(|tried| tried != own.get()),
            move || {
                view! {
                    <button
                        type="button"
                        class="button"
                        on:click=handler(move |_| {
                            actions::use_threshold(state, at.get_untracked());
                        })
                    >
                        {live_text(move || {
                            t!("Use {value} as the threshold", value = value_label(at.get()))
                        })}
                    </button>
                }
            },
        )}
    }
    .into_any();
    let spread = figure(
        word!("Threshold"),
        move || {
            t!(
                "Rows by what the network says: the upper part of a bar (purple) has {class}, the lower one (teal) has not. Those right of the line, above {threshold}, are predicted as {class}.",
                class = positive(),
                threshold = value_label(at.get()),
            )
        },
        move |theme| {
            let across = if are_probabilities.get() {
                t!("Predicted probability of {class}", class = positive())
            } else {
                t!("Score of {class}", class = positive())
            };
            Some(histogram.with(|all| histogram_svg(all, at.get(), &across, size(state), theme)))
        },
        handle,
    );
    let roc = figure(
        word!("ROC"),
        move || match curve.with(|curve| curve.as_ref().map(|curve| curve.area)) {
            Some(area) => t!(
                "Area under the curve {area}: the chance that a row with {class} scores above one without, ties counted half. The dot is the threshold.",
                area = value_label(area),
                class = positive(),
            ),
            None => t!("One of the two classes has no row here, so there is no curve.").to_owned(),
        },
        move |theme| {
            let dot = confusion.with(|confusion| {
                let [no, yes] = confusion.as_slice() else { return (0.0, 0.0) };
                let share = |part: usize, all: &[usize]| {
                    part as f64 / all.iter().sum::<usize>().max(1) as f64
                };
                (share(no[1], no), share(yes[1], yes))
            });
            curve.with(|curve| curve.as_ref().map(|curve| roc_svg(curve, dot, size(state), theme)))
        },
        ().into_any(),
    );
    let calibration = shown(
        move || are_probabilities.get(),
        move || {
            figure(
                word!("Calibration"),
                || {
                    t!("Of the rows given about 0.7, about 70 % should really be positive: then the dots lie on the dashed line. Larger dots are more rows.").to_owned()
                },
                move |theme| {
                    let bins = scores.with(|scores| calibration_curve(scores));
                    Some(calibration_svg(&bins, size(state), theme))
                },
                ().into_any(),
            )
        },
    );
    view! { <div class="inspection-groups">{spread} {roc} {calibration}</div> }.into_any()
}
