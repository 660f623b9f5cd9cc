//! The worker: the engine behind a mailbox.

fn main() {
    #[cfg(target_arch = "wasm32")]
    descent::worker::server::run(|| Box::pin(async { inspector().await.ok() }));
    #[cfg(not(target_arch = "wasm32"))]
    eprintln!("This binary runs in a browser; `make run` serves it.");
}

/// What only questions about a network need is in a file of its own, loaded with the first;
/// `.ci/split` cuts it off.
#[cfg(target_arch = "wasm32")]
#[wasm_split_helpers::wasm_split(inspector, fallible)]
#[allow(clippy::unnecessary_wraps, reason = "the macro puts the failure to load into it")]
fn inspector() -> Result<descent::worker::Inspector, wasm_split_helpers::SplitLoaderError> {
    Ok(descent::worker::inspector())
}
