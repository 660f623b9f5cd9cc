//! What a sweep varies: a setting or two, over the values suggested or over one's own.

use leptos::prelude::*;

use crate::app::actions;
use crate::app::reactive::{Views, derived, handler, live, live_text, memo, shown};
use crate::app::state::AppState;
use crate::app::widgets::Select;
use crate::config::{SweptSetting, limits};
use crate::t;
use crate::text::{inside, localized};

/// The choice of settings with the fields of their values.
pub fn settings(state: AppState, is_running: Memo<bool>) -> AnyView {
    let signals = state.sweep();
    let first = memo(move || signals.setting(0).unwrap_or_default());
    let second = memo(move || signals.setting(1));
    let choice = |setting: SweptSetting| {
        view! {
            <label class="check">
                <input
                    type="radio"
                    name="varied"
                    prop:checked=live(move || first.get() == setting)
                    on:change=handler(move |_| actions::choose_swept(state, 0, Some(setting)))
                />
                {setting.label()}
            </label>
        }
    };
    let others = move || {
        let none = (String::new(), t!("None").to_owned());
        let can_be =
            move |setting: &SweptSetting| *setting != SweptSetting::Seed && *setting != first.get();
        let all = SweptSetting::ALL.into_iter().filter(can_be);
        let words = |setting: SweptSetting| (setting.name().to_owned(), setting.label().to_owned());
        std::iter::once(none).chain(all.map(words)).collect::<Vec<_>>()
    };
    let choose = move |name: String| {
        let setting = SweptSetting::ALL.into_iter().find(|setting| setting.name() == name);
        actions::choose_swept(state, 1, setting);
    };
    let name_of = move || second.get().map_or("", SweptSetting::name).to_owned();
    view! {
        <fieldset class="sweep-settings" disabled=live(move || is_running.get())>
            <legend class="visually-hidden">{t!("What varies")}</legend>
            <div class="sweep-choice">{SweptSetting::ALL.map(choice).views()}</div>
            <p class="dim">{live_text(move || about(state, first.get()))}</p>
            <div class="sweep-fields">
                {values(state, 0, first)}
                {shown(
                    move || first.get() != SweptSetting::Seed,
                    move || {
                        view! {
                            <Select
                                id="sweep-second"
                                label=t!("Second setting, as a grid")
                                options=derived(others)
                                value=derived(name_of)
                                set=choose
                            />
                        }
                    },
                )}
                {shown(
                    move || second.get().is_some(),
                    move || {
                        let second = memo(move || second.get().unwrap_or_default());
                        values(state, 1, second)
                    },
                )}
            </div>
            {shown(
                move || second.get().is_some(),
                move || {
                    let about = move || second.get().map(|second| about_second(state, second));
                    view! { <p class="dim">{live_text(about)}</p> }
                },
            )}
        </fieldset>
    }
    .into_any()
}

/// What a setting means here.
fn about(state: AppState, setting: SweptSetting) -> String {
    match setting {
        SweptSetting::Seed => t!("The same experiment from five seeds: other start weights, another order of the rows and another split. What differs by less than these do differs by luck.").to_owned(),
        SweptSetting::Depth | SweptSetting::TrainingRows => meaning(state, setting),
        _ => t!("All start from the same seed, so that the value is the only difference. Each core trains one.").to_owned(),
    }
}

fn about_second(state: AppState, setting: SweptSetting) -> String {
    let pairs = t!(
        "Every value is trained with every value of the other, at most {most} runs.",
        most = limits::MAX_SWEEP_RUNS
    );
    match meaning(state, setting) {
        words if words.is_empty() => pairs,
        words => format!("{pairs} {words}"),
    }
}

fn meaning(state: AppState, setting: SweptSetting) -> String {
    match setting {
        SweptSetting::Depth => {
            let block = state.experiment.with(|experiment| experiment.network.last_hidden_words());
            t!("The number of hidden layers. The last one ({block}) is repeated or removed, and its units stay; 0 is the linear model.", block)
        }
        SweptSetting::TrainingRows => t!("So many rows of the training part, fewer always among more; validation and test keep their rows. Scaling and fills are fitted on the rows that are used.").to_owned(),
        _ => String::new(),
    }
}

/// The field of a setting's values.
fn values(state: AppState, place: usize, setting: Memo<SweptSetting>) -> AnyView {
    let signals = state.sweep();
    let id = format!("sweep-values-{place}");
    let (hint_id, problem_id) = (format!("{id}-hint"), format!("{id}-problem"));
    let described_by = format!("{problem_id} {hint_id}");
    let text = memo(move || {
        signals.typed.with(|typed| {
            let own = typed.iter().find(|(of, _)| *of == setting.get());
            own.map(|(_, text)| text.clone()).unwrap_or_default()
        })
    });
    let refused = memo(move || signals.refused.with(|refused| refused[place].clone()));
    let suggested = move || {
        signals.read(|sweep| {
            let axis = sweep.axes.get(place)?;
            let names: Vec<_> = axis.values.iter().map(|value| value.name.as_str()).collect();
            Some(localized(names.join("; ")))
        })
    };
    let hint = move || {
        let example = match setting.get() {
            SweptSetting::LearningRate => localized("0.1; 0.03; 0.01".to_owned()),
            SweptSetting::Dropout => localized("0.1; 0.25; 0.5".to_owned()),
            SweptSetting::Depth => "0..6".to_owned(),
            SweptSetting::Seed => "1..10".to_owned(),
            SweptSetting::BatchSize | SweptSetting::Units | SweptSetting::TrainingRows => {
                "20; 50; 100".to_owned()
            }
        };
        t!("Your own, such as {example}. Empty: those suggested.", example)
    };
    view! {
        <div class="field">
            <label for=id
                .clone()>
                {live_text(move || {
                    t!("Values of {setting}", setting = inside(setting.get().label()))
                })}
            </label>
            <input
                id=id
                type="text"
                autocomplete="off"
                spellcheck="false"
                prop:value=live(move || text.get())
                placeholder=live_text(suggested)
                aria-invalid=live(move || {
                    (!refused.with(String::is_empty)).then(|| "true".to_owned())
                })
                aria-describedby=described_by
                on:input=handler(move |event| {
                    actions::type_values(state, place, event_target_value(&event), false);
                })
                on:change=handler(move |event| {
                    actions::type_values(state, place, event_target_value(&event), true);
                })
            />
            <p class="problem" role="alert" id=problem_id>
                {live_text(move || refused.get())}
            </p>
            <p class="dim" id=hint_id>
                {live_text(hint)}
            </p>
        </div>
    }
    .into_any()
}
