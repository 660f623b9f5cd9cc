//! A run goes on for one mini-batch at a time.

use descent::config::{ExperimentConfig, Optimizer, SgdConfig};
use descent::inspection::{Answer, ChosenUnit, NetworkGraph, Question, StageName, StepByStep};
use descent::worker::{Command, Event, Pace, Session};

use crate::worker::inspection::ask_all;
use crate::worker::session::{iris, losses, start, work};
use crate::worker::time_travel::{RUN, loss_gap, reports, resume, revisit, varied};

/// Mini-batches of an epoch of [`varied`], the last of them smaller.
const BATCHES: usize = 7;

/// Three epochs of them.
fn short() -> ExperimentConfig {
    let mut experiment = varied();
    experiment.training.epochs = 3;
    experiment
}

fn step_batch(session: &mut Session) -> Vec<Event> {
    let mut events = session.handle(Command::StepBatch { run: RUN });
    events.extend(work(session));
    events
}

/// A run that rests at the end of an epoch.
fn rested(experiment: &ExperimentConfig) -> (Session, Vec<Event>) {
    let mut session = iris().0;
    start(&mut session, 1, experiment, Pace::OneEpoch);
    let events = work(&mut session);
    (session, events)
}

fn network(session: &mut Session) -> NetworkGraph {
    match ask_all(session, &[Question::Network(None)]).pop() {
        Some(Answer::Network(graph)) => *graph,
        other => panic!("{other:?}"),
    }
}

fn written(session: &mut Session, unit: Option<ChosenUnit>) -> StepByStep {
    match ask_all(session, &[Question::Step(unit)]).pop() {
        Some(Answer::Step(step)) => *step,
        other => panic!("{other:?}"),
    }
}

#[test]
fn an_epoch_by_single_batches_is_the_epoch() {
    let mut whole = iris().0;
    start(&mut whole, 1, &short(), Pace::OneEpoch);
    let mut expected = losses(&work(&mut whole));
    for _ in 0..2 {
        whole.handle(Command::StepEpoch { run: RUN });
        expected.extend(losses(&work(&mut whole)));
    }

    let mut session = iris().0;
    start(&mut session, 1, &short(), Pace::OneBatch);
    let mut all = vec![work(&mut session)];
    while reports(&all.concat()).len() < 3 {
        assert!(all.len() < 100, "each step gets on");
        all.push(step_batch(&mut session));
    }
    assert_eq!(losses(&all.concat()), expected);
    assert_eq!(loss_gap(&mut session), loss_gap(&mut whole));
    let steps_of_epochs: Vec<_> = (1..)
        .zip(&all)
        .filter_map(|(step, events)| (!reports(events).is_empty()).then_some(step))
        .collect();
    let batches = steps_of_epochs[0];
    assert!(batches > 3, "several batches an epoch");
    assert_eq!(steps_of_epochs, [batches, 2 * batches, 3 * batches], "with the step that ends it");
    for (step, events) in (1..).zip(&all) {
        let rests = |event: &&Event| matches!(event, Event::Paused { run: RUN });
        assert_eq!(events.iter().filter(rests).count(), 1, "step {step}: {events:?}");
        let kept = |event: &&Event| matches!(event, Event::Checkpoint { run: RUN, .. });
        assert_eq!(events.iter().filter(kept).count(), 1, "step {step}");
    }
    assert_eq!(batches, BATCHES);
}

/// After any number of steps the network is the one that a run without rest passes through.
#[test]
fn steps_are_those_of_a_run_without_rest() {
    let (mut session, _) = rested(&short());
    for _ in 0..11 {
        step_batch(&mut session);
    }
    let there = written(&mut session, None);
    assert_eq!((there.epoch, there.step), (3, BATCHES as u64 + 12));
    let after = reports(&resume(&mut session));
    let (mut alone, _) = rested(&short());
    assert_eq!(after, reports(&resume(&mut alone))[1..]);
    assert_eq!(loss_gap(&mut session), loss_gap(&mut alone));
    // And training it again comes to the same.
    revisit(&mut session, 1);
    resume(&mut session);
    assert_eq!(loss_gap(&mut session), loss_gap(&mut alone));
}

#[test]
fn a_run_that_is_over_takes_no_step() {
    let mut session = iris().0;
    start(&mut session, 1, &short(), Pace::Continuous);
    work(&mut session);
    let end = loss_gap(&mut session);
    assert_eq!(step_batch(&mut session), []);
    assert_eq!(loss_gap(&mut session), end);
}

/// Looked back at, a step goes on from there.
#[test]
fn a_step_from_an_earlier_epoch_goes_on_from_it() {
    let (mut session, _) = rested(&short());
    session.handle(Command::StepEpoch { run: RUN });
    let second = reports(&work(&mut session));
    revisit(&mut session, 1);
    let mut events = step_batch(&mut session);
    assert!(matches!(events.first(), Some(Event::Started { epoch: 1, .. })), "{events:?}");
    assert_eq!(written(&mut session, None).step, BATCHES as u64 + 2);
    for _ in 1..BATCHES {
        events.extend(step_batch(&mut session));
    }
    assert_eq!(reports(&events), second);
}

/// Where a weight stands: `W2[1,3]` is the kernel of block 1 at row 0 and column 2.
fn at(network: &NetworkGraph, symbol: &str) -> Option<f64> {
    let (head, indices) = symbol.strip_suffix(']')?.split_once('[')?;
    let letters = head.trim_end_matches(|digit: char| digit.is_ascii_digit());
    let block: usize = head[letters.len()..].parse().ok()?;
    let name = match letters {
        "W" => "kernel",
        "b" => "bias",
        "gamma" | "beta" => letters,
        _ => return None,
    };
    let (row, column) = match indices.split_once(',') {
        Some((row, column)) => (row.parse().ok()?, column.parse().ok()?),
        None => (1, indices.parse::<usize>().ok()?),
    };
    let tables = &network.blocks[block - 1].variables;
    let table = tables.iter().find(|table| table.name == name)?;
    Some(table.at(row - 1, column - 1))
}

#[test]
fn the_step_that_was_shown_is_the_step_that_is_taken() {
    for optimizer in [Optimizer::Sgd(SgdConfig { momentum: 0.9, nesterov: false }), Optimizer::ADAM]
    {
        let mut experiment = short();
        experiment.training.optimizer = optimizer;
        let (mut session, _) = rested(&experiment);
        let block = network(&mut session).blocks.len() as u32 - 1;
        for (step, unit) in [None, Some(ChosenUnit { block: 0, unit: 1 }), None, None]
            .into_iter()
            .cycle()
            .take(BATCHES + 2)
            .enumerate()
        {
            let unit = unit.or(Some(ChosenUnit { block, unit: step as u32 % 3 }));
            let shown = written(&mut session, unit);
            let before = network(&mut session);
            step_batch(&mut session);
            let after = network(&mut session);
            let update = shown.stages.iter().find(|stage| stage.name == StageName::Update).unwrap();
            let (mut seen, mut moved) = (0, 0);
            for line in update.groups.iter().flat_map(|group| &group.lines) {
                let Some(symbol) = line.name.strip_prefix("new ") else { continue };
                let Some(real) = at(&after, symbol) else { continue };
                assert_eq!(line.value.to_bits(), real.to_bits(), "{optimizer:?} {step} {symbol}");
                moved += usize::from(at(&before, symbol) != Some(real));
                seen += 1;
            }
            assert!(seen >= 4 && moved > 0, "{optimizer:?} {step}: {seen} seen, {moved} moved");
            assert_eq!(written(&mut session, unit).step, shown.step + 1);
        }
    }
}
