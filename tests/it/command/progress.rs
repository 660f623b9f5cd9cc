//! The bar of a long run.

#[allow(dead_code, reason = "drawing needs a terminal")]
#[path = "../../../src/bin/descent/progress.rs"]
mod bar;

use super::{descent, said, text};

#[test]
fn a_bar_fills_and_fits_into_a_line() {
    let cells = |done, of| {
        let bar = bar::bar(done, of, "");
        (bar.matches('#').count(), bar.matches('-').count())
    };
    assert_eq!(cells(0, 100), (0, 30));
    assert_eq!(cells(50, 100), (15, 15));
    assert_eq!(cells(99, 100), (29, 1), "full only at the end");
    assert_eq!(cells(100, 100), (30, 0));
    assert_eq!(cells(7, 0), (30, 0));
    assert_eq!(cells(u32::MAX, u32::MAX), (30, 0));
    let bar = bar::bar(3, 12, "loss 0.5");
    assert_eq!(bar, format!("[{}{}] 3 of 12  loss 0.5", "#".repeat(7), "-".repeat(23)));
    let words = "größer ".repeat(20);
    assert_eq!(bar::bar(u32::MAX, u32::MAX, &words).chars().count(), 79);
}

/// What is written to a file or a pipe has no bar in it.
#[test]
fn without_a_terminal_there_is_none() {
    let output = descent(&["scenes", "linear-or-deep", "--seeds", "2"]);
    assert!(said(&output).contains("2 of 2"));
    assert_eq!(text(&output.stderr), "");
}
