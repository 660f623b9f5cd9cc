//! Which rows are for training and which for validation.

use std::cmp::{Ordering, Reverse};

use crate::nn::random::{Stream, generator, shuffle};

/// Positions of rows, each in exactly one part, each part in ascending order.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Split {
    /// Rows the network learns from.
    pub training: Vec<usize>,
    /// Rows it is measured on.
    pub validation: Vec<usize>,
}

/// Splits rows at random, every stratum by its own share.
///
/// `strata` holds the stratum of each row, counted from 0: its class, or 0 for all rows
/// where nothing is to be stratified.
///
/// # Formula
/// `round(percent / 100 * rows)` rows are for validation, at least one and not all. A
/// stratum gives `percent / 100` of its rows, rounded so that the sum holds (largest
/// remainder), but at least one row to each part if it has two or more, even where the
/// sum then grows; a stratum of one row is for training.
///
/// Source: `sklearn.model_selection.train_test_split(shuffle=True, stratify=...)`.
/// Checked by `tests/it/prepare.rs`: a partition, of the right size, with every class.
pub fn split(strata: &[usize], percent: u32, seed: u32) -> Split {
    let mut wanted = validation_counts(strata, percent);
    let mut order: Vec<usize> = (0..strata.len()).collect();
    shuffle(&mut order, &mut generator(seed, Stream::Split));
    let (mut validation, mut training): (Vec<usize>, Vec<usize>) =
        order.into_iter().partition(|&row| {
            let wanted = &mut wanted[strata[row]];
            let taken = *wanted > 0;
            *wanted -= usize::from(taken);
            taken
        });
    training.sort_unstable();
    validation.sort_unstable();
    Split { training, validation }
}

/// Validation rows of each stratum.
fn validation_counts(strata: &[usize], percent: u32) -> Vec<usize> {
    let mut sizes = vec![0; strata.iter().max().map_or(0, |&last| last + 1)];
    for &stratum in strata {
        sizes[stratum] += 1;
    }
    let percent = percent.min(100) as usize;
    let rows = strata.len();
    // Whole numbers only: hundredths of a row, so that nothing depends on rounding.
    let total = ((rows * percent + 50) / 100).max(1).min(rows.saturating_sub(1));
    let least = |size: usize| usize::from(size >= 2);
    let most = |size: usize| size.saturating_sub(1);
    let mut counts: Vec<usize> =
        sizes.iter().map(|&size| (size * percent / 100).max(least(size)).min(most(size))).collect();
    let owed =
        |stratum: usize, count: usize| (sizes[stratum] * percent) as i64 - 100 * count as i64;
    loop {
        let sum: usize = counts.iter().sum();
        let strata = 0..sizes.len();
        let change = match sum.cmp(&total) {
            Ordering::Less => strata
                .filter(|&at| counts[at] < most(sizes[at]))
                .max_by_key(|&at| (owed(at, counts[at]), Reverse(at)))
                .map(|at| (at, counts[at] + 1)),
            Ordering::Greater => strata
                .filter(|&at| counts[at] > least(sizes[at]))
                .min_by_key(|&at| (owed(at, counts[at]), at))
                .map(|at| (at, counts[at] - 1)),
            Ordering::Equal => None,
        };
        match change {
            Some((at, count)) => counts[at] = count,
            None => return counts,
        }
    }
}
