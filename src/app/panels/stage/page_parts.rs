//! Where the parts of the page are that a link hides or locks.

use crate::config::share::switches::PagePart;

/// The selector of a part. What else is about it, such as a word beside Train, is in it too.
pub fn selector(part: PagePart) -> &'static str {
    match part {
        PagePart::Data => ".data-panel, [popovertarget='data-panel']",
        PagePart::Upload => ".source-actions > :nth-child(1 of button)",
        PagePart::Gallery => ".source-actions > :nth-child(2 of button)",
        PagePart::Columns => ".columns, .columns-head",
        PagePart::Target => ".field:has(> #target), .field:has(> #task)",
        PagePart::ValidationSplit => ".field:has(#validation-split)",
        PagePart::Scaling => ".field:has(> #scaling)",
        PagePart::Seed => ".seed-field, .runs-seed",
        PagePart::Preparation => ".panel-foot > details",
        PagePart::Network => ".builder",
        PagePart::Palette => ".palette",
        // With the coach and the runs, which stand in the same panel, it is hidden as a whole.
        PagePart::Training => ".training-panel > :not(.coach, .runs, .sheet-head)",
        PagePart::Loss => ".field:has(> #loss)",
        PagePart::Optimizer => ".field:has(> #optimizer)",
        PagePart::LearningRate => ".field:has(#learning-rate), .field:has(> #schedule)",
        PagePart::BatchSize => ".field:has(#batch-size)",
        PagePart::Epochs => ".field:has(#epochs)",
        PagePart::EarlyStopping => ".training-panel > .early-stopping",
        PagePart::Coach => ".coach, .coach-chip",
        PagePart::Advice => ".advice, .advice-count, .advice-link, .block .mark",
        PagePart::Runs => ".runs",
        PagePart::Curves => ".curves-panel > :not(.transport)",
        PagePart::Picture => ".tab:nth-last-child(3)",
        PagePart::Predictions => ".tab:nth-last-child(2)",
        PagePart::Inside => ".tab:nth-last-child(1)",
        PagePart::View => ".curves-head > .view, .view-row",
        PagePart::Train => ".train",
        PagePart::NextEpoch => ".train + .button",
        PagePart::Reset => ".transport-buttons > .reset",
        PagePart::Undo => ".top-actions > :nth-child(-n + 2 of .icon)",
        PagePart::Experiments => ".title + .button",
        PagePart::Export => "[popovertarget='export-menu']",
        PagePart::Present => ".button.present",
        PagePart::Share => ".top-actions > .primary",
    }
}

/// The selectors of some parts, as one list.
pub fn selectors(parts: &[PagePart]) -> String {
    parts.iter().map(|part| selector(*part)).collect::<Vec<_>>().join(", ")
}

/// The style sheet of what is hidden and what is locked.
pub fn style(hide: &[PagePart], lock: &[PagePart]) -> String {
    let hides = |part: PagePart| hide.contains(&part);
    let has_data = !hides(PagePart::Data);
    let has_training =
        ![PagePart::Training, PagePart::Coach, PagePart::Runs].into_iter().all(hides);
    let mut hidden: Vec<_> = hide.iter().map(|part| selector(*part)).collect();
    if !has_training {
        hidden.push(".training-panel, [popovertarget='training-panel']");
    }
    // The columns of the panels that are left.
    let columns = match (has_data, has_training) {
        (true, true) => "",
        (false, true) => "minmax(0, 1fr) 284px",
        (true, false) => "292px minmax(0, 1fr)",
        (false, false) => "minmax(0, 1fr)",
    };
    let mut rules = Vec::new();
    if !hidden.is_empty() {
        rules.push(format!(":is({}) {{ display: none !important; }}", hidden.join(", ")));
    }
    if !columns.is_empty() {
        rules.push(format!(
            "@media (min-width: 1001px) {{ .page .workspace {{ grid-template-columns: {columns}; }} }}"
        ));
    }
    if !lock.is_empty() {
        let locked = format!(":is({})", selectors(lock));
        rules.push(format!("{locked} {{ opacity: 0.62; }}"));
        rules.push(format!("{locked}, {locked} * {{ cursor: not-allowed !important; }}"));
    }
    rules.join("\n")
}
