//! `descent prepare`

use std::fs;
use std::io;
use std::path::PathBuf;

use clap::Args;
use descent::data::DatasetFacts;
use descent::export::{fitted_json, npy, part_csv};
use descent::nn::Float;
use ndarray::ArrayView2;
use serde::Serialize;

use crate::errors::CliError;
use crate::files::{print_json, write, write_error};
use crate::source::{Prepared, SourceArgs};

/// Write what a network is given: the rows split, filled, scaled and encoded
#[derive(Args)]
#[command(after_help = "\
fitted.json holds every number that was fitted, so that a notebook can check them.

Example:
  descent prepare wine.json --data wine.csv --out prepared")]
pub struct PrepareArgs {
    #[command(flatten)]
    source: SourceArgs,
    /// Where training.csv, validation.csv, test.csv and fitted.json go
    #[arg(long, value_name = "DIR")]
    out: PathBuf,
    #[arg(long, help = "Write training_inputs.npy, training_targets.npy and so on instead of CSV")]
    npy: bool,
    /// Print one JSON document: the files, what became of the rows, and every warning
    #[arg(long)]
    json: bool,
}

/// What `--json` prints.
#[derive(Serialize)]
struct PrepareReport<'a> {
    /// In the order in which they were written.
    files: Vec<String>,
    #[serde(flatten)]
    facts: &'a DatasetFacts,
    /// In words; `facts` has them as data.
    sentences: Vec<String>,
}

/// Writes all parts, a part without rows as an empty one, so that no file of an earlier
/// call is left among them.
pub fn run(args: &PrepareArgs) -> Result<(), CliError> {
    let Prepared { checked, dataset, .. } = args.source.prepare()?;
    fs::create_dir_all(&args.out).map_err(|source| write_error(&args.out, source))?;
    let mut files = Vec::new();
    let mut write = |name: &str, bytes: Vec<u8>| {
        let path = args.out.join(name);
        files.push(path.display().to_string());
        write(&path, &bytes)
    };
    let to_npy = |name: &str, matrix: ArrayView2<'_, Float>| {
        let failed = |source| write_error(&args.out.join(name), io::Error::other(source));
        npy(matrix).map_err(failed)
    };
    let parts = [
        ("training", &dataset.training),
        ("validation", &dataset.validation),
        ("test", &dataset.test),
    ];
    for (name, part) in parts {
        if args.npy {
            let (inputs, targets) = (format!("{name}_inputs.npy"), format!("{name}_targets.npy"));
            write(&inputs, to_npy(&inputs, part.inputs.array())?)?;
            write(&targets, to_npy(&targets, part.targets.array())?)?;
        } else {
            write(&format!("{name}.csv"), part_csv(&dataset, part).into_bytes())?;
        }
    }
    let fitted = fitted_json(&dataset, &checked.config().data)
        .map_err(|source| CliError::Json { path: "fitted.json".to_owned(), source })?;
    write("fitted.json", fitted.into_bytes())?;
    let facts = dataset.facts();
    if args.json {
        let sentences = facts.warnings.iter().map(ToString::to_string).collect();
        return print_json("what was prepared", &PrepareReport { files, facts, sentences });
    }
    for warning in &facts.warnings {
        eprintln!("{warning}");
    }
    let counts = facts.counts;
    if counts.unused() > 0 {
        eprintln!("{} rows of the training part are not used.", counts.unused());
    }
    eprintln!(
        "{} rows read, {} without a target and {} with a missing input left out, {} cells filled in; {} rows for training, {} for validation, {} for the test.",
        counts.read,
        counts.dropped,
        counts.incomplete,
        counts.imputed,
        counts.training,
        counts.validation,
        counts.test
    );
    Ok(())
}
