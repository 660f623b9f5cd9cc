//! A weight is set by hand in a run that rests, trains, is looked back at, or is over.

use descent::config::ExperimentConfig;
use descent::inspection::picture::{Picture, PictureQuestion};
use descent::inspection::{Answer, NetworkGraph, Question, WeightEdit};
use descent::worker::{Command, Event, Pace, Session, codec};

use crate::worker::inspection::ask_all;
use crate::worker::session::{iris, losses, of_gallery, start, work};
use crate::worker::time_travel::{RUN, loss_gap, reports, resume, revisit, slice, varied, visits};

fn edit(value: f64) -> WeightEdit {
    WeightEdit { block: 0, variable: "kernel".to_owned(), row: 1, column: 2, value }
}

fn network(session: &mut Session) -> NetworkGraph {
    graph(ask_all(session, &[Question::Network(None)]))
}

fn graph(answers: Vec<Answer>) -> NetworkGraph {
    match answers.into_iter().next() {
        Some(Answer::Network(graph)) => *graph,
        other => panic!("{other:?}"),
    }
}

/// Sets it, without a slice of work behind it; the events but for the answer.
fn set(session: &mut Session, edit: &WeightEdit) -> Vec<Event> {
    let question = codec::encode(&[Question::Network(Some(edit.clone()))].as_slice());
    session.handle(Command::Inspect { run: RUN, question })
}

fn at(network: &NetworkGraph, edit: &WeightEdit) -> f64 {
    let block = &network.blocks[edit.block as usize];
    let table = block.variables.iter().find(|table| table.name == edit.variable).unwrap();
    table.at(edit.row as usize, edit.column as usize)
}

/// A run that rests after as many epochs.
fn rested(experiment: &ExperimentConfig, epochs: u32) -> (Session, Vec<Event>) {
    let mut session = iris().0;
    let mut events = start(&mut session, 1, experiment, Pace::OneEpoch);
    events.extend(work(&mut session));
    for _ in 1..epochs {
        session.handle(Command::StepEpoch { run: RUN });
        events.extend(work(&mut session));
    }
    (session, events)
}

#[test]
fn the_answer_has_the_new_weight_and_its_losses() {
    let (mut session, events) = rested(&varied(), 2);
    let before = network(&mut session);
    let (_, loss, val_loss) = losses(&events)[1];
    assert_eq!(before.losses, Some([loss, val_loss]));
    let after = graph(ask_all(&mut session, &[Question::Network(Some(edit(3.5)))]));
    assert_eq!(at(&after, &edit(0.0)), 3.5);
    assert_ne!(after.losses, before.losses);
    assert_eq!(network(&mut session), after, "and it stays");
    // It alone is another.
    let back =
        graph(ask_all(&mut session, &[Question::Network(Some(edit(at(&before, &edit(0.0)))))]));
    assert_eq!(back, before);
    // A run that rests is kept as it is now.
    let kept = set(&mut session, &edit(3.5));
    assert!(matches!(kept[..], [Event::Checkpoint { run: RUN, epoch: 2, .. }]), "{kept:?}");
}

#[test]
fn the_run_trains_on_from_it() {
    let (mut alone, _) = rested(&varied(), 3);
    let expected = reports(&resume(&mut alone));
    let (mut session, _) = rested(&varied(), 3);
    set(&mut session, &edit(3.5));
    let found = reports(&resume(&mut session));
    assert_eq!(found.len(), expected.len());
    assert_ne!(found[0].figures, expected[0].figures);
    assert_ne!(found.last(), expected.last());
    // The same edit, the same bits.
    let (mut again, _) = rested(&varied(), 3);
    set(&mut again, &edit(3.5));
    assert_eq!(reports(&resume(&mut again)), found);
}

/// What is looked back at and returned from, and what is trained again behind the edit, is what it
/// was.
#[test]
fn looking_back_meets_it_again() {
    let (mut session, _) = rested(&varied(), 3);
    set(&mut session, &edit(3.5));
    let there = network(&mut session);
    for epoch in [1, 0, 2] {
        assert_eq!(visits(&revisit(&mut session, epoch)), [Some(epoch)]);
        assert_ne!(network(&mut session), there);
    }
    assert_eq!(visits(&revisit(&mut session, None)), [None]);
    assert_eq!(network(&mut session), there, "where the run stood");

    // In the midst of an epoch, too.
    session.handle(Command::Resume { run: RUN });
    let mut events = slice(&mut session, 4);
    session.handle(Command::Pause { run: RUN });
    events.extend(set(&mut session, &WeightEdit { row: 0, ..edit(-2.0) }));
    events.extend(resume(&mut session));
    let (tail, end) = (reports(&events), loss_gap(&mut session));
    assert_eq!(tail.last().map(|report| report.epoch), Some(16));
    for epoch in [9, 0, 4, 3, 2, 16, 5] {
        revisit(&mut session, epoch);
        assert_eq!(visits(&revisit(&mut session, None)), [None]);
        assert_eq!(loss_gap(&mut session), end, "back from epoch {epoch}");
    }
    for epoch in [8, 3, 1, 0] {
        revisit(&mut session, epoch);
        let again = reports(&resume(&mut session));
        let behind = again.len() - tail.len().min(again.len());
        let ahead = tail.len() - again.len().min(tail.len());
        assert_eq!(again[behind..], tail[ahead..], "from epoch {epoch}");
        assert_eq!(loss_gap(&mut session), end, "from epoch {epoch}");
    }
}

