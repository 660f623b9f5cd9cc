//! The other spellings of a name: Keras's short ones, those of its classes, any case.

/// What Keras and scikit-learn also call something, and its whole name; letters and digits
/// alone.
const OTHER_NAMES: [(&str, &str); 22] = [
    ("acc", "accuracy"),
    ("batchnorm", "batchnormalization"),
    ("bce", "binarycrossentropy"),
    ("binaryaccuracy", "accuracy"),
    ("categoricalaccuracy", "accuracy"),
    ("cce", "categoricalcrossentropy"),
    ("clipnorm", "norm"),
    ("clipvalue", "value"),
    ("mae", "meanabsoluteerror"),
    ("minmaxscaler", "minmax"),
    ("mse", "meansquarederror"),
    ("normal", "randomnormal"),
    ("onehotencoder", "onehot"),
    ("ordinalencoder", "ordinal"),
    ("r2", "r2score"),
    ("reducelronplateau", "reduceonplateau"),
    ("rmse", "rootmeansquarederror"),
    ("robustscaler", "robust"),
    ("rocauc", "auc"),
    ("sparsecategoricalaccuracy", "accuracy"),
    ("standardscaler", "standard"),
    ("swish", "silu"),
];

/// The one of `names` that `word` means: as `keras.losses.get` and its kin take them, in any
/// case, with or without underscores, or by another name.
///
/// Checked by `tests/it/config/json.rs::names_are_taken_as_keras_spells_them`.
pub fn named<'n>(word: &str, names: &[&'n str]) -> Option<&'n str> {
    let spelled = |word: &str| names.iter().copied().find(|name| letters(name) == word);
    let word = letters(word);
    let other = || OTHER_NAMES.iter().find(|(other, _)| *other == word);
    spelled(&word).or_else(|| spelled(other()?.1))
}

/// The one of `names` that `word` was probably meant to be, at most a third of it mistyped.
///
/// Formula: the least Levenshtein distance. Checked by
/// `tests/it/config/json.rs::an_unknown_setting_is_refused_by_its_place`.
pub fn nearest<'n>(word: &str, names: &[&'n str]) -> Option<&'n str> {
    let word = letters(word);
    let near = |name: &&str| distance(&word, &letters(name));
    let nearest = names.iter().copied().filter(|_| word.len() < 64).min_by_key(near)?;
    (3 * near(&nearest) <= word.len()).then_some(nearest)
}

fn letters(word: &str) -> String {
    let letters = word.chars().filter(|letter| letter.is_alphanumeric());
    letters.map(|letter| letter.to_ascii_lowercase()).collect()
}

/// Letters to change, add or take away.
fn distance(from: &str, to: &str) -> usize {
    let mut row: Vec<usize> = (0..=to.len()).collect();
    for (above, letter) in from.bytes().enumerate() {
        let mut diagonal = std::mem::replace(&mut row[0], above + 1);
        for (index, other) in to.bytes().enumerate() {
            let changed = diagonal + usize::from(letter != other);
            diagonal = row[index + 1];
            row[index + 1] = changed.min(diagonal + 1).min(row[index] + 1);
        }
    }
    row[to.len()]
}
