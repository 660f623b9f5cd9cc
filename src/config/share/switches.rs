//! What a link says beside the experiment: what a class sees of the page, what it may change,
//! and its task. It stands behind the payload, to be read and written by hand:
//! `#v2.<payload>&hide=training,coach&lock=seed&present&validation=hidden&task=Find%20it`.
//!
//! Checked by `tests/it/config/switches.rs`.

use crate::text::shown;
use crate::{t, word};
use std::fmt::Write;

/// A panel or a control that a link can hide or lock.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum PagePart {
    /// All about the data.
    Data,
    /// The CSV file.
    Upload,
    /// The data sets that come with the page.
    Gallery,
    /// The columns, and which of them are inputs.
    Columns,
    /// The target and its task.
    Target,
    /// The share of the validation rows.
    ValidationSplit,
    /// How inputs are scaled.
    Scaling,
    /// The seed, and a new one.
    Seed,
    /// All else about splitting and preparing the rows.
    Preparation,
    /// The chain of blocks and its settings.
    Network,
    /// The blocks that can be added.
    Palette,
    /// How a run trains.
    Training,
    /// The loss that is minimized.
    Loss,
    /// The optimizer.
    Optimizer,
    /// The learning rate.
    LearningRate,
    /// The batch size.
    BatchSize,
    /// The epochs.
    Epochs,
    /// Early stopping.
    EarlyStopping,
    /// What the coach says of a run.
    Coach,
    /// What is said of an unwise experiment.
    Advice,
    /// The runs of the experiment, repeats and sweeps.
    Runs,
    /// The learning curves.
    Curves,
    /// The tab of the picture.
    Picture,
    /// The tab of the predictions.
    Predictions,
    /// The tab of the network's inside.
    Inside,
    /// How the curves are looked at.
    View,
    /// Train, pause and resume.
    Train,
    /// The next epoch.
    NextEpoch,
    /// Reset.
    Reset,
    /// Undo and redo.
    Undo,
    /// The experiments that can be opened.
    Experiments,
    /// What can be taken away.
    Export,
    /// The stage of a lecture.
    Present,
    /// The link.
    Share,
}

impl PagePart {
    /// All of them, in the order of the page.
    pub const ALL: [Self; 34] = [
        Self::Data,
        Self::Upload,
        Self::Gallery,
        Self::Columns,
        Self::Target,
        Self::ValidationSplit,
        Self::Scaling,
        Self::Seed,
        Self::Preparation,
        Self::Network,
        Self::Palette,
        Self::Training,
        Self::Loss,
        Self::Optimizer,
        Self::LearningRate,
        Self::BatchSize,
        Self::Epochs,
        Self::EarlyStopping,
        Self::Coach,
        Self::Advice,
        Self::Runs,
        Self::Curves,
        Self::Picture,
        Self::Predictions,
        Self::Inside,
        Self::View,
        Self::Train,
        Self::NextEpoch,
        Self::Reset,
        Self::Undo,
        Self::Experiments,
        Self::Export,
        Self::Present,
        Self::Share,
    ];

    /// What it is called on the page.
    pub fn label(self) -> &'static str {
        shown(self.english())
    }

    /// The same in English, which a link's word follows in every language.
    fn english(self) -> &'static str {
        match self {
            Self::Data => word!("Data"),
            Self::Upload => word!("Upload CSV"),
            Self::Gallery => word!("Gallery"),
            Self::Columns => word!("Columns"),
            Self::Target => word!("Target"),
            Self::ValidationSplit => word!("Validation split"),
            Self::Scaling => word!("Scaling"),
            Self::Seed => word!("Seed"),
            Self::Preparation => word!("Preparation"),
            Self::Network => word!("Network"),
            Self::Palette => word!("Palette"),
            Self::Training => word!("Training"),
            Self::Loss => word!("Loss"),
            Self::Optimizer => word!("Optimizer"),
            Self::LearningRate => word!("Learning rate"),
            Self::BatchSize => word!("Batch size"),
            Self::Epochs => word!("Epochs"),
            Self::EarlyStopping => word!("Early stopping"),
            Self::Coach => word!("Coach"),
            Self::Advice => word!("Advice"),
            Self::Runs => word!("Runs"),
            Self::Curves => word!("Curves"),
            Self::Picture => word!("Picture"),
            Self::Predictions => word!("Predictions"),
            Self::Inside => word!("Inside"),
            Self::View => word!("View"),
            Self::Train => word!("Train"),
            Self::NextEpoch => word!("Next epoch"),
            Self::Reset => word!("Reset"),
            Self::Undo => word!("Undo"),
            Self::Experiments => word!("Experiments"),
            Self::Export => word!("Export"),
            Self::Present => word!("Present"),
            Self::Share => word!("Share"),
        }
    }

    /// Its word in a link: its English name in small letters, with hyphens.
    pub fn word(self) -> String {
        self.english().to_ascii_lowercase().replace(' ', "-")
    }

    fn of_word(word: &str) -> Option<Self> {
        // As it may be typed: "Next epoch", "next_epoch".
        let word = word.trim().to_ascii_lowercase().replace([' ', '_'], "-");
        Self::ALL.into_iter().find(|part| part.word() == word)
    }
}

