//! Undo as a stack of values.

/// How many steps back are kept.
const DEPTH: usize = 200;

/// Values before and after the present one.
#[derive(Debug, Clone, PartialEq)]
pub struct UndoStack<T> {
    past: Vec<T>,
    future: Vec<T>,
    /// What the last change was made with; a slider's many changes are one step.
    group: Option<&'static str>,
}

impl<T> Default for UndoStack<T> {
    fn default() -> Self {
        Self { past: Vec::new(), future: Vec::new(), group: None }
    }
}

impl<T: PartialEq> UndoStack<T> {
    /// Notes that `before` was just replaced. Changes of the same `group` in a row
    /// become one step.
    pub fn record(&mut self, before: T, group: Option<&'static str>) {
        self.future.clear();
        if group.is_some() && group == self.group {
            return;
        }
        self.group = group;
        self.past.push(before);
        if self.past.len() > DEPTH {
            self.past.remove(0);
        }
    }

    /// Ends a group: the next change is a step of its own.
    pub fn close_group(&mut self) {
        self.group = None;
    }

    /// The value before `present`, if there is one.
    pub fn undo(&mut self, present: T) -> Option<T> {
        self.group = None;
        let before = self.past.pop()?;
        self.future.push(present);
        Some(before)
    }

    /// The value that was undone, if there is one.
    pub fn redo(&mut self, present: T) -> Option<T> {
        self.group = None;
        let after = self.future.pop()?;
        self.past.push(present);
        Some(after)
    }

    /// Whether there is something to undo.
    pub fn can_undo(&self) -> bool {
        !self.past.is_empty()
    }

    /// Whether there is something to redo.
    pub fn can_redo(&self) -> bool {
        !self.future.is_empty()
    }
}
