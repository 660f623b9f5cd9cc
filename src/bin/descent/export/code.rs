//! `descent export keras` and `descent export pytorch`

use std::fs;
use std::path::{Path, PathBuf};

use clap::Args;
use descent::config::DataSource;
use descent::export::code::{CodeExport, ExportFile, TableFile};
use descent::train::Trainer;

use crate::errors::CliError;
use crate::files::{file_name, print_line, read_weights, write, write_error};
use crate::source::{Prepared, SourceArgs};

/// What the script is written for.
#[derive(Clone, Copy)]
pub enum Library {
    Keras,
    Pytorch,
}

#[derive(Args)]
pub struct CodeArgs {
    #[command(flatten)]
    source: SourceArgs,
    /// The folder that the script and what it reads go to
    #[arg(long, value_name = "DIR")]
    out: PathBuf,
    /// Write a notebook in place of the script
    #[arg(long)]
    notebook: bool,
    /// Also write order.npy, from which --same-order takes the batches of every epoch
    #[arg(long)]
    with_order: bool,
    /// The script starts from these weights in place of the experiment's own start
    #[arg(long, value_name = "W.safetensors")]
    start: Option<PathBuf>,
}

pub fn run(args: &CodeArgs, library: Library) -> Result<(), CliError> {
    let Prepared { table, checked, dataset, file } = args.source.prepare()?;
    let columns = CodeExport::columns(checked.config(), &table);
    let mut own_file = None;
    let table_file = if let Some(file) = file {
        let name = file_name(&file.name);
        let found = TableFile::of(&name, Some(&file.bytes), &file.dialect, &table, &columns);
        own_file = found.contents.is_none().then_some(ExportFile { name, bytes: file.bytes });
        found
    } else {
        let name = match &checked.config().data.source {
            DataSource::Synthetic(synthetic) => synthetic.shape.id(),
            DataSource::Gallery { .. } | DataSource::File { .. } => "table",
        };
        TableFile::made(&format!("{name}.csv"), &table, &columns)
    };
    let mut trainer = Trainer::new(&checked, dataset.clone());
    if let Some(path) = &args.start {
        read_weights(path, trainer.network_mut())?;
    }
    let stem = Path::new(&table_file.name).with_extension("").display().to_string();
    let export = CodeExport::new(&checked, &table, &dataset, table_file, trainer.network_mut());
    let (script, word) = match library {
        Library::Keras => (export.keras_script(), "keras"),
        Library::Pytorch => (export.pytorch_script(), "pytorch"),
    };
    let mut files = export.files(&format!("{stem}_{word}"), &script, args.notebook);
    files.extend(own_file);
    if args.with_order {
        files.push(export.order()?);
    }
    fs::create_dir_all(&args.out).map_err(|source| write_error(&args.out, source))?;
    for file in &files {
        let path = args.out.join(&file.name);
        write(&path, &file.bytes)?;
        print_line(&path.display().to_string())?;
    }
    Ok(())
}
