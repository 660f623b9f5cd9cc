//! The report to hand in.

use descent::config::advice::TableFacts;
use descent::config::{
    Activation, CheckedExperiment, DataSource, EarlyStopping, ExperimentConfig, Optimizer, Task,
};
use descent::data::{Dataset, Table, gallery};
use descent::export::report::{Report, ReportNote, ReportedRun};
use descent::plot::{report_curves, report_learned};
use descent::train::diagnosis::{DummyBaseline, Evidence, diagnose};
use descent::train::{History, Trainer, Work};

use crate::support::{batch_norm, dense, dropout, experiment_on, in_german, table};

/// A table and a run on it.
struct Made {
    table: Table,
    trainer: Trainer,
    history: History,
    note: ReportNote,
}

impl Made {
    fn new(table: Table, checked: &CheckedExperiment) -> Self {
        let trainer = Trainer::new(checked, Dataset::prepare(&table, checked).unwrap());
        let note = ReportNote { day: "2026-11-30".to_owned(), ..ReportNote::default() };
        Self { table, trainer, history: History::default(), note }
    }

    /// Trained to its end.
    fn trained(table: Table, edit: impl FnOnce(&mut ExperimentConfig)) -> Self {
        let checked = experiment_on(&table, edit);
        let mut made = Self::new(table, &checked);
        loop {
            match made.trainer.work(&mut || true) {
                Work::Epoch(report) => made.history.push(&report),
                Work::Yielded => {}
                Work::Finished(_) => return made,
            }
        }
    }

    fn of_set(id: &str, edit: impl FnOnce(&mut ExperimentConfig)) -> Self {
        let set = gallery::find(id).unwrap();
        let table = table(&String::from_utf8_lossy(gallery::bytes(set)));
        let own = gallery::experiment(set);
        Self::trained(table, |experiment| {
            *experiment = own;
            experiment.training.epochs = 4;
            edit(experiment);
        })
    }

    fn html(&mut self) -> String {
        let test = self.trainer.evaluate_test();
        self.html_with(test)
    }

    fn html_with(&mut self, test: Option<descent::train::PartFigures>) -> String {
        let Self { table, trainer, history, note } = self;
        let checked = trainer.experiment();
        let stats = table.column_stats();
        let facts = TableFacts { schema: table.schema(), inputs: None, column_stats: &stats };
        let evidence = Evidence {
            experiment: checked,
            table: &facts,
            history,
            end: trainer.outcome().map(|outcome| outcome.reason),
            dummy: &DummyBaseline::new(checked, trainer.dataset()),
            network: None,
        };
        let verdict = diagnose(&evidence).into();
        let run = ReportedRun::new(trainer, table, history, test, Some(verdict));
        let (curves, learned) = (report_curves(&run), report_learned(&run));
        let html = Report { note, run: &run, curves: &curves, learned: &learned }.html();
        is_sound(&html);
        html
    }
}

/// Every element is closed in its order, nothing is fetched, and no number is none.
fn is_sound(html: &str) {
    let mut open = Vec::new();
    for tag in html.split('<').skip(1).filter(|tag| !tag.starts_with('!')) {
        let tag = tag.split_once('>').unwrap_or_else(|| panic!("<{tag} has no end")).0;
        let name = tag.trim_start_matches('/').split([' ', '\n', '/']).next().unwrap();
        match tag.strip_prefix('/') {
            Some(closed) => assert_eq!(open.pop(), Some(closed), "</{closed}>"),
            None if tag.ends_with('/') || ["meta", "br"].contains(&name) => {}
            None => open.push(name),
        }
    }
    assert!(open.is_empty(), "{open:?}");
    for word in ["NaN", "inf<", "infinity", "<script", "src=", "url(", "@import"] {
        assert!(!html.contains(word), "{word}");
    }
}

