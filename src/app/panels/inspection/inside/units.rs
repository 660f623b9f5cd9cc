//! The picture in each unit of the network, and one of them large.

use std::sync::Arc;

use leptos::html;
use leptos::prelude::*;

use super::layer_of::is_dark;
use crate::app::panels::inspection::figure::Over;
use crate::app::reactive::{
    Views, derived, effect, handler, live, live_text, live_view, memo, shown,
};
use crate::app::services::canvas::{Surface, draw_pixels, draw_surface, pixels_address};
use crate::app::state::AppState;
use crate::inspection::NetworkGraph;
use crate::inspection::picture::{NoUnitPictures, UNIT_PLACES, UnitPictures, UnitSurface};
use crate::plot::prediction_pictures::{
    GraphSize, NetworkDrawing, PictureSize, UnitPicture, UnitPlace, unit_pixels, with_surfaces,
};
use crate::plot::theme::{ChartTheme, DARK, LIGHT};
use crate::t;
use crate::workspace::unit_words::{layer_unit_name, unit_sentence};

/// The pictures as they come, or why there are none.
pub type FoundPictures = RwSignal<Option<Arc<Result<Box<UnitPictures>, NoUnitPictures>>>>;

/// Of the enlarged picture.
const SIZE: PictureSize = PictureSize { width: 260.0, height: 220.0 };
/// On the stage the graph is as wide as there is room for large text.
const ON_STAGE_PX: f64 = 440.0;

/// The units of the graph.
#[derive(Clone, Copy)]
pub struct Units {
    state: AppState,
    network: RwSignal<Option<Arc<NetworkGraph>>>,
    pictures: FoundPictures,
    /// Those that have a picture, and where.
    places: Memo<Vec<UnitPlace>>,
    /// The layer and the unit that were pointed at last.
    chosen: RwSignal<Option<(usize, usize)>>,
    is_dark: Memo<bool>,
}

impl Units {
    pub fn new(
        state: AppState,
        network: RwSignal<Option<Arc<NetworkGraph>>>,
        pictures: FoundPictures,
        chosen: RwSignal<Option<(usize, usize)>>,
    ) -> Self {
        let places =
            memo(move || drawn(state, network, pictures, |it| it.places()).unwrap_or_default());
        Self { state, network, pictures, places, chosen, is_dark: is_dark(state) }
    }

