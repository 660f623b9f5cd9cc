//! What holds of every input, shared by the fuzz targets and by `tests/it/fuzz.rs`, which
//! runs it on the seeds.

use std::io::Write;

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use crc::{CRC_32_ISCSI, Crc};
use descent::config::{
    ColumnType, DecimalMark, Delimiter, Encoding, Formula, ReadingConfig, TableSchema, share,
};
use descent::data::{CellRange, DataError, Import, Pass, Reader, detect_encoding, import};
use descent::export::{archive, safetensors};
use descent::models::keras::{self, KerasModel};
use descent::models::zip::{self, Archive};
use descent::nn::{LossInput, Network};
use flate2::Compression;
use flate2::write::GzEncoder;

/// Bytes before the file in an input of [`any_import`].
pub const HEAD: usize = 6;

/// The weights in a `.keras` file.
const WEIGHTS: &str = "model.weights.h5";

/// The types that a column can be asked to be read as, behind `None`.
const TYPES: [Option<ColumnType>; 8] = [
    None,
    Some(ColumnType::Decimal),
    Some(ColumnType::Category),
    Some(ColumnType::Date),
    Some(ColumnType::Text),
    Some(ColumnType::Boolean),
    Some(ColumnType::Percent),
    Some(ColumnType::Integer),
];

/// A file behind a head of [`HEAD`] bytes: how the user wants it read, whether it is packed,
/// and where it is cut.
///
/// | Byte | Bits | |
/// | --- | --- | --- |
/// | 0 | 0-2 encoding, 3-4 decimal mark, 5-6 header, 7 usual markers are words | 0: to be found |
/// | 1 | 0-2 delimiter, 3-4 sample, 5 own markers, 6 gzip | |
/// | 2 | 0-2 type of the first column, 3-5 of the last | |
/// | 3-5 | cuts, in 255ths of the file; all 255: after each byte | |
pub fn any_import(input: &[u8]) {
    let Some((head, file)) = input.split_first_chunk::<HEAD>() else { return };
    check_import(*head, file);
}

/// As [`any_import`], of a file longer than a block: the first third of the input once,
/// the second again and again, the last once.
pub fn any_long_import(input: &[u8]) {
    const BYTES: usize = 300_000;
    let Some((head, seed)) = input.split_first_chunk::<HEAD>() else { return };
    let (from, to) = (seed.len() / 3, 2 * seed.len() / 3);
    if from == to {
        return;
    }
    let again = seed[from..to].repeat(BYTES.div_ceil(to - from));
    check_import(*head, &[&seed[..from], &again, &seed[to..]].concat());
}

fn check_import(head: [u8; HEAD], file: &[u8]) {
    let mut reading = reading(head);
    let packed = head[1] & 64 != 0;
    let gzipped;
    let bytes = if packed {
        gzipped = gzip(file);
        &gzipped
    } else {
        file
    };
    let mut whole = import(bytes, &reading);
    if let Ok(first) = &whole {
        let columns = &first.table.schema().columns;
        let asked = [(columns.first(), head[2]), (columns.last(), head[2] >> 3)];
        for (column, choice) in asked {
            if let (Some(column), Some(asked)) = (column, TYPES[usize::from(choice & 7)]) {
                reading.types.insert(column.name.clone(), asked);
            }
        }
        if !reading.types.is_empty() {
            whole = import(bytes, &reading);
        }
    }
    match (&whole, &in_pieces(bytes, &reading, &head[3..])) {
        (Ok(whole), Ok(pieces)) => {
            keeps_its_promises(whole, file);
            assert_eq!(whole.summary(), pieces.summary(), "cut, it is another table");
            assert_eq!(ends(whole), ends(pieces), "cut, it has other cells");
        }
        (Err(whole), Err(pieces)) => {
            assert!(whole.to_string().ends_with('.'), "{whole}");
            assert_eq!(whole, pieces, "cut, it is refused for another reason");
        }
        (whole, pieces) => panic!("whole {:?}, cut {:?}", whole.is_ok(), pieces.is_ok()),
    }
}

