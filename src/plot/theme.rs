//! The colours of a chart: those of `style/tokens.css` and, of other runs, `style/runs.css`
//! (`tests/it/plot/theme.rs`).

use plotters::style::RGBColor;

/// The colours one chart is drawn with.
///
/// Checked by `tests/it/plot/text.rs`: every text colour reaches a contrast of 4.5:1.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ChartTheme {
    /// The chart's background: the token "panel".
    pub ground: RGBColor,
    /// Text that is read first.
    pub ink: RGBColor,
    /// Tick labels and axis titles.
    pub dim: RGBColor,
    /// Grid lines.
    pub line: RGBColor,
    /// The training line; blue everywhere.
    pub training: RGBColor,
    /// The validation line; orange everywhere.
    pub validation: RGBColor,
    /// Small text about training.
    pub training_text: RGBColor,
    /// Small text about validation. On white the token's orange reaches only
    /// 3.2:1, enough for a line and too little for text, so text is darker.
    pub validation_text: RGBColor,
    /// Lines and names of other runs: none near the blue and the orange of the run on the
    /// page, each distinct from the others also for readers who cannot tell red from green.
    pub runs: [RGBColor; RUN_COLORS],
    /// Classes: neither the blue of training nor the orange of validation.
    pub classes: [RGBColor; CLASS_COLORS],
}

/// How many classes can be told apart.
pub const CLASS_COLORS: usize = 10;

/// How many runs can be told apart.
pub const RUN_COLORS: usize = 8;

impl ChartTheme {
    /// The colour of another run.
    pub fn run(&self, color: usize) -> RGBColor {
        self.runs[color % RUN_COLORS]
    }
}

/// Dark lines on a white panel.
pub const LIGHT: ChartTheme = ChartTheme {
    ground: RGBColor(0xff, 0xff, 0xff),
    ink: RGBColor(0x1b, 0x24, 0x30),
    dim: RGBColor(0x6a, 0x76, 0x85),
    line: RGBColor(0xe3, 0xe7, 0xec),
    training: RGBColor(0x24, 0x68, 0xd8),
    validation: RGBColor(0xe0, 0x70, 0x1a),
    training_text: RGBColor(0x24, 0x68, 0xd8),
    validation_text: RGBColor(0xb4, 0x53, 0x0f),
    runs: [
        RGBColor(0x7d, 0x04, 0xfd),
        RGBColor(0x0a, 0x86, 0x00),
        RGBColor(0xca, 0x15, 0xdc),
        RGBColor(0x12, 0x43, 0x00),
        RGBColor(0xda, 0x10, 0x66),
        RGBColor(0xcc, 0x2e, 0x9e),
        RGBColor(0x67, 0x02, 0x76),
        RGBColor(0x5d, 0x2a, 0x42),
    ],
    classes: [
        RGBColor(0x0b, 0x7a, 0x70),
        RGBColor(0x92, 0x48, 0xc7),
        RGBColor(0x8a, 0x76, 0x00),
        RGBColor(0xc2, 0x25, 0x5c),
        RGBColor(0x4f, 0x8a, 0x10),
        RGBColor(0x8b, 0x4a, 0x2b),
        RGBColor(0xc1, 0x3f, 0xb0),
        RGBColor(0x5d, 0x69, 0x78),
        RGBColor(0x0b, 0x7f, 0x9e),
        RGBColor(0x7a, 0x1f, 0x1f),
    ],
};

/// Light lines on a dark panel.
pub const DARK: ChartTheme = ChartTheme {
    ground: RGBColor(0x17, 0x1e, 0x26),
    ink: RGBColor(0xe6, 0xeb, 0xf1),
    dim: RGBColor(0x8b, 0x98, 0xa7),
    line: RGBColor(0x28, 0x31, 0x3c),
    training: RGBColor(0x6a, 0xa5, 0xff),
    validation: RGBColor(0xff, 0x9d, 0x4d),
    training_text: RGBColor(0x6a, 0xa5, 0xff),
    validation_text: RGBColor(0xff, 0x9d, 0x4d),
    runs: [
        RGBColor(0xa1, 0x64, 0xff),
        RGBColor(0x04, 0xa2, 0x5b),
        RGBColor(0xe0, 0x98, 0xff),
        RGBColor(0x7e, 0xff, 0xda),
        RGBColor(0xf8, 0xdb, 0x00),
        RGBColor(0x36, 0x94, 0x93),
        RGBColor(0xdd, 0xeb, 0x92),
        RGBColor(0x79, 0x9e, 0x03),
    ],
    classes: [
        RGBColor(0x39, 0xc6, 0xb7),
        RGBColor(0xc5, 0x8b, 0xf0),
        RGBColor(0xd9, 0xc5, 0x45),
        RGBColor(0xff, 0x7f, 0xa8),
        RGBColor(0x9b, 0xd3, 0x5a),
        RGBColor(0xd7, 0x9a, 0x74),
        RGBColor(0xf5, 0x8b, 0xe6),
        RGBColor(0xa9, 0xb5, 0xc2),
        RGBColor(0x52, 0xc7, 0xe6),
        RGBColor(0xff, 0x9a, 0x8f),
    ],
};