/// What a reader sees of it, a line for each paragraph, heading and row; a word for a picture.
fn text(html: &str) -> String {
    let body = &html[html.find("<main>").unwrap()..];
    let mut text = String::new();
    let mut rest = body;
    while let Some((before, after)) = rest.split_once("<svg") {
        text += before;
        text += "[picture]";
        rest = after.split_once("</svg>").unwrap().1;
    }
    text += rest;
    let mut plain = text.replace("<h2>", "\n\n## ").replace("<h3>", "\n### ");
    for cell in ["</th>", "</td>"] {
        plain = plain.replace(cell, " | ");
    }
    let mut seen = String::new();
    for piece in plain.split('<') {
        seen += piece.split_once('>').map_or(piece, |(_, words)| words);
    }
    let lines = seen.lines().map(str::trim_end);
    lines.filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n")
}

const HEADINGS: [&str; 9] = [
    "Question",
    "Data",
    "Network",
    "Training",
    "Learning curves",
    "What the coach says",
    "Figures",
    "What was learned",
    "How to repeat it",
];

fn has_all_sections(html: &str) {
    let mut at = 0;
    for heading in HEADINGS {
        let place = html[at..].find(&format!("<h2>{heading}</h2>"));
        at += place.unwrap_or_else(|| panic!("{heading} is not there, or not in its place"));
    }
}

#[test]
fn a_report_reads_from_question_to_link() {
    let mut wine = Made::of_set("red-wine", |experiment| {
        experiment.data.split.test_percent = 10;
        experiment.training.optimizer = Optimizer::ADAM;
        experiment.network.layers.push(dropout(0.1));
    });
    wine.note = ReportNote {
        name: "Ada Lovelace".to_owned(),
        question: "Can taste be told from the lab?".to_owned(),
        words: "Only in part.\n\nAlcohol matters most.".to_owned(),
        page: "https://example.org/descent/".to_owned(),
        ..wine.note
    };
    let html = wine.html();
    has_all_sections(&html);
    // The link is long, and tested where links are.
    let shown = text(&html);
    let shown = shown.split("#v3.").next().unwrap();
    insta::assert_snapshot!(shown);
    assert!(html.contains("with nothing changed on the way, it gives the same curves."));
    assert!(html.contains("<a href=\"https://example.org/descent/#v3."));
    assert_eq!(html.matches("<svg").count(), 3, "loss, predictions, importance");
    assert_eq!(html, wine.html(), "the same run gives the same bytes");
}

#[test]
fn classes_have_their_matrix_and_accuracy() {
    for (id, classes, svgs) in [("iris", 3, 3), ("titanic", 2, 3)] {
        let html = Made::of_set(id, |_| {}).html();
        has_all_sections(&html);
        assert!(html.contains("Confusion matrix of the validation rows"), "{id}");
        let matrix = html.split("actual \\ predicted").nth(1).unwrap();
        let matrix = matrix.split("</table>").next().unwrap();
        assert_eq!(matrix.matches("<tr>").count(), classes, "{id}");
        assert_eq!(html.matches("<svg").count(), svgs, "{id}: loss, accuracy, importance");
        assert!(html.contains("There is no test part."));
        assert!(html.contains("to be put behind the address of a page"), "without a page");
    }
}

#[test]
fn gaps_are_told_with_what_fills_them() {
    let rows: Vec<_> = (0..40)
        .map(|row| {
            let size = if row % 5 == 0 { String::new() } else { (row % 7).to_string() };
            let kind = if row % 8 == 0 { "" } else { ["a", "b", "c"][row % 3] };
            format!("{size},{kind},{}", if row == 39 { String::new() } else { row.to_string() })
        })
        .collect();
    let mut made = Made::trained(table(&format!("size,kind,y\n{}\n", rows.join("\n"))), |e| {
        e.training.epochs = 2;
    });
    let shown = text(&made.html());
    assert!(shown.contains("size | Integer | 8 | 3 (Median) | Standard: less "), "{shown}");
    assert!(
        shown.contains("kind | Category | 5 | ") && shown.contains("(Most frequent)"),
        "{shown}"
    );
    assert!(shown.contains("Rows left out | 1 row without a target"), "{shown}");
    assert!(shown.contains("Gaps filled in | 13 cells"), "{shown}");
    let mut dropping = Made::trained(table(&format!("size,kind,y\n{}\n", rows.join("\n"))), |e| {
        e.data.preparation.imputer = descent::config::Imputer::DropRow;
        e.training.epochs = 2;
    });
    let shown = text(&dropping.html());
    assert!(shown.contains("rows with a missing input"), "{shown}");
    assert!(shown.contains("the row is left out"), "{shown}");
}

