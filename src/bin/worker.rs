//! The worker: the engine behind a mailbox.

fn main() {
    #[cfg(target_arch = "wasm32")]
    descent::worker::server::run();
    #[cfg(not(target_arch = "wasm32"))]
    eprintln!("This binary runs in a browser; `make run` serves it.");
}
