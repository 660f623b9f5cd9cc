//! Links as mail, chat and word processors hand them on.

use descent::config::{
    Activation, DataSource, DenseConfig, ExperimentConfig, LayerConfig, LinkError, TableSchema,
    share,
};
use proptest::prelude::*;

const PAGE: &str = "https://descent.example/play/";

fn experiment(title: &str, units: u32) -> ExperimentConfig {
    let source = DataSource::Gallery { id: "red-wine".to_owned() };
    let mut experiment = ExperimentConfig::propose(title, source, &TableSchema::default());
    "quality".clone_into(&mut experiment.data.target);
    experiment.network.layers =
        vec![LayerConfig::Dense(DenseConfig::new(units, Activation::Relu)); 3];
    experiment
}

/// The text cut into lines of so many characters.
fn in_lines(text: &str, width: usize, between: &str) -> String {
    let letters: Vec<char> = text.chars().collect();
    let lines: Vec<String> = letters.chunks(width).map(|line| line.iter().collect()).collect();
    lines.join(between)
}

/// Every character but letters and digits as a percent escape.
fn escaped(text: &str) -> String {
    text.chars()
        .map(
            |c| {
                if c.is_ascii_alphanumeric() { c.to_string() } else { format!("%{:02X}", c as u32) }
            },
        )
        .collect()
}

/// How a link looks when it comes back.
fn ways(fragment: &str) -> Vec<(&'static str, String)> {
    let link = format!("{PAGE}#{fragment}");
    let (version, payload) = fragment.split_once('.').unwrap();
    let half = payload.len() / 2;
    let (head, tail) = payload.split_at(half);
    let quoted = |every: usize| in_lines(&link, every, "\n> ");
    vec![
        ("as it is", fragment.to_owned()),
        ("its address", link.clone()),
        ("a full stop behind it", format!("{link}.")),
        ("three", format!("{link}...")),
        ("an ellipsis", format!("{link}\u{2026}")),
        ("a comma", format!("{link}, which")),
        ("a parenthesis", format!("(see {link})")),
        ("a parenthesis and a full stop", format!("(see {link}).")),
        ("a semicolon", format!("{link};")),
        ("a colon", format!("{link}:")),
        ("an exclamation mark", format!("{link}!")),
        ("a question mark", format!("{link}?")),
        ("angle brackets", format!("<{link}>")),
        ("square brackets", format!("[{link}]")),
        ("braces", format!("{{{link}}}")[1..].to_owned()),
        ("quotes", format!("\"{link}\"")),
        ("single quotes", format!("'{link}'")),
        ("curly quotes", format!("\u{201c}{link}\u{201d}")),
        ("German quotes", format!("\u{201e}{link}\u{201c}")),
        ("guillemets", format!("\u{ab}\u{a0}{link}\u{a0}\u{bb}")),
        ("backticks", format!("`{link}`")),
        ("stars", format!("**{link}**")),
        ("underscores", format!("_{link}_")),
        ("double underscores", format!("__{link}__")),
        ("dashes", format!("{link}--")),
        ("a long dash and words", format!("{link}\u{2014}look")),
        ("Markdown", format!("[the run]({link})")),
        ("Slack", format!("<{link}|the run>")),
        ("HTML", format!("<a href=\"{link}\">the run</a>")),
        ("fbclid", format!("{link}&fbclid=IwAR0x_y-z")),
        ("fbclid as a query", format!("{link}?fbclid=IwAR0x_y-z")),
        ("fbclid in HTML", format!("{link}&amp;fbclid=IwAR0x_y-z")),
        ("utm", format!("{link}?utm_source=mail&utm_medium=x")),
        ("utm before it", format!("{PAGE}?utm_source=v2.mail#{fragment}")),
        ("gclid", format!("{link}&gclid=abc-def_g")),
        ("a text directive", format!("{link}:~:text=loss")),
        ("an anchor behind it", format!("{link}#top")),
        ("a slash behind it", format!("{link}/")),
        ("a slash before it", format!("{PAGE}#/{fragment}")),
        ("a bang before it", format!("{PAGE}#!{fragment}")),
        ("words before and behind", format!("Look at v1.2 here: {link} and press Train.")),
        ("words behind on a new line", format!("{link}\nBest regards\nAnna")),
        ("words behind after a blank", format!("{link} is the run")),
        ("blanks around", format!("  {link}\t\n")),
        ("broken at 76", in_lines(&link, 76, "\n")),
        ("broken at 76 as on Windows", in_lines(&link, 76, "\r\n")),
        ("broken at 10", in_lines(&link, 10, "\n")),
        ("broken and indented", in_lines(&link, 60, "\n    ")),
        ("broken in the version", format!("{PAGE}#v\n{}.{payload}", &version[1..])),
        ("broken behind the point", format!("{PAGE}#{version}.\n{payload}")),
        ("quoted", format!("> {}", quoted(70))),
        ("quoted twice", format!(">> {}", in_lines(&link, 70, "\n>> "))),
        ("quoted with bars", format!("| {}", in_lines(&link, 70, "\n| "))),
        ("a blank inside", format!("{PAGE}#{version}.{head} {tail}")),
        ("a no-break space inside", format!("{PAGE}#{version}.{head}\u{a0}{tail}")),
        ("a zero-width space inside", format!("{PAGE}#{version}.{head}\u{200b}{tail}")),
        ("a soft hyphen inside", format!("{PAGE}#{version}.{head}\u{ad}{tail}")),
        ("a tag inside", format!("{PAGE}#{version}.{head}<wbr>{tail}")),
        ("a line break of HTML inside", format!("{PAGE}#{version}.{head}<br />\n{tail}")),
        ("hyphenated", format!("{PAGE}#{version}.{head}-\n{tail}")),
        ("%20 inside", format!("{PAGE}#{version}.{head}%20{tail}")),
        ("%0D%0A inside", format!("{PAGE}#{version}.{head}%0D%0A{tail}")),
        ("%E2%80%8B inside", format!("{PAGE}#{version}.{head}%E2%80%8B{tail}")),
        ("=20 inside", format!("{PAGE}#{version}.{head}=20{tail}")),
        ("quoted-printable", in_lines(&link, 70, "=\n").replace('.', "=2E")),
        ("quoted-printable as on Windows", in_lines(&link, 70, "=\r\n")),
        ("soft breaks that lost their lines", in_lines(&link, 70, "= ")),
        ("escaped", escaped(&link)),
        ("escaped twice", escaped(&escaped(&link))),
        ("in another address", format!("https://mail.example/?u={}&s=1", escaped(&link))),
        ("escaped quotes behind it", format!("{link}%22")),
        ("an escaped full stop behind it", format!("{link}%2E")),
        ("padded", format!("{link}==")),
        ("backslashes of Markdown", link.replace('_', "\\_").replace('-', "\\-")),
        ("dashes made of hyphens", link.replace("--", "\u{2014}")),
        ("marks of direction", format!("\u{202a}{link}\u{202c}")),
        ("twice", format!("{link} {link}")),
        ("a cut one before it", format!("{}\u{2026} {link}", &link[..link.len() - 9])),
    ]
}

