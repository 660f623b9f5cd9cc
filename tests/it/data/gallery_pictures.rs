//! The pictures on the Gallery's cards, drawn from the data: `make gallery` writes them.
//!
//! 96 by 64, in colours that read on a light and on a dark ground, so that `<img>` shows
//! the same file in both themes.

use std::fmt::Write;

use descent::config::{PaintedPoint, ReadingConfig, Shape, SyntheticConfig};
use descent::data::{Table, gallery, import, synthesize};

use crate::support::committed;

/// Tenths of a pixel: whole numbers are shorter.
const WIDTH: f64 = 960.0;
const HEIGHT: f64 = 640.0;
const MARGIN: f64 = 50.0;
const MOST_POINTS: usize = 230;
const MOST_BYTES: usize = 3_000;

/// Contrast of at least 2.5 to both grounds; not the blue and orange of the curves.
const INDIGO: &str = "#6a78e8";
const AMBER: &str = "#c9920e";
const TEAL: &str = "#12a08f";
const PURPLE: &str = "#b65cc9";
const GREY: &str = "#8491a3";
const COLOURS: [&str; 5] = [INDIGO, AMBER, TEAL, PURPLE, GREY];

/// What a dot's colour says.
#[derive(Clone, Copy)]
enum Colour {
    /// Nothing.
    One,
    /// The word in this column.
    Word(&'static str),
    /// Between which of these borders the number in this column lies.
    Bins(&'static str, &'static [f64]),
}

/// How dots fill their picture.
#[derive(Clone, Copy, PartialEq)]
enum Fit {
    /// All of them.
    All,
    /// All of them, both directions alike.
    Form,
    /// Without the outermost fiftieth on every side.
    Most,
}

/// A dot: place and colour.
type Dot = (f64, f64, usize);

fn column(table: &Table, name: &str) -> usize {
    table.schema().columns.iter().position(|column| column.name == name).expect(name)
}

fn number(table: &Table, row: usize, column: usize) -> Option<f64> {
    table.cell(row, column)?.parse().ok()
}

/// Rows, evenly taken where they are many, as dots; those without a value are left out.
fn dots(table: &Table, x: &str, y: &str, colour: Colour) -> Vec<Dot> {
    let (x, y) = (column(table, x), column(table, y));
    let wanted = if table.rows() > 300 { MOST_POINTS } else { table.rows() };
    (0..wanted)
        .map(|index| index * table.rows() / wanted)
        .filter_map(|row| {
            let colour = match colour {
                Colour::One => 0,
                Colour::Word(name) => {
                    let at = column(table, name);
                    let word = table.cell(row, at)?;
                    table.schema().columns[at].levels.iter().position(|level| *level == word)?
                }
                Colour::Bins(name, borders) => {
                    let value = number(table, row, column(table, name))?;
                    borders.partition_point(|border| *border < value)
                }
            };
            Some((number(table, row, x)?, number(table, row, y)?, colour))
        })
        .collect()
}

fn range(mut values: Vec<f64>, fit: Fit) -> (f64, f64) {
    values.sort_by(f64::total_cmp);
    let cut = if fit == Fit::Most { values.len().div_ceil(50) } else { 0 };
    (values[cut], values[values.len() - 1 - cut])
}

fn svg(inside: &str) -> String {
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 960 640\" width=\"96\" height=\"64\">\n{inside}</svg>\n"
    )
}

fn scatter(dots: &[Dot], fit: Fit, size: u32) -> String {
    let mut xs = range(dots.iter().map(|dot| dot.0).collect(), fit);
    let mut ys = range(dots.iter().map(|dot| dot.1).collect(), fit);
    if fit == Fit::Form {
        let tenths = [(xs, WIDTH), (ys, HEIGHT)]
            .map(|((low, high), length)| (length - 2.0 * MARGIN) / (high - low));
        let tenths = tenths[0].min(tenths[1]);
        let widened = |(low, high): (f64, f64), length: f64| {
            let half = (length - 2.0 * MARGIN) / tenths / 2.0;
            (f64::midpoint(low, high) - half, f64::midpoint(low, high) + half)
        };
        (xs, ys) = (widened(xs, WIDTH), widened(ys, HEIGHT));
    }
    let place = |value: f64, (low, high): (f64, f64), length: f64| {
        let share = (value - low) / (high - low);
        (-1e-9..=1.0 + 1e-9)
            .contains(&share)
            .then(|| (MARGIN + share * (length - 2.0 * MARGIN)).round() as i32)
    };
    let mut inside = String::new();
    for (index, colour) in COLOURS.iter().enumerate() {
        let mut places: Vec<(i32, i32)> = dots
            .iter()
            .filter(|dot| dot.2 == index)
            .filter_map(|dot| {
                Some((place(dot.0, xs, WIDTH)?, HEIGHT as i32 - place(dot.1, ys, HEIGHT)?))
            })
            .collect();
        if places.is_empty() {
            continue;
        }
        // From left to right every step is short, and so is its number.
        places.sort_unstable();
        write!(inside, "<path fill=\"none\" stroke=\"{colour}\" stroke-width=\"{size}\" stroke-linecap=\"round\" d=\"").unwrap();
        let mut before = None;
        for (x, y) in places {
            match before.replace((x, y)) {
                Some((left, up)) => write!(inside, "m{} {}h0", x - left, y - up).unwrap(),
                None => write!(inside, "M{x} {y}h0").unwrap(),
            }
        }
        inside.push_str("\"/>\n");
    }
    svg(&inside)
}

