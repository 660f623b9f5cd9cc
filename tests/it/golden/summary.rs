//! `keras.Model.summary`, row by row.

use descent::config::{Activation, LayerConfig, NetworkConfig, OutputConfig};

use super::{cases, read};

#[test]
fn the_summary_is_keras_s() {
    for case in cases("summary.json") {
        let layers: Vec<LayerConfig> = read(&case["layers"]);
        let activation: Activation = read(&case["activation"]);
        let output = OutputConfig { units: read(&case["outputs"]), activation };
        let network = NetworkConfig { layers, ..NetworkConfig::default() };
        let summary = network.summary(read(&case["inputs"]), output);

        let lines: Vec<String> = read(&case["text"]);
        let cells = |line: &String| -> Vec<String> {
            let cells = line.trim_matches('│').split('│');
            cells.map(|cell| cell.trim().to_owned()).collect()
        };
        let (table, totals): (Vec<_>, Vec<_>) =
            lines.into_iter().partition(|line| line.starts_with('│'));
        let table: Vec<_> = table.iter().map(cells).collect();
        let ours: Vec<Vec<String>> = summary
            .rows
            .iter()
            .map(|row| {
                let [name, class, shape, parameters] = row.cells();
                vec![format!("{name} ({class})"), shape, parameters]
            })
            .collect();
        assert_eq!(ours, table);
        assert_eq!(summary.totals().to_vec(), totals);
    }
}
