//! How long a piece of work takes: warmed up, repeated, the median of many rounds.

/// What can be timed.
pub trait Work {
    /// Before the clock starts for a round.
    fn begin_round(&mut self) {}

    /// A small part of the work; repeated until the browser has compiled it well.
    fn warm_up(&mut self) {
        self.once();
    }

    /// The work.
    fn once(&mut self);
}

/// What [`time`] found.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Timing {
    /// Of the work, once: the median over the rounds.
    pub ms: f64,
    /// Rounds.
    pub rounds: usize,
    /// How often the work was done in a round.
    pub repeats: usize,
}

/// A round is at least this long: clocks in browsers tick in steps of up to 0.1 ms.
const ROUND_MS: f64 = 50.0;
/// In a round, however short the work.
const MAX_REPEATS: usize = 1_000_000;
/// The share of the budget that goes into warming up.
const WARM_UP: f64 = 0.25;

/// Times `work` for about `budget_ms` by the clock `now`, in milliseconds. Work that
/// takes longer than that is done once.
///
/// A function that a browser has just loaded runs at a fraction of its speed for some
/// tens of milliseconds; that is what the warm-up is for.
pub fn time(work: &mut dyn Work, budget_ms: f64, now: &mut dyn FnMut() -> f64) -> Timing {
    let begin = now();
    work.begin_round();
    while now() - begin < WARM_UP * budget_ms {
        work.warm_up();
    }
    let mut repeats = 1;
    let mut rounds = Vec::new();
    loop {
        work.begin_round();
        let from = now();
        for _ in 0..repeats {
            work.once();
        }
        let took = now() - from;
        let is_over = now() - begin >= budget_ms;
        if took < ROUND_MS && repeats < MAX_REPEATS && !is_over {
            // Too short to be told from the clock's step: rounds have not begun.
            let factor = if took > 1.0 { (1.2 * ROUND_MS / took).ceil() } else { 10.0 };
            repeats = (repeats * factor as usize).min(MAX_REPEATS);
            rounds.clear();
            continue;
        }
        rounds.push(took / repeats as f64);
        if is_over {
            return Timing { ms: median(&mut rounds), rounds: rounds.len(), repeats };
        }
    }
}

/// The middle one, the mean of the middle two, 0 of none.
pub fn median(numbers: &mut [f64]) -> f64 {
    numbers.sort_unstable_by(f64::total_cmp);
    let middle = numbers.len() / 2;
    match numbers.len() {
        0 => 0.0,
        count if count % 2 == 1 => numbers[middle],
        _ => f64::midpoint(numbers[middle - 1], numbers[middle]),
    }
}
