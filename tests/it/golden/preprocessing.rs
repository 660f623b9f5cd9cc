//! scikit-learn's imputers, scalers and encoders: within 1e-12, before anything is
//! rounded to the engine's number type.

use descent::config::{
    ColumnConfig, ColumnSchema, ColumnType, DataConfig, DataSource, PreparationConfig, Scaling,
    Task,
};
use descent::data::{Cell, FittedColumn};
use serde_json::Value;

use super::{cases, numbers, read};

const TOLERANCE: f64 = 1e-12;

fn schema(case: &Value) -> ColumnSchema {
    let levels: Vec<String> = match &case["levels"] {
        Value::Null => Vec::new(),
        levels => read(levels),
    };
    ColumnSchema {
        name: "column".to_owned(),
        column_type: read::<ColumnType>(&case["kind"]),
        set_aside: None,
        missing: 0,
        distinct: 3,
        levels,
    }
}

fn cells(values: &Value) -> Vec<Cell<'_>> {
    let values = values.as_array().unwrap();
    values.iter().map(cell).collect()
}

fn cell(value: &Value) -> Cell<'_> {
    match value {
        Value::Null => Cell::Missing,
        Value::String(word) => Cell::Word(word),
        number => Cell::Number(number.as_f64().unwrap()),
    }
}

#[test]
fn preprocessing_is_scikit_learns() {
    for (place, case) in cases("preprocessing.json").iter().enumerate() {
        let own: ColumnConfig = read(&case["settings"]);
        let mut data =
            DataConfig::new(DataSource::Gallery { id: String::new() }, "target", Task::Regression);
        data.scaling = Scaling::None;
        data.preparation = PreparationConfig {
            rare_percent: case["rare_percent"].as_f64().unwrap(),
            columns: [("column".to_owned(), own)].into_iter().collect(),
            ..PreparationConfig::default()
        };
        let training = cells(&case["training"]);
        let fitted = FittedColumn::fit(&schema(case), &training, &data);
        for (part, cells) in [("training", training), ("others", cells(&case["others"]))] {
            let what = format!("case {place}, {part}: {} {fitted:?}", case["settings"]);
            let expected = numbers(&case[format!("{part}_prepared")]);
            assert_eq!(fitted.width() * cells.len(), expected.len(), "{what}");
            let mut ours = vec![f64::NAN; fitted.width()];
            for (cell, expected) in cells.iter().zip(expected.chunks(fitted.width())) {
                fitted.transform(*cell, &mut ours);
                for (ours, expected) in ours.iter().zip(expected) {
                    let bound = TOLERANCE * expected.abs().max(1.0);
                    assert!(
                        (ours - expected).abs() <= bound,
                        "{cell:?}: {ours}, {expected}, {what}"
                    );
                }
            }
        }
    }
}
