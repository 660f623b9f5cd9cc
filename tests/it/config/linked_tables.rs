//! Links that hold a table, or say what the table was like.

use std::fmt::Write;
use std::io::Write as _;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use crc::{CRC_32_ISCSI, Crc};
use descent::config::share::{ExpectedTable, Link, LinkedTable};
use descent::config::{DataSource, ExperimentConfig, LinkError, limits, share};
use descent::data::gallery;
use flate2::Compression;
use flate2::write::DeflateEncoder;
use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;

static CHECKSUM: Crc<u32> = Crc::<u32>::new(&CRC_32_ISCSI);

/// An experiment on a file of these columns.
fn on_file(columns: &[&str]) -> ExperimentConfig {
    let mut experiment = gallery::experiment(gallery::find("iris").unwrap());
    experiment.data.source = DataSource::File {
        name: "flowers.csv".to_owned(),
        columns: columns.iter().map(|&column| column.to_owned()).collect(),
    };
    experiment
}

fn iris() -> ExperimentConfig {
    on_file(&["sepal_length", "sepal_width", "petal_length", "petal_width", "species"])
}

fn with_rows(bytes: &[u8]) -> Link {
    Link { experiment: iris(), table: LinkedTable::File(bytes.to_vec()) }
}

const EXPECTED: ExpectedTable = ExpectedTable { rows: 150, checksum: 0x9f3a_c21e };

#[test]
fn a_table_travels_in_a_link_byte_for_byte() {
    let odd: [&[u8]; 6] = [
        gallery::bytes(gallery::find("iris").unwrap()),
        b"a;b\r\n1,5;2\r\n",
        b"",
        b"\0\0e\0f",
        b"\xff\xfea\0,\0b\0\n\0",
        "größe,ähnlich\n1,2\n".as_bytes(),
    ];
    for bytes in odd {
        let link = with_rows(bytes);
        let text = share::write(&link);
        assert_eq!(share::open(&text), Ok(link.clone()));
        assert_eq!(share::decode(&text), Ok(link.experiment));
    }
}

#[test]
fn a_link_says_what_its_table_was_like() {
    let link = Link { experiment: iris(), table: LinkedTable::Expected(EXPECTED) };
    let text = share::write(&link);
    assert_eq!(share::open(&format!("https://descent.example/play/#{text}")), Ok(link));
    assert!(text.len() <= 200, "{}", text.len());
}

/// What comes with the page needs no rows, whatever is asked for.
#[test]
fn a_set_of_the_gallery_travels_by_name() {
    let experiment = gallery::experiment(gallery::find("iris").unwrap());
    let link = Link { experiment: experiment.clone(), table: LinkedTable::File(vec![1; 100]) };
    assert_eq!(share::open(&share::write(&link)), Ok(Link::new(experiment)));
}

#[test]
fn a_table_of_150_rows_and_5_columns_takes_at_most_4_kb() {
    let mut rng = ChaCha8Rng::seed_from_u64(19);
    for digits in [1_usize, 2, 3, 4, 5, 6, 7] {
        let mut table = "length,width,height,weight,kind\n".to_owned();
        for _ in 0..150 {
            for _ in 0..4 {
                write!(table, "{:.*},", digits - 1, rng.random_range(0.0..10.0_f64)).unwrap();
            }
            writeln!(table, "{}", ["small", "middle", "large"][rng.random_range(0..3)]).unwrap();
        }
        let length = share::write(&with_rows(table.as_bytes())).len();
        assert!(length <= limits::MAX_LINK_CHARS_WITH_ROWS, "{digits} digits: {length}");
    }
}

/// Links of the third version, kept to the letter: an experiment alone, with what its table was
/// like, and with its table.
const THIRD: &str = include_str!("../../fixtures/link-v3.txt");

#[test]
fn links_of_the_third_version_still_open() {
    let tables = [
        LinkedTable::AsNamed,
        LinkedTable::Expected(EXPECTED),
        LinkedTable::File(gallery::bytes(gallery::find("iris").unwrap()).to_vec()),
    ];
    if std::env::var_os("WRITE_LINKS").is_some() {
        let lines = tables
            .iter()
            .map(|table| share::write(&Link { experiment: iris(), table: table.clone() }) + "\n");
        std::fs::write("tests/fixtures/link-v3.txt", lines.collect::<String>()).unwrap();
    }
    let mut lines = THIRD.lines();
    for table in tables {
        let link = Link { experiment: iris(), table };
        assert_eq!(share::open(lines.next().unwrap()), Ok(link));
    }
}