/// Of a run with more rows than are measured in one go: no figure is of two weights, and training
/// this way again meets the same figures.
#[test]
fn set_while_an_epoch_is_measured_it_is_met_again() {
    let (mut session, mut experiment) = of_gallery("red-wine");
    (experiment.training.epochs, experiment.training.early_stopping) = (4, false);
    experiment.training.batch_size = 512;
    for units in 1..14 {
        start(&mut session, 1, &experiment, Pace::Continuous);
        let mut events = slice(&mut session, units);
        events.extend(set(&mut session, &edit(3.5)));
        events.extend(work(&mut session));
        let all = reports(&events);
        assert_eq!(all.len(), 4);
        revisit(&mut session, 0);
        assert_eq!(reports(&resume(&mut session)), all, "after {units} units of work");
    }
}

#[test]
fn what_is_looked_back_at_stays_as_it_was() {
    let (mut session, _) = rested(&varied(), 3);
    let there = network(&mut session);
    revisit(&mut session, 1);
    let earlier = network(&mut session);
    assert_eq!(earlier.epoch, 1);
    assert_eq!(graph(ask_all(&mut session, &[Question::Network(Some(edit(3.5)))])), earlier);
    assert_eq!(set(&mut session, &edit(3.5)), []);
    revisit(&mut session, None);
    assert_eq!(network(&mut session), there);
    let (mut alone, _) = rested(&varied(), 3);
    assert_eq!(reports(&resume(&mut session)), reports(&resume(&mut alone)));
}

#[test]
fn a_run_that_is_over_is_only_looked_at_with_it() {
    let mut session = iris().0;
    start(&mut session, 1, &varied(), Pace::Continuous);
    let all = reports(&work(&mut session));
    let before = network(&mut session);
    assert_eq!(set(&mut session, &edit(3.5)), [], "nothing is kept of it");
    let after = network(&mut session);
    assert_eq!(at(&after, &edit(0.0)), 3.5);
    assert_ne!(after.losses, before.losses);
    assert_eq!(session.handle(Command::Resume { run: RUN }), []);
    assert!(!session.wants_work());
    // What lies behind it never had it.
    revisit(&mut session, 9);
    assert_eq!(reports(&resume(&mut session)), all[9..]);
}

/// More epochs go on from the epoch as it was, not from a weight that nothing would meet again.
#[test]
fn more_epochs_go_on_without_what_was_only_looked_at() {
    let extended = |edits: bool| {
        let mut session = iris().0;
        start(&mut session, 1, &varied(), Pace::Continuous);
        work(&mut session);
        if edits {
            set(&mut session, &edit(3.5));
        }
        session.handle(Command::Extend { run: RUN, epochs: 20, pace: Pace::Continuous });
        let tail = reports(&work(&mut session));
        revisit(&mut session, 12);
        let again = reports(&resume(&mut session));
        assert_eq!(again[4..], tail, "training this way again");
        tail
    };
    assert_eq!(extended(true), extended(false));
}

#[test]
fn what_is_no_weight_is_ignored() {
    let (mut session, _) = rested(&varied(), 2);
    let before = network(&mut session);
    for wrong in [
        WeightEdit { block: 99, ..edit(1.0) },
        WeightEdit { variable: "moving_mean".to_owned(), ..edit(1.0) },
        WeightEdit { row: 1_000, ..edit(1.0) },
        WeightEdit { column: u32::MAX, ..edit(1.0) },
        edit(f64::NAN),
        edit(f64::NEG_INFINITY),
        edit(1e300),
    ] {
        assert_eq!(set(&mut session, &wrong), [], "{wrong:?}");
        assert_eq!(network(&mut session), before, "{wrong:?}");
    }
    let (mut alone, _) = rested(&varied(), 2);
    assert_eq!(reports(&resume(&mut session)), reports(&resume(&mut alone)));
}

fn picture(session: &mut Session, edits: Vec<WeightEdit>) -> Picture {
    let columns = vec!["alcohol".to_owned()];
    let question = PictureQuestion { columns, places: 20, ..PictureQuestion::default() };
    match ask_all(session, &[Question::Picture(question, edits)]).pop() {
        Some(Answer::Picture(picture)) => *picture,
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_line_is_moved_by_its_ends_and_its_losses_come_with_it() {
    let (mut session, mut experiment) = of_gallery("red-wine");
    experiment.network.layers.clear();
    (experiment.training.epochs, experiment.training.early_stopping) = (5, false);
    let mut events = start(&mut session, 1, &experiment, Pace::OneEpoch);
    events.extend(work(&mut session));
    let before = picture(&mut session, Vec::new());
    let (_, loss, val_loss) = losses(&events)[0];
    assert_eq!(before.losses, Some([loss, val_loss]));
    let moved = before.line.unwrap().with_end(1, 4.0).unwrap();
    let after = picture(&mut session, moved.edits());
    assert!(after.line.unwrap().is_same_line(&moved));
    assert_ne!((after.losses, &after.values), (before.losses, &before.values));
    assert_eq!(picture(&mut session, Vec::new()), after, "and it stays");
    // The way back, to the last bit.
    assert_eq!(picture(&mut session, before.line.unwrap().edits()), before);
    // What is looked back at stays as it was.
    session.handle(Command::StepEpoch { run: RUN });
    work(&mut session);
    revisit(&mut session, 1);
    assert_eq!(picture(&mut session, moved.edits()).line, before.line);
}
