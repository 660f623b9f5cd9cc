//! What is said of a typed row: what cannot be read, and what training never saw.

use descent::config::{CategoryEncoding, CheckedExperiment, Imputer};
use descent::data::{Dataset, Encoder, Table};
use descent::inspection::{
    FieldKind, NetworkCopy, PreparedRow, RowForm, RowNote, TypedRow, TypedValueError,
    UnknownBecomes, predict_row, prepare_row, typed_row,
};
use descent::train::Trainer;

use super::tables::{orders, orders_experiment, prepared, titanic};
use crate::support::in_german;

fn set(form: &RowForm, typed: &mut TypedRow, column: &str, text: &str) {
    let at = form.fields.iter().position(|field| field.column == column).unwrap();
    text.clone_into(&mut typed.texts[at]);
}

/// A table, what became of it, and its first row that trains as a form.
struct Case {
    table: Table,
    dataset: Dataset,
    form: RowForm,
    row: TypedRow,
}

impl Case {
    fn new(table: Table, checked: &CheckedExperiment) -> Self {
        let (dataset, form) = prepared(&table, checked);
        let row = typed_row(&table, &form, dataset.rows.training[0]);
        Self { table, dataset, form, row }
    }

    fn with(&self, column: &str, text: &str) -> Result<PreparedRow, Vec<TypedValueError>> {
        let mut row = self.row.clone();
        set(&self.form, &mut row, column, text);
        prepare_row(&self.table, &self.dataset, &self.form, &row)
    }

    /// The inputs of a column.
    fn inputs(&self, row: &PreparedRow, column: &str) -> Vec<f32> {
        let names = self.dataset.facts().input_names.iter();
        let own = names.zip(&row.inputs).filter(|(name, _)| {
            let rest = name.strip_prefix(column);
            rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(['=', '.']))
        });
        own.map(|(_, input)| *input).collect()
    }

    fn notes(&self, column: &str, text: &str) -> Vec<String> {
        let of = |note: &RowNote| (note.column() == column).then(|| note.to_string());
        self.with(column, text).unwrap().notes.iter().filter_map(of).collect()
    }
}

#[test]
fn what_training_never_saw_is_said() {
    let (table, config) = titanic();
    let checked = config.check(table.schema()).unwrap();
    let case = Case::new(table, &checked);
    assert_eq!(case.with("fare", "7,25").unwrap().notes.len(), 0);
    assert_eq!(
        case.notes("fare", "900"),
        ["fare 900 lies outside the training rows' 0 to 512.3292, so this is a guess."]
    );
    let german = in_german(|| case.notes("fare", "900,5"));
    assert!(german[0].starts_with("fare 900,5 ") && german[0].contains("512,3292"), "{german:?}");
    let age = case.dataset.columns.iter().find(|column| column.column == "age").unwrap();
    let fill = match &age.encoder {
        Encoder::Number(encoder) => encoder.fill.unwrap(),
        other => panic!("{other:?}"),
    };
    assert_eq!(
        case.notes("age", " "),
        [format!("age is empty, so {fill} is filled in, as in training.")]
    );
    assert_eq!(
        case.notes("embarked", ""),
        ["embarked is empty, so S is filled in, as in training."]
    );
    assert_eq!(
        case.notes("embarked", "Atlantis"),
        [
            "No training row has \"Atlantis\" in embarked: it counts as none of the known ones, so this is a guess."
        ]
    );
    assert_eq!(case.inputs(&case.with("embarked", "Atlantis").unwrap(), "embarked"), [0.0; 3]);
    assert_eq!(case.with("embarked", " Q ").unwrap(), case.with("embarked", "Q").unwrap());

    // Rare ones share an input, and unknown ones with them.
    let orders = orders();
    let of_orders = orders_experiment(&orders);
    let case = Case::new(orders, &of_orders);
    let unknown = case.with("city", "Bonn").unwrap();
    assert!(matches!(
        &unknown.notes[..],
        [.., RowNote::UnknownCategory { becomes: UnknownBecomes::Infrequent, .. }]
            | [RowNote::UnknownCategory { becomes: UnknownBecomes::Infrequent, .. }, ..]
    ));
    assert_eq!(
        case.inputs(&unknown, "city"),
        case.inputs(&case.with("city", "Lima").unwrap(), "city")
    );
    assert_eq!(case.notes("city", "Lima"), [""; 0]);
    // A clipped number is what the network knows.
    let clipped = case.notes("price", "3e38");
    assert!(clipped[0].starts_with("price 3e38 is clipped to ") && clipped.len() == 1);
    assert_eq!(
        case.inputs(&case.with("price", "3e38").unwrap(), "price"),
        case.inputs(&case.with("price", "1000").unwrap(), "price")
    );
    assert_eq!(case.notes("day", "2031-01-01"), [case.notes("day", "2031-01-01 00:00").remove(0)]);
    assert!(case.notes("day", "2031-01-01")[0].starts_with("day 2031-01-01 lies outside the"));
    assert_eq!(case.with("share", "45").unwrap(), case.with("share", "45 %").unwrap());
}

#[test]
fn no_and_yes_have_one_input_so_that_what_is_neither_is_no() {
    let orders = orders();
    let checked = orders_experiment(&orders);
    let case = Case::new(orders, &checked);
    assert_eq!(
        case.notes("express", "perhaps"),
        ["No training row has \"perhaps\" in express: it counts as \"no\", so this is a guess."]
    );
    let [perhaps, no] = ["perhaps", "no"].map(|text| case.with("express", text).unwrap());
    assert_eq!(perhaps.inputs, no.inputs);
}

