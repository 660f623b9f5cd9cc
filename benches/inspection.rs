//! How long looking into a network takes: its surface, and what it says of many rows.

#![allow(missing_docs, reason = "criterion's macro makes a function without")]

use std::hint::black_box;
use std::rc::Rc;

use criterion::{Criterion, criterion_group, criterion_main};
use descent::config::{Activation, DenseConfig, LayerConfig, Shape, SyntheticConfig};
use descent::data::{Dataset, Table, synthesize, synthetic};
use descent::inspection::picture::{PictureJob, PicturePlan, PictureQuestion};
use descent::inspection::{Answer, NetworkCopy, PartName, PredictionJob, ResidualsOver};
use descent::train::Trainer;

/// Moons of so many rows and a network of two layers of 64 units.
fn trained(rows: u32) -> (Table, Trainer) {
    let config = SyntheticConfig { shape: Shape::TwoMoons, rows, noise: 0.1, seed: 1 };
    let mut experiment = synthetic::experiment(config.clone());
    let dense = || LayerConfig::Dense(DenseConfig::new(64, Activation::Relu));
    experiment.network.layers = vec![dense(), dense()];
    let table = synthesize(&config).expect("the set can be made").table;
    let checked = experiment.check(table.schema()).expect("the experiment is sound");
    let dataset = Dataset::prepare(&table, &checked).expect("it can be prepared");
    (table, Trainer::new(&checked, dataset))
}

fn all(mut advance: impl FnMut() -> Option<Answer>) -> Answer {
    loop {
        if let Some(answer) = advance() {
            return answer;
        }
    }
}

fn inspection(criterion: &mut Criterion) {
    let (table, trainer) = trained(500);
    let question = PictureQuestion { places: 120, ..PictureQuestion::default() };
    let plan = PicturePlan::new(&trainer, &table, &question).expect("it is a picture");
    let plan = Rc::new(plan);
    let mut copy = NetworkCopy::new(&trainer);
    criterion.bench_function("surface of 2-64-64-1 at 120 x 120 places, 500 points", |bencher| {
        bencher.iter(|| {
            let mut job = PictureJob::new(&trainer, &mut copy, Rc::clone(&plan));
            black_box(all(|| job.advance(&mut copy)))
        });
    });
    let (_, trainer) = trained(100_000);
    let mut copy = NetworkCopy::new(&trainer);
    criterion.bench_function("predictions of 70,000 rows by 2-64-64-1", |bencher| {
        bencher.iter(|| {
            let asked = (PartName::Training, &ResidualsOver::Prediction);
            let mut job = PredictionJob::new(&trainer, &mut copy, &table, asked);
            black_box(all(|| job.advance(&mut copy)))
        });
    });
}

criterion_group! { name = benches; config = Criterion::default().sample_size(20); targets = inspection }
criterion_main!(benches);
