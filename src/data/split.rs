//! Which rows are for training, which for validation and which for the test.

use std::cmp::{Ordering, Reverse};

use serde::{Deserialize, Serialize};

use crate::nn::random::{Stream, generator, shuffle};

/// Positions of rows, each in exactly one part, each part in ascending order.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Split {
    /// Rows the network learns from.
    pub training: Vec<usize>,
    /// Rows it is measured on.
    pub validation: Vec<usize>,
    /// Rows that only "Evaluate on test" sees.
    pub test: Vec<usize>,
}

/// Percentages of all rows; training has the rest.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Shares {
    /// For validation.
    pub validation: u32,
    /// For the test; 0 for no test part.
    pub test: u32,
}

impl Split {
    /// Assigns rows to parts at random, stratum by stratum.
    ///
    /// `strata` holds the stratum of each row, counted from 0: its class, or 0 for all
    /// rows where nothing is to be stratified.
    ///
    /// # Formula
    /// `round(percent / 100 * rows)` rows are for validation, at least one and not all. A
    /// stratum gives `percent / 100` of its rows, rounded so that the sum holds (largest
    /// remainder), but at least one row to each part if it has as many rows as there are
    /// parts, even where the sum then grows; a stratum of one row is for training, one of
    /// two for training and validation. The test rows are taken from those that would
    /// train otherwise: with or without them validation has the same rows, unless a
    /// stratum is so small that it must give one of them to the test.
    ///
    /// Source: `sklearn.model_selection.train_test_split(shuffle=True, stratify=...)`.
    /// Checked by `tests/it/data/split.rs`: a partition, of the right size, with every class.
    pub fn shuffled(strata: &[usize], shares: Shares, seed: u32) -> Self {
        let (mut validation, mut test) = counts(strata, shares);
        let mut order: Vec<usize> = (0..strata.len()).collect();
        shuffle(&mut order, &mut generator(seed, Stream::Split));
        let mut split = Self::default();
        for row in order {
            let part = if take(&mut validation[strata[row]]) {
                &mut split.validation
            } else if take(&mut test[strata[row]]) {
                &mut split.test
            } else {
                &mut split.training
            };
            part.push(row);
        }
        split.sorted()
    }

    /// The first rows train, the next validate, the last are for the test: for rows in
    /// chronological order. As many as in [`Split::shuffled`].
    ///
    /// Checked by `tests/it/data/split.rs::in_order_the_last_rows_are_measured`.
    pub fn in_order(rows: usize, shares: Shares) -> Self {
        let (validation, test) = counts(&vec![0; rows], shares);
        let sum = |counts: Vec<usize>| counts.into_iter().sum::<usize>();
        let from_test = rows - sum(test);
        let from_validation = from_test - sum(validation);
        Self {
            training: (0..from_validation).collect(),
            validation: (from_validation..from_test).collect(),
            test: (from_test..rows).collect(),
        }
    }

    /// Assigns groups to parts at random, the shares being shares of the groups.
    ///
    /// `groups` holds the group of each row, counted from 0; each has a row.
    ///
    /// Source: `sklearn.model_selection.GroupShuffleSplit`, but that a share of the groups
    /// is rounded as one of rows is. Checked by `tests/it/data/split.rs::no_group_is_in_two_parts`.
    pub fn grouped(groups: &[usize], shares: Shares, seed: u32) -> Self {
        let count = groups.iter().max().map_or(0, |&last| last + 1);
        let dealt = Self::shuffled(&vec![0; count], shares, seed);
        let rows_of = |part: &[usize]| {
            let mut holds = vec![false; count];
            for &group in part {
                holds[group] = true;
            }
            (0..groups.len()).filter(|&row| holds[groups[row]]).collect()
        };
        Self {
            training: rows_of(&dealt.training),
            validation: rows_of(&dealt.validation),
            test: rows_of(&dealt.test),
        }
    }