/// The longest task that a link gives, in characters.
const LONGEST_TASK: usize = 300;
/// As many unknown words are named.
const NAMED: usize = 5;

/// What a link says beside the experiment.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Switches {
    /// What is not shown.
    pub hide: Vec<PagePart>,
    /// What is shown and cannot be changed.
    pub lock: Vec<PagePart>,
    /// Whether the page opens on the stage.
    pub presents: bool,
    /// Whether validation is hidden until it is revealed.
    pub hides_validation: bool,
    /// What the class is to do, in the teacher's words.
    pub task: String,
}

impl Switches {
    /// The part of a fragment that switches stand in, if it has one.
    pub fn part_of(fragment: &str) -> &str {
        fragment.find('&').map_or("", |at| &fragment[at..])
    }

    /// Reads what stands behind a payload; and the words that mean nothing, which are left out.
    pub fn read(text: &str) -> (Self, Vec<String>) {
        let mut found = Self::default();
        let mut unknown = Vec::new();
        // As HTML and mail write the sign.
        let text = text.replace("&amp;", "&").replace("%26amp;", "&");
        for switch in text.split('&').map(str::trim).filter(|switch| !switch.is_empty()) {
            let (name, value) = switch.split_once('=').unwrap_or((switch, ""));
            let value = plain(value);
            match (plain(name).trim().to_ascii_lowercase().as_str(), value.trim()) {
                ("hide", parts) => take(parts, &mut found.hide, &mut unknown),
                ("lock", parts) => take(parts, &mut found.lock, &mut unknown),
                ("present", "") => found.presents = true,
                ("validation", hidden) if hidden.eq_ignore_ascii_case("hidden") => {
                    found.hides_validation = true;
                }
                ("task", task) => found.task = task.chars().take(LONGEST_TASK).collect(),
                (name, _) if is_trackers(name) => {}
                _ => unknown.push(plain(switch).trim().to_owned()),
            }
        }
        (found, unknown)
    }

    /// As it stands behind a payload; empty where nothing is switched.
    pub fn text(&self) -> String {
        let mut text = String::new();
        for (name, parts) in [("hide", &self.hide), ("lock", &self.lock)] {
            let words: Vec<_> = parts.iter().map(|part| part.word()).collect();
            if !words.is_empty() {
                // Writing to a String cannot fail.
                let _ = write!(text, "&{name}={}", words.join(","));
            }
        }
        text.push_str(if self.presents { "&present" } else { "" });
        text.push_str(if self.hides_validation { "&validation=hidden" } else { "" });
        if !self.task.trim().is_empty() {
            text.push_str("&task=");
            escape(self.task.trim(), &mut text);
        }
        text
    }
}

/// Whether a name is one that trackers hang on to links, which means nothing to anybody else.
fn is_trackers(name: &str) -> bool {
    let known = ["fbclid", "gclid", "dclid", "msclkid", "igshid", "mc_cid", "mc_eid", "ref"];
    name.starts_with("utm_") || known.contains(&name)
}

/// Names what a link says and the page does not know, in one sentence.
pub fn unknown_sentence(unknown: &[String]) -> Option<String> {
    let excerpt = |word: &String| word.chars().take(40).collect::<String>();
    let named = unknown.iter().take(NAMED);
    let named: Vec<_> =
        named.map(|word| t!("\u{201c}{word}\u{201d}", word = excerpt(word))).collect();
    let words = named.join(", ");
    match (named.len(), unknown.len().saturating_sub(NAMED)) {
        (0, _) => None,
        (_, 0) => Some(t!(
            "The link also says {words}, which this page does not know: that is left out.",
            words,
        )),
        (_, more) => Some(t!(
            "The link also says {words} and {more} more, which this page does not know: that is left out.",
            words,
            more,
        )),
    }
}

/// The parts in a list of words, each once.
fn take(words: &str, parts: &mut Vec<PagePart>, unknown: &mut Vec<String>) {
    for word in words.split(',').map(str::trim).filter(|word| !word.is_empty()) {
        match PagePart::of_word(word) {
            Some(part) if !parts.contains(&part) => parts.push(part),
            Some(_) => {}
            None => unknown.push(word.to_owned()),
        }
    }
}

/// Without percent escapes; a plus is what forms write for a space.
fn plain(text: &str) -> String {
    let bytes = text.as_bytes();
    let digit = |at: usize| bytes.get(at).and_then(|byte| char::from(*byte).to_digit(16));
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        let escaped = (bytes[at] == b'%').then(|| Some(16 * digit(at + 1)? + digit(at + 2)?));
        if let Some(byte) = escaped.flatten() {
            out.push(byte as u8);
            at += 3;
        } else {
            out.push(if bytes[at] == b'+' { b' ' } else { bytes[at] });
            at += 1;
        }
    }
    String::from_utf8_lossy(&out).into_owned()
}

fn escape(text: &str, out: &mut String) {
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.' | b'~') {
            out.push(byte.into());
        } else {
            // As above.
            let _ = write!(out, "%{byte:02X}");
        }
    }
}
