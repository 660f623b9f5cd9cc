//! Finds the encoding of a text that is not UTF-8: a worker of its own, which the worker starts
//! when it meets such a file, for its tables are as large as half a page.

fn main() {
    #[cfg(target_arch = "wasm32")]
    descent::worker::encoding_detector::run();
    #[cfg(not(target_arch = "wasm32"))]
    eprintln!("This binary runs in a browser; `make run` serves it.");
}
