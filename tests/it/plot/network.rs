//! A network as units and weights, as it is seen.

use descent::inspection::picture::{PictureAxis, UNIT_PLACES, UnitPictures, UnitSurface};
use descent::inspection::{GraphBlock, NetworkGraph, SHOWN_UNITS, WeightEdit, WeightTable};
use descent::plot::prediction_pictures::{
    GraphSize, NetworkDrawing, PictureSize, UnitPicture, unit_pixels, with_surfaces,
};
use descent::plot::theme::{ChartTheme, DARK, LIGHT};

/// Weights from -1 to 1, always the same.
fn table(name: &str, rows: u32, columns: u32) -> WeightTable {
    let most = SHOWN_UNITS as u32;
    let shown = [rows.min(most), columns.min(most)];
    let value = |at: u32| {
        let mixed = (at + 7 * rows).wrapping_mul(2_654_435_761) >> 16;
        2.0 * (mixed as f32 / 65_536.0) - 1.0
    };
    let values = (0..shown[0] * shown[1]).map(value).collect();
    WeightTable { name: name.to_owned(), shape: [rows, columns], shown, values }
}

/// What a block is in these networks.
enum Kind {
    Dense,
    BatchNorm,
    Dropout,
}

fn network(inputs: u32, blocks: &[(Kind, u32)]) -> NetworkGraph {
    let mut before = inputs;
    let mut all = Vec::new();
    for (at, (kind, units)) in (0..).zip(blocks) {
        let (name, variables) = match kind {
            Kind::Dense => {
                ("dense", vec![table("kernel", before, *units), table("bias", 1, *units)])
            }
            Kind::BatchNorm => {
                ("batch_norm", vec![table("gamma", 1, *units), table("beta", 1, *units)])
            }
            Kind::Dropout => ("dropout", Vec::new()),
        };
        let name = format!("{name}_{at}");
        all.push(GraphBlock { block: at, name, units: *units, variables });
        before = *units;
    }
    let names = (1..=inputs.min(SHOWN_UNITS as u32)).map(|at| format!("x{at}"));
    let inputs_shown = names.collect();
    NetworkGraph { epoch: 3, inputs: inputs_shown, input_count: inputs, blocks: all, losses: None }
}

fn drawn(network: &NetworkGraph, chosen: Option<&WeightEdit>, theme: &ChartTheme) -> String {
    let svg = with_pictures(network, None, chosen).svg(theme);
    assert!(svg.starts_with("<svg") && !svg.contains("NaN") && !svg.contains("inf"), "{svg}");
    svg
}

fn with_pictures<'a>(
    network: &'a NetworkGraph,
    pictures: Option<&'a UnitPictures>,
    chosen: Option<&'a WeightEdit>,
) -> NetworkDrawing<'a> {
    NetworkDrawing { network, pictures, chosen, size: GraphSize::with_pictures(pictures) }
}

/// Waves, each unit with another; the last of a layer is flat.
fn pictures(axes: usize, layers: &[usize]) -> UnitPictures {
    let places = if axes == 1 { 40 } else { UNIT_PLACES };
    let axis = |at: usize| PictureAxis {
        column: format!("x{}", at + 1),
        is_date: false,
        low: -1.5,
        high: 2.5 + at as f64,
        rows: [-1.2, 2.2],
        places,
    };
    let surface = |unit: usize, units: usize| {
        let is_flat = units > 1 && unit + 1 == units;
        let wave = |at: usize| {
            let (x, y) = (at % places, at / places);
            // Triangles, for no two machines differ in them.
            let step = (x * (unit + 1) + 2 * y) % 30;
            (if step < 15 { 17 * step } else { 17 * (30 - step) }) as u8
        };
        let all = places.pow(axes as u32);
        UnitSurface {
            shades: (0..all).map(|at| if is_flat { 0 } else { wave(at) }).collect(),
            range: if is_flat { [0.5; 2] } else { [-1.0, 3.0] },
            at: [0, 15],
            count: [1; 2],
        }
    };
    let layer = |&units: &usize| (0..units).map(|unit| surface(unit, units)).collect();
    UnitPictures { axes: (0..axes).map(axis).collect(), layers: layers.iter().map(layer).collect() }
}

fn chosen(block: u32, variable: &str, row: u32, column: u32) -> WeightEdit {
    WeightEdit { block, variable: variable.to_owned(), row, column, value: 0.0 }
}

fn lines(svg: &str) -> usize {
    svg.matches("<path").count()
}

#[test]
fn a_small_network_with_a_chosen_weight() {
    let network = network(2, &[(Kind::Dense, 8), (Kind::Dense, 8), (Kind::Dense, 1)]);
    let plain = drawn(&network, None, &LIGHT);
    // A line for each weight, and one path for all units.
    assert_eq!(lines(&plain), 2 * 8 + 8 * 8 + 8 + 1);
    let halo = drawn(&network, Some(&chosen(1, "kernel", 4, 6)), &LIGHT);
    insta::assert_snapshot!("network", halo);
    assert_eq!(lines(&halo), lines(&plain) + 1, "it stands out");
    insta::assert_snapshot!(
        "network_dark",
        drawn(&network, Some(&chosen(0, "kernel", 1, 0)), &DARK)
    );
    // A bias has no line, and what is not there none either.
    for other in [chosen(1, "bias", 0, 6), chosen(1, "kernel", 90, 6), chosen(9, "kernel", 0, 0)] {
        assert_eq!(drawn(&network, Some(&other), &LIGHT), plain, "{other:?}");
    }
}

