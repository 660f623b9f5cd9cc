//! The course: what its scenes and lessons say, and how it is checked that it holds.

mod condition;

pub use condition::{Condition, ConditionError, ConditionProblem, Quantity, Value};
