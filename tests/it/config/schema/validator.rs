//! As much of JSON Schema as `docs/experiment.schema.json` says.

use serde_json::Value;

/// What of `value` the schema does not allow, each with its place; of a choice that is none of
/// its kinds, the place alone.
pub fn problems(schema: &Value, value: &Value) -> Vec<String> {
    let mut found = Vec::new();
    walk(schema, schema, value, "", &mut found);
    found
}

fn walk(root: &Value, schema: &Value, value: &Value, at: &str, found: &mut Vec<String>) {
    if let Some(reference) = schema["$ref"].as_str() {
        let target = root.pointer(reference.strip_prefix('#').unwrap());
        walk(root, target.expect("a definition"), value, at, found);
    }
    let mut refuse = |problem: &str| found.push(format!("{at}: {problem}"));
    if let Some(kind) = schema["type"].as_str() {
        let is_of_kind = match kind {
            "object" => value.is_object(),
            "array" => value.is_array(),
            "string" => value.is_string(),
            "boolean" => value.is_boolean(),
            "null" => value.is_null(),
            "number" => value.is_number(),
            "integer" => value.as_f64().is_some_and(|number| number.fract() == 0.0),
            other => panic!("the type {other}"),
        };
        if !is_of_kind {
            return refuse(kind);
        }
    }
    if let Some(words) = schema["enum"].as_array().filter(|words| !words.contains(value)) {
        refuse(&format!("none of {words:?}"));
    }
    if let Some(number) = value.as_f64() {
        let is_outside = schema["minimum"].as_f64().is_some_and(|least| number < least)
            || schema["maximum"].as_f64().is_some_and(|most| number > most);
        if is_outside {
            refuse("out of range");
        }
    }
    if let Some(kinds) = schema["anyOf"].as_array() {
        let fits = |kind: &&Value| {
            let mut own = Vec::new();
            walk(root, kind, value, at, &mut own);
            own.is_empty()
        };
        if !kinds.iter().any(|kind| fits(&kind)) {
            refuse("none of its kinds");
        }
    }
    if let Some(items) = value.as_array() {
        let count = items.len() as u64;
        let is_outside = schema["minItems"].as_u64().is_some_and(|least| count < least)
            || schema["maxItems"].as_u64().is_some_and(|most| count > most);
        if is_outside {
            refuse("another length");
        }
        if let Some(of_item) = schema.get("items") {
            for (index, item) in items.iter().enumerate() {
                walk(root, of_item, item, &format!("{at}[{index}]"), found);
            }
        }
    }
    let Some(fields) = value.as_object() else { return };
    for name in schema["required"].as_array().into_iter().flatten() {
        if !fields.contains_key(name.as_str().unwrap()) {
            found.push(format!("{at}: {name} is missing"));
        }
    }
    for (name, field) in fields {
        let (own, others) = (schema["properties"].get(name), schema.get("additionalProperties"));
        match own.or(others) {
            Some(Value::Bool(false)) => found.push(format!("{at}.{name}: no such key")),
            Some(own) => walk(root, own, field, &format!("{at}.{name}"), found),
            None => {}
        }
    }
}
