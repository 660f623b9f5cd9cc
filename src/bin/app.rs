//! The page: a panic hook, and the app on the body.

fn main() {
    #[cfg(target_arch = "wasm32")]
    descent::app::mount();
    #[cfg(not(target_arch = "wasm32"))]
    eprintln!("This binary runs in a browser; `make run` serves it.");
}
