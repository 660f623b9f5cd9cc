//! What is on the stage of a lecture, and what is held back on it.

/// What a key asks of the stage.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StageKey {
    /// The next view.
    Next,
    /// The view before.
    Back,
    /// Validation, or none again.
    Reveal,
    /// Train, pause or resume.
    Run,
    /// Full screen, or the window again.
    FullScreen,
    /// The QR code of the link, or none again.
    Code,
    /// The speaker's notes.
    Notes,
    /// The list of scenes.
    Scenes,
}

/// Where the focus is when a key is pressed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum KeyPlace {
    /// On nothing that takes keys.
    Elsewhere,
    /// On what Enter and Space press.
    Button,
    /// On what is walked along with arrows: the chain, tabs, a slider, a picture.
    Walked,
    /// On what is typed into.
    Field,
    /// In a dialog.
    Dialog,
}

impl StageKey {
    /// What a key means, if anything. A presenter's clicker sends Page Down, Page Up, a full
    /// stop or B, and F5: these mean the same wherever the focus is, but where a text is typed.
    ///
    /// Checked by `tests/it/workspace/stage.rs::every_key_of_a_clicker`.
    pub fn of(key: &str, place: KeyPlace) -> Option<Self> {
        use KeyPlace::{Button, Dialog, Elsewhere, Field};
        let is_free = matches!(place, Elsewhere | Button);
        match key {
            _ if place == Dialog => None,
            "PageDown" => Some(Self::Next),
            "PageUp" => Some(Self::Back),
            "F5" => Some(Self::Run),
            _ if place == Field => None,
            "." | "b" | "B" => Some(Self::Reveal),
            "f" | "F" => Some(Self::FullScreen),
            "q" | "Q" => Some(Self::Code),
            "s" | "S" => Some(Self::Notes),
            "l" | "L" => Some(Self::Scenes),
            "ArrowRight" | "ArrowDown" if is_free => Some(Self::Next),
            "ArrowLeft" | "ArrowUp" if is_free => Some(Self::Back),
            "Enter" if place == Elsewhere => Some(Self::Run),
            _ => None,
        }
    }
}

/// Whether the page is shown to an audience, and whether it says anything of validation.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Stage {
    /// Present: only the network, the curves or the open view, and the transport, larger.
    pub is_on: bool,
    /// Nothing that was measured on the validation rows is shown until it is revealed.
    pub hides_validation: bool,
}

impl Stage {
    /// The audience sees validation when it is revealed, and not before.
    pub const BEGINNING: Self = Self { is_on: true, hides_validation: true };

    /// As a link has it that says these things beside the experiment.
    ///
    /// Checked by `tests/it/workspace/stage.rs::a_link_opens_on_the_stage`.
    pub fn of_link(switches: &str) -> Self {
        let is_on = has(switches, "present");
        let off = Self::off(switches);
        Self { is_on, hides_validation: is_on || off.hides_validation }
    }

    /// The workspace of such a link.
    pub fn off(switches: &str) -> Self {
        Self { is_on: false, hides_validation: has(switches, "validation=hidden") }
    }

    /// The classes of the page's outermost element, which the style sheets go by.
    ///
    /// Checked by `tests/it/workspace/stage.rs`.
    pub fn classes(self) -> String {
        let presenting = if self.is_on { " presenting" } else { "" };
        let unrevealed = if self.hides_validation { " unrevealed" } else { "" };
        format!("page{presenting}{unrevealed}")
    }
}

/// Whether a link says it. The rest of what it says is read in another file of the page.
fn has(switches: &str, word: &str) -> bool {
    let of = |switch: &str| switch.trim_start_matches("amp;").trim().eq_ignore_ascii_case(word);
    switches.split('&').any(of)
}

/// What a scene gives the speaker: what to say, and what the next step is.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SceneNotes {
    /// To be said now.
    pub says: String,
    /// In a few words.
    pub next: String,
}

/// How long a talk has gone on: minutes and seconds, and hours once there is one.
///
/// Checked by `tests/it/workspace/stage.rs::the_clock_of_the_talk`.
pub fn talked_for(seconds: u32) -> String {
    let (hours, minutes) = (seconds / 3600, seconds / 60 % 60);
    if hours > 0 {
        format!("{hours}:{minutes:02}:{:02}", seconds % 60)
    } else {
        format!("{minutes}:{:02}", seconds % 60)
    }
}
