//! Units and their pictures in words.

use descent::inspection::picture::{NoUnitPictures, PictureAxis, UnitPictures, UnitSurface};
use descent::inspection::{GraphBlock, NetworkGraph};
use descent::workspace::unit_words::{graph_sentence, layer_unit_name, place_words, unit_sentence};

fn network(units: &[u32]) -> NetworkGraph {
    let block = |(at, units): (u32, &u32)| GraphBlock {
        block: at,
        name: format!("dense_{at}"),
        units: *units,
        variables: Vec::new(),
    };
    NetworkGraph {
        epoch: 1_200,
        inputs: vec!["z(age)".to_owned(), "fare".to_owned()],
        input_count: 2,
        blocks: (0..).zip(units).map(block).collect(),
        losses: None,
    }
}

fn axis(column: &str, is_date: bool) -> PictureAxis {
    let column = column.to_owned();
    PictureAxis { column, is_date, low: -1.0, high: 3.0, rows: [0.0, 2.0], places: 5 }
}

fn unit(range: [f64; 2], at: [u32; 2], count: [u32; 2]) -> UnitSurface {
    UnitSurface { shades: vec![0; 25], range, at, count }
}

fn over(columns: &[&str], layers: &[usize]) -> UnitPictures {
    let layer = |&units: &usize| vec![unit([0.0, 1.0], [0; 2], [1; 2]); units];
    UnitPictures {
        axes: columns.iter().map(|column| axis(column, false)).collect(),
        layers: layers.iter().map(layer).collect(),
    }
}

#[test]
fn a_unit_is_called_as_the_list_of_weights_calls_it() {
    let network = network(&[3, 1]);
    let names = [(0, 0), (0, 1), (1, 2), (2, 0), (0, 9), (9, 0)]
        .map(|(layer, unit)| layer_unit_name(&network, layer, unit));
    assert_eq!(names, ["z(age)", "fare", "dense_0, unit 3", "dense_1", "", ""]);
}

#[test]
fn least_and_greatest_have_their_places() {
    let two = over(&["age", "fare"], &[]);
    assert_eq!(
        unit_sentence(&two, &unit([-0.5, 2.25], [7, 300], [1, 12])),
        "Least output -0.5000 at age 1.000 and fare 0, greatest 2.250 at 12 of 25 places. \
         Across: age from -1.000 to 3.000; up: fare from -1.000 to 3.000."
    );
    assert_eq!(
        unit_sentence(&over(&["age"], &[]), &unit([0.0, 1.0], [0, 4], [1, 1])),
        "Least output 0 at age -1.000, greatest 1.000 at age 3.000. \
         Across: age from -1.000 to 3.000."
    );
    assert_eq!(
        unit_sentence(&two, &unit([0.0; 2], [0, 0], [25, 25])),
        "Its output is 0 everywhere. \
         Across: age from -1.000 to 3.000; up: fare from -1.000 to 3.000."
    );
    assert_eq!(place_words(&axis("day", true), 1.2), "day 1970-01-02");
}

#[test]
fn the_graph_says_what_is_in_its_units() {
    let network = network(&[3, 1]);
    let lines = graph_sentence(&network, None);
    assert!(lines.contains("epoch 1,200") && !lines.contains("In each unit"), "{lines}");
    let said = |columns: &[&str], layers: &[usize]| {
        graph_sentence(&network, Some(&Ok(Box::new(over(columns, layers)))))[lines.len()..]
            .to_owned()
    };
    assert_eq!(said(&["age"], &[2, 3, 1]), " In each unit is its output over age.");
    assert_eq!(
        said(&["age", "fare"], &[2, 0, 1]),
        " In each unit is its output over age and fare, teal where it is least and purple where \
         it is greatest. There are at most 64 pictures: circles have none."
    );
    assert_eq!(
        graph_sentence(&network, Some(&Err(NoUnitPictures)))[lines.len()..],
        format!(" {NoUnitPictures}")
    );
}
