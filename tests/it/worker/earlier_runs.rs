//! Runs that others took the place of are looked into as they ended.

use descent::config::ReadingConfig;
use descent::inspection::{Answer, NetworkGraph, Question, WeightEdit};
use descent::worker::{Command, Event, Pace, RunId, Session, TableId, codec};

use crate::worker::session::{iris, start, work};
use crate::worker::time_travel::revisit;

fn ask(session: &mut Session, run: u32, edit: Option<WeightEdit>) -> Vec<Answer> {
    let question = codec::encode(&[Question::Network(edit)].as_slice());
    let mut events = session.handle(Command::Inspect { run: RunId(run), question });
    events.extend(work(session));
    let of = |event: &Event| match event {
        Event::Inspected { run: of, answer } if *of == RunId(run) => {
            Some(codec::decode::<Vec<Answer>>(answer).unwrap_or_default())
        }
        _ => None,
    };
    events.iter().filter_map(of).flatten().collect()
}

fn network(session: &mut Session, run: u32) -> Option<NetworkGraph> {
    match ask(session, run, None).pop()? {
        Answer::Network(graph) => Some(*graph),
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_run_before_the_last_is_what_it_was() {
    let (mut session, mut experiment) = iris();
    start(&mut session, 1, &experiment, Pace::Continuous);
    work(&mut session);
    let first = network(&mut session, 1).unwrap();
    // It is looked back at as the next begins: what is kept is its end.
    revisit(&mut session, 2);
    assert_ne!(network(&mut session, 1).unwrap(), first);
    experiment.seed += 1;
    start(&mut session, 2, &experiment, Pace::Continuous);
    work(&mut session);
    let second = network(&mut session, 2).unwrap();
    assert_ne!(second.blocks, first.blocks);
    assert_eq!(network(&mut session, 1).unwrap(), first);
    // What is set there by hand leaves the other alone.
    let edit = WeightEdit { block: 0, variable: "kernel".into(), row: 0, column: 0, value: 3.0 };
    ask(&mut session, 1, Some(edit));
    assert_eq!(network(&mut session, 2).unwrap(), second);
    assert_eq!(network(&mut session, 7), None, "there never was such a run");
}

#[test]
fn the_newest_are_kept_while_the_table_stays() {
    let (mut session, experiment) = iris();
    for run in 1..=11 {
        start(&mut session, run, &experiment, Pace::OneEpoch);
        work(&mut session);
    }
    let kept: Vec<u32> = (1..=11).filter(|run| network(&mut session, *run).is_some()).collect();
    assert_eq!(kept, (3..=11).collect::<Vec<_>>());
    // A run without a step has nothing to show.
    start(&mut session, 12, &experiment, Pace::OneEpoch);
    start(&mut session, 13, &experiment, Pace::OneEpoch);
    work(&mut session);
    assert_eq!(network(&mut session, 12), None);
    assert!(network(&mut session, 13).is_some() && network(&mut session, 11).is_some());
    let other = b"x,y\n1,2\n2,4\n3,6\n4,8\n";
    session.load(TableId(9), other, &ReadingConfig::default());
    assert!((1..=13).all(|run| network(&mut session, run).is_none()));
}

#[test]
fn a_run_in_passing_is_not_kept() {
    let (mut session, experiment) = iris();
    let command = Command::Start {
        run: RunId(1),
        experiment: Box::new(experiment.clone()),
        pace: Pace::OneEpoch,
        in_passing: true,
    };
    session.handle(command);
    work(&mut session);
    start(&mut session, 2, &experiment, Pace::OneEpoch);
    work(&mut session);
    assert_eq!(network(&mut session, 1), None);
}
