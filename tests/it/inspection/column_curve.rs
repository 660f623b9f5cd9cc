//! A curve over one column goes through the row that it was made around.

use descent::inspection::{
    CurvePlaces, FieldKind, NetworkCopy, TypedRow, column_curve, predict_row, prepare_row,
    typed_row,
};
use descent::train::Trainer;

use super::tables::{orders, orders_experiment, prepared};

#[test]
fn each_place_is_what_the_typed_row_would_say() {
    let table = orders();
    let checked = orders_experiment(&table);
    let (dataset, form) = prepared(&table, &checked);
    let mut trainer = Trainer::new(&checked, dataset);
    while trainer.outcome().is_none() {
        trainer.work(&mut || true);
    }
    let mut copy = NetworkCopy::new(&trainer);
    copy.update(&trainer);
    let dataset = trainer.shared_dataset();
    let typed = typed_row(&table, &form, dataset.rows.validation[1]);
    let row = prepare_row(&table, &dataset, &form, &typed).unwrap();
    for (at, field) in form.fields.iter().enumerate() {
        let curve = column_curve(&mut copy, &dataset, &form, &row, at).unwrap();
        assert_eq!((curve.column.as_str(), curve.outputs), (field.column.as_str(), 1));
        let texts: Vec<(usize, String)> = match (&curve.places, &field.kind) {
            (CurvePlaces::Numbers(numbers), FieldKind::Number { column_type, range }) => {
                let range = range.unwrap();
                let margin = 0.1 * (range.greatest - range.least);
                assert_eq!(numbers.len(), 120);
                assert_eq!(numbers[0], range.least - margin);
                assert!((numbers[119] - range.greatest - margin).abs() < 1e-6 * margin.max(1.0));
                let whole = numbers.iter().enumerate();
                // What has no more digits than a text of its kind writes.
                let text = |value: f64| descent::data::number_text(*column_type, value);
                whole
                    .filter(|_| !["day", "took"].contains(&field.column.as_str()))
                    .map(|(place, value)| (place, text(*value)))
                    .collect()
            }
            (CurvePlaces::Words(words), _) => words.iter().cloned().enumerate().collect(),
            other => panic!("{other:?}"),
        };
        for (place, text) in texts {
            let mut texts = typed.texts.clone();
            texts[at] = text;
            let typed = TypedRow { row: typed.row, texts };
            let row = prepare_row(&table, &dataset, &form, &typed).unwrap();
            let said = predict_row(&mut copy, &dataset, &row).unwrap();
            assert_eq!(said[0].to_bits(), curve.predicted[place].to_bits(), "{typed:?}");
        }
    }
    assert!(column_curve(&mut copy, &dataset, &form, &row, 99).is_none());
}
