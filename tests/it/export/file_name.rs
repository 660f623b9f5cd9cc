//! What a file is called that the page gives.

use descent::export::file_name;

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
