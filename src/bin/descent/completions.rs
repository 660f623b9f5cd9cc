//! `descent completions`

use clap::{Args, Command};
use clap_complete::{Shell, generate};

use crate::errors::CliError;
use crate::files::print_line;

/// Print what a shell needs to complete the command's words
#[derive(Args)]
#[command(after_help = "\
Examples:
  descent completions bash > ~/.local/share/bash-completion/completions/descent
  descent completions zsh > ~/.zfunc/_descent
  descent completions fish > ~/.config/fish/completions/descent.fish")]
pub struct CompletionsArgs {
    shell: Shell,
}

pub fn run(args: &CompletionsArgs, mut command: Command) -> Result<(), CliError> {
    let mut script = Vec::new();
    generate(args.shell, &mut command, "descent", &mut script);
    print_line(String::from_utf8_lossy(&script).trim_end())
}