    /// Leaves `count` rows in the training part, all if there are fewer; the other parts stay.
    ///
    /// `strata` holds the stratum of each training row, counted from 0. Fewer rows are always
    /// among more of them: the rows of each stratum are shuffled, and the `j`-th of its `n`
    /// has the place `(2 j + 1) / (2 n)` among all, so that every stratum keeps its share,
    /// within a row.
    ///
    /// Source: `sklearn.model_selection.learning_curve(shuffle=True)`, with strata. Checked by
    /// `tests/it/data/training_rows.rs::fewer_rows_are_among_more`.
    pub fn keep_training(&mut self, count: usize, strata: &[usize], seed: u32) {
        let mut order: Vec<usize> = (0..self.training.len()).collect();
        shuffle(&mut order, &mut generator(seed, Stream::TrainingRows));
        let mut sizes = vec![0_u64; strata.iter().max().map_or(0, |&last| last + 1)];
        let mut placed: Vec<(usize, u64, usize)> = Vec::with_capacity(order.len());
        for at in order {
            let stratum = strata[at];
            placed.push((stratum, sizes[stratum], at));
            sizes[stratum] += 1;
        }
        // Whole numbers only, so that nothing depends on rounding.
        placed.sort_unstable_by(|&(one, j, _), &(other, k, _)| {
            let (left, right) = ((2 * j + 1) * sizes[other], (2 * k + 1) * sizes[one]);
            left.cmp(&right).then(one.cmp(&other))
        });
        self.training =
            placed.into_iter().take(count).map(|(_, _, at)| self.training[at]).collect();
        self.training.sort_unstable();
    }

    /// Leaves the last `count` rows in the training part, all if there are fewer: of rows in
    /// chronological order those before the first that is measured.
    ///
    /// Source: `sklearn.model_selection.TimeSeriesSplit(max_train_size=...)`. Checked by
    /// `tests/it/data/training_rows.rs::in_order_the_latest_rows_are_kept`.
    pub fn keep_last_training(&mut self, count: usize) {
        let surplus = self.training.len().saturating_sub(count);
        self.training.drain(..surplus);
    }

    /// The same parts with `of(row)` for each row.
    #[must_use]
    pub fn map(self, of: impl Fn(usize) -> usize) -> Self {
        let each = |part: Vec<usize>| part.into_iter().map(&of).collect();
        Self {
            training: each(self.training),
            validation: each(self.validation),
            test: each(self.test),
        }
    }

    fn sorted(mut self) -> Self {
        for part in [&mut self.training, &mut self.validation, &mut self.test] {
            part.sort_unstable();
        }
        self
    }
}

/// One less, if there is one.
fn take(count: &mut usize) -> bool {
    let taken = *count > 0;
    *count -= usize::from(taken);
    taken
}

/// Validation rows of each stratum, and test rows.
fn counts(strata: &[usize], shares: Shares) -> (Vec<usize>, Vec<usize>) {
    let mut sizes = vec![0_usize; strata.iter().max().map_or(0, |&last| last + 1)];
    for &stratum in strata {
        sizes[stratum] += 1;
    }
    let for_test = |size: usize| usize::from(shares.test > 0 && size >= 3);
    let room: Vec<usize> =
        sizes.iter().map(|&size| size.saturating_sub(1 + for_test(size))).collect();
    let validation = apportion(&sizes, shares.validation, &room);
    if shares.test == 0 {
        return (validation, vec![0; sizes.len()]);
    }
    let left = sizes.iter().zip(&validation);
    let room: Vec<usize> = left.map(|(&size, &taken)| (size - taken).saturating_sub(1)).collect();
    let test = apportion(&sizes, shares.test, &room);
    (validation, test)
}

/// `percent` of each of `sizes`, at least one where there is room for one and never more
/// than there is room for, the sum `percent` of their sum as far as that allows.
fn apportion(sizes: &[usize], percent: u32, room: &[usize]) -> Vec<usize> {
    let percent = percent.min(100) as usize;
    let rows: usize = sizes.iter().sum();
    // Whole numbers only: hundredths of a row, so that nothing depends on rounding.
    let total = ((rows * percent + 50) / 100).max(1).min(rows.saturating_sub(1));
    let least = |stratum: usize| usize::from(room[stratum] > 0);
    let mut counts: Vec<usize> = (0..sizes.len())
        .map(|stratum| (sizes[stratum] * percent / 100).max(least(stratum)).min(room[stratum]))
        .collect();
    let owed =
        |stratum: usize, count: usize| (sizes[stratum] * percent) as i64 - 100 * count as i64;
    loop {
        let sum: usize = counts.iter().sum();
        let strata = 0..sizes.len();
        let change = match sum.cmp(&total) {
            Ordering::Less => strata
                .filter(|&at| counts[at] < room[at])
                .max_by_key(|&at| (owed(at, counts[at]), Reverse(at)))
                .map(|at| (at, counts[at] + 1)),
            Ordering::Greater => strata
                .filter(|&at| counts[at] > least(at))
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
