//! Sentences at the top of the page.

/// A sentence at the top of the page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    pub id: u32,
    pub kind: NoticeKind,
    pub text: String,
    /// What its button does about it.
    pub way_on: Option<WayOn>,
}

/// What can be done about what went wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WayOn {
    /// Reads one row in so many of the file that was too large.
    Sample(u32),
    /// Fetches the set of the Gallery again.
    FetchAgain,
    /// Starts the version of the page that waits.
    NewVersion,
}

impl Notice {
    /// A sentence without an offer; the board numbers it.
    pub fn new(kind: NoticeKind, text: String) -> Self {
        Self { id: 0, kind, text, way_on: None }
    }
}

/// The sentences at the top of the page.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct NoticeBoard {
    pub shown: Vec<Notice>,
    /// Never used twice, so that a new sentence is not taken for one that went.
    next_id: u32,
}

impl NoticeBoard {
    /// At most three sentences are shown, the same one never twice, and only the last of what is
    /// done. Returns its number.
    pub fn push(&mut self, notice: Notice) -> u32 {
        let id = self.next_id;
        let is_older = |shown: &Notice| shown.kind == NoticeKind::Done && shown.kind == notice.kind;
        self.shown.retain(|shown| shown.text != notice.text && !is_older(shown));
        self.shown.push(Notice { id: self.next_id, ..notice });
        self.next_id += 1;
        if self.shown.len() > 3 {
            self.shown.remove(0);
        }
        id
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoticeKind {
    /// Something went wrong (role alert).
    Alert,
    /// Something worth knowing (role status).
    Note,
    /// That what was asked for is done (role status): it goes by itself.
    Done,
}
