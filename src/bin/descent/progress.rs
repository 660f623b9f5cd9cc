//! How far something is, in one line of a terminal.
//!
//! These lines rather than a crate, which would bring a library of terminals: a bar is all that
//! is drawn, one at a time.

use std::io::{self, IsTerminal, Write};
use std::sync::Mutex;
use std::time::{Duration, Instant};

/// Between two pictures.
const PAUSE: Duration = Duration::from_millis(100);
const CELLS: u64 = 30;
/// A line of the narrowest usual terminal, so that none is broken.
const WIDTH: usize = 79;

/// A bar on standard error, if that is a terminal and it takes a while; it is gone when this is
/// dropped.
pub struct Progress {
    of: u32,
    /// None where nothing is drawn.
    state: Option<Mutex<State>>,
}

struct State {
    done: u32,
    /// Of the last picture, or the start.
    since: Instant,
    is_drawn: bool,
}

impl Progress {
    /// `has_rows`: whether rows go to standard output meanwhile; where both are on one terminal
    /// the rows themselves say how far it is.
    pub fn new(of: u32, has_rows: bool) -> Self {
        let is_free = io::stderr().is_terminal() && !(has_rows && io::stdout().is_terminal());
        let state = State { done: 0, since: Instant::now(), is_drawn: false };
        Self { of, state: is_free.then(|| Mutex::new(state)) }
    }

    /// One more is done; `words` stand behind the bar.
    pub fn advance(&self, words: &str) {
        let Some(Ok(mut state)) = self.state.as_ref().map(Mutex::lock) else { return };
        state.done += 1;
        if state.since.elapsed() >= PAUSE {
            (state.since, state.is_drawn) = (Instant::now(), true);
            draw(&bar(state.done, self.of, words));
        }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        let Some(Ok(state)) = self.state.as_ref().map(Mutex::lock) else { return };
        if state.is_drawn {
            draw("");
        }
    }
}

/// Over what stood there, with the cursor before it. A terminal that takes nothing has no bar.
fn draw(line: &str) {
    let mut out = io::stderr().lock();
    let _ = write!(out, "\r{line:WIDTH$}\r").and_then(|()| out.flush());
}

/// The bar, the count and the words, in one line.
pub fn bar(done: u32, of: u32, words: &str) -> String {
    let filled = (u64::from(done) * CELLS).checked_div(u64::from(of)).unwrap_or(CELLS).min(CELLS);
    let cells: String = (0..CELLS).map(|cell| if cell < filled { '#' } else { '-' }).collect();
    let space = if words.is_empty() { "" } else { "  " };
    format!("[{cells}] {done} of {of}{space}{words}").chars().take(WIDTH).collect()
}
