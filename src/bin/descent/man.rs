//! `descent man`

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use clap::{Args, Command};
use clap_mangen::{Man, generate_to};

use crate::errors::CliError;
use crate::files::{print_line, write_error};

/// Print the manual page, or write those of all commands
#[derive(Args)]
#[command(after_help = "\
Examples:
  descent man | man -l -
  descent man --out ~/.local/share/man/man1")]
pub struct ManArgs {
    /// Write descent.1, descent-train.1 and so on there instead of printing the first
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
}

pub fn run(args: &ManArgs, command: Command) -> Result<(), CliError> {
    if let Some(folder) = &args.out {
        let failed = |source| write_error(folder, source);
        fs::create_dir_all(folder).map_err(failed)?;
        return generate_to(command, folder).map_err(failed);
    }
    let mut page = Vec::new();
    let failed = |source: io::Error| write_error(Path::new("The manual page"), source);
    Man::new(command).render(&mut page).map_err(failed)?;
    print_line(String::from_utf8_lossy(&page).trim_end())
}
