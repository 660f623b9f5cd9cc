//! From a file's bytes to a table, natively: `cargo bench --bench import`.

use std::fmt::Write;
use std::hint::black_box;
use std::time::Duration;

use criterion::{Criterion, Throughput};
use descent::config::ReadingConfig;
use descent::data::import;

/// Columns of the file, as in docs/PERFORMANCE.md.
const COLUMNS: usize = 30;
/// Bytes of each file.
const BYTES: usize = 32 << 20;

fn main() {
    let mut criterion = Criterion::default()
        .sample_size(10)
        .warm_up_time(Duration::from_millis(300))
        .measurement_time(Duration::from_secs(3))
        .without_plots()
        .configure_from_args();
    let mut group = criterion.benchmark_group("import");
    let plain = |random: u64| format!("{:.6}", random as f64 / 2e18);
    let comma = |random: u64| plain(random).replace('.', ",");
    let quoted = |random: u64| format!("\"{}\"", plain(random));
    let words = |random: u64| format!("word {}", random % 1000);
    let files: [(&str, String); 5] = [
        ("30 columns of numbers", file(",", plain)),
        ("30 columns of whole numbers", file(",", |random| (random % 100_000).to_string())),
        ("30 columns of decimal commas", file(";", comma)),
        ("30 columns of quoted numbers", file(",", quoted)),
        ("30 columns of words", file(",", words)),
    ];
    for (name, text) in &files {
        group.throughput(Throughput::Bytes(text.len() as u64));
        group.bench_function(*name, |bencher| {
            let reading = ReadingConfig::default();
            bencher.iter(|| import(black_box(text.as_bytes()), &reading).map(|read| read.table));
        });
    }
    group.finish();
    criterion.final_summary();
}

/// A file whose fields are `field` of pseudo-random numbers, and a line of names.
fn file(delimiter: &str, field: impl Fn(u64) -> String) -> String {
    let names: Vec<String> = (0..COLUMNS).map(|column| format!("c{column}")).collect();
    let mut text = names.join(delimiter) + "\n";
    let mut random: u64 = 42;
    while text.len() < BYTES {
        for column in 0..COLUMNS {
            random = random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            let end = if column + 1 == COLUMNS { "\n" } else { delimiter };
            write!(text, "{}{end}", field(random)).expect("a String takes any text");
        }
    }
    text
}
