//! Whole epochs of a run as the playground trains it: by the trainer alone, and by the
//! session with its slices, its messages and its clock.

use descent::config::{ReadingConfig, share};
use descent::data::{self, Dataset};
use descent::train::{Trainer, Work};
use descent::worker::{Command, Event, Pace, RunId, Session, TableId, codec};

/// A file and an experiment on it, in JSON.
pub struct Job {
    pub bytes: Vec<u8>,
    pub json: String,
}

/// Epochs a second of the trainer, without slices and messages.
pub fn alone(job: &Job, budget_ms: f64, now: &mut dyn FnMut() -> f64) -> Result<f64, String> {
    let experiment = share::decode(&job.json).map_err(|error| error.to_string())?;
    let reading = ReadingConfig::default();
    let table = data::import(&job.bytes, &reading).map_err(|error| error.to_string())?.table;
    let checked = experiment.check(table.schema()).map_err(|problems| format!("{problems:?}"))?;
    let dataset = Dataset::prepare(&table, &checked).map_err(|error| error.to_string())?;
    let mut trainer = Trainer::new(&checked, dataset);
    per_second(budget_ms, now, &mut || {
        let mut epochs = 0;
        while epochs < 100 {
            match trainer.work(&mut || true) {
                Work::Epoch(_) => epochs += 1,
                Work::Yielded => {}
                Work::Finished(_) => return None,
            }
        }
        Some(epochs)
    })
}

/// Epochs a second of the session, its messages made but not sent.
pub fn in_session(job: &Job, budget_ms: f64, now: &mut dyn FnMut() -> f64) -> Result<f64, String> {
    let experiment = Box::new(share::decode(&job.json).map_err(|error| error.to_string())?);
    let mut session = Session::default();
    session.load(TableId(1), &job.bytes, &ReadingConfig::default());
    let start =
        Command::Start { run: RunId(1), experiment, pace: Pace::Continuous, in_passing: false };
    session.handle(start);
    let mut clock = performance();
    per_second(budget_ms, now, &mut || {
        let mut ended = 0;
        for event in session.work(&mut clock) {
            std::hint::black_box(codec::encode(&event));
            match event {
                Event::Progress { epochs, .. } => ended += epochs,
                Event::Finished { .. } | Event::Rejected { .. } => return None,
                _ => {}
            }
        }
        Some(ended)
    })
}

/// The rate after a quarter of the time, in which the browser compiles what runs often.
fn per_second(
    budget_ms: f64,
    now: &mut dyn FnMut() -> f64,
    some: &mut dyn FnMut() -> Option<u32>,
) -> Result<f64, String> {
    let begin = now();
    let (mut from, mut epochs) = (begin, 0.0);
    let mut is_warm = false;
    loop {
        let at = now();
        if !is_warm && at - begin > budget_ms / 4.0 {
            (is_warm, from, epochs) = (true, at, 0.0);
        }
        if at - begin > budget_ms {
            return Ok(epochs / (at - from) * 1e3);
        }
        epochs += f64::from(some().ok_or("The run ended; give it more epochs.")?);
    }
}

fn performance() -> impl FnMut() -> f64 {
    let performance = super::worker::scope().performance().expect("every worker has a clock");
    move || performance.now()
}
