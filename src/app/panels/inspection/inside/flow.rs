//! A row on its way through the chain: what it is when it leaves each block.

use std::sync::Arc;

use leptos::prelude::*;

use crate::app::panels::inspection::parts::Parts;
use crate::app::panels::inspection::row_field::row_field;
use crate::app::reactive::{Views, handler, live, live_text, live_view, memo};
use crate::inspection::{FlowingValues, NetworkGraph, PartName, RowFlow};
use crate::plot::value_label;
use crate::text::Grouped;
use crate::workspace::layer_words::{HOW_TO_READ_A_ROW, flow_sentence};
use crate::workspace::number_words::grouped;
use crate::{t, text, tn};

/// No part has more rows.
const LAST_ROW: usize = 999_999_999;

/// Which row, and what it becomes.
pub fn flow(
    found: RwSignal<Option<Arc<Option<RowFlow>>>>,
    asked: RwSignal<(PartName, usize)>,
    network: RwSignal<Option<Arc<NetworkGraph>>>,
) -> AnyView {
    let part = memo(move || asked.get().0);
    let row = memo(move || asked.get().1);
    let inputs = memo(move || {
        network.with(|network| network.as_ref().map(|it| it.inputs.clone()).unwrap_or_default())
    });
    let go = move |by: isize| {
        asked.update(|(_, row)| *row = row.saturating_add_signed(by).min(LAST_ROW));
    };
    let is_there = memo(move || found.with(|it| it.as_ref().is_none_or(|it| it.is_some())));
    let sentence = move || {
        let found = found.get()?;
        Some(flow_sentence(found.as_ref().as_ref(), asked.get()))
    };
    let chain = move || {
        let found = found.get()?;
        let found = found.as_ref().as_ref()?;
        let names = inputs.get();
        let first = column(&found.inputs, &names);
        let blocks = found.blocks.iter().map(|block| column(block, &[]));
        let all = std::iter::once(first).chain(blocks).views();
        Some(view! {
            <div
                class="flow-chain"
                role="group"
                aria-label=t!("Values block by block")
                tabindex="0"
            >
                {all}
            </div>
        })
    };
    view! {
        <section class="inspection-group flow" aria-label=t!("A row through the chain")>
            <div class="tried-head">
                <Parts name="flow-part" part set=Callback::new(move |part| asked.set((part, 0))) />
                {row_field(
                    ("flow-row", t!("Row"), ""),
                    move || Some(row.get()),
                    || LAST_ROW,
                    move |typed| {
                        if let Some(typed) = typed {
                            asked.update(|(_, row)| *row = typed);
                        }
                    },
                )}
                <button
                    type="button"
                    class="button"
                    disabled=live(move || row.get() == 0)
                    on:click=handler(move |_| go(-1))
                >
                    {t!("Row before")}
                </button>
                <button
                    type="button"
                    class="button"
                    disabled=live(move || !is_there.get())
                    on:click=handler(move |_| go(1))
                >
                    {t!("Row after")}
                </button>
            </div>
            <p aria-live="polite">{live_text(sentence)}</p>
            {live_view(chain)}
            <p class="dim">
                {live_text(move || {
                    is_there.get().then(|| text::shown(HOW_TO_READ_A_ROW).to_owned())
                })}
            </p>
        </section>
    }
    .into_any()
}

/// What leaves a block, a value below another.
fn column(of: &FlowingValues, names: &[String]) -> AnyView {
    let most = of.values.iter().fold(0.0_f64, |most, value| most.max(value.abs()));
    let more = (of.units as usize).saturating_sub(of.values.len());
    let value = |(at, &value): (usize, &f64)| {
        let share = if most > 0.0 { value.abs() / most } else { 0.0 };
        let name = names.get(at).cloned().unwrap_or_else(|| grouped(at + 1));
        view! {
            <tr>
                <th scope="row" title=name.clone()>
                    {name.clone()}
                </th>
                <td
                    translate="no"
                    class:below=value < 0.0
                    style=("--share", format!("{:.0}%", 100.0 * share))
                >
                    {value_label(value)}
                </td>
            </tr>
        }
    };
    let count = Grouped(of.units.into());
    let (name, units) = match of.name.as_str() {
        "" => (t!("Inputs"), tn!(count, "{count} value", "{count} values")),
        name => (name, tn!(count, "{count} unit", "{count} units")),
    };
    view! {
        <section class="flow-block">
            <h4>{name.to_owned()}</h4>
            <p class="dim">{units}</p>
            <table>
                <tbody>{of.values.iter().enumerate().map(value).views()}</tbody>
            </table>
            {(more > 0)
                .then(|| {
                    view! { <p class="dim">{t!("and {more} more", more = grouped(more))}</p> }
                })}
        </section>
    }
    .into_any()
}
