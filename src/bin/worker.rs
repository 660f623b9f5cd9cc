//! The worker: the engine behind a mailbox.

#[cfg(target_arch = "wasm32")]
use descent::worker::{self, LoadedPart, SplitPart};
#[cfg(target_arch = "wasm32")]
use wasm_split_helpers::{SplitLoaderError, wasm_split};

/// What only some commands need is in files of its own, each loaded with the first of them;
/// `.ci/split` cuts them off.
#[cfg(target_arch = "wasm32")]
macro_rules! split_file {
    ($file:ident, $part:expr) => {{
        #[wasm_split($file, fallible)]
        #[allow(clippy::unnecessary_wraps, reason = "the macro puts the failure to load into it")]
        fn loaded() -> Result<LoadedPart, SplitLoaderError> {
            Ok($part)
        }
        loaded().await.ok()
    }};
}

fn main() {
    #[cfg(target_arch = "wasm32")]
    worker::server::run(|part| {
        Box::pin(async move {
            match part {
                SplitPart::Inspector => {
                    split_file!(inspector, LoadedPart::Inspector(worker::inspector()))
                }
                SplitPart::Reader => {
                    split_file!(reader, LoadedPart::Reader(worker::experiment_reader()))
                }
                SplitPart::Exporter => {
                    split_file!(exporter, LoadedPart::Exporter(worker::exporter()))
                }
            }
        })
    });
    #[cfg(not(target_arch = "wasm32"))]
    eprintln!("This binary runs in a browser; `make run` serves it.");
}
