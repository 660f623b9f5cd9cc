//! Which columns matter: what the network loses when each of them is shuffled.

use std::sync::Arc;

use leptos::prelude::*;

use crate::app::panels::inspection::figure::{figure, size};
use crate::app::panels::inspection::row_table::{Row, row_table};
use crate::app::reactive::{Views, live_view};
use crate::app::state::AppState;
use crate::inspection::{NoImportance, PermutationImportance};
use crate::plot::prediction_pictures::{by_importance, importance_sentence, importance_svg};
use crate::plot::value_label;
use crate::{t, word};

/// What was found of the columns.
pub type Worth = RwSignal<Option<Result<Arc<PermutationImportance>, NoImportance>>>;

/// The picture, the figures, and what they cannot tell.
pub fn importance(worth: Worth) -> AnyView {
    let state = AppState::here();
    let found = move || worth.get().and_then(Result::ok);
    let picture = figure(
        word!("Column importance"),
        move || found().map(|found| importance_sentence(&found)).unwrap_or_default(),
        move |theme| Some(importance_svg(&*found()?, size(state).width, theme)),
        ().into_any(),
    );
    view! {
        <div class="inspection-groups">
            {live_view(move || match worth.get() {
                None => {
                    Some(
                        view! { <p role="status">{t!("The columns are being shuffled…")}</p> }
                            .into_any(),
                    )
                }
                Some(Err(why)) => Some(view! { <p role="status">{why.to_string()}</p> }.into_any()),
                Some(Ok(_)) => None,
            })} {picture} <section class="inspection-group" aria-label=t!("Importance by column")>
                <div class="inspection-scroll" role="group" aria-label=t!("Table") tabindex="0">
                    {live_view(move || found().map(|found| table(&found)))}
                </div>
                {live_view(move || found().map(|found| cautions(&found)))}
            </section>
        </div>
    }
    .into_any()
}

fn table(found: &PermutationImportance) -> AnyView {
    let heads = [t!("Column"), t!("Mean"), t!("Deviation")].map(str::to_owned).to_vec();
    let row = |at: usize| {
        let column = &found.columns[at];
        let cells = [column.mean, column.standard_deviation].map(value_label).to_vec();
        Row { name: column.column.clone(), cells }
    };
    row_table(heads, by_importance(found).into_iter().map(row).collect())
}

/// Where two columns say much the same.
fn cautions(found: &PermutationImportance) -> AnyView {
    let of_column = |at: usize| {
        let column = &found.columns[at];
        column.most_correlated.as_ref()?.caution(&column.column)
    };
    let all: Vec<_> = by_importance(found).into_iter().filter_map(of_column).take(4).collect();
    let said = all.into_iter().map(|caution| view! { <p class="dim">{caution}</p> });
    said.views()
}