fn line(points: &[(f64, f64)], colour: &str) -> String {
    let mut path = String::new();
    for (index, (x, y)) in points.iter().enumerate() {
        write!(path, "{}{x:.0} {y:.0}", if index == 0 { 'M' } else { 'L' }).unwrap();
    }
    format!(
        "<path fill=\"none\" stroke=\"{colour}\" stroke-width=\"22\" stroke-linejoin=\"round\" stroke-linecap=\"round\" d=\"{path}\"/>\n"
    )
}

/// The mean echo of each class, band by band.
fn sonar(table: &Table) -> String {
    let class = column(table, "Class");
    let mut inside = String::new();
    for (level, colour) in table.schema().columns[class].levels.iter().zip(COLOURS) {
        let rows: Vec<_> = (0..table.rows())
            .filter(|&row| table.cell(row, class).as_deref() == Some(level.as_str()))
            .collect();
        let points: Vec<_> = (0..class)
            .map(|band| {
                let sum: f64 = rows.iter().filter_map(|&row| number(table, row, band)).sum();
                let share = band as f64 / (class - 1) as f64;
                let mean = sum / rows.len() as f64;
                (MARGIN + share * (WIDTH - 2.0 * MARGIN), HEIGHT - MARGIN - 700.0 * mean)
            })
            .collect();
        inside.push_str(&line(&points, colour));
    }
    svg(&inside)
}

/// Of the women and then of the men in each class, the share that lived.
fn titanic(table: &Table) -> String {
    let [sex, class, survived] = ["sex", "pclass", "survived"].map(|name| column(table, name));
    let mut inside = String::new();
    let groups = ["female", "male"].into_iter().flat_map(|sex| [1.0, 2.0, 3.0].map(|c| (sex, c)));
    for (index, (who, where_to)) in groups.enumerate() {
        let lived: Vec<f64> = (0..table.rows())
            .filter(|&row| {
                table.cell(row, sex).as_deref() == Some(who)
                    && number(table, row, class) == Some(where_to)
            })
            .filter_map(|row| number(table, row, survived))
            .collect();
        let share = lived.iter().sum::<f64>() / lived.len() as f64;
        let full = HEIGHT - 2.0 * MARGIN;
        let x = MARGIN + 140.0 * index as f64 + if index > 2 { 40.0 } else { 0.0 };
        let (top, height) = (MARGIN + full * (1.0 - share), full * share);
        let colour = if who == "female" { INDIGO } else { AMBER };
        writeln!(
            inside,
            "<rect x=\"{x:.0}\" y=\"{MARGIN:.0}\" width=\"110\" height=\"{full:.0}\" rx=\"14\" fill=\"{GREY}\" opacity=\".25\"/>\n<rect x=\"{x:.0}\" y=\"{top:.0}\" width=\"110\" height=\"{height:.0}\" rx=\"14\" fill=\"{colour}\"/>"
        )
        .unwrap();
    }
    svg(&inside)
}

/// Eight digits, the first of each, in two shades.
fn digits(table: &Table) -> String {
    let digit = column(table, "digit");
    let mut inside = String::new();
    for (low, high, opacity) in [(4.0, 9.0, ".4"), (10.0, 16.0, "1")] {
        let mut path = String::new();
        for wanted in 0..8 {
            let row = (0..table.rows())
                .find(|&row| number(table, row, digit) == Some(f64::from(wanted)))
                .unwrap();
            let (left, top) = (8 * (wanted % 4), 10 * (wanted / 4));
            for line in 0..8 {
                let is_on = |at: usize| {
                    number(table, row, 8 * line + at).is_some_and(|ink| (low..=high).contains(&ink))
                };
                let mut at = 0;
                while at < 8 {
                    let length = (at..8).take_while(|&at| is_on(at)).count();
                    if length > 0 {
                        let x = usize::try_from(left).unwrap() + at;
                        let y = usize::try_from(top).unwrap() + line;
                        write!(path, "M{x} {y}h{length}").unwrap();
                    }
                    at += length + 1;
                }
            }
        }
        writeln!(inside, "<path stroke=\"{INDIGO}\" stroke-opacity=\"{opacity}\" d=\"{path}\"/>")
            .unwrap();
    }
    svg(&format!("<g transform=\"translate(48 91)scale(27)\">\n{inside}</g>\n"))
}