#[test]
fn an_ordinal_encoder_has_a_number_for_what_it_does_not_know() {
    let (table, mut config) = titanic();
    config.data.preparation.encoding = CategoryEncoding::Ordinal;
    let checked = config.check(table.schema()).unwrap();
    let case = Case::new(table, &checked);
    let unknown = case.with("embarked", "Atlantis").unwrap();
    assert_eq!(
        unknown.notes[0].to_string(),
        "No training row has \"Atlantis\" in embarked: it becomes -1, so this is a guess."
    );
    assert!(unknown.notes[0].is_guess());
    let [unknown, first] = [unknown, case.with("embarked", "C").unwrap()];
    assert!(case.inputs(&unknown, "embarked") < case.inputs(&first, "embarked"));
}

#[test]
fn where_training_drops_rows_a_blank_is_a_guess() {
    let (table, mut config) = titanic();
    config.data.preparation.imputer = Imputer::DropRow;
    let checked = config.check(table.schema()).unwrap();
    let case = Case::new(table, &checked);
    for (column, value) in [("age", "0"), ("embarked", "no category")] {
        assert_eq!(
            case.notes(column, ""),
            [format!(
                "{column} is empty; training leaves such rows out, so with {value} in its place this is a guess."
            )]
        );
    }
}

#[test]
fn a_category_made_of_blanks_may_be_unknown() {
    let (table, mut config) = titanic();
    config.data.preparation.imputer = Imputer::Constant { value: 0.0 };
    let checked = config.check(table.schema()).unwrap();
    let case = Case::new(table, &checked);
    // No row lacks it, so that no training row made the category.
    let notes = case.notes("sex", "");
    assert_eq!(notes[0], "sex is empty, so missing is filled in, as in training.");
    assert!(notes[1].starts_with("No training row has \"missing\" in sex"), "{notes:?}");
}

#[test]
fn several_choices_are_typed_in_one_text() {
    let orders = orders();
    let checked = orders_experiment(&orders);
    let case = Case::new(orders, &checked);
    let field = case.form.fields.iter().find(|field| field.column == "tags").unwrap();
    let FieldKind::Choices { choices, most_frequent } = &field.kind else { panic!("{field:?}") };
    assert_eq!(choices, &["fragile", "fresh", "heavy"]);
    assert!(most_frequent.as_deref().is_some_and(|choice| choices.contains(&choice.to_owned())));
    let inputs = |text: &str| case.inputs(&case.with("tags", text).unwrap(), "tags");
    assert_eq!(inputs("heavy; fragile"), [1.0, 0.0, 1.0]);
    assert_eq!(inputs("heavy, fragile"), [1.0, 0.0, 1.0]);
    assert_eq!(inputs(""), [0.0; 3]);
    assert_eq!(case.notes("tags", ""), [""; 0]);
    assert_eq!(case.notes("tags", "heavy; frozen").len(), 1);
    assert_eq!(inputs("heavy; frozen"), [0.0, 0.0, 1.0]);
}

#[test]
fn what_cannot_be_read_is_said_in_one_sentence() {
    let orders = orders();
    let checked = orders_experiment(&orders);
    let case = Case::new(orders, &checked);
    let said = |column: &str, text: &str| {
        let errors = case.with(column, text).unwrap_err();
        assert!(errors.len() == 1 && errors[0].column() == column);
        errors[0].to_string()
    };
    let digits = "9".repeat(400);
    let sentences = [
        said("price", "cheap"),
        said("price", "1e308"),
        said("price", &digits),
        said("price", "1,234"),
        said("share", "half"),
        said("took", "soon"),
        said("took", "1:30"),
        said("day", "2026-02-30"),
        said("day", "03/04/2026"),
    ];
    insta::assert_snapshot!(sentences.join("\n"));
    // All that is wrong at once.
    let mut row = case.row.clone();
    set(&case.form, &mut row, "price", "cheap");
    set(&case.form, &mut row, "day", "soon");
    let errors = prepare_row(&case.table, &case.dataset, &case.form, &row).unwrap_err();
    assert_eq!(errors.len(), 2);
}

#[test]
fn far_beyond_all_training_nothing_is_no_number() {
    let (table, config) = titanic();
    let checked = config.check(table.schema()).unwrap();
    let (dataset, form) = prepared(&table, &checked);
    let mut trainer = Trainer::new(&checked, dataset);
    trainer.work(&mut || false);
    let mut copy = NetworkCopy::new(&trainer);
    copy.update(&trainer);
    let dataset = trainer.shared_dataset();
    let mut typed = typed_row(&table, &form, 0);
    for text in ["3.4e38", "-3.4e38"] {
        for column in ["fare", "age", "sibsp", "parch"] {
            set(&form, &mut typed, column, text);
        }
        let row = prepare_row(&table, &dataset, &form, &typed).unwrap();
        assert!(row.inputs.iter().all(|input| input.is_finite()));
        let said = predict_row(&mut copy, &dataset, &row);
        assert!(said.is_none_or(|said| said.iter().all(|number| number.is_finite())));
    }
    // Texts that lack, and a form of nothing.
    let none = TypedRow { row: usize::MAX, texts: Vec::new() };
    assert!(prepare_row(&table, &dataset, &form, &none).is_ok());
    assert!(prepare_row(&table, &dataset, &RowForm::default(), &none).is_ok());
}
