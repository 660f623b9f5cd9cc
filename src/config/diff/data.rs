//! The settings of the data recipe one by one.

use super::settings::Walk;
use crate::config::{
    ColumnConfig, DataConfig, DataSource, DatePart, Imputer, PreparationConfig, ReadingConfig,
    Shape, SplitConfig, SplitMethod, SyntheticConfig, limits, switched,
};
use crate::text::{Decimal, Grouped};
use crate::{t, tn};

impl Walk {
    pub(super) fn data(&mut self, data: &DataConfig, columns: &[&str]) {
        let DataConfig {
            source,
            target,
            task,
            ignored,
            validation_percent,
            scaling,
            reading,
            split,
            preparation,
        } = data;
        self.source(source);
        self.put("data.target", t!("Target"), target, target.as_str());
        self.put("data.task", t!("Task"), task, task.label());
        self.list("data.ignored", t!("Columns left out"), ignored, columns_words);
        self.count("data.validation_percent", &limits::VALIDATION_PERCENT, *validation_percent);
        self.put("data.scaling", t!("Scaling"), scaling, scaling.label());
        self.reading(reading, columns);
        self.split(split);
        self.preparation(preparation, columns);
    }

    fn source(&mut self, source: &DataSource) {
        let data = t!("Data");
        let path = "data.source";
        match source {
            DataSource::Gallery { id } => {
                self.put(path, data, &"gallery", id.as_str());
                self.put("data.source.gallery.id", data, id, id.as_str());
            }
            DataSource::File { name, columns } => {
                self.put(path, data, &"file", name.as_str());
                self.put("data.source.file.name", data, name, name.as_str());
                let words = columns_words(columns.len());
                self.put("data.source.file.columns", t!("The file's columns"), columns, words);
            }
            DataSource::Synthetic(SyntheticConfig { shape, rows, noise, seed }) => {
                self.put(path, data, &"synthetic", shape.label());
                self.shape(shape);
                self.count("data.source.synthetic.rows", &limits::SYNTHETIC_ROWS, *rows);
                self.number("data.source.synthetic.noise", &limits::NOISE, *noise);
                self.put("data.source.synthetic.seed", t!("Data seed"), seed, seed.to_string());
            }
        }
    }

    fn shape(&mut self, shape: &Shape) {
        let (path, id) = ("data.source.synthetic.shape", shape.id());
        self.put(path, t!("Data"), &id, shape.label());
        let path = format!("{path}.{id}");
        match shape {
            Shape::Polynomial { degree } => {
                self.count(&format!("{path}.degree"), &limits::DEGREE, *degree);
            }
            Shape::Blobs { classes } => {
                self.count(&format!("{path}.classes"), &limits::BLOBS, *classes);
            }
            Shape::Formula { formula } => {
                self.put(&format!("{path}.formula"), t!("Formula"), formula, formula.as_str());
                self.sub(false);
            }
            Shape::Painted { points } => {
                let words = tn!(Grouped(points.len() as u64), "{count} point", "{count} points");
                self.put(&format!("{path}.points"), t!("Painted points"), points, words);
            }
            Shape::Line
            | Shape::Sine
            | Shape::Plane
            | Shape::TwoMoons
            | Shape::Circles
            | Shape::Xor
            | Shape::Spirals
            | Shape::Checkerboard => {}
        }
    }

    fn reading(&mut self, reading: &ReadingConfig, columns: &[&str]) {
        let found = t!("as found");
        let ReadingConfig {
            encoding,
            delimiter,
            decimal,
            header,
            header_line,
            missing,
            usual_markers_are_words,
            types,
            joined,
            sample_every,
        } = reading;
        let words = encoding.map_or(found, |encoding| encoding.label());
        self.put("data.reading.encoding", t!("Encoding"), encoding, words);
        let words = delimiter.map_or(found, |delimiter| delimiter.label());
        self.put("data.reading.delimiter", t!("Delimiter"), delimiter, words);
        let words = decimal.map_or(found, |decimal| decimal.label());
        self.put("data.reading.decimal", t!("Decimal mark"), decimal, words);
        let words = header.map_or_else(|| found.to_owned(), switched);
        self.put("data.reading.header", t!("Names in the first line"), header, words);
        let words = header_line.map_or_else(|| found.to_owned(), |line| line.to_string());
        self.put("data.reading.header_line", t!("Line of the names"), header_line, words);
        self.list("data.reading.missing", t!("Markers of missing values"), missing, |count| {
            tn!(count, "{count} marker", "{count} markers")
        });
        let path = "data.reading.usual_markers_are_words";
        self.switch(path, t!("Usual markers are words"), *usual_markers_are_words, false);
        for &column in columns {
            let asked = types.get(column).copied();
            let words = asked.map_or(found, |asked| asked.label());
            let path = format!("data.reading.types.{column}");
            self.put(&path, &t!("Type of \"{column}\"", column), &asked, words);
        }
        self.list(
            "data.reading.joined",
            t!("Columns with joined spellings"),
            joined,
            columns_words,
        );
        let words = sample_every
            .map_or_else(|| t!("every row").to_owned(), |every| t!("one row in {every}", every));
        self.put("data.reading.sample_every", limits::SAMPLE_EVERY.label(), sample_every, words);
    }

