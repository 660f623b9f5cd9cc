//! A graph of ONNX as it grows.
//!
//! Source: `onnx/onnx.proto` of ONNX 1.12; the numbers of the fields are its own.

use std::collections::BTreeSet;

use super::protobuf::Message;

/// The version of the format, and of the operators in it and in `ai.onnx.ml`: those of ONNX
/// 1.12, which every onnxruntime since 1.12 (2022) runs.
const IR_VERSION: i64 = 8;
/// The operators' version.
pub const OPSET: i64 = 17;
const ML_OPSET: i64 = 3;
/// Where the operators beside the plain ones stand.
const ML: &str = "ai.onnx.ml";

/// What a tensor holds, by its number in `TensorProto.DataType`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Float = 1,
    Int64 = 7,
    Text = 8,
    Double = 11,
}

/// An attribute of a node.
pub(super) enum Attribute<'value> {
    Int(i64),
    Float(f32),
    Ints(&'value [i64]),
    Texts(&'value [String]),
}

/// Numbers or texts that never change.
pub(super) enum Constant<'value> {
    Float(&'value [f32]),
    Double(&'value [f64]),
    Int64(&'value [i64]),
    Text(&'value [String]),
}

#[derive(Default)]
pub(super) struct Graph {
    nodes: Vec<Message>,
    constants: Vec<Message>,
    inputs: Vec<Message>,
    outputs: Vec<Message>,
    names: BTreeSet<String>,
    uses_ml: bool,
}

impl Graph {
    /// An input of a value per row, by a name of its own.
    pub fn input(&mut self, name: &str, kind: Kind, about: &str) -> String {
        let name = self.claim(name);
        self.inputs.push(value(&name, kind, &[None, Some(1)], about));
        name
    }

    /// Names what a node gave as an output; `width` is `None` for a list of one value per row.
    pub fn output(&mut self, name: &str, from: &str, kind: Kind, width: Option<i64>, about: &str) {
        let name = self.claim(name);
        self.push("Identity", "", &[from], &name, &[]);
        let shape = [None, width];
        let dimensions = if width.is_some() { &shape[..] } else { &shape[..1] };
        self.outputs.push(value(&name, kind, dimensions, about));
    }

    /// What an operator makes of its inputs.
    pub fn node(&mut self, operator: &str, inputs: &[&str]) -> String {
        self.node_with(operator, inputs, &[])
    }

    pub fn node_with(
        &mut self,
        operator: &str,
        inputs: &[&str],
        attributes: &[(&str, Attribute<'_>)],
    ) -> String {
        let out = self.claim(&format!("/{operator}"));
        self.push(operator, "", inputs, &out, attributes);
        out
    }

    /// The same of an operator for tables.
    pub fn ml_node(
        &mut self,
        operator: &str,
        input: &str,
        attributes: &[(&str, Attribute<'_>)],
    ) -> String {
        self.uses_ml = true;
        let out = self.claim(&format!("/{operator}"));
        self.push(operator, ML, &[input], &out, attributes);
        out
    }

    /// Casts to another kind.
    pub fn cast(&mut self, input: &str, kind: Kind) -> String {
        self.node_with("Cast", &[input], &[("to", Attribute::Int(kind as i64))])
    }

    pub fn constant(&mut self, shape: &[usize], values: &Constant<'_>) -> String {
        let name = self.claim("/constant");
        let mut tensor = Message::default();
        for length in shape {
            tensor.int(1, *length as i64);
        }
        let (kind, raw): (Kind, Vec<u8>) = match values {
            Constant::Float(values) => {
                (Kind::Float, values.iter().flat_map(|value| value.to_le_bytes()).collect())
            }
            Constant::Double(values) => {
                (Kind::Double, values.iter().flat_map(|value| value.to_le_bytes()).collect())
            }
            Constant::Int64(values) => {
                (Kind::Int64, values.iter().flat_map(|value| value.to_le_bytes()).collect())
            }
            Constant::Text(_) => (Kind::Text, Vec::new()),
        };
        tensor.int(2, kind as i64).text(8, &name);
        if let Constant::Text(texts) = values {
            for text in *texts {
                tensor.text(6, text);
            }
        } else {
            tensor.bytes(9, &raw);
        }
        self.constants.push(tensor);
        name
    }

    /// The whole model.
    pub fn finish(self, name: &str, about: &str) -> Vec<u8> {
        let mut graph = Message::default();
        for node in &self.nodes {
            graph.message(1, node);
        }
        graph.text(2, name);
        for constant in &self.constants {
            graph.message(5, constant);
        }
        graph.text(10, about);
        for input in &self.inputs {
            graph.message(11, input);
        }
        for output in &self.outputs {
            graph.message(12, output);
        }
        let mut model = Message::default();
        model.int(1, IR_VERSION).text(2, "Descent").text(3, env!("CARGO_PKG_VERSION"));
        model.text(6, about).message(7, &graph);
        let operators = |domain, version| {
            let mut set = Message::default();
            set.text(1, domain).int(2, version);
            set
        };
        model.message(8, &operators("", OPSET));
        if self.uses_ml {
            model.message(8, &operators(ML, ML_OPSET));
        }
        model.finish()
    }

    fn push(
        &mut self,
        operator: &str,
        domain: &str,
        inputs: &[&str],
        output: &str,
        attributes: &[(&str, Attribute<'_>)],
    ) {
        let mut node = Message::default();
        for input in inputs {
            node.text(1, input);
        }
        node.text(2, output).text(3, output.trim_start_matches('/')).text(4, operator);
        for (name, value) in attributes {
            node.message(5, &attribute(name, value));
        }
        if !domain.is_empty() {
            node.text(7, domain);
        }
        self.nodes.push(node);
    }

    /// The name, numbered if something has it: a column may be called anything.
    fn claim(&mut self, wanted: &str) -> String {
        let mut name = wanted.to_owned();
        let mut number = 1;
        while !self.names.insert(name.clone()) {
            number += 1;
            name = format!("{wanted}_{number}");
        }
        name
    }
}

fn attribute(name: &str, value: &Attribute<'_>) -> Message {
    let mut attribute = Message::default();
    attribute.text(1, name);
    // The last number says which kind it is.
    match value {
        Attribute::Int(value) => attribute.int(3, *value).int(20, 2),
        Attribute::Float(value) => attribute.float(2, *value).int(20, 1),
        Attribute::Ints(values) => {
            for value in *values {
                attribute.int(8, *value);
            }
            attribute.int(20, 7)
        }
        Attribute::Texts(values) => {
            for value in *values {
                attribute.text(9, value);
            }
            attribute.int(20, 8)
        }
    };
    attribute
}

/// What goes in or comes out; a length that is not known is that of the batch.
fn value(name: &str, kind: Kind, dimensions: &[Option<i64>], about: &str) -> Message {
    let mut shape = Message::default();
    for length in dimensions {
        let mut dimension = Message::default();
        match length {
            Some(length) => dimension.int(1, *length),
            None => dimension.text(2, "rows"),
        };
        shape.message(1, &dimension);
    }
    let (mut tensor, mut of_type, mut value) =
        (Message::default(), Message::default(), Message::default());
    tensor.int(1, kind as i64).message(2, &shape);
    of_type.message(1, &tensor);
    value.text(1, name).message(2, &of_type).text(3, about);
    value
}
