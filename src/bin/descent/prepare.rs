//! `descent prepare`

use std::fs;
use std::io;
use std::path::Path;

use descent::export::{fitted_json, npy, part_csv};
use descent::nn::Float;
use ndarray::ArrayView2;

use crate::args::{CliError, PrepareArgs};
use crate::train::{prepare, read_experiment};

/// Writes all parts, a part without rows as an empty one, so that no file of an earlier
/// call is left among them.
pub fn run(args: &PrepareArgs) -> Result<(), CliError> {
    let experiment = read_experiment(&args.experiment)?;
    let (checked, dataset) = prepare(&experiment, args.data.as_deref())?;
    let error = |path: &Path, source| CliError::Write { path: path.display().to_string(), source };
    fs::create_dir_all(&args.out).map_err(|source| error(&args.out, source))?;
    let write = |name: &str, bytes: Vec<u8>| {
        let path = args.out.join(name);
        fs::write(&path, bytes).map_err(|source| error(&path, source))
    };
    let write_npy = |name: &str, matrix: ArrayView2<'_, Float>| {
        let bytes =
            npy(matrix).map_err(|source| error(&args.out.join(name), io::Error::other(source)))?;
        write(name, bytes)
    };
    let parts = [
        ("training", &dataset.training),
        ("validation", &dataset.validation),
        ("test", &dataset.test),
    ];
    for (name, part) in parts {
        if args.npy {
            write_npy(&format!("{name}_inputs.npy"), part.inputs.array())?;
            write_npy(&format!("{name}_targets.npy"), part.targets.array())?;
        } else {
            write(&format!("{name}.csv"), part_csv(&dataset, part).into_bytes())?;
        }
    }
    let fitted = fitted_json(&dataset, &checked.config().data)
        .map_err(|source| CliError::Json { path: "fitted.json".to_owned(), source })?;
    write("fitted.json", fitted.into_bytes())?;
    let facts = dataset.facts();
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
