//! What the network gives, as the user's target.

use super::graph::{Attribute, Constant, Graph, Kind};
use crate::config::{Activation, CheckedExperiment, Task};
use crate::data::Dataset;

/// Adds the outputs and says which they are.
pub(super) fn write(
    graph: &mut Graph,
    experiment: &CheckedExperiment,
    dataset: &Dataset,
    predicted: &str,
) -> String {
    let classes = &dataset.facts().class_names;
    match experiment.config().data.task {
        Task::Regression => {
            let scaler = dataset.target_scaler;
            let in_units = if scaler.offset == 0.0 && scaler.scale == 1.0 {
                predicted.to_owned()
            } else {
                let wide = graph.cast(predicted, Kind::Double);
                let number =
                    |graph: &mut Graph, value| graph.constant(&[], &Constant::Double(&[value]));
                let (scale, offset) = (number(graph, scaler.scale), number(graph, scaler.offset));
                let scaled = graph.node("Mul", &[&wide, &scale]);
                let sum = graph.node("Add", &[&scaled, &offset]);
                graph.cast(&sum, Kind::Float)
            };
            graph.output("variable", &in_units, Kind::Float, Some(1), "in the target's units");
            "Output: variable, in the units of the target.".to_owned()
        }
        Task::BinaryClassification => {
            let threshold = experiment.threshold();
            let wide = graph.cast(predicted, Kind::Double);
            let limit = graph.constant(&[], &Constant::Double(&[threshold]));
            let is_above = graph.node("Greater", &[&wide, &limit]);
            let class = graph.cast(&is_above, Kind::Int64);
            let axis = graph.constant(&[1], &Constant::Int64(&[1]));
            let class = graph.node("Squeeze", &[&class, &axis]);
            label(graph, &class, classes);
            let is_probability = experiment.output().activation == Activation::Sigmoid;
            let what = if is_probability {
                let one = graph.constant(&[], &Constant::Float(&[1.0]));
                let other = graph.node("Sub", &[&one, predicted]);
                let axis = ("axis", Attribute::Int(1));
                let both = graph.node_with("Concat", &[&other, predicted], &[axis]);
                graph.output("probabilities", &both, Kind::Float, Some(2), "one column a class");
                "probabilities"
            } else {
                graph.output("scores", predicted, Kind::Float, Some(1), "of the second class");
                "scores"
            };
            format!(
                "Outputs: label and {what}; the label is {} where the output for it is above {threshold}.",
                classes.get(1).map_or("", String::as_str),
            )
        }
        Task::MulticlassClassification => {
            let attributes = [("axis", Attribute::Int(1)), ("keepdims", Attribute::Int(0))];
            let class = graph.node_with("ArgMax", &[predicted], &attributes);
            label(graph, &class, classes);
            let is_probability = experiment.output().activation == Activation::Softmax;
            let what = if is_probability { "probabilities" } else { "scores" };
            let width = Some(classes.len() as i64);
            graph.output(what, predicted, Kind::Float, width, "one column a class");
            format!("Outputs: label and {what}, the classes in the order {}.", classes.join(", "))
        }
    }
}

/// The class by its name; whole numbers stay numbers.
fn label(graph: &mut Graph, class: &str, classes: &[String]) {
    let whole = |name: &String| name.parse::<i64>().ok().filter(|n| n.to_string() == *name);
    let numbers: Option<Vec<i64>> = classes.iter().map(whole).collect();
    let (names, kind) = match &numbers {
        Some(numbers) => (graph.constant(&[classes.len()], &Constant::Int64(numbers)), Kind::Int64),
        None => (graph.constant(&[classes.len()], &Constant::Text(classes)), Kind::Text),
    };
    let label = graph.node("Gather", &[&names, class]);
    graph.output("label", &label, kind, None, "the class");
}
