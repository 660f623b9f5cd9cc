//! Which files pandas reads as the same table, and what it must be told.

use descent::config::{DataSource, ExperimentConfig, ReadingConfig};
use descent::data;

use super::code::Made;

/// The first line of the script that reads the table, whole, and the file it reads.
fn reading(name: &str, bytes: &[u8], config: impl FnOnce(&mut ReadingConfig)) -> (String, String) {
    let mut reading = ReadingConfig::default();
    config(&mut reading);
    let import = data::import(bytes, &reading).unwrap();
    let source = DataSource::File { name: name.to_owned(), columns: vec![] };
    let mut experiment = ExperimentConfig::propose("Table", source, import.table.schema());
    experiment.data.reading = reading;
    let made = Made::of(name, bytes, &experiment);
    let script = made.scripts()[0].clone();
    let from = script.find("table = pd.read_csv").unwrap();
    let call = &script[from..script.find("is_own_table").unwrap()];
    let call: Vec<&str> = call.split_whitespace().collect();
    (call.join(" "), made.file.name)
}

fn rows(of: impl Fn(usize) -> String) -> String {
    (0..24).map(|row| of(row) + "\n").collect::<Vec<_>>().concat()
}

#[test]
fn a_plain_file_is_read_plainly() {
    let csv = "x,y\n".to_owned() + &rows(|row| format!("{}.5,{}", row, row * 2));
    let found = reading("plain.csv", csv.as_bytes(), |_| {});
    assert_eq!(found, ("table = pd.read_csv(args.data)".to_owned(), "plain.csv".to_owned()));
}

#[test]
fn delimiter_decimal_mark_encoding_and_types_are_told() {
    let text = "Größe;Farbe;y\n".to_owned()
        + &rows(|row| format!("{},5;{};{}", row, ["rot", "grün"][row % 2], row * 2));
    let (bytes, _, _) = encoding_rs::WINDOWS_1252.encode(&text);
    let (call, name) = reading("groesse.csv", &bytes, |_| {});
    assert_eq!(name, "groesse.csv");
    assert_eq!(
        call,
        "table = pd.read_csv( args.data, sep=\";\", decimal=\",\", encoding=\"windows-1252\", \
         dtype={\"Farbe\": str} )"
    );
}

#[test]
fn markers_that_pandas_does_not_know_are_told() {
    let csv = "x,y\n".to_owned()
        + &rows(|row| if row == 3 { "?,1".to_owned() } else { format!("{row},{}", row * 2) });
    let (call, _) = reading("gaps.csv", csv.as_bytes(), |_| {});
    assert_eq!(
        call,
        "table = pd.read_csv(args.data, na_values=[\"\", \"?\"], keep_default_na=False)"
    );
}

#[test]
fn a_word_that_pandas_takes_for_a_gap_stays_a_word() {
    let csv = "country,y\n".to_owned() + &rows(|row| format!("{},{row}", ["NA", "DE"][row % 2]));
    let (call, _) =
        reading("land.csv", csv.as_bytes(), |reading| reading.usual_markers_are_words = true);
    assert!(call.contains("na_values=[\"\"], keep_default_na=False"), "{call}");
}

#[test]
fn names_in_a_later_line_and_names_that_are_missing_are_told() {
    let csv = "measured in 2020\nx,y\n".to_owned() + &rows(|row| format!("{row},{}", row * 2));
    let (call, _) = reading("late.csv", csv.as_bytes(), |reading| reading.header_line = Some(2));
    assert_eq!(call, "table = pd.read_csv(args.data, skiprows=1)");
    let csv = rows(|row| format!("{row},{}.5", row * 2));
    let (call, _) = reading("bare.csv", csv.as_bytes(), |reading| reading.header = Some(false));
    assert!(call.contains("header=None, names=["), "{call}");
}

#[test]
fn what_pandas_would_read_otherwise_is_written_plainly() {
    let cases = [
        ("percent.csv", rows(|row| format!("{row} %,{}", row * 2))),
        ("durations.csv", rows(|row| format!("1:{row:02}:30,{}", row * 2))),
        ("comments.csv", "# by hand\n".to_owned() + &rows(|row| format!("{row},{}", row * 2))),
        ("currency.csv", rows(|row| format!("$ {row}.50,{}", row * 2))),
    ];
    for (name, rows) in cases {
        let csv = "x,y\n".to_owned() + &rows;
        let (call, file) = reading(name, csv.as_bytes(), |_| {});
        assert_eq!(call, "table = pd.read_csv(args.data)", "{name}");
        assert_eq!(file, name.replace(".csv", "-plain.csv"));
    }
}

#[test]
fn a_sample_of_a_file_is_written_plainly() {
    let csv = "x,y\n".to_owned() + &rows(|row| format!("{row},{}", row * 2));
    let (_, file) = reading("all.csv", csv.as_bytes(), |reading| reading.sample_every = Some(2));
    assert_eq!(file, "all-plain.csv");
}