#[test]
fn a_link_opens_however_it_was_handed_on() {
    for units in [1, 64, 512] {
        let experiment = experiment("Wine", units);
        for (way, text) in ways(&share::encode(&experiment)) {
            assert_eq!(share::decode(&text).as_ref(), Ok(&experiment), "{way}: {text}");
        }
    }
}

#[test]
fn a_link_of_the_first_version_opens_however_it_was_handed_on() {
    let first = include_str!("../../fixtures/link-v1.txt").trim();
    let fragment = first.rsplit_once('#').map_or(first, |(_, fragment)| fragment);
    let expected = share::decode(fragment).unwrap();
    for (way, text) in ways(fragment) {
        assert_eq!(share::decode(&text).as_ref(), Ok(&expected), "{way}: {text}");
    }
}

#[test]
fn a_cut_link_stays_refused_with_anything_behind_it() {
    let link = share::encode(&experiment("Wine", 64));
    for behind in [".", ")", "&fbclid=abc", "\n", " and more", "..."] {
        for length in (0..link.len()).step_by(7) {
            let text = format!("{}{behind}", &link[..length]);
            assert_eq!(share::decode(&text), Err(LinkError::Damaged), "{text}");
        }
    }
}

#[test]
fn a_later_version_is_named_also_with_text_around_it() {
    let newer = Err(LinkError::Newer { received: "v7".to_owned() });
    for text in ["v7.AAAA", "https://x.example/#v7.AAAA.", "(https://x.example/#v7.AAAA)"] {
        assert_eq!(share::decode(text), newer, "{text}");
    }
    assert_eq!(share::decode("Python v3.10 is out"), Err(LinkError::Damaged));
}

proptest! {
    /// Whatever the experiment, and so wherever its payload has dashes and underscores.
    #[test]
    fn any_link_opens_however_it_was_handed_on(
        title in "\\PC{0,30}",
        units in 1..=4096_u32,
        way in any::<prop::sample::Index>(),
    ) {
        let experiment = experiment(&title, units);
        let ways = ways(&share::encode(&experiment));
        let (way, text) = &ways[way.index(ways.len())];
        prop_assert_eq!(share::decode(text), Ok(experiment), "{}: {}", way, text);
    }

    /// Any mixture of breaks at any places.
    #[test]
    fn breaks_anywhere_do_not_matter(
        places in prop::collection::vec((any::<prop::sample::Index>(), 0..6_usize), 0..12),
        end in "[.,;:!?)>\\]}'\" \n]{0,4}",
    ) {
        let experiment = experiment("Wine", 64);
        let mut text = share::encode(&experiment);
        for (place, kind) in places {
            let at = 3 + place.index(text.len() - 3);
            if text.is_char_boundary(at) {
                text.insert_str(at, [" ", "\n", "\r\n", "\u{200b}", "\n> ", "\u{a0}"][kind]);
            }
        }
        text.push_str(&end);
        prop_assert_eq!(share::decode(&text), Ok(experiment), "{}", text);
    }

    #[test]
    fn broken_texts_never_panic(text in "(#?v[0-9]{1,3}\\.|[A-Za-z0-9_=%<>|\n -]){0,60}") {
        prop_assert!(share::decode(&text).is_err());
    }
}
