//! How long a piece of work takes: warmed up, repeated, the median of many rounds.
//!
//! Checked by `tests/it/bench/speed_page.rs`.

/// What can be timed.
pub trait Timed {
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
#[allow(missing_docs, reason = "the names say it")]
pub struct Timing {
    /// Of the work, once: the median over the rounds.
    pub ms: f64,
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
pub fn time(work: &mut dyn Timed, budget_ms: f64, now: &mut dyn FnMut() -> f64) -> Timing {
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
            // Too short to be distinguished from the clock's step: rounds have not begun.
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

/// How long `work` takes, and how much longer `beside` takes, in turn, so that what slows
/// the machine down slows both: milliseconds of `work`, and the median over the rounds of
/// the time of `beside` divided by that of `work`.
pub fn compare(
    work: &mut dyn Timed,
    beside: &mut dyn Timed,
    budget_ms: f64,
    now: &mut dyn FnMut() -> f64,
) -> (f64, f64) {
    /// A turn is at least this long, for the clock's sake; and short, for the machine's.
    const TURN_MS: f64 = 8.0;
    let turn = |work: &mut dyn Timed, repeats: usize, now: &mut dyn FnMut() -> f64| {
        let from = now();
        for _ in 0..repeats {
            work.once();
        }
        now() - from
    };
    let begin = now();
    let mut repeats = [1, 1];
    let (mut times, mut ratios) = (Vec::new(), Vec::new());
    while times.is_empty() || now() - begin < budget_ms {
        let took = [turn(work, repeats[0], now), turn(beside, repeats[1], now)];
        let mut is_long_enough = true;
        for (repeats, took) in repeats.iter_mut().zip(took) {
            if took < TURN_MS && *repeats < MAX_REPEATS {
                *repeats *= 2;
                is_long_enough = false;
            }
        }
        // Until both turns are long enough the browser is still compiling, too.
        if is_long_enough && now() - begin > WARM_UP * budget_ms {
            let each = [took[0] / repeats[0] as f64, took[1] / repeats[1] as f64];
            times.push(each[0]);
            ratios.push(each[1] / each[0]);
        }
    }
    (median(&mut times), median(&mut ratios))
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
