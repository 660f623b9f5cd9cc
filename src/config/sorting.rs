//! One sort for what is sorted now and then.

use std::cmp::Ordering;

/// Sorts as `slice::sort_by` does, equal ones in the order they had. That is compiled anew for
/// each type, with several kilobytes of the worker for each; this sorts places, for all types
/// alike, and is for what is short or rare.
///
/// Checked by `tests/it/config/data.rs::the_shared_sort_sorts`.
pub fn sort<T>(items: &mut Vec<T>, compare: impl Fn(&T, &T) -> Ordering) {
    let order = places(items.len(), &|one, other| compare(&items[one], &items[other]));
    let mut left: Vec<Option<T>> = items.drain(..).map(Some).collect();
    items.extend(order.into_iter().filter_map(|place| left[place].take()));
}

fn places(count: usize, compare: &dyn Fn(usize, usize) -> Ordering) -> Vec<usize> {
    let mut places: Vec<usize> = (0..count).collect();
    places.sort_by(|&one, &other| compare(one, other));
    places
}