/// The first and the last cells.
fn ends(import: &Import) -> [Vec<Vec<Option<String>>>; 2] {
    let (total, columns) = (import.table.rows(), import.table.schema().columns.len());
    let rows = 1 + 5_000 / columns;
    [0, total.saturating_sub(rows)].map(|from_row| {
        import.table.page(CellRange { from_row, rows, from_column: 0, columns }).cells
    })
}

fn reading(head: [u8; HEAD]) -> ReadingConfig {
    let at = |bits: u8| usize::from(bits).checked_sub(1);
    ReadingConfig {
        encoding: at(head[0] & 7).and_then(|at| Encoding::ALL.get(at).copied()),
        decimal: at(head[0] >> 3 & 3).and_then(|at| DecimalMark::ALL.get(at).copied()),
        header: [None, Some(true), Some(false), None][usize::from(head[0] >> 5 & 3)],
        usual_markers_are_words: head[0] & 128 != 0,
        delimiter: at(head[1] & 7).and_then(|at| Delimiter::ALL.get(at).copied()),
        sample_every: [None, Some(1), Some(3), Some(u32::MAX)][usize::from(head[1] >> 3 & 3)],
        missing: if head[1] & 32 != 0 { vec!["x".into(), "-1".into()] } else { Vec::new() },
        ..ReadingConfig::default()
    }
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(bytes).and_then(|()| encoder.finish()).expect("memory takes all")
}

fn in_pieces(bytes: &[u8], reading: &ReadingConfig, cuts: &[u8]) -> Result<Import, DataError> {
    let mut cuts: Vec<usize> = if cuts.iter().all(|cut| *cut == 255) {
        (0..bytes.len().min(1 << 12)).collect()
    } else {
        cuts.iter().map(|cut| usize::from(*cut) * bytes.len() / 255).collect()
    };
    cuts.extend([0, bytes.len()]);
    cuts.sort_unstable();
    let mut reader = Reader::new(reading, Some(bytes.len() as u64));
    for _ in 0..5 {
        for cut in cuts.windows(2) {
            reader.push(&bytes[cut[0]..cut[1]])?;
        }
        match reader.finish()? {
            Pass::Done(import) => return Ok(*import),
            Pass::Again(next) => reader = *next,
            Pass::NotUtf8(found) => {
                let encoding = detect_encoding(found.sample());
                reader = found.read_as(encoding);
            }
        }
    }
    panic!("a file is read at most five times")
}

/// Every cell is there or missing, every warning counts something that is in the file.
fn keeps_its_promises(import: &Import, file: &[u8]) {
    let (table, summary) = (&import.table, import.summary());
    let columns = &table.schema().columns;
    assert!(table.rows() > 0 && columns.len() > 1);
    let mut names: Vec<&str> = columns.iter().map(|column| column.name.as_str()).collect();
    names.sort_unstable();
    assert!(names.windows(2).all(|pair| pair[0] != pair[1]), "a name comes twice");
    assert_eq!(summary.columns.len(), columns.len());
    for column in columns {
        assert!(column.missing <= table.rows() && column.distinct <= table.rows());
    }
    // CR LF counts as one, so this is more than there are.
    let lines = 1 + file.iter().filter(|byte| matches!(**byte, b'\n' | b'\r')).count();
    assert!(summary.rows_read + summary.rows_dropped <= lines, "more rows than lines");
    for warning in &import.warnings {
        let (places, sentence) = (warning.places(), warning.to_string());
        assert!(places.count >= places.lines.len().max(1), "{sentence}");
        assert!(places.lines.is_sorted(), "{sentence}");
        assert!(places.lines.iter().all(|line| (1..=lines).contains(line)), "{sentence}");
        assert!(sentence.ends_with('.') && sentence.len() < 2000, "{sentence}");
    }
}

