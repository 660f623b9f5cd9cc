//! `EarlyStopping` as a box with a switch.

use leptos::prelude::*;

use crate::app::actions;
use crate::app::state::AppState;
use crate::app::widgets::NumberField;
use crate::config::limits;

#[component]
pub fn EarlyStoppingBox() -> impl IntoView {
    let state = AppState::here();
    let is_on = Memo::new(move |_| state.experiment.with(|e| e.training.early_stopping));
    let restores =
        Memo::new(move |_| state.experiment.with(|e| e.training.stopping.restore_best_weights));
    view! {
        <div class="box early-stopping" role="group" aria-label="Early stopping settings">
            <label class="switch">
                <input
                    type="checkbox"
                    role="switch"
                    prop:checked=is_on
                    on:change=move |event| {
                        let on = event_target_checked(&event);
                        actions::edit_training(state, None, |t| t.early_stopping = on);
                    }
                />
                "Early stopping"
            </label>
            <Show when=move || is_on.get()>
                <div class="field-pair">
                    <NumberField
                        id="min-delta"
                        limit=&limits::MIN_DELTA
                        value=Signal::derive(move || {
                            state.experiment.with(|e| e.training.stopping.min_delta)
                        })
                        set=move |value| {
                            actions::edit_training(
                                state,
                                Some("min delta"),
                                |t| t.stopping.min_delta = value,
                            );
                        }
                    />
                    <NumberField
                        id="patience"
                        limit=&limits::PATIENCE
                        value=Signal::derive(move || {
                            state.experiment.with(|e| f64::from(e.training.stopping.patience))
                        })
                        set=move |value| {
                            actions::edit_training(
                                state,
                                Some("patience"),
                                |t| t.stopping.patience = value as u32,
                            );
                        }
                    />
                </div>
                <label class="check">
                    <input
                        type="checkbox"
                        prop:checked=restores
                        on:change=move |event| {
                            let on = event_target_checked(&event);
                            actions::edit_training(
                                state,
                                None,
                                |t| t.stopping.restore_best_weights = on,
                            );
                        }
                    />
                    "Restore best weights"
                </label>
            </Show>
        </div>
    }
}
