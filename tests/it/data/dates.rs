//! Parts of dates, exact on both sides of 1970 and around leap days.

use descent::config::{
    ColumnConfig, ColumnSchema, ColumnType, DataConfig, DataSource, DatePart, Imputer,
    PreparationConfig, Scaling, Task,
};
use descent::data::{Cell, Encoder, FittedColumn};

fn fit(days: &[Option<f64>], own: ColumnConfig) -> FittedColumn {
    let schema = ColumnSchema {
        name: "day".to_owned(),
        column_type: ColumnType::Date,
        set_aside: None,
        missing: 0,
        distinct: days.len(),
        levels: Vec::new(),
    };
    let mut data =
        DataConfig::new(DataSource::Gallery { id: String::new() }, "y", Task::Regression);
    data.preparation = PreparationConfig {
        columns: [("day".to_owned(), own)].into_iter().collect(),
        ..Default::default()
    };
    let cells: Vec<Cell<'_>> =
        days.iter().map(|day| day.map_or(Cell::Missing, Cell::Number)).collect();
    FittedColumn::fit(&schema, &cells, &data)
}

fn parts(dates: &[DatePart]) -> ColumnConfig {
    ColumnConfig { dates: dates.to_vec(), scaling: Some(Scaling::None), ..Default::default() }
}

fn inputs(fitted: &FittedColumn, day: f64) -> Vec<f64> {
    let mut inputs = vec![f64::NAN; fitted.width()];
    fitted.transform(Cell::Number(day), &mut inputs);
    inputs
}

/// Python: `(date(...) - date(1970, 1, 1)).days`, and `weekday()`.
#[test]
fn known_days_have_their_parts() {
    let fitted = fit(&[Some(0.0)], parts(&[DatePart::Year, DatePart::Month, DatePart::Weekday]));
    assert_eq!(fitted.input_names(), ["day.year", "day.month", "day.weekday"]);
    for (day, year, month, weekday) in [
        (0.0, 1970, 1, 3),   // 1970-01-01, a Thursday
        (-1.0, 1969, 12, 2), // 1969-12-31
        (-1.0 + 0.75, 1969, 12, 2),
        (0.99, 1970, 1, 3),
        (58.0, 1970, 2, 5),     // 1970-02-28
        (59.0, 1970, 3, 6),     // 1970-03-01: no leap day
        (11_016.0, 2000, 2, 1), // 2000-02-29
        (11_017.0, 2000, 3, 2),
        (19_782.0, 2024, 2, 3),     // 2024-02-29
        (20_779.0, 2026, 11, 6),    // 2026-11-22, a Sunday
        (-25_509.0, 1900, 2, 2),    // 1900-02-28
        (-25_508.0, 1900, 3, 3),    // 1900-03-01: 1900 has no leap day
        (-135_081.0, 1600, 2, 1),   // 1600-02-29
        (-719_162.0, 1, 1, 0),      // 0001-01-01, a Monday
        (2_932_896.0, 9999, 12, 4), // 9999-12-31
    ] {
        let expected = [f64::from(year), f64::from(month), f64::from(weekday)];
        assert_eq!(inputs(&fitted, day), expected, "day {day}");
    }
}

/// Eight centuries day by day, by the rule as it is taught.
#[test]
fn every_day_follows_the_day_before() {
    let fitted = fit(&[Some(0.0)], parts(&[DatePart::Year, DatePart::Month, DatePart::Weekday]));
    let (mut year, mut month, mut day_of_month, mut weekday) = (1600, 1, 1, 5);
    for day in -135_140..157_054 {
        let expected = [f64::from(year), f64::from(month), f64::from(weekday)];
        assert_eq!(inputs(&fitted, f64::from(day)), expected, "day {day}");
        let is_leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
        let last = match month {
            2 if is_leap => 29,
            2 => 28,
            4 | 6 | 9 | 11 => 30,
            _ => 31,
        };
        weekday = (weekday + 1) % 7;
        day_of_month += 1;
        if day_of_month > last {
            (day_of_month, month) = (1, month + 1);
        }
        if month > 12 {
            (month, year) = (1, year + 1);
        }
    }
    assert_eq!((year, month, day_of_month), (2400, 1, 1));
}

#[test]
fn days_are_counted_from_the_earliest_training_day() {
    let days = [Some(20_000.75), None, Some(19_999.5), Some(20_001.0)];
    let fitted = fit(&days, parts(&[]));
    assert_eq!(fitted.input_names(), ["day.days_since"]);
    assert_eq!(inputs(&fitted, 20_001.25), [2.25]);
    assert_eq!(inputs(&fitted, 19_998.0), [-1.0], "a validation row may be earlier");
    let mut filled = [f64::NAN];
    fitted.transform(Cell::Missing, &mut filled);
    assert_eq!(filled, [1.75], "the median day");
}

#[test]
fn parts_are_scaled_each_by_itself_and_come_once() {
    let days: Vec<Option<f64>> = (0..400).map(|day| Some(f64::from(day) + 0.5)).collect();
    let own = ColumnConfig {
        dates: vec![DatePart::Month, DatePart::DaysSince, DatePart::Month],
        scaling: Some(Scaling::MinMax),
        imputer: Some(Imputer::Constant { value: 31.0 }),
        clip_percent: 20.0,
        log: true,
        ..Default::default()
    };
    let fitted = fit(&days, own);
    assert_eq!(fitted.input_names(), ["day.days_since", "day.month"]);
    assert_eq!(inputs(&fitted, 0.5), [0.0, 0.0]);
    assert_eq!(inputs(&fitted, 399.5), [1.0, 1.0 / 11.0], "February; neither clipped nor logged");
    let mut filled = [f64::NAN; 2];
    fitted.transform(Cell::Missing, &mut filled);
    assert_eq!(filled, [30.5 / 399.0, 1.0 / 11.0], "1970-02-01");
}

#[test]
fn absurd_days_are_finite() {
    let all = parts(&DatePart::ALL);
    for days in [vec![Some(3e38), Some(-3e38)], vec![None, None], vec![Some(0.0), Some(1e300)]] {
        let fitted = fit(&days, all.clone());
        assert!(matches!(fitted.encoder, Encoder::Date(_)));
        for day in [0.0, 3e38, -3e38] {
            assert!(inputs(&fitted, day).iter().all(|input| input.is_finite()), "{days:?}");
        }
    }
}
