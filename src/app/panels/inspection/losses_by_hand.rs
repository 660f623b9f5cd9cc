//! Training and validation loss with weights that were set by hand.

use leptos::prelude::*;

use crate::app::reactive::{Views, live_text};
use crate::plot::value_label;

/// Both, by these titles and, for those who do not see where they stand, these names.
pub fn losses_by_hand(
    titles: [&'static str; 2],
    names: [&'static str; 2],
    losses: impl Fn() -> Option<[f64; 2]> + Copy + Send + 'static,
) -> AnyView {
    let both = [0, 1].map(|at| {
        view! {
            <div>
                <dt>{titles[at]}</dt>
                <dd>
                    <output aria-label=names[at]>
                        {live_text(move || losses().map(|losses| value_label(losses[at])))}
                    </output>
                </dd>
            </div>
        }
    });
    view! { <dl class="inspection-figures inside-losses">{both.views()}</dl> }.into_any()
}
