//! Whatever a run is asked, in any order: it obeys, and its figures are its own.

use descent::inspection::{Question, WeightEdit};
use descent::worker::{Command, Event, Pace, TimeTravelRequest, codec};
use descent::workspace::current_run::{CurrentRun, Phase};
use proptest::prelude::*;

use crate::worker::session::{iris, start, work};
use crate::worker::time_travel::{
    RUN, ask, hear, learning_rate, loss_gap, reports, resume, revisit, slice, stopping, varied,
};

/// What a run is asked while it goes on.
#[derive(Debug, Clone)]
enum Act {
    Work(u32),
    Pause,
    Resume,
    Step,
    StepBatch,
    Rate(u32),
    Batch(u32),
    Weight(u32),
    Revisit(Option<u32>),
    Ghost,
    Read,
    Stop,
    Test,
    Start,
}

fn act() -> impl Strategy<Value = Act> {
    prop_oneof![
        4 => (1..6_u32).prop_map(Act::Work),
        1 => Just(Act::Pause),
        2 => Just(Act::Resume),
        1 => Just(Act::Step),
        1 => Just(Act::StepBatch),
        1 => (1..5_u32).prop_map(Act::Rate),
        1 => (1..40_u32).prop_map(Act::Batch),
        1 => (1..5_u32).prop_map(Act::Weight),
        3 => prop::option::of(0..20_u32).prop_map(Act::Revisit),
        1 => Just(Act::Ghost),
        1 => Just(Act::Read),
        1 => Just(Act::Stop),
        1 => Just(Act::Test),
        1 => Just(Act::Start),
    ]
}

/// A weight of the first block by hand.
fn weight(unit: u32) -> Command {
    let variable = "kernel".to_owned();
    let edit =
        WeightEdit { block: 0, variable, row: 0, column: unit, value: 0.3 * f64::from(unit) };
    let question = codec::encode(&[Question::Network(Some(edit))].as_slice());
    Command::Inspect { run: RUN, question }
}

/// What is changed in a run on its way.
#[derive(Debug, Clone)]
enum Change {
    Rate(u32),
    Batch(u32),
    Weight(u32),
}

fn change() -> impl Strategy<Value = Change> {
    prop_oneof![
        (1..5_u32).prop_map(Change::Rate),
        (1..5_u32).prop_map(Change::Batch),
        (1..5_u32).prop_map(Change::Weight),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    /// However it was sliced and changed on its way, from any epoch on it ends as it did.
    #[test]
    fn going_on_from_an_epoch_has_the_same_tail(
        stops_early in any::<bool>(),
        way in prop::collection::vec((1..9_u32, prop::option::of(change())), 1..12),
        visits in prop::collection::vec(0..16_u32, 1..4),
        goes_on_later in any::<bool>(),
    ) {
        let (mut session, experiment) = (iris().0, if stops_early { stopping() } else { varied() });
        start(&mut session, 1, &experiment, Pace::Continuous);
        let mut events = Vec::new();
        for (units, change) in way {
            events.extend(slice(&mut session, units));
            let is_over = events.iter().any(|event| matches!(event, Event::Finished { .. }));
            match change {
                Some(Change::Rate(rate)) => drop(session.handle(learning_rate(rate))),
                Some(Change::Batch(size)) => {
                    session.handle(Command::SetBatchSize { run: RUN, batch_size: 9 * size });
                }
                // Of a run that is over it is only looked at.
                Some(Change::Weight(unit)) if !is_over => drop(session.handle(weight(unit))),
                _ => {}
            }
        }
        events.extend(work(&mut session));
        let (all, end) = (reports(&events), loss_gap(&mut session));
        // What was asked of it on its way is answered when it is over.
        events.retain(|event| !matches!(event, Event::Inspected { .. }));
        for epoch in visits {
            let epoch = epoch.min(all.len() as u32);
            if goes_on_later {
                revisit(&mut session, epoch);
            } else {
                // On the way there already.
                ask(&mut session, TimeTravelRequest::Revisit { epoch: Some(epoch) });
            }
            let again = resume(&mut session);
            prop_assert_eq!(reports(&again), all[epoch as usize..].to_vec(), "from {}", epoch);
            prop_assert_eq!(again.last(), events.last());
            prop_assert_eq!(loss_gap(&mut session), end.clone());
        }
    }

    /// No order of commands panics, ends work that never ends, or makes a figure that the
    /// same run would not have made.
    #[test]
    fn any_order_of_commands_is_obeyed(acts in prop::collection::vec(act(), 1..40)) {
        let (mut session, mut experiment) = (iris().0, stopping());
        experiment.data.split.test_percent = 20;
        let mut page = CurrentRun::begin(RUN, experiment.clone(), Phase::Running);
        start(&mut session, 1, &experiment, Pace::Continuous);
        for act in acts {
            let run = RUN;
            let events = match act {
                Act::Work(units) => slice(&mut session, units),
                Act::Pause => session.handle(Command::Pause { run }),
                Act::Resume => session.handle(Command::Resume { run }),
                Act::Step => session.handle(Command::StepEpoch { run }),
                Act::StepBatch => session.handle(Command::StepBatch { run }),
                Act::Rate(rate) => session.handle(learning_rate(rate)),
                Act::Batch(batch_size) => session.handle(Command::SetBatchSize { run, batch_size }),
                Act::Weight(unit) => session.handle(weight(unit)),
                Act::Revisit(epoch) => ask(&mut session, TimeTravelRequest::Revisit { epoch }),
                Act::Ghost => ask(&mut session, TimeTravelRequest::Ghost),
                Act::Read => ask(&mut session, TimeTravelRequest::LossGap),
                Act::Stop => session.handle(Command::Stop { run }),
                Act::Test => session.handle(Command::EvaluateTest { run }),
                Act::Start => start(&mut session, 1, &experiment, Pace::OneEpoch),
            };
            hear(&mut page, &events);
            prop_assert!(page.history.is_sound());
            let rising = (1..).zip(&page.history.epochs).all(|(count, epoch)| count == *epoch);
            prop_assert!(rising, "{:?}", page.history.epochs);
        }
        hear(&mut page, &work(&mut session));
        prop_assert!(!session.wants_work());
        prop_assert!(page.history.count() <= 40);
    }
}