#[test]
fn a_wide_layer_is_a_table_of_colours() {
    let network = network(11, &[(Kind::Dense, 128), (Kind::Dense, 128), (Kind::Dense, 1)]);
    let svg = drawn(&network, Some(&chosen(1, "kernel", 4, 6)), &LIGHT);
    insta::assert_snapshot!("network_of_wide_layers", svg);
    assert!(svg.contains("128 units") && svg.contains("x11"));
    assert!(lines(&svg) < 60, "few elements for many cells");
    drawn(&network, None, &DARK);
}

#[test]
fn what_has_no_weights_between_is_straight() {
    let network =
        network(3, &[(Kind::Dense, 5), (Kind::BatchNorm, 5), (Kind::Dropout, 5), (Kind::Dense, 2)]);
    insta::assert_snapshot!("network_with_dropout_and_batch_norm", drawn(&network, None, &LIGHT));
    insta::assert_snapshot!(
        "network_with_dropout_and_batch_norm_dark",
        drawn(&network, None, &DARK)
    );
}

#[test]
fn there_may_be_nothing_to_draw() {
    let empty = network(0, &[]);
    insta::assert_snapshot!("network_without_blocks", drawn(&empty, None, &LIGHT));
    let mut zero = network(2, &[(Kind::Dense, 3), (Kind::Dense, 40), (Kind::Dense, 1)]);
    for table in zero.blocks.iter_mut().flat_map(|block| &mut block.variables) {
        table.values.fill(0.0);
    }
    drawn(&zero, Some(&chosen(0, "kernel", 0, 0)), &DARK);
    let mut huge = zero.clone();
    huge.blocks[0].variables[0].values.fill(f32::MAX);
    huge.blocks[1].variables[0].values.fill(f32::MIN_POSITIVE);
    drawn(&huge, None, &LIGHT);
    drawn(&network(500, &[(Kind::Dense, 1)]), None, &LIGHT);
}

#[test]
fn units_have_curves_of_one_column() {
    let network = network(1, &[(Kind::Dense, 4), (Kind::Dropout, 4), (Kind::Dense, 1)]);
    let pictures = pictures(1, &[1, 4, 4, 1]);
    let drawing = with_pictures(&network, Some(&pictures), None);
    insta::assert_snapshot!("network_with_curves", drawing.svg(&LIGHT));
    assert_eq!(drawing.places().len(), 10);
    let size = PictureSize { width: 260.0, height: 220.0 };
    let unit = |unit| UnitPicture { pictures: &pictures, unit, size }.svg(&DARK);
    insta::assert_snapshot!("unit_with_a_curve_dark", unit(&pictures.layers[1][1]));
    let flat = unit(&pictures.layers[1][3]);
    assert!(!flat.contains("NaN") && !flat.contains("inf"), "{flat}");
}

#[test]
fn units_have_surfaces_of_two_columns() {
    let network = network(2, &[(Kind::Dense, 3), (Kind::Dense, 40), (Kind::Dense, 1)]);
    let pictures = pictures(2, &[2, 3, 0, 1]);
    let drawing = with_pictures(&network, Some(&pictures), None);
    let svg = drawing.svg(&DARK);
    let images: Vec<_> =
        drawing.places().into_iter().map(|place| (place, "data:,".to_owned())).collect();
    assert_eq!(images.len(), 6, "none of the wide layer");
    let whole = with_surfaces(&svg, &images);
    assert_eq!((whole.matches("<image ").count(), whole.matches("</svg>").count()), (6, 1));
    insta::assert_snapshot!("network_with_surfaces_dark", whole);
    let size = PictureSize { width: 260.0, height: 220.0 };
    let large = UnitPicture { pictures: &pictures, unit: &pictures.layers[1][0], size };
    insta::assert_snapshot!("unit_with_a_surface", large.svg(&LIGHT));
    let frame = large.frame();
    assert!(frame.left > 0.0 && frame.left + frame.right < 0.5 && frame.bottom > 0.0);
    // Where a unit always says the same there is nothing but the ground.
    let ground = [LIGHT.ground.0, LIGHT.ground.1, LIGHT.ground.2, 255];
    let flat = unit_pixels(&pictures.layers[1][2], UNIT_PLACES, &LIGHT);
    assert!(flat.chunks(4).all(|pixel| pixel == ground));
}

#[test]
fn pictures_lie_within_the_drawing_and_apart() {
    for (inputs, layers) in [(2, vec![16, 16, 16, 1]), (2, vec![1; 20]), (1, vec![8, 8, 1])] {
        let blocks: Vec<_> = layers.iter().map(|units| (Kind::Dense, *units)).collect();
        let network = network(inputs, &blocks);
        let counts = std::iter::once(inputs).chain(layers).map(|units| units as usize);
        let pictures = pictures(inputs as usize, &counts.collect::<Vec<_>>());
        let drawing = with_pictures(&network, Some(&pictures), None);
        let places = drawing.places();
        for (at, one) in places.iter().enumerate() {
            let ((x, y), reach) = (one.middle, 0.5 * one.side);
            assert!(x > reach && x + reach < drawing.size.width, "{one:?}");
            assert!(y > reach && y + reach < drawing.size.height, "{one:?}");
            for other in &places[..at] {
                let (dx, dy) = (x - other.middle.0, y - other.middle.1);
                assert!(dx.abs().max(dy.abs()) > one.side + 1.0, "{one:?} {other:?}");
            }
        }
    }
}
