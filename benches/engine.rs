//! The networks and matrix products of `descent::bench`, natively: `cargo bench`.

use std::time::Duration;

use criterion::{Criterion, SamplingMode, Throughput};
use descent::bench::peak::Peak;
use descent::bench::products::{CASES, Product};
use descent::bench::{EndlessRun, Timed, networks};

/// Few samples of long work: the whole suite takes less than three minutes.
const SAMPLES: usize = 10;
const WARM_UP: Duration = Duration::from_millis(300);
const BUDGET: Duration = Duration::from_secs(2);

fn main() {
    let mut criterion = Criterion::default()
        .sample_size(SAMPLES)
        .warm_up_time(WARM_UP)
        .measurement_time(BUDGET)
        .without_plots()
        .configure_from_args();
    epochs(&mut criterion);
    products(&mut criterion);
    criterion.final_summary();
}

/// Training only.
fn epochs(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("epoch");
    group.sampling_mode(SamplingMode::Flat);
    for workload in networks::all() {
        group.throughput(Throughput::Elements(workload.shape.rows as u64));
        group.bench_function(workload.name, |bencher| {
            let mut run = EndlessRun::new(&workload, false);
            run.begin_round();
            bencher.iter(|| run.train_epoch());
        });
    }
    group.finish();
}

fn products(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("product");
    group.measurement_time(BUDGET / 4);
    let mut peak = Peak::default();
    // An element is a multiplication or an addition: Gelem/s is GFLOP/s.
    group.throughput(Throughput::Elements((Peak::GFLOP * 1e9) as u64));
    group.bench_function("peak", |bencher| bencher.iter(|| peak.once()));
    for case in CASES {
        group.throughput(Throughput::Elements((case.gflop() * 1e9) as u64));
        group.bench_function(case.name, |bencher| {
            let mut product = Product::new(case);
            bencher.iter(|| product.once());
        });
    }
    group.finish();
}
