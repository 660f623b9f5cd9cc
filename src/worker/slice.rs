//! A slice of work: as long as one frame, so that the mailbox is looked at often.

/// Milliseconds between two looks at the mailbox.
const SLICE_MS: f64 = 16.0;

/// Time to work in. The clock tells milliseconds from any start.
pub(super) struct Slice<'a> {
    clock: &'a mut dyn FnMut() -> f64,
    begin: f64,
}

impl<'a> Slice<'a> {
    /// From now on.
    pub(super) fn begin(clock: &'a mut dyn FnMut() -> f64) -> Self {
        let begin = clock();
        Self { clock, begin }
    }

    /// Whether there is time left.
    pub(super) fn lasts(&mut self) -> bool {
        self.lasts_below(SLICE_MS)
    }

    /// Whether it has taken less than so many milliseconds.
    pub(super) fn lasts_below(&mut self, most_ms: f64) -> bool {
        (self.clock)() - self.begin < most_ms
    }

    /// When it ended, by the clock, and how many milliseconds it took.
    pub(super) fn end(self) -> (f64, f64) {
        let now = (self.clock)();
        (now, now - self.begin)
    }
}
