//! Files of weights, and what pretends to be one.

use descent::models::hdf5::{Array, Hdf5, Hdf5Error, Node, write};
use descent::models::zip::Archive;
use proptest::prelude::*;

use super::{fixture, mutated};

fn weights(name: &str) -> Vec<u8> {
    Archive::open(&fixture(name)).unwrap().read("model.weights.h5").unwrap()
}

fn array(shape: &[usize], numbers: &[f32]) -> Node {
    Node::Array { shape: shape.to_vec(), numbers: numbers.to_vec() }
}

#[test]
fn what_is_written_is_read() {
    let many = (0..130).map(|at| (at.to_string(), array(&[2], &[at as f32, -1.0]))).collect();
    let bytes = write(&[
        ("layers".to_owned(), Node::Group(vec![("dense".to_owned(), Node::Group(many))])),
        ("vars".to_owned(), Node::Group(Vec::new())),
        ("a".to_owned(), array(&[2, 3], &[1.0, 2.0, 3.0, 4.0, 5.0, 6.5])),
        ("one".to_owned(), array(&[], &[0.25])),
        ("none".to_owned(), array(&[0], &[])),
    ]);
    let file = Hdf5::open(&bytes).unwrap();
    assert_eq!(file.names("").unwrap().unwrap(), ["a", "layers", "none", "one", "vars"]);
    assert_eq!(file.names("vars").unwrap().unwrap(), Vec::<String>::new());
    assert_eq!(file.names("layers/dense").unwrap().unwrap().len(), 130);
    for at in [0, 9, 77, 129] {
        let found = file.array(&format!("layers/dense/{at}")).unwrap().unwrap();
        assert_eq!(found, Array { shape: vec![2], numbers: vec![at as f32, -1.0] });
    }
    let found = file.array("a").unwrap().unwrap();
    assert_eq!((found.shape, found.numbers[5]), (vec![2, 3], 6.5));
    let one = Array { shape: Vec::new(), numbers: vec![0.25] };
    assert_eq!(file.array("one").unwrap(), Some(one));
    assert_eq!(file.array("none").unwrap().unwrap().numbers, Vec::<f32>::new());
    assert_eq!(file.array("layers/none/0").unwrap(), None);
    assert_eq!(file.array("a/b").unwrap(), None);
    assert_eq!(file.names("a").unwrap(), None);
}

/// The same numbers in every form of the file that h5py writes without being asked for filters.
#[test]
fn every_form_of_h5py_is_read() {
    let read = |name: &str| {
        let bytes = weights(name);
        let file = Hdf5::open(&bytes).unwrap();
        let array = |path| file.array(path).unwrap().unwrap();
        [array("layers/dense/vars/0"), array("layers/dense_1/vars/1")]
    };
    let usual = read("small.keras");
    assert_eq!(usual[0].shape, [4, 3]);
    for name in ["latest.keras", "v110.keras", "float64.keras"] {
        assert_eq!(read(name), usual, "{name}");
    }
}

#[test]
fn other_forms_are_named() {
    let read = |name: &str| Hdf5::open(&weights(name)).unwrap().array("layers/dense/vars/0");
    assert_eq!(read("gzip.keras"), Err(Hdf5Error::Unsupported { feature: "filter" }));
    let name = "layers/dense/vars/0".to_owned();
    assert_eq!(read("float16.keras"), Err(Hdf5Error::Kind { name: name.clone() }));
    assert_eq!(read("big_endian.keras"), Err(Hdf5Error::Kind { name }));
    for bytes in [&b""[..], b"PK\x03\x04", b"\x89HDF\r\n\x1a"] {
        assert!(matches!(Hdf5::open(bytes), Err(Hdf5Error::NotHdf5)));
    }
}

/// An array that says it is huge is not made room for.
#[test]
fn sizes_are_checked_before_room_is_made() {
    let bytes = write(&[("a".to_owned(), array(&[3], &[1.0, 2.0, 3.0]))]);
    let at =
        bytes.windows(16).position(|part| part == [1, 1, 0, 0, 0, 0, 0, 0, 3, 0, 0, 0, 0, 0, 0, 0]);
    let at = at.unwrap() + 8;
    for length in [4, 20_000_001, u64::MAX] {
        let mut bytes = bytes.clone();
        bytes[at..at + 8].copy_from_slice(&length.to_le_bytes());
        let error = Hdf5::open(&bytes).unwrap().array("a").unwrap_err();
        let is_refused = matches!(error, Hdf5Error::Damaged | Hdf5Error::TooLarge { .. });
        assert!(is_refused, "{length}: {error}");
    }
}

/// Thousands of names that all are most of the file would take hours.
#[test]
fn names_are_bounded() {
    let bytes = write(&[("a".repeat(2_000), array(&[1], &[1.0]))]);
    assert_eq!(Hdf5::open(&bytes).unwrap().names(""), Err(Hdf5Error::Damaged));
}

proptest! {
    /// Whatever is changed, also where addresses lead in circles, it ends, without a panic.
    #[test]
    fn broken_weights_end_in_a_sentence(
        changes in prop::collection::vec((any::<usize>(), any::<u8>()), 1..12),
        length in prop_oneof![Just(usize::MAX - 1), any::<usize>()],
    ) {
        for whole in [weights("small.keras"), weights("v110.keras"), weights("latest.keras")] {
            let length = if length == usize::MAX - 1 { whole.len() } else { length };
            let bytes = mutated(&whole, &changes, length);
            let Ok(file) = Hdf5::open(&bytes) else { continue };
            for path in ["layers/dense/vars/0", "layers/dense_1/vars/1"] {
                match file.array(path) {
                    Ok(Some(array)) => {
                        let count: usize = array.shape.iter().product();
                        prop_assert_eq!(count, array.numbers.len());
                    }
                    Ok(None) => {}
                    Err(error) => prop_assert!(error.to_string().ends_with('.')),
                }
            }
        }
    }
}
