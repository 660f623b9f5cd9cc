//! One truth for colours: the charts', the style sheets' and the browser's bar.

use descent::plot::ChartTheme;
use descent::plot::theme::{DARK, LIGHT, RUN_COLORS};
use plotters::style::RGBColor;

fn read(path: &str) -> String {
    std::fs::read_to_string(format!("{}/{path}", env!("CARGO_MANIFEST_DIR"))).unwrap()
}

/// The light and the dark colour of a token: `--name: light-dark(#…, #…);`
fn token<'a>(css: &'a str, name: &str) -> Option<[&'a str; 2]> {
    let (_, rest) = css.split_once(&format!("--{name}: light-dark("))?;
    let (light, rest) = rest.split_once(", ")?;
    Some([light, rest.split_once(");")?.0])
}

fn hex(RGBColor(r, g, b): RGBColor) -> String {
    format!("#{r:02x}{g:02x}{b:02x}")
}

#[test]
fn charts_have_the_colours_of_the_style_sheets() {
    type Pick = fn(&ChartTheme) -> RGBColor;
    let picks: [(&str, Pick); 10] = [
        ("panel", |theme| theme.ground),
        ("ink", |theme| theme.ink),
        ("line", |theme| theme.line),
        ("training", |theme| theme.training),
        ("training", |theme| theme.training_text),
        ("accent", |theme| theme.training),
        ("validation", |theme| theme.validation),
        ("validation-text", |theme| theme.validation_text),
        ("activation", |theme| theme.classes[0]),
        ("batch-norm", |theme| theme.classes[1]),
    ];
    let tokens = read("style/tokens.css");
    for (name, pick) in picks {
        let expected = [hex(pick(&LIGHT)), hex(pick(&DARK))];
        assert_eq!(token(&tokens, name), Some(expected.each_ref().map(String::as_str)), "{name}");
    }
    // Tick labels lie on the panel alone, the page's dim text on softer grounds too, so the
    // page's is a little stronger.
    assert_eq!([hex(LIGHT.dim), hex(DARK.dim)], ["#6a7685", "#8b98a7"]);
    assert_eq!(token(&tokens, "dim"), Some(["#5d6978", "#98a5b3"]));
}

#[test]
fn the_list_of_runs_has_the_colours_of_their_lines() {
    let css = read("style/runs.css");
    for color in 0..RUN_COLORS {
        let expected = [hex(LIGHT.run(color)), hex(DARK.run(color))];
        let name = format!("run-{color}");
        assert_eq!(token(&css, &name), Some(expected.each_ref().map(String::as_str)), "{name}");
    }
    assert!(token(&css, &format!("run-{RUN_COLORS}")).is_none());
}

#[test]
fn the_browsers_bar_has_the_colour_of_a_panel() {
    let page = read("index.html");
    for (theme, scheme) in [(LIGHT, "light"), (DARK, "dark")] {
        let wanted = format!(
            "<meta name=\"theme-color\" content=\"{}\" media=\"(prefers-color-scheme: {scheme})\"",
            hex(theme.ground)
        );
        assert!(page.contains(&wanted), "{wanted}");
    }
}
