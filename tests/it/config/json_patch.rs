//! Changes of an experiment as data: the examples of RFC 7396, appendix A.

use descent::config::share::{self, merge_patch};
use descent::config::{Activation, Task};
use serde_json::Value as Json;

use crate::support::{dense, experiment};

#[test]
fn the_examples_of_the_rfc_hold() {
    let cases = [
        (r#"{"a":"b"}"#, r#"{"a":"c"}"#, r#"{"a":"c"}"#),
        (r#"{"a":"b"}"#, r#"{"b":"c"}"#, r#"{"a":"b","b":"c"}"#),
        (r#"{"a":"b"}"#, r#"{"a":null}"#, "{}"),
        (r#"{"a":"b","b":"c"}"#, r#"{"a":null}"#, r#"{"b":"c"}"#),
        (r#"{"a":["b"]}"#, r#"{"a":"c"}"#, r#"{"a":"c"}"#),
        (r#"{"a":"c"}"#, r#"{"a":["b"]}"#, r#"{"a":["b"]}"#),
        (r#"{"a":{"b":"c"}}"#, r#"{"a":{"b":"d","c":null}}"#, r#"{"a":{"b":"d"}}"#),
        (r#"{"a":[{"b":"c"}]}"#, r#"{"a":[1]}"#, r#"{"a":[1]}"#),
        (r#"["a","b"]"#, r#"["c","d"]"#, r#"["c","d"]"#),
        (r#"{"a":"b"}"#, r#"["c"]"#, r#"["c"]"#),
        (r#"{"e":null}"#, r#"{"a":1}"#, r#"{"e":null,"a":1}"#),
        ("[1,2]", r#"{"a":"b","c":null}"#, r#"{"a":"b"}"#),
        ("{}", r#"{"a":{"bb":{"ccc":null}}}"#, r#"{"a":{"bb":{}}}"#),
    ];
    for (before, patch, after) in cases {
        let read = |json: &str| serde_json::from_str::<Json>(json).unwrap();
        let mut merged = read(before);
        merge_patch(&mut merged, &read(patch));
        assert_eq!(merged, read(after), "{before} with {patch}");
    }
}

#[test]
fn an_experiment_is_changed_by_a_patch_of_its_json() {
    let before = experiment(Task::Regression, 1, vec![dense(2, Activation::Relu)]);
    let after = share::changed(&before, r#"{"training":{"batch_size":7},"seed":9}"#).unwrap();
    let mut expected = before.clone();
    expected.training.batch_size = 7;
    expected.seed = 9;
    assert_eq!(after, expected);
    assert_eq!(share::changed(&before, "{}"), Ok(before.clone()));
    for (patch, words) in [
        (r#"{"training":{"batch_sise":7}}"#, "batch_size"),
        (r#"{"training":{"batch_size":0}}"#, "Batch size"),
        ("{", "line 1"),
    ] {
        let sentence = share::changed(&before, patch).unwrap_err().to_string();
        assert!(sentence.contains(words), "{patch}: {sentence}");
    }
}
