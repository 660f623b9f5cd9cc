//! Random bits for new seeds and keys.

use leptos::prelude::window;

/// 32 bits from the browser's own generator (`crypto.getRandomValues`). Where it refuses,
/// bits of the clock: no two of a tab alike, which is what seeds and keys are for.
pub fn bits() -> u32 {
    getrandom::u32().unwrap_or_else(|_| {
        let clock = window().performance().map_or_else(js_sys::Date::now, |clock| clock.now());
        // Fibonacci hashing: what differs in the lowest digits then differs in the highest.
        (clock.to_bits().wrapping_mul(0x9e37_79b9_7f4a_7c15) >> u32::BITS) as u32
    })
}
