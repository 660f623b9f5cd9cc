//! Descent without a browser: the same engine, the same numbers to the bit.

#[cfg(not(target_arch = "wasm32"))]
mod args;
#[cfg(not(target_arch = "wasm32"))]
mod coach;
#[cfg(not(target_arch = "wasm32"))]
mod inspect;
#[cfg(not(target_arch = "wasm32"))]
mod lessons;
#[cfg(not(target_arch = "wasm32"))]
mod over_seeds;
#[cfg(not(target_arch = "wasm32"))]
mod prepare;
#[cfg(not(target_arch = "wasm32"))]
mod scenes;
#[cfg(not(target_arch = "wasm32"))]
mod train;

#[cfg(not(target_arch = "wasm32"))]
fn main() -> std::process::ExitCode {
    use args::{CliCommand, USAGE};

    let result = args::parse(std::env::args_os().skip(1)).and_then(|order| match order {
        CliCommand::Train(args) => train::run(&args),
        CliCommand::Prepare(args) => prepare::run(&args),
        CliCommand::Link { experiment } => {
            let experiment = train::read_experiment(&experiment)?;
            println!("{}", descent::config::share::encode(&experiment));
            Ok(())
        }
        CliCommand::Inspect(args) => inspect::run(&args),
        CliCommand::Scenes(args) => scenes::run(&args),
        CliCommand::Lessons(args) => lessons::run(&args),
        CliCommand::Help => {
            println!("{USAGE}");
            Ok(())
        }
    });
    match result {
        Ok(()) => std::process::ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("descent: {error}");
            std::process::ExitCode::FAILURE
        }
    }
}

#[cfg(target_arch = "wasm32")]
fn main() {}
