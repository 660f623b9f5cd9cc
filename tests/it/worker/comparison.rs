//! What the worker says about runs beside each other.

use descent::config::{Activation, ExperimentConfig, Task, share};
use descent::worker::{Command, Event, Session};

use crate::support::{dense, dropout, experiment};

fn base() -> ExperimentConfig {
    experiment(Task::Regression, 2, vec![dense(8, Activation::Relu), dropout(0.2)])
}

fn ask(command: Command) -> Event {
    let mut events = Session::default().handle(command);
    assert_eq!(events.len(), 1);
    events.remove(0)
}

#[test]
fn runs_are_compared_in_words() {
    let mut now = base();
    now.network.layers[1] = dropout(0.3);
    now.training.learning_rate = 0.01;
    let others = vec![share::encode(&base()), share::encode(&now), "no link".to_owned()];
    let base = Box::new(now.clone());
    let event = ask(Command::Compare { key: "k".to_owned(), base, others });
    let Event::Compared { key, link, differences } = event else { panic!("{event:?}") };
    assert_eq!((key.as_str(), share::decode(&link)), ("k", Ok(now)));
    let [other, same, unread] = differences.as_slice() else { panic!("{differences:?}") };
    assert_eq!(other.called, "dropout 0.3, lr 0.01");
    assert_eq!(other.sentences, ["Dropout rate 0.2 to 0.3", "Learning rate 0.05 to 0.01"]);
    assert_eq!((same.called.as_str(), same.sentences.len()), ("again", 0));
    assert_eq!(unread.sentences.len(), 0);
}

#[test]
fn runs_are_tabulated() {
    let mut other = base();
    other.seed = 7;
    let links = vec![share::encode(&base()), "no link".to_owned(), share::encode(&other)];
    let event = ask(Command::Tabulate { links });
    let Event::Tabulated { names, rows, ranks } = event else { panic!("{event:?}") };
    assert_eq!(names, ["Seed"]);
    assert_eq!(rows, [["44"], [""], ["7"]]);
    assert_eq!(ranks, [[1.0], [f64::MAX], [0.0]], "sorted as numbers");
}
