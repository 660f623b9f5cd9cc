//! Archives, and what pretends to be one.

use std::io::Write;

use descent::models::zip::{Archive, ZipError, write};
use proptest::prelude::*;

use super::{fixture, mutated};

fn archive() -> Vec<u8> {
    write(&[("config.json", &b"{}"[..]), ("runs/1.json", b"one run"), ("empty", b"")]).unwrap()
}

/// The bytes after `from` that are `old`, replaced.
fn patched(bytes: &[u8], old: &[u8], new: &[u8]) -> Vec<u8> {
    let mut out = bytes.to_vec();
    let mut at = 0;
    while let Some(found) = out[at..].windows(old.len()).position(|part| part == old) {
        out[at + found..at + found + new.len()].copy_from_slice(new);
        at += found + old.len();
    }
    out
}

fn error(bytes: &[u8]) -> ZipError {
    Archive::open(bytes).err().expect("an error")
}

/// Where the directory begins.
fn directory(bytes: &[u8]) -> usize {
    bytes.windows(4).position(|part| part == b"PK\x01\x02").unwrap()
}

#[test]
fn what_is_written_is_read() {
    let bytes = archive();
    let archive = Archive::open(&bytes).unwrap();
    assert_eq!(archive.names().collect::<Vec<_>>(), ["config.json", "runs/1.json", "empty"]);
    assert_eq!(archive.read("runs/1.json").unwrap(), b"one run");
    assert_eq!(archive.read("empty").unwrap(), b"");
    let missing = ZipError::Missing { name: "runs/2.json".to_owned() };
    assert_eq!(archive.read("runs/2.json"), Err(missing));
    assert_eq!(bytes, self::archive(), "the same files are the same bytes");
}

#[test]
fn stored_and_deflated_files_are_read() {
    for name in ["small.keras", "every_layer.keras"] {
        let bytes = fixture(name);
        let archive = Archive::open(&bytes).unwrap();
        assert!(archive.read("config.json").unwrap().starts_with(b"{"), "{name}");
        assert!(archive.read("model.weights.h5").unwrap().starts_with(b"\x89HDF"), "{name}");
    }
}

#[test]
fn a_bomb_is_refused_before_it_is_unpacked() {
    let mut deflated = flate2::write::DeflateEncoder::new(Vec::new(), flate2::Compression::best());
    deflated.write_all(&vec![0; 30_000_000]).unwrap();
    let packed = deflated.finish().unwrap();
    let bytes = write(&[("zeros", packed.as_slice())]).unwrap();
    let from = directory(&bytes);
    let with = |unpacked: u32| {
        let mut bytes = bytes.clone();
        bytes[from + 10] = 8;
        bytes[from + 24..from + 28].copy_from_slice(&unpacked.to_le_bytes());
        bytes
    };
    let bomb = error(&with(30_000_000));
    assert_eq!(bomb, ZipError::Bomb { name: "zeros".to_owned(), received: 30 });
    // What says that it is small does not become large.
    let small = with(1_000);
    let archive = Archive::open(&small).unwrap();
    let damaged = ZipError::DamagedEntry { name: "zeros".to_owned() };
    assert_eq!(archive.read("zeros"), Err(damaged));
}

#[test]
fn all_files_together_are_bounded() {
    let half = 400 * 1024 * 1024_u32;
    let mut bytes = write(&[("one", b"1"), ("two", b"2")]).unwrap();
    let mut from = directory(&bytes);
    for _ in 0..2 {
        // A deflated file that could be that large.
        bytes[from + 10] = 8;
        bytes[from + 20..from + 24].copy_from_slice(&(half / 100).to_le_bytes());
        bytes[from + 24..from + 28].copy_from_slice(&half.to_le_bytes());
        from += 46 + 3;
    }
    assert!(matches!(error(&bytes), ZipError::TooLarge { received: 838, most: 536 }));
    let names: Vec<(String, &[u8])> = (0..5_000).map(|at| (at.to_string(), &b""[..])).collect();
    assert!(matches!(write(&names), Err(ZipError::TooManyEntries { received: 5_000, .. })));
}

#[test]
fn what_no_archive_of_a_model_has_is_refused() {
    let bytes = archive();
    for name in ["../runs.json", "/uns/1.json", "runs//.json", "C:ns/1.json", "runs\\1.json"] {
        let bytes = patched(&bytes, b"runs/1.json", &format!("{name:11.11}").into_bytes());
        assert!(matches!(error(&bytes), ZipError::Name { .. }), "{name}");
    }
    let twice = patched(&bytes, b"runs/1.json", b"config.json");
    assert_eq!(error(&twice), ZipError::Name { name: "config.json".to_owned() });
    let from = directory(&bytes);
    let with = |at: usize, value: u8| {
        let mut bytes = bytes.clone();
        bytes[from + at] = value;
        bytes
    };
    let name = || "config.json".to_owned();
    assert_eq!(error(&with(8, 1)), ZipError::Encrypted { name: name() });
    assert_eq!(error(&with(10, 14)), ZipError::Method { name: name() });
    let mut zip64 = bytes.clone();
    zip64[from + 42..from + 46].fill(0xff);
    assert_eq!(error(&zip64), ZipError::Zip64);
    let mut changed = bytes.clone();
    changed[30 + 11] = b'[';
    let damaged = ZipError::DamagedEntry { name: name() };
    assert_eq!(Archive::open(&changed).unwrap().read("config.json"), Err(damaged));
}

#[test]
fn other_files_are_no_archive() {
    for bytes in [&b""[..], b"PK", b"a,b\n1,2\n", &archive()[..60], &[0; 100]] {
        assert_eq!(error(bytes), ZipError::NotZip);
    }
}

proptest! {
    /// Whatever is changed, it ends, and without a panic.
    #[test]
    fn broken_archives_end_in_a_sentence(
        changes in prop::collection::vec((0..10_000_usize, any::<u8>()), 1..8),
        length in prop_oneof![Just(usize::MAX - 1), any::<usize>()],
    ) {
        for whole in [archive(), fixture("keras_2.keras")] {
            let length = if length == usize::MAX - 1 { whole.len() } else { length };
            let bytes = mutated(&whole, &changes, length);
            match Archive::open(&bytes) {
                Ok(archive) => {
                    let names: Vec<_> = archive.names().map(str::to_owned).collect();
                    for name in names {
                        if let Err(error) = archive.read(&name) {
                            prop_assert!(error.to_string().ends_with('.'));
                        }
                    }
                }
                Err(error) => prop_assert!(error.to_string().ends_with('.')),
            }
        }
    }
}