/// Another dictionary needs another version: with this one all links of the third are read.
#[test]
fn the_dictionary_never_changes() {
    let dictionary = include_bytes!("../../../src/config/share/dictionary.txt");
    assert_eq!(CHECKSUM.checksum(dictionary), 1_985_986_651);
}

/// A link whose checksum is right, whatever is in it.
fn sealed(packed: &[u8]) -> String {
    let bytes = [&CHECKSUM.checksum(packed).to_le_bytes()[..], packed].concat();
    format!("v3.{}", URL_SAFE_NO_PAD.encode(bytes))
}

fn deflated(text: &[u8]) -> Vec<u8> {
    let mut encoder = DeflateEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(text).unwrap();
    encoder.finish().unwrap()
}

#[test]
fn what_unpacks_to_too_much_is_damaged() {
    for megabytes in [2, 60] {
        let bomb = sealed(&deflated(&vec![b' '; megabytes << 20]));
        assert!(bomb.len() < limits::MAX_LINK_CHARS);
        assert_eq!(share::decode(&bomb), Err(LinkError::Damaged));
    }
}

#[test]
fn a_table_that_is_none_is_damaged() {
    let json = share::json(&iris());
    for behind in ["\0", "\0x", "\0e", "\0e{}", "\0e{\"rows\":-1,\"checksum\":1}", "\0e\0f"] {
        let text = sealed(&deflated(format!("{json}{behind}").as_bytes()));
        assert_eq!(share::decode(&text), Err(LinkError::Damaged), "{behind:?}");
    }
    assert_eq!(share::decode(&sealed(&deflated(json.as_bytes()))), Ok(iris()));
}

/// One sentence or an experiment, whatever comes: letters of links changed, what is packed
/// changed under a right checksum, JSON changed before it is packed, and mere noise.
#[test]
fn a_hundred_thousand_links_never_panic() {
    let links = [
        share::encode(&iris()),
        share::write(&Link { experiment: iris(), table: LinkedTable::Expected(EXPECTED) }),
        share::write(&with_rows(b"a,b\n1,2\n3,4\n")),
        include_str!("../../fixtures/link-v1.txt").trim().to_owned(),
        include_str!("../../fixtures/link-v2.txt").trim().to_owned(),
    ];
    let json = share::json(&iris());
    let mut rng = ChaCha8Rng::seed_from_u64(100_000);
    let (mut opened, mut refused) = (0, 0);
    for round in 0..100_000 {
        let link = &links[rng.random_range(0..links.len())];
        let text = match round % 4 {
            0 => {
                let mut letters = link.clone().into_bytes();
                change(&mut letters, &mut rng, b'!', b'~');
                String::from_utf8(letters).unwrap()
            }
            1 => {
                let payload = links[round / 4 % 3].strip_prefix("v3.").unwrap();
                let mut bytes = URL_SAFE_NO_PAD.decode(payload).unwrap().split_off(4);
                change(&mut bytes, &mut rng, 0, 255);
                sealed(&bytes)
            }
            // Deflating is slow without optimization.
            2 if round % 40 == 2 => {
                let mut bytes = json.clone().into_bytes();
                change(&mut bytes, &mut rng, b' ', b'~');
                sealed(&deflated(&bytes))
            }
            _ => {
                let length = rng.random_range(0..120);
                let noise: Vec<u8> = (0..length).map(|_| rng.random()).collect();
                sealed(&noise)
            }
        };
        match share::open(&text) {
            Ok(_) => opened += 1,
            Err(error) => {
                let sentence = error.to_string();
                assert!(!sentence.is_empty() && !sentence.contains('\n'), "{sentence}");
                refused += 1;
            }
        }
    }
    assert!(opened > 100 && refused > 50_000, "{opened} {refused}");
}

/// One to three bytes changed, cut or doubled.
fn change(bytes: &mut Vec<u8>, rng: &mut ChaCha8Rng, least: u8, most: u8) {
    for _ in 0..rng.random_range(1..=3) {
        let at = rng.random_range(0..bytes.len().max(1));
        match rng.random_range(0..4) {
            0 => bytes.truncate(at),
            1 if at < bytes.len() => bytes.insert(at, bytes[at]),
            _ if at < bytes.len() => bytes[at] = rng.random_range(least..=most),
            _ => {}
        }
    }
}
