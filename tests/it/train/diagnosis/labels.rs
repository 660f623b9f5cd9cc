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
    run.loss.last().map_or(f64::INFINITY, |&loss| (f64::from(loss) - penalty) / dummy)
}

/// By the mean of three seeds' validation loss, smoothed over a tenth of the run:
///
/// - overfitting: lowest in the first 70 % of the run and at the end more than a tenth above
///   that, and the run itself more than a twentieth above its own lowest;
/// - fitting: at the end less than 3 % above the lowest, the run itself less than a
///   twentieth, and training loss below 70 % of what always saying the same costs.
///
/// In between it is neither, and the run is not counted.
fn oracle(run: &Recorded, three: &[(&Recorded, f64)]) -> Option<Verdict> {
    let epochs = three.iter().map(|(run, _)| run.epochs()).min()?;
    let mean: Vec<f64> = (0..epochs)
        .map(|at| three.iter().map(|(run, _)| f64::from(run.val_loss[at])).sum())
        .collect();
    let own: Vec<f64> = run.val_loss.iter().map(|&loss| f64::from(loss)).collect();
    let (lowest, rise) = turn(&mean);
    let (_, own_rise) = turn(&own);
    let learned = three.iter().all(|&(run, dummy)| ends(run, dummy) < 0.7);
    if rise > 0.1 && lowest < 0.7 && own_rise > 0.05 {
        Some(Verdict::Overfitting)
    } else if rise < 0.03 && own_rise < 0.05 && learned {
        Some(Verdict::Fitting)
    } else {
        None
    }
}

/// Where a smoothed curve is lowest, as a share of the run, and by what share it is higher
/// at the end.
fn turn(losses: &[f64]) -> (f64, f64) {
    let width = losses.len() / 10;
    let smooth: Vec<f64> = losses.windows(width.max(1)).map(|window| window.iter().sum()).collect();
    let lowest = (0..smooth.len()).min_by(|&a, &b| smooth[a].total_cmp(&smooth[b])).unwrap();
    (lowest as f64 / smooth.len() as f64, smooth[smooth.len() - 1] / smooth[lowest] - 1.0)
}