    fn split(&mut self, split: &SplitConfig) {
        let SplitConfig { method, stratify, test_percent, training_rows, seed } = split;
        let (id, words) = match method {
            SplitMethod::Shuffled => ("shuffled", t!("shuffled")),
            SplitMethod::InOrder => ("in_order", t!("in order")),
            SplitMethod::Grouped { .. } => ("grouped", t!("grouped")),
        };
        self.put("data.split.method", t!("Split"), &id, words);
        if let SplitMethod::Grouped { column } = method {
            self.put("data.split.method.grouped.column", t!("Groups"), column, column.as_str());
            self.sub(false);
        }
        self.switch("data.split.stratify", t!("Stratify"), *stratify, true);
        self.count("data.split.test_percent", &limits::TEST_PERCENT, *test_percent);
        let words = training_rows.map_or_else(|| t!("all").to_owned(), |rows| rows.to_string());
        let path = "data.split.training_rows";
        self.put(path, limits::TRAINING_ROWS.label(), training_rows, words);
        let words = seed.map_or_else(|| t!("as the start's").to_owned(), |seed| seed.to_string());
        self.put("data.split.seed", limits::SPLIT_SEED.label(), seed, words);
    }

    fn preparation(&mut self, preparation: &PreparationConfig, columns: &[&str]) {
        let PreparationConfig { imputer, encoding, rare_percent, target_scaling, columns: own } =
            preparation;
        self.imputer("data.preparation.imputer", t!("Missing values"), Some(*imputer));
        self.put("data.preparation.encoding", t!("Categories"), encoding, encoding.label());
        self.number("data.preparation.rare_percent", &limits::RARE_PERCENT, *rare_percent);
        let path = "data.preparation.target_scaling";
        self.put(path, t!("Target scaling"), target_scaling, target_scaling.label());
        for &column in columns {
            self.column(column, own.get(column).cloned().unwrap_or_default());
        }
    }

    fn column(&mut self, column: &str, own: ColumnConfig) {
        let as_all = t!("as all columns");
        let ColumnConfig { imputer, scaling, encoding, clip_percent, log, dates } = own;
        let path = |field: &str| format!("data.preparation.columns.{column}.{field}");
        let name = |what: &str| t!("{what} of \"{column}\"", what, column);
        self.imputer(&path("imputer"), &name(t!("Missing values")), imputer);
        let words = scaling.map_or(as_all, |scaling| scaling.label());
        self.put(&path("scaling"), &name(t!("Scaling")), &scaling, words);
        let words = encoding.map_or(as_all, |encoding| encoding.label());
        self.put(&path("encoding"), &name(t!("Categories")), &encoding, words);
        let limit = &limits::CLIP_PERCENT;
        let words = Decimal(clip_percent).to_string();
        self.put(&path("clip_percent"), &name(limit.label()), &clip_percent, words);
        self.put(&path("log"), &name(t!("Log")), &log, switched(log));
        let parts: Vec<_> = dates.iter().map(|part| part.label()).collect();
        let words = if parts.is_empty() {
            DatePart::DaysSince.label().to_owned()
        } else {
            parts.join(", ")
        };
        self.put(&path("dates"), &name(t!("Parts")), &dates, words);
    }

    fn imputer(&mut self, path: &str, name: &str, imputer: Option<Imputer>) {
        let words = imputer.map_or(t!("as all columns"), Imputer::label);
        // The fill value depends on the choice.
        self.put(path, name, &words, words);
        if let Some(Imputer::Constant { value }) = imputer {
            let limit = &limits::FILL_VALUE;
            self.number(&format!("{path}.constant.value"), limit, value);
            self.sub(false);
        }
    }
}

fn columns_words(count: usize) -> String {
    tn!(count, "{count} column", "{count} columns")
}