    /// What `draw` makes of the network and its pictures; follows both.
    pub fn drawn<T>(self, draw: impl FnOnce(NetworkDrawing<'_>) -> T) -> Option<T> {
        drawn(self.state, self.network, self.pictures, draw)
    }

    /// What lies over the graph: each unit to be pointed at, with its surface.
    pub fn over(self) -> Over {
        let size = memo(move || self.drawn(|drawing| drawing.size));
        let units = move || {
            let Some(size) = size.get() else { return ().into_any() };
            self.places.get().into_iter().map(|place| self.unit(place, size)).views()
        };
        let is_there = derived(move || self.places.with(|places| !places.is_empty()));
        let view = shown(
            move || is_there.get(),
            move || {
                view! {
                    <div class="graph-units" role="radiogroup" aria-label=t!("Unit shown large")>
                        {live_view(units)}
                    </div>
                }
            },
        );
        Over { view, is_there, complete: Box::new(move |svg| untrack(|| self.completed(&svg))) }
    }

    /// The unit that is shown large, with its picture and its words.
    pub fn enlarged(self) -> AnyView {
        let is_surface = memo(move || self.with(|pictures| Some(pictures.axes.len() > 1)));
        let node = NodeRef::<html::Canvas>::new();
        let surface = StoredValue::new_local(Surface::default());
        effect(move || {
            let Some(canvas) = node.get() else { return };
            self.read_large(|pictures, unit| {
                let frame = UnitPicture { pictures, unit, size: SIZE }.frame();
                let pixels = unit_pixels(unit, UNIT_PLACES, self.theme());
                surface.update_value(|surface| {
                    draw_surface(&canvas, surface, (&pixels, UNIT_PLACES), frame, true);
                });
            });
        });
        let svg = move || {
            self.read_large(|pictures, unit| {
                UnitPicture { pictures, unit, size: SIZE }.svg(self.theme())
            })
        };
        let name = memo(move || {
            let (layer, unit) = self.large()?;
            self.network.with(|network| Some(layer_unit_name(network.as_ref()?, layer, unit)))
        });
        let picture = move || {
            let canvas = is_surface.get()?.then(|| view! { <canvas node_ref=node></canvas> });
            Some(view! {
                <section class="inspection-group unit-large" aria-label=t!("Unit shown large")>
                    <h3>{live_text(move || name.get())}</h3>
                    <div class="unit-place" aria-hidden="true">
                        {canvas}
                        <div inner_html=live_text(svg)></div>
                    </div>
                    <p id="unit-said">{live_text(move || self.read_large(unit_sentence))}</p>
                </section>
            })
        };
        live_view(picture).into_any()
    }

    fn unit(self, place: UnitPlace, size: GraphSize) -> AnyView {
        let own = (place.layer, place.unit);
        let name = memo(move || {
            let name = |network: &Arc<NetworkGraph>| layer_unit_name(network, own.0, own.1);
            self.network.with(|network| network.as_ref().map(name))
        });
        let node = NodeRef::<html::Canvas>::new();
        effect(move || {
            let Some(canvas) = node.get() else { return };
            self.with(|pictures| {
                let pixels = unit_pixels(place.of(pictures)?, UNIT_PLACES, self.theme());
                draw_pixels(&canvas, &pixels, UNIT_PLACES);
                Some(())
            });
        });
        let has_surface =
            untrack(|| self.with(|pictures| Some(pictures.axes.len() > 1))).unwrap_or_default();
        let percent = |share: f64| format!("{:.3}%", 100.0 * share);
        view! {
            <label
                class="graph-unit"
                style=("--x", percent(place.middle.0 / size.width))
                style=("--y", percent(place.middle.1 / size.height))
                style=("--side", percent(place.side / size.width))
                on:pointerenter=handler(move |_| self.chosen.set(Some(own)))
            >
                <input
                    type="radio"
                    name="graph-unit"
                    aria-label=live_text(move || name.get())
                    aria-describedby="unit-said"
                    prop:checked=live(move || self.large() == Some(own))
                    on:change=handler(move |_| self.chosen.set(Some(own)))
                />
                {has_surface.then(|| view! { <canvas node_ref=node aria-hidden="true"></canvas> })}
            </label>
        }
        .into_any()
    }

    /// The one that was pointed at; before that, the first of the output.
    fn large(self) -> Option<(usize, usize)> {
        let chosen = self.chosen.get();
        self.places.with(|places| {
            let is_chosen = |place: &&UnitPlace| Some((place.layer, place.unit)) == chosen;
            let last = places.iter().map(|place| place.layer).max();
            let first = || places.iter().find(|place| Some(place.layer) == last);
            places.iter().find(is_chosen).or_else(first).map(|place| (place.layer, place.unit))
        })
    }

    fn with<T>(self, read: impl FnOnce(&UnitPictures) -> Option<T>) -> Option<T> {
        self.pictures.with(|pictures| read(pictures.as_ref()?.as_ref().as_ref().ok()?))
    }

    fn read_large<T>(self, read: impl FnOnce(&UnitPictures, &UnitSurface) -> T) -> Option<T> {
        let (layer, unit) = self.large()?;
        self.with(|pictures| Some(read(pictures, pictures.layers.get(layer)?.get(unit)?)))
    }

    fn theme(self) -> &'static ChartTheme {
        if self.is_dark.get() { &DARK } else { &LIGHT }
    }

    /// The graph with the surfaces as images.
    fn completed(self, svg: &str) -> String {
        let images = self.with(|pictures| {
            let is_surface = pictures.axes.len() > 1;
            let image = |place: UnitPlace| {
                let pixels = unit_pixels(place.of(pictures)?, UNIT_PLACES, self.theme());
                Some((place, pixels_address(&pixels, UNIT_PLACES)?))
            };
            let places = self.places.get().into_iter();
            is_surface.then(|| places.filter_map(image).collect::<Vec<_>>())
        });
        with_surfaces(svg, &images.unwrap_or_default())
    }
}

fn drawn<T>(
    state: AppState,
    network: RwSignal<Option<Arc<NetworkGraph>>>,
    pictures: FoundPictures,
    draw: impl FnOnce(NetworkDrawing<'_>) -> T,
) -> Option<T> {
    let (network, pictures) = (network.get()?, pictures.get());
    let pictures = pictures.as_deref().and_then(|found| found.as_deref().ok());
    let mut size = GraphSize::with_pictures(pictures);
    if state.stage.get().is_on {
        size.width = ON_STAGE_PX;
    }
    Some(draw(NetworkDrawing { network: &network, pictures, chosen: None, size }))
}
