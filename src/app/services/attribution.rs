//! Who made a set of the Gallery: fetched when somebody asks, not part of the page.

use js_sys::{JSON, Reflect};

use super::fetch;

/// The attribution of the set called `id`; `None` where it cannot be had.
pub async fn attribution(id: &str) -> Option<String> {
    let all = JSON::parse(&fetch::text("datasets/attribution.json").await?).ok()?;
    Reflect::get(&all, &id.into()).ok()?.as_string()
}
