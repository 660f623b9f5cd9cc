//! Undo as a stack of values, each with the words for what changed.

use serde::{Deserialize, Serialize};

use crate::config::{ExperimentConfig, LayerConfig, name_in};
pub use crate::config::{SettingChange, switched};

/// How many steps back are kept.
const DEPTH: usize = 200;

/// How a setting is put into words.
type Read = Box<dyn Fn(&ExperimentConfig) -> String>;

/// What an edit is about: the words for it, and what it is one step with.
pub struct Step {
    name: String,
    read: Option<Read>,
    /// Edits of the same group in a row are one step.
    pub group: Option<&'static str>,
}

impl Step {
    /// A setting; the words for its values are read before and after.
    pub fn of(
        name: impl Into<String>,
        read: impl Fn(&ExperimentConfig) -> String + 'static,
    ) -> Self {
        Self { name: name.into(), read: Some(Box::new(read)), group: None }
    }

    /// One step with the edits of this group before it.
    #[must_use]
    pub fn grouped(self, group: &'static str) -> Self {
        Self { group: Some(group), ..self }
    }

    /// The words for what came of it. A setting of a block is called after the block.
    ///
    /// Checked by `tests/it/workspace/undo.rs::words`.
    pub fn change(self, before: &ExperimentConfig, after: &ExperimentConfig) -> SettingChange {
        let Some(read) = self.read else { return SettingChange::from(self.name.as_str()) };
        let name = match changed_block(before, after) {
            Some(block) => name_in(block.kind().label(), &self.name),
            None => self.name,
        };
        SettingChange { name, from: read(before), to: read(after) }
    }
}

impl From<String> for Step {
    fn from(sentence: String) -> Self {
        Self { name: sentence, read: None, group: None }
    }
}

impl From<&str> for Step {
    fn from(sentence: &str) -> Self {
        sentence.to_owned().into()
    }
}

/// The first block whose settings, but not its kind, are others.
fn changed_block<'a>(
    before: &ExperimentConfig,
    after: &'a ExperimentConfig,
) -> Option<&'a LayerConfig> {
    let (before, after) = (&before.network.layers, &after.network.layers);
    let mut pairs = before.iter().zip(after);
    let (_, block) = pairs.find(|(before, after)| before != after)?;
    (before.len() == after.len()).then_some(block)
}

/// A value that was replaced, and what replaced it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
struct Entry<T> {
    value: T,
    change: SettingChange,
}

/// Values before and after the present one.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct UndoStack<T> {
    past: Vec<Entry<T>>,
    future: Vec<Entry<T>>,
    /// What the last change was made with; a slider's many changes are one step.
    #[serde(skip)]
    group: Option<&'static str>,
}

impl<T> Default for UndoStack<T> {
    fn default() -> Self {
        Self { past: Vec::new(), future: Vec::new(), group: None }
    }
}

impl<T: PartialEq> UndoStack<T> {
    /// Notes that `before` was just replaced by `after`. Changes of the same `group` in a
    /// row become one step, and none at all once they are back where they began.
    pub fn record(
        &mut self,
        before: T,
        after: &T,
        change: impl Into<SettingChange>,
        group: Option<&'static str>,
    ) {
        let change = change.into();
        self.future.clear();
        if group.is_some() && group == self.group {
            if let Some(last) = self.past.last_mut() {
                last.change.to = change.to;
            }
            if self.past.pop_if(|last| last.value == *after).is_some() {
                self.group = None;
            }
            return;
        }
        self.group = group;
        self.past.push(Entry { value: before, change });
        if self.past.len() > DEPTH {
            self.past.remove(0);
        }
    }

    /// Ends a group: the next change is a step of its own.
    pub fn close_group(&mut self) {
        self.group = None;
    }

    /// The value before `present` and what is undone, if there is one.
    pub fn undo(&mut self, present: T) -> Option<(T, SettingChange)> {
        self.group = None;
        let Entry { value, change } = self.past.pop()?;
        self.future.push(Entry { value: present, change: change.clone() });
        Some((value, change))
    }

    /// The value that was undone and what is made again, if there is one.
    pub fn redo(&mut self, present: T) -> Option<(T, SettingChange)> {
        self.group = None;
        let Entry { value, change } = self.future.pop()?;
        self.past.push(Entry { value: present, change: change.clone() });
        Some((value, change))
    }

    /// Drops the older half of what can be undone, or else all that can be redone; false
    /// where there is nothing left to drop.
    pub fn forget_half(&mut self) -> bool {
        let had = !(self.past.is_empty() && self.future.is_empty());
        if self.past.is_empty() {
            self.future.clear();
        }
        self.past.drain(..self.past.len().div_ceil(2));
        had
    }

    /// What Undo would take back.
    pub fn undoes(&self) -> Option<&SettingChange> {
        self.past.last().map(|entry| &entry.change)
    }

    /// What Redo would make again.
    pub fn redoes(&self) -> Option<&SettingChange> {
        self.future.last().map(|entry| &entry.change)
    }
}
