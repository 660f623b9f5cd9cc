//! What is asked of the network of the run on the page, and what is shown of it.

use std::sync::Arc;

use crate::inspection::PartName;
use crate::worker::Question;

/// What is shown of a trained network in place of the curves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum InspectionView {
    /// What it says of each row, and how right it is.
    Predictions,
}

impl InspectionView {
    /// All of them, in the order of their tabs.
    pub const ALL: [Self; 1] = [Self::Predictions];

    /// As its tab is called.
    pub fn label(self) -> &'static str {
        match self {
            Self::Predictions => "Predictions",
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
    /// Which rows.
    pub part: PartName,
    /// The last [`Answer`](crate::worker::Answer) as it came, for only the view's file reads it.
    pub answer: Option<Arc<Vec<u8>>>,
    asking: Asking,
}

impl Inspection {
    /// What the open view has to ask now; while an answer is on its way, once it is there.
    pub fn ask(&mut self) -> Option<Question> {
        let question = match self.view? {
            InspectionView::Predictions => Question::Predictions(self.part),
        };
        if self.asking == Asking::Nothing {
            self.asking = Asking::Open;
            return Some(question);
        }
        self.asking = Asking::OpenAndOld;
        None
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