/// A formula is read or refused in one sentence, at a character that it has.
pub fn any_formula(input: &[u8]) {
    let text = String::from_utf8_lossy(input);
    match Formula::parse(&text) {
        Ok(formula) => {
            assert!(!formula.input_names().is_empty());
            assert_eq!(Formula::parse(&text).as_ref(), Ok(&formula));
        }
        Err(error) => assert!(error.to_string().ends_with('.'), "{error}"),
    }
}

/// A link opens or is refused in one sentence; what opens is an experiment that survives
/// its own link. The first byte says what the rest is: the link, or what one holds.
pub fn any_link(input: &[u8]) {
    let Some((kind, rest)) = input.split_first() else { return };
    let link = match kind % 3 {
        0 => String::from_utf8_lossy(rest).into_owned(),
        1 => sealed("v2", rest),
        _ => sealed("v1", rest),
    };
    match share::decode(&link) {
        Ok(experiment) => {
            assert_eq!(share::decode(&share::encode(&experiment)), Ok(experiment.clone()));
            let _ = experiment.check(&TableSchema::default());
        }
        Err(error) => assert!(error.to_string().ends_with('.'), "{error}"),
    }
}

/// A model opens or is refused in one sentence; what opens has the weights of its network. The
/// first byte says what the rest is: the file, the JSON in one, its weights, or safetensors.
pub fn any_model(input: &[u8]) {
    let Some((kind, rest)) = input.split_first() else { return };
    let whole = include_bytes!("../../tests/fixtures/models/small.keras");
    if kind % 4 == 3 {
        let mut network = network_of(&keras::open(whole).expect("it is whole"));
        let before = network.store().values.clone();
        if let Err(error) = safetensors::read(rest, &mut network) {
            is_sentence(&error.to_string());
            assert_eq!(network.store().values, before, "refused, and yet changed");
        }
        assert!(network.store().all_finite());
        return;
    }
    let part = |name: &str| {
        Archive::open(whole).and_then(|archive| archive.read(name)).expect("it is whole")
    };
    let bytes = match kind % 4 {
        0 => rest.to_vec(),
        1 => zip::stored(&[("config.json", rest), (WEIGHTS, &part(WEIGHTS))]),
        _ => zip::stored(&[("config.json", &part("config.json")[..]), (WEIGHTS, rest)]),
    };
    match keras::open(&bytes) {
        // One without weights may be larger than this may take.
        Ok(model) if model.weights.is_some() => {
            let mut network = network_of(&model);
            assert_eq!(model.set_weights(&mut network), Ok(()));
            assert!(network.store().all_finite());
            model.notes.iter().for_each(|note| is_sentence(&note.to_string()));
        }
        Ok(_) => {}
        Err(error) => is_sentence(&error.to_string()),
    }
}

fn network_of(model: &KerasModel) -> Network {
    Network::new(&model.network, model.inputs, model.output, LossInput::Predictions, 1)
}

fn is_sentence(text: &str) {
    assert!(text.ends_with('.') || text.ends_with(')'), "{text}");
}

/// A link of such a payload, with the checksum that a whole one has.
fn sealed(version: &str, payload: &[u8]) -> String {
    let checksum = Crc::<u32>::new(&CRC_32_ISCSI).checksum(payload).to_le_bytes();
    let bytes = match version {
        "v1" => [payload, &checksum[..]].concat(),
        _ => [&checksum[..], payload].concat(),
    };
    format!("{version}.{}", URL_SAFE_NO_PAD.encode(bytes))
}

/// An archive opens or is refused in one sentence; what opens is written and read as it is.
pub fn any_archive(input: &[u8]) {
    match archive::read(input) {
        Ok(opened) => {
            let again = archive::write(&opened).and_then(|bytes| archive::read(&bytes));
            assert_eq!(again, Ok(opened));
        }
        Err(error) => assert!(error.to_string().ends_with(['.', '?']), "{error}"),
    }
}
