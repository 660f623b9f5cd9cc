//! Descent without a browser: the same engine, the same numbers to the bit.

#[cfg(not(target_arch = "wasm32"))]
mod inspect;
#[cfg(not(target_arch = "wasm32"))]
mod order;
#[cfg(not(target_arch = "wasm32"))]
mod prepare;
#[cfg(not(target_arch = "wasm32"))]
mod train;

#[cfg(not(target_arch = "wasm32"))]
fn main() -> std::process::ExitCode {
    use order::{Order, USAGE};

    let result = order::parse(std::env::args_os().skip(1)).and_then(|order| match order {
        Order::Train(order) => train::run(&order),
        Order::Prepare(order) => prepare::run(&order),
        Order::Link { experiment } => {
            let experiment = train::read_experiment(&experiment)?;
            println!("{}", descent::config::share::encode(&experiment));
            Ok(())
        }
        Order::Inspect(order) => inspect::run(&order),
        Order::Help => {
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
