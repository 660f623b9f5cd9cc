//! What day it is where the user is.

use js_sys::Date;

/// The day by the user's own clock, as it is written everywhere: 2026-12-31.
pub fn today() -> String {
    let now = Date::new_0();
    format!("{}-{:02}-{:02}", now.get_full_year(), now.get_month() + 1, now.get_date())
}
