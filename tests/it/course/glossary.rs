//! The glossary: what its words mean, where they lead, and that their pictures can be drawn.

use std::collections::BTreeSet;
use std::fs;

use descent::course::{Glossary, GlossaryError, Term};

fn text(path: &str) -> String {
    fs::read_to_string(format!("{}/{path}", env!("CARGO_MANIFEST_DIR"))).unwrap()
}

fn json() -> String {
    text("assets/course/glossary.json")
}

fn glossary() -> Glossary {
    Glossary::parse(&json()).unwrap()
}

/// The classes of every shape, and what else stands in a picture: the path or the label.
fn shapes(svg: &str) -> Vec<(String, String)> {
    let head = r#"<svg viewBox="0 0 120 72">"#;
    let mut rest = svg.strip_prefix(head).unwrap().strip_suffix("</svg>").unwrap();
    let mut shapes = Vec::new();
    while !rest.is_empty() {
        let (class, after) = if let Some(path) = rest.strip_prefix(r#"<path class=""#) {
            path.split_once(r#"" d=""#).unwrap()
        } else {
            let label = rest.strip_prefix(r#"<text class=""#);
            label.unwrap_or_else(|| panic!("{rest}")).split_once(r#"" x=""#).unwrap()
        };
        let is_label = class.split(' ').any(|name| name == "label");
        let end = if is_label { "</text>" } else { r#""/>"# };
        let (drawn, after) = after.split_once(end).unwrap();
        let drawn = if is_label { drawn.split_once("\">").unwrap().1 } else { drawn };
        shapes.push((class.to_owned(), drawn.to_owned()));
        rest = after;
    }
    shapes
}

#[test]
fn what_a_term_means_is_one_short_sentence() {
    let glossary = glossary();
    for Term { term, meaning, more, .. } in glossary.terms() {
        let words = meaning.split_whitespace().count();
        assert!((3..=20).contains(&words), "{term}: {words} words");
        for sentence in [Some(meaning), more.as_ref()].into_iter().flatten() {
            assert!(sentence.starts_with(char::is_uppercase), "{term}: {sentence}");
            assert!(sentence.ends_with('.'), "{term}: {sentence}");
            assert_eq!(sentence.matches(". ").count(), 0, "{term}: {sentence}");
            assert!(!sentence.contains(char::is_control), "{term}");
            let mut numbers = sentence.split(|letter: char| !letter.is_ascii_digit());
            assert!(numbers.all(|number| matches!(number, "" | "0" | "1")), "{term}: {sentence}");
        }
        let says = format!(" {} ", meaning.to_lowercase().replace([',', '.', ':', ';'], " "));
        assert!(!says.contains(&format!(" {} ", term.to_lowercase())), "{term} explains itself");
    }
}

#[test]
fn terms_are_in_lower_case_unless_they_are_names() {
    let names = ["Adagrad", "Adam", "AdamW", "F1", "L1", "L2", "Nadam", "RMSprop", "R²", "SGD"];
    let begins_with_one = ["area under the ROC curve", "Nesterov momentum", "ROC curve"];
    for Term { term, .. } in glossary().terms() {
        let is_name = names.contains(&term.as_str()) || begins_with_one.contains(&term.as_str());
        assert!(is_name != (*term == term.to_lowercase()), "{term}");
    }
}

#[test]
fn every_term_leads_to_others_and_no_word_has_two_meanings() {
    let glossary = glossary();
    let mut words = BTreeSet::new();
    for term in glossary.terms() {
        let see = &term.see;
        assert!((1..=3).contains(&see.len()) && !see.contains(&term.term), "{}", term.term);
        assert_eq!(see.iter().collect::<BTreeSet<_>>().len(), see.len(), "{}", term.term);
        for word in [&term.term].into_iter().chain(&term.also) {
            assert!(words.insert(word.to_lowercase()), "{word} is there twice");
            assert_eq!(glossary.get(word), Some(term), "{word}");
        }
        if let Some(keras) = &term.keras {
            let is_name = keras.starts_with("keras.") || keras.starts_with("model.");
            assert!(is_name && !keras.contains(' '), "{keras}");
        }
    }
}

/// What the course on the page and the two that it follows introduce.
#[test]
fn the_words_of_the_courses_are_there() {
    let glossary = glossary();
    for word in "neuron, unit, weight, bias, linear unit, input, feature, target, label, layer, \
        dense layer, hidden layer, output layer, deep network, activation, relu, sigmoid, tanh, \
        softmax, linear, elu, selu, gelu, silu, softplus, leaky relu, network, parameters, \
        training, loss, loss function, mean absolute error, mean squared error, huber, \
        binary cross-entropy, categorical cross-entropy, optimizer, gradient, gradient descent, \
        SGD, Adam, RMSprop, momentum, learning rate, schedule, batch, mini-batch, batch size, \
        step, epoch, training rows, validation rows, test rows, split, learning curve, signal, \
        noise, overfitting, underfitting, generalize, capacity, wide, deep, gap, early stopping, \
        patience, minimum delta, best epoch, restored weights, dropout, mask, spurious pattern, \
        batch normalization, scaling, standardize, min-max, imputing, missing value, category, \
        one-hot, leak, class, binary classification, multi-class classification, probability, \
        threshold, accuracy, precision, recall, ROC curve, confusion matrix, imbalance, \
        class weights, regression, residual, seed, initial weights, backpropagation, \
        forward pass, regularization, L1, L2, clipping, dead relu, hyperparameter, sweep, \
        randomness, dataset, row, column, R², permutation importance, calibration"
        .split(", ")
    {
        assert!(glossary.get(word).is_some(), "{word}");
    }
}

#[test]
fn a_word_is_found_however_it_is_written() {
    let glossary = glossary();
    let found = |word: &str| glossary.get(word).map(|term| term.term.as_str());
    for (word, term) in [
        ("Early Stopping", "early stopping"),
        ("adam", "Adam"),
        ("epochs", "epoch"),
        ("classes", "class"),
        ("categories", "category"),
        ("mini-batches", "batch"),
        ("swish", "silu"),
        ("MSE", "mean squared error"),
        ("bias", "bias"),
        ("loss", "loss"),
    ] {
        assert_eq!(found(word), Some(term), "{word}");
    }
    for word in ["", "s", "es", "ies", "stopping", "epochss"] {
        assert_eq!(found(word), None, "{word}");
    }
}

#[test]
fn pictures_are_svg_in_colours_of_the_style_sheet() {
    let glossary = glossary();
    let css = text("style/lessons.css");
    let mut styled = BTreeSet::new();
    for selector in css.split(".term-picture .").skip(1) {
        let end = selector.find([' ', ',']).unwrap();
        styled.insert(selector[..end].replace('.', " "));
    }
    let mut used = BTreeSet::new();
    let mut pictures = BTreeSet::new();
    for term in glossary.terms() {
        let svg = glossary.picture(term);
        let shapes = shapes(&svg);
        assert!((1..=8).contains(&shapes.len()), "{}", term.term);
        for (class, drawn) in shapes {
            if class.starts_with("label") {
                let letters = drawn.chars().count();
                assert!((1..=7).contains(&letters) && !drawn.contains(['<', '&', '"']), "{drawn}");
            } else {
                let is_path = |letter: char| {
                    letter.is_ascii_digit() || "MmLlHhVvCcSsQqAaz .-".contains(letter)
                };
                assert!(drawn.starts_with('M') && drawn.chars().all(is_path), "{drawn}");
            }
            used.insert(class);
        }
        pictures.insert(svg);
    }
    // A class of two words is the first, changed.
    let bare: BTreeSet<String> =
        used.iter().filter_map(|class| Some(class.split_once(' ')?.0.to_owned())).collect();
    for class in &used {
        assert!(styled.contains(class) || class.contains(' '), "{class} has no style");
        for changed in class.split(' ').skip(1) {
            let first = class.split(' ').next().unwrap();
            assert!(styled.contains(&format!("{first} {changed}")), "{class} has no style");
        }
    }
    for class in &styled {
        let is_used = used.iter().any(|used| {
            let mut names = used.split(' ');
            class.split(' ').all(|name| names.any(|used| used == name))
        });
        assert!(is_used || bare.contains(class), "no picture has {class}");
    }
    assert!(pictures.len() > 100, "{} pictures", pictures.len());
}

/// One file, fetched when the first word is looked up.
#[test]
fn the_file_is_small_and_has_no_picture_that_nobody_sees() {
    let json = json();
    assert!(json.len() <= 40 * 1024, "{} bytes", json.len());
    let value: serde_json::Value = serde_json::from_str(&json).unwrap();
    let pictures = value["pictures"].as_object().unwrap();
    let shown: BTreeSet<String> = value["terms"]
        .as_array()
        .unwrap()
        .iter()
        .map(|term| term.get("picture").unwrap_or(&term["term"]).as_str().unwrap().to_lowercase())
        .collect();
    assert_eq!(shown, pictures.keys().cloned().collect());
}

#[test]
fn what_is_wrong_with_a_glossary_is_said() {
    let of = |terms: &str| {
        Glossary::parse(&format!(
            r#"{{"terms":[{terms}],"pictures":{{"a":[["line","M0 0H9"]],"b":[["label","b",[3,4]]]}}}}"#
        ))
    };
    let a = r#"{"term":"a","meaning":"First.","see":["b"]}"#;
    let b = r#"{"term":"b","meaning":"Second.","see":["a"]}"#;
    let good = of(&format!("{a},{b}")).unwrap();
    assert_eq!(
        good.terms().iter().map(|term| good.picture(term)).collect::<String>(),
        r#"<svg viewBox="0 0 120 72"><path class="line" d="M0 0H9"/></svg>"#.to_owned()
            + r#"<svg viewBox="0 0 120 72"><text class="label" x="3" y="4">b</text></svg>"#
    );
    let error = |terms: &str| of(terms).unwrap_err();
    assert_eq!(error(&format!("{b},{a}")), GlossaryError::Order("a".to_owned()));
    assert_eq!(error(&format!("{a},{a},{b}")), GlossaryError::Order("a".to_owned()));
    assert_eq!(
        error(a).to_string(),
        "the glossary sends from \"a\" to \"b\", which it does not have"
    );
    let c = r#"{"term":"c","meaning":"Third.","see":["a"]}"#;
    assert_eq!(error(&format!("{a},{b},{c}")), GlossaryError::Picture("c".to_owned()));
    let unknown = r#"{"term":"a","meaning":"First.","see":[],"colour":"red"}"#;
    let sentence = error(unknown).to_string();
    assert!(sentence.starts_with("the glossary cannot be read: unknown field `colour`"));
}