#[test]
fn a_test_part_that_nobody_looked_at_stays_unseen() {
    let mut iris = Made::of_set("iris", |experiment| experiment.data.split.test_percent = 20);
    let unseen = text(&iris.html_with(None));
    assert!(unseen.contains("The test rows were not looked at."), "{unseen}");
    assert!(!unseen.contains("Test | 30"), "{unseen}");
    let seen = text(&iris.html());
    assert!(seen.contains("Test | 30 | "), "{seen}");
}

#[test]
fn a_diverged_run_has_no_number_that_is_none() {
    for rate in [10.0, 5.0] {
        let mut made = Made::of_set("red-wine", |experiment| {
            experiment.training.learning_rate = rate;
            experiment.training.epochs = 300;
            experiment.training.optimizer = crate::support::sgd(0.99);
            experiment.training.early_stopping = false;
            experiment.data.scaling = descent::config::Scaling::None;
        });
        assert!(made.trainer.outcome().unwrap().has_diverged(), "{rate}");
        let shown = text(&made.html());
        assert!(shown.contains("iverged"), "{shown}");
        assert!(shown.contains("Diverging"), "{shown}");
    }
}

#[test]
fn a_run_that_stopped_early_or_goes_on_says_so() {
    let mut stopped = Made::of_set("red-wine", |experiment| {
        experiment.training.epochs = 300;
        experiment.training.early_stopping = true;
        experiment.training.stopping = EarlyStopping { patience: 0, ..EarlyStopping::default() };
        experiment.training.learning_rate = 0.1;
    });
    let shown = text(&stopped.html());
    let last = stopped.history.count();
    assert!(shown.contains(&format!("Stopped early after epoch {last}")), "{shown}");
    assert!(shown.contains("Early stopping | on") && shown.contains("Patience | 0"), "{shown}");
    let restored = stopped.trainer.outcome().unwrap().restored_epoch.unwrap();
    assert!(shown.contains(&format!("with the weights of epoch {restored}, without")), "{shown}");

    let table = table("x,y\n1,2\n2,4\n3,6\n4,8\n5,10\n6,12\n7,14\n8,16\n9,18\n10,20\n");
    let checked = experiment_on(&table, |experiment| experiment.training.epochs = 9);
    let mut running = Made::new(table, &checked);
    while running.history.count() < 2 {
        if let Work::Epoch(report) = running.trainer.work(&mut || true) {
            running.history.push(&report);
        }
    }
    // Into the third.
    let mut batches = 1;
    running.trainer.work(&mut || std::mem::take(&mut batches) > 0);
    let shown = text(&running.html());
    assert!(shown.contains("2 epochs were run so far."), "{shown}");
    assert!(shown.contains("with the weights of epoch 2, without"), "{shown}");
    assert!(shown.contains("With the weights within epoch 3;"), "{shown}");
}

#[test]
fn weights_of_a_file_have_figures_without_curves() {
    let table = table("x,y\n1,2\n2,4\n3,6\n4,8\n5,10\n6,12\n7,14\n8,16\n9,18\n10,20\n");
    let checked = experiment_on(&table, |_| {});
    let mut made = Made::new(table, &checked);
    let Made { table, trainer, history, note } = &mut made;
    let run = ReportedRun::new(trainer, table, history, None, None);
    assert!(report_curves(&run).is_empty());
    let learned = report_learned(&run);
    let html = Report { note, run: &run, curves: &[], learned: &learned }.html();
    is_sound(&html);
    let shown = text(&html);
    assert!(shown.contains("come from a file, so there are no curves"), "{shown}");
    assert!(shown.contains("Measured with the weights of a file"), "{shown}");
    assert!(!shown.contains("What the coach says"), "{shown}");
}

