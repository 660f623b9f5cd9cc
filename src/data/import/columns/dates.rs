//! A column of dates.

use crate::config::ColumnType;
use crate::data::import::columns::odd_words::OddWords;
use crate::data::import::columns::{Context, Done, ParseAs};
use crate::data::import::date::{DayMonthOrder, compact, is_zero, read, swapped};
use crate::data::occurrences::{OddFields, excerpt};
use crate::data::table::Column;
use crate::data::{ImportWarning, Notation};

/// Days since 1970-01-01, NaN where there is none, and what else was met.
#[derive(Default)]
pub(in crate::data::import) struct DateColumn {
    values: Vec<f64>,
    words: OddFields,
    odd: OddWords,
    /// Dates of eight digits, `20210103`.
    compact: OddFields,
    /// Rows whose day could be the month; read with the month first for now.
    either_rows: Vec<u32>,
    either: OddFields,
    /// Rows that can only be read with the day, or the month, first.
    day_rows: Vec<u32>,
    day_first: OddFields,
    month_rows: Vec<u32>,
    month_first: OddFields,
    /// Dates whose years have two digits.
    short_years: OddFields,
}

impl DateColumn {
    pub fn with_capacity(rows: usize) -> Self {
        Self { values: Vec::with_capacity(rows), ..Self::default() }
    }

    /// Adds a row's field.
    pub fn push(&mut self, field: &str, context: &Context<'_>) {
        let row = self.values.len() as u32;
        let days = if context.markers.is_missing(field) || is_zero(field) {
            f64::NAN
        } else if let Some(date) = compact(field) {
            self.compact.add(field, context.line);
            date.days
        } else if let Some(date) = read(field) {
            if date.has_short_year {
                self.short_years.add(field, context.line);
            }
            match date.order {
                DayMonthOrder::Known => {}
                DayMonthOrder::Either => {
                    self.either_rows.push(row);
                    self.either.add(field, context.line);
                }
                DayMonthOrder::DayFirst => {
                    self.day_rows.push(row);
                    self.day_first.add(field, context.line);
                }
                DayMonthOrder::MonthFirst => {
                    self.month_rows.push(row);
                    self.month_first.add(field, context.line);
                }
            }
            date.days
        } else {
            self.words.add(field, context.line);
            self.odd.add(field, 1);
            f64::NAN
        };
        self.values.push(days);
    }

    /// What the column is, by the share of others than dates.
    pub fn kind(&self) -> ParseAs {
        if self.odd.is_empty() {
            return ParseAs::Dates;
        }
        let dates = self.dates();
        let are_different = || OddWords::are_different(self.values.iter().copied());
        let others = self.odd.against(dates, are_different);
        if ParseAs::are_most(dates, others) { ParseAs::Dates } else { ParseAs::Words }
    }

    fn dates(&self) -> usize {
        self.values.iter().filter(|value| !value.is_nan()).count()
    }

    /// The finished column. `month_first`: how to read it when nothing in it tells.
    pub fn finish(mut self, name: &str, month_first: bool) -> Done {
        let mut warnings = Vec::new();
        let values = self.dates() + self.words.places.count;
        let (days, months) = (self.day_rows.len(), self.month_rows.len());
        let day_first = if days == months { !month_first } else { days > months };
        if days + months == 0 && self.either.places.count > 0 {
            let odd = OddFields {
                examples: self.either.examples.iter().take(1).cloned().collect(),
                places: self.either.places.clone(),
            };
            warnings.push(ImportWarning::UnsureDates { column: excerpt(name), odd, day_first });
        }
        let said =
            [(self.short_years, Notation::ShortYears), (self.compact, Notation::CompactDates)];
        for (odd, notation) in said.into_iter().filter(|(odd, _)| odd.places.count > 0) {
            let column = excerpt(name);
            warnings.push(ImportWarning::ReadAs { column, others: 0, odd, notation });
        }
        if day_first {
            for &row in &self.either_rows {
                let value = &mut self.values[row as usize];
                *value = swapped(*value);
            }
        }
        // Dates that only the other order can read are none in this column.
        let (rows, odd) = if day_first {
            (self.month_rows, self.month_first)
        } else {
            (self.day_rows, self.day_first)
        };
        for row in rows {
            self.values[row as usize] = f64::NAN;
        }
        self.words.append(odd);
        if self.words.places.count > 0 {
            let (column, odd) = (excerpt(name), self.words);
            warnings.push(ImportWarning::NotDates { column, odd, values });
        }
        self.values.shrink_to_fit();
        let column = Column::Numeric(self.values);
        let (column_type, unsure) = (ColumnType::Date, OddFields::default());
        Done { column, column_type, warnings, thousands: None, unsure }
    }
}
