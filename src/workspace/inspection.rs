//! What is asked of the network of the run on the page, and what is shown of it.

use std::sync::Arc;

use crate::t;
use crate::worker::RunId;

/// So many runs before the one on the page are offered: as many as the worker keeps.
const MOST_EARLIER: usize = 8;

/// What is shown of a trained network in place of the curves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum InspectionView {
    /// Its curve or its surface among the rows.
    Picture,
    /// What it says of each row, and how right it is.
    Predictions,
    /// Its weights, layers and steps.
    Inside,
}

impl InspectionView {
    /// All of them, in the order of their tabs.
    pub const ALL: [Self; 3] = [Self::Picture, Self::Predictions, Self::Inside];

    /// As its tab is called.
    pub fn label(self) -> &'static str {
        match self {
            Self::Picture => t!("Picture"),
            Self::Predictions => t!("Predictions"),
            Self::Inside => t!("Inside"),
        }
    }
}

/// Where a question stands.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
enum Asking {
    #[default]
    Nothing,
    Open,
    /// Its answer will be old: it is asked once more then.
    OpenAndOld,
}

/// One question is open at a time, until what came of it is drawn, so that nothing is computed
/// more often than it is shown.
///
/// Checked by `tests/it/workspace/inspection.rs`.
#[derive(Debug, Clone, Default)]
pub struct Inspection {
    /// `None`: the curves.
    pub view: Option<InspectionView>,
    /// The last [`Answer`](crate::inspection::Answer) as it came, for only the view's file reads
    /// it.
    pub answer: Option<Arc<Vec<u8>>>,
    /// What was there before each change of weights by hand, as bytes that only the views read.
    pub by_hand: Vec<Vec<u8>>,
    /// What each view asks: a [`Question`](crate::inspection::Question) as it goes. It holds what
    /// was chosen there, also while another view is open.
    questions: [Vec<u8>; InspectionView::ALL.len()],
    asking: Asking,
    /// The runs of the page since it was loaded, by their keys in the list; the last is on it.
    runs: Vec<(String, RunId)>,
    /// Which is looked into; `None` is the one on the page.
    chosen: Option<RunId>,
}

impl Inspection {
    /// A run begins, and is the one on the page.
    pub fn begin(&mut self, key: String, run: RunId) {
        self.runs.retain(|(known, _)| *known != key);
        self.runs.push((key, run));
        let gone = self.runs.len().saturating_sub(MOST_EARLIER + 1);
        self.runs.drain(..gone);
        self.chosen = None;
        self.by_hand.clear();
    }

    /// What was chosen in the views is forgotten: they open as at the first time.
    pub fn forget_questions(&mut self) {
        self.questions = Default::default();
    }

    /// Another table came: the networks of the runs on the one before are gone.
    pub fn forget_runs(&mut self) {
        self.runs.clear();
        self.chosen = None;
        self.by_hand.clear();
    }

    /// The runs before the one on the page, `own`, the newest first.
    pub fn earlier(&self, own: Option<RunId>) -> impl Iterator<Item = &(String, RunId)> {
        self.runs.iter().rev().filter(move |(_, run)| Some(*run) != own)
    }

    /// The run with this key, which the worker may have still.
    pub fn run_of(&self, key: &str) -> Option<RunId> {
        self.runs.iter().rev().find(|(known, _)| known == key).map(|(_, run)| *run)
    }

    /// Looks into a run by its key; into the one on the page by any other.
    pub fn choose(&mut self, key: &str) {
        self.chosen = self.run_of(key);
        (self.answer, self.asking) = (None, Asking::Nothing);
    }

    /// The key of the run that is looked into in place of the one on the page, `own`.
    pub fn chosen(&self, own: Option<RunId>) -> Option<&str> {
        let is_it = |(_, run): &&(String, RunId)| self.chosen == Some(*run) && own != self.chosen;
        self.runs.iter().find(is_it).map(|(key, _)| key.as_str())
    }

    /// The run that is looked into.
    pub fn run(&self, own: Option<RunId>) -> Option<RunId> {
        self.chosen.or(own)
    }

    /// What the open view asks; nothing before it has said so.
    pub fn question(&self) -> &[u8] {
        self.view.map_or(&[], |view| &self.questions[view as usize])
    }

    /// The open view asks this from now on.
    pub fn set_question(&mut self, question: Vec<u8>) {
        if let Some(view) = self.view {
            self.questions[view as usize] = question;
        }
    }

    /// What the open view has to ask now; while an answer is on its way, once it is there.
    pub fn ask(&mut self) -> Option<Vec<u8>> {
        let question = Some(self.question()).filter(|question| !question.is_empty())?.to_vec();
        if self.asking == Asking::Nothing {
            self.asking = Asking::Open;
            return Some(question);
        }
        self.asking = Asking::OpenAndOld;
        None
    }

    /// Whether an answer is on its way.
    pub fn is_asking(&self) -> bool {
        self.asking != Asking::Nothing
    }

    /// Something else is asked in between; the worker answers the newest question alone.
    pub fn ask_now(&mut self) {
        self.asking = Asking::Open;
    }

    /// Takes an answer in.
    pub fn hear(&mut self, answer: Vec<u8>) {
        self.answer = Some(Arc::new(answer));
    }

    /// The answer is drawn. Whether it is old by now, and to be asked for again.
    pub fn drawn(&mut self) -> bool {
        std::mem::take(&mut self.asking) == Asking::OpenAndOld
    }

    /// Whoever was asked is gone, or there is nobody to ask.
    pub fn forget(&mut self) {
        (self.answer, self.asking) = (None, Asking::Nothing);
    }
}