fn picture_of_set(set: &gallery::GallerySet) -> String {
    let table = import(gallery::bytes(set), &ReadingConfig::default()).unwrap().table;
    let target = Colour::Word(set.target);
    let of = |x, y, colour| scatter(&dots(&table, x, y, colour), Fit::Most, 34);
    match set.id {
        "red-wine" => {
            let mut dots = dots(&table, "quality", "alcohol", Colour::Bins("quality", &[5.0, 6.0]));
            // Whole scores would hide each other.
            for (index, dot) in dots.iter_mut().enumerate() {
                dot.0 += 0.7 * (index as f64 * 0.618).fract();
            }
            scatter(&dots, Fit::All, 34)
        }
        "cereals" => of("sugars", "calories", Colour::One),
        "concrete" => of("cement", "compressive_strength", Colour::Bins("age", &[7.0, 28.0])),
        "auto-mpg" => of("weight", "mpg", Colour::Bins("origin", &[1.0, 2.0])),
        "bike-rentals" => of("hr", "bikers", Colour::Bins("workingday", &[0.0])),
        "diabetes" => of("bmi", "progression", Colour::One),
        "ionosphere" => of("V3", "V5", target),
        "sonar" => sonar(&table),
        "breast-cancer" => of("mean_radius", "mean_concave_points", target),
        "titanic" => titanic(&table),
        "credit-default" => of("balance", "income", target),
        "iris" => of("petal_length_cm", "petal_width_cm", target),
        "penguins" => of("bill_length_mm", "bill_depth_mm", target),
        "wine-cultivar" => of("flavanoids", "color_intensity", target),
        "digits" => digits(&table),
        other => panic!("nobody has drawn {other}"),
    }
}

/// Two strokes of a brush.
fn painted() -> Shape {
    let stroke = |class: u8| {
        (0..14_i16).map(move |step| {
            let x = -900 + 130 * step;
            let bow = (x / 10) * (x / 10) / 18;
            let y = if class == 0 { 550 - bow } else { bow - 550 };
            PaintedPoint { x: x + 60 * i16::from(class), y, class }
        })
    };
    Shape::Painted { points: stroke(0).chain(stroke(1)).collect() }
}

fn picture_of_shape(shape: Shape) -> String {
    let (shape, rows, size) = match shape {
        Shape::Painted { .. } => (painted(), 10, 64),
        Shape::Checkerboard => (shape, 200, 34),
        other => (other, MOST_POINTS as u32, 34),
    };
    let is_curve = matches!(
        shape,
        Shape::Line | Shape::Polynomial { .. } | Shape::Sine | Shape::Formula { .. }
    );
    let (is_plane, is_board) = (shape == Shape::Plane, shape == Shape::Checkerboard);
    let fit = match shape {
        Shape::Circles | Shape::Spirals | Shape::Blobs { .. } => Fit::Form,
        _ => Fit::All,
    };
    let mut config = SyntheticConfig { rows, ..SyntheticConfig::new(shape) };
    if is_board {
        config.noise = 0.0; // or too few points show its fields
    }
    let table = synthesize(&config).unwrap().table;
    let dots = if is_curve {
        dots(&table, "x", "y", Colour::One)
    } else if is_plane {
        dots(&table, "x1", "x2", Colour::Bins("y", &[-0.3, 0.3]))
    } else {
        dots(&table, "x1", "x2", Colour::Word("class"))
    };
    let picture = scatter(&dots, fit, size);
    if is_board { picture.replacen("<path", &format!("{}<path", fields()), 1) } else { picture }
}

/// The fields of a board's second class, under its points.
fn fields() -> String {
    let (width, height) = ((WIDTH - 2.0 * MARGIN) / 4.0, (HEIGHT - 2.0 * MARGIN) / 4.0);
    let mut path = String::new();
    for (row, column) in (0..4).flat_map(|row| (0..4).map(move |column| (row, column))) {
        // Rows count from below in the data, from above here: odd there is even here.
        if (row + column) % 2 == 0 {
            let (x, y) = (f64::from(column), f64::from(row));
            let (x, y) = (MARGIN + x * width, MARGIN + y * height);
            write!(path, "M{x:.0} {y:.0}h{width:.0}v{height:.0}h-{width:.0}z").unwrap();
        }
    }
    format!("<path fill=\"{AMBER}\" opacity=\".3\" d=\"{path}\"/>\n")
}

#[test]
fn every_picture_is_what_its_data_make() {
    let sets = gallery::SETS.iter().map(|set| (set.id, picture_of_set(set)));
    let shapes = Shape::all().into_iter().map(|shape| (shape.id(), picture_of_shape(shape)));
    for (id, picture) in sets.chain(shapes) {
        assert!(picture.len() <= MOST_BYTES, "{id}: {} bytes", picture.len());
        committed(&format!("assets/datasets/pictures/{id}.svg"), &picture);
    }
}
