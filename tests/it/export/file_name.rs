//! What a file is called that the page gives.

use descent::export::{file_name, name_anywhere};

#[test]
fn a_file_is_called_after_its_title() {
    for (title, name) in [
        ("Iris", "iris.onnx"),
        ("Rotwein, Güte 7", "rotwein--güte-7.onnx"),
        ("../a/b\\c:d", "---a-b-c-d.onnx"),
        ("", ".onnx"),
    ] {
        assert_eq!(file_name(title, "onnx"), name);
    }
}

#[test]
fn a_file_keeps_its_name_where_every_system_takes_it() {
    for (name, anywhere) in [
        ("Güte (7) é🎉;$.csv", "Güte (7) é🎉;$.csv"),
        ("../../etc/a.csv", "..-..-etc-a.csv"),
        ("a\\b:c*?\"<>|\n.csv", "a-b-c-------.csv"),
    ] {
        assert_eq!(name_anywhere(name), anywhere);
    }
}