#[test]
fn nothing_that_was_typed_or_read_is_markup() {
    let hostile = "<script>alert(1)</script>";
    let rows: Vec<_> =
        (0..30).map(|row| format!("{},{},{},{row}", row % 5, row % 4, row % 3)).collect();
    let file = format!("plain,{hostile},\"a\"\"b&\",<b>y</b>\n{}\n", rows.join("\n"));
    let mut made = Made::trained(table(&file), |experiment| {
        experiment.training.epochs = 2;
        experiment.title = format!("{hostile} & more");
        experiment.data.source =
            DataSource::File { name: "<i>\"x\".csv".to_owned(), columns: Vec::new() };
    });
    made.note = ReportNote {
        name: hostile.to_owned(),
        day: hostile.to_owned(),
        question: format!("{hostile}\n\n{hostile}"),
        words: format!("a\r\n\r\nb\nc {hostile}"),
        page: "https://example.org/\"><script>".to_owned(),
    };
    let html = made.html();
    assert!(
        html.contains("<title>Report: &lt;script&gt;alert(1)&lt;/script&gt; &amp; more</title>")
    );
    assert!(html.contains("<p>a</p>\n<p>b<br>c &lt;script&gt;"), "{html}");
    assert!(html.contains("&lt;i&gt;&quot;x&quot;.csv"), "{html}");
}

#[test]
fn long_names_and_many_columns_stay_readable() {
    let heads: Vec<_> = (0..200).map(|column| format!("column {column}")).collect();
    let rows: Vec<_> = (0..30)
        .map(|row| {
            let cells: Vec<_> = (0..200).map(|column| (row * column % 7).to_string()).collect();
            format!("{},{row}", cells.join(","))
        })
        .collect();
    let file = format!("{},y\n{}\n", heads.join(","), rows.join("\n"));
    let mut made = Made::trained(table(&file), |experiment| experiment.training.epochs = 2);
    made.note.name = "A name without an end ".repeat(300);
    let html = made.html();
    let shown = text(&html);
    assert!(shown.contains("column 39 and 160 more"), "{shown}");
    assert!(shown.contains("140 more columns are prepared and not listed here."), "{shown}");
    assert!(html.contains(made.note.name.trim()));
    assert!(html.len() < 200_000, "{}", html.len());
}

#[test]
fn blocks_are_told_with_what_is_unusual_about_them() {
    let mut iris = Made::of_set("iris", |experiment| {
        let mut regularized = dense(16, Activation::Tanh);
        if let descent::config::LayerConfig::Dense(dense) = &mut regularized {
            dense.kernel_regularizer.l2 = 0.01;
        }
        experiment.network.layers = vec![regularized, batch_norm(0.9), dropout(0.2)];
        experiment.training.optimizer = crate::support::sgd(0.9);
    });
    let shown = text(&iris.html());
    for words in [
        "4 inputs | 4 | 0 |",
        "Dense 16, tanh, L2 0.01 | 16 | 80 |",
        "BatchNorm, Momentum 0.9 | 16 | 64 |",
        "Dropout 0.2 | 16 | 0 |",
        "Output 3, softmax | 3 | 51 |",
        "195 parameters in all. 32 of them are kept, not trained.",
        "Optimizer | SGD |",
        "SGD momentum | 0.9 |",
    ] {
        assert!(shown.contains(words), "{words}\n{shown}");
    }
}

#[test]
fn it_speaks_german() {
    let mut iris = Made::of_set("iris", |experiment| experiment.data.split.test_percent = 10);
    assert_eq!(iris.trainer.experiment().config().data.task, Task::MulticlassClassification);
    let html = in_german(|| iris.html());
    assert!(html.contains("<html lang=\"de\">"));
    for heading in HEADINGS.iter().filter(|heading| **heading != "Training") {
        assert!(!html.contains(&format!("<h2>{heading}</h2>")), "{heading}");
    }
    assert!(html.contains("ergibt es dieselben Kurven"));
    insta::assert_snapshot!(text(&html).split("#v3.").next().unwrap());
}
