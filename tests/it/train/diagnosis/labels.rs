//! What recorded runs are labelled, and by which rules. None of them asks the coach.

use descent::train::StopReason;
use descent::train::diagnosis::Verdict;

use crate::train::diagnosis::record::Recorded;
use crate::train::diagnosis::set::{Kind, Rule};

/// A run was made to do so, and does: what is checked of all three seeds.
///
/// | Label | Made by | And |
/// | --- | --- | --- |
/// | not enough epochs | five epochs | |
/// | diverging | a rate or numbers far too large | every run ended beyond all numbers |
/// | stuck | dead, saturated or twelve sigmoids deep | training loss at the end above 97 % |
/// | underfitting | a straight line, one unit, L1 of 0.3 | above 70 % |
/// | too noisy | batches of one row with a rate many times too large | above 30 % |
/// | too slow | a thousandth of the rate that serves | |
///
/// of what always saying the same costs; the regularizers' penalty is not counted.
/// Fitting and overfitting: [`oracle`].
pub fn label(kind: &Kind, run: &Recorded, three: &[(&Recorded, f64)]) -> Option<Verdict> {
    let all_end = |above: f64| three.iter().all(|&(run, dummy)| ends(run, dummy) > above);
    let diverged = |run: &Recorded| matches!(run.end, StopReason::Diverged { .. });
    let all_diverged = three.iter().all(|(run, _)| diverged(run));
    let none_diverged = !three.iter().any(|(run, _)| diverged(run));
    let Rule::Made(made) = kind.rule else { return oracle(run, three) };
    let holds = match made {
        Verdict::Diverging => all_diverged,
        Verdict::Stuck => all_end(0.97),
        Verdict::Underfitting => all_end(0.7),
        Verdict::TooNoisy => none_diverged && all_end(0.3),
        _ => none_diverged,
    };
    holds.then_some(made)
}

/// The training loss at the end, in what always saying the same costs.
fn ends(run: &Recorded, dummy: f64) -> f64 {
    let penalty = run.looks.last().map_or(0.0, |(_, look)| look.penalty);
    run.loss.last().map_or(f64::INFINITY, |&loss| (loss - penalty) / dummy)
}

/// By the mean of three seeds' validation loss, smoothed over a tenth of the run. What was
/// learned is what always saying the same costs, less the lowest of that mean. A seed deals
/// the rows anew, so the mean sees what no single run does.
///
/// - overfitting: lowest in the first 85 % of the run, and at the end higher by more than
///   2 % of the lowest and more than 1 % of what was learned, while the mean training loss
///   fell on; and the run itself more than 1 % above its own lowest;
/// - fitting: at the end less than 1 % of the lowest, or 0.5 % of what was learned, above
///   the lowest; the run itself less than 2 %, or 1 % of what was learned; and training loss
///   below 70 % of what always saying the same costs.
///
/// In between it is neither, and the run is not counted. Written before the rules were tuned.
fn oracle(run: &Recorded, three: &[(&Recorded, f64)]) -> Option<Verdict> {
    let mean = |of: fn(&Recorded) -> &[f64]| -> Vec<f64> {
        let kept = three.iter().map(|(run, _)| run.kept()).min().unwrap_or_default();
        (0..kept).map(|at| three.iter().map(|(run, _)| of(run)[at]).sum::<f64>() / 3.0).collect()
    };
    let dummy = three.iter().map(|(_, dummy)| dummy).sum::<f64>() / 3.0;
    let (val, training) = (Turn::of(&mean(|run| &run.val_loss)), mean(|run| &run.loss));
    let own = Turn::of(&run.val_loss);
    let share = |turn: &Turn, of_learned: f64, of_lowest: f64| {
        // Where nothing was learned, only the lowest counts.
        let learned = (dummy - turn.lowest).max(0.0);
        [turn.rise / turn.lowest / of_lowest, turn.rise / learned / of_learned]
    };
    let is_above = |shares: [f64; 2]| shares.iter().all(|&share| share > 1.0);
    let falls_on = training[training.len() - 1] < training[val.at];
    let learned = three.iter().all(|&(run, dummy)| ends(run, dummy) < 0.7);
    let is_late = val.at as f64 > 0.85 * training.len() as f64;
    if is_above(share(&val, 0.01, 0.02)) && own.rise > 0.01 * own.lowest && falls_on && !is_late {
        Some(Verdict::Overfitting)
    } else if !is_above(share(&val, 0.005, 0.01)) && !is_above(share(&own, 0.01, 0.02)) && learned {
        Some(Verdict::Fitting)
    } else {
        None
    }
}

/// Where a smoothed curve is lowest, and how much higher it is at the end.
struct Turn {
    at: usize,
    lowest: f64,
    rise: f64,
}

impl Turn {
    fn of(losses: &[f64]) -> Self {
        let width = (losses.len() / 10).max(1);
        let smooth: Vec<f64> =
            losses.windows(width).map(|window| window.iter().sum::<f64>() / width as f64).collect();
        let at = (0..smooth.len()).min_by(|&a, &b| smooth[a].total_cmp(&smooth[b])).unwrap();
        let rise = smooth[smooth.len() - 1] - smooth[at];
        Self { at: at + width / 2, lowest: smooth[at], rise }
    }
}
