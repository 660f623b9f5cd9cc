//! The course in another language: what is read is said in it, and points to the same things.

use descent::course::{Glossary, Lesson, SHIPPED_LESSONS, Scene, shipped_lessons};
use descent::text::{Catalogue, course_texts};

use crate::text::language_files;

/// What `f` gives with the course in German.
fn in_german<T>(f: impl FnOnce() -> T) -> T {
    let (_, text) = language_files(".course.po").into_iter().next().unwrap();
    course_texts(Some(Catalogue::read(&text).unwrap().kept()));
    let found = f();
    course_texts(None);
    found
}

#[test]
fn a_lesson_is_read_in_german_and_checks_the_same() {
    let english = shipped_lessons().unwrap();
    let german = in_german(shipped_lessons).unwrap();
    let (first, same) = (&english[0].1, &german[0].1);
    assert_eq!(
        (first.title.as_str(), same.title.as_str()),
        ("A single neuron", "Ein einzelnes Neuron")
    );
    for ((id, english), (_, german)) in english.iter().zip(&german) {
        assert_ne!(english.about, german.about, "{id}");
        for (at, (english, german)) in english.steps.iter().zip(&german.steps).enumerate() {
            let done = |step: &descent::course::Step| -> Vec<_> {
                step.tasks.iter().map(|task| (task.done.clone(), task.show.clone())).collect()
            };
            assert_eq!(done(english), done(german), "{id}, step {at}");
            assert_eq!(english.given, german.given, "{id}, step {at}");
            for (english, german) in english.text.iter().zip(&german.text) {
                assert_ne!(english, german, "{id}, step {at}");
                let sorted = |text: &descent::course::Text| {
                    let mut terms: Vec<_> = text.terms().map(str::to_owned).collect();
                    terms.sort();
                    terms
                };
                assert_eq!(sorted(english), sorted(german), "{id}, step {at}: {german}");
            }
        }
    }
}

#[test]
fn an_experiment_of_a_lesson_has_a_german_title_and_no_other_change() {
    let (_, json) = SHIPPED_LESSONS[0];
    let opened =
        |lesson: Lesson| lesson.steps.iter().find_map(|step| step.opens()).unwrap().unwrap();
    let english = opened(Lesson::parse(json).unwrap());
    let mut german = in_german(|| opened(Lesson::parse(json).unwrap()));
    assert_ne!(english.title, german.title);
    german.title.clone_from(&english.title);
    assert_eq!(english, german);
}

#[test]
fn a_scene_is_read_in_german_with_the_same_runs() {
    let (id, json) = descent::course::SHIPPED[0];
    let english = Scene::read(id, json).unwrap();
    let german = in_german(|| Scene::read(id, json)).unwrap();
    assert_ne!(english.title, german.title);
    assert_ne!(english.claim, german.claim);
    assert_eq!(english.holds, german.holds);
    let ids = |scene: &Scene| scene.runs.iter().map(|run| run.id.clone()).collect::<Vec<_>>();
    assert_eq!(ids(&english), ids(&german));
}

#[test]
fn a_term_is_found_by_its_english_and_its_german_name() {
    let json = std::fs::read_to_string(format!(
        "{}/assets/course/glossary.json",
        env!("CARGO_MANIFEST_DIR")
    ));
    let glossary = in_german(|| Glossary::parse(&json.unwrap())).unwrap();
    let term = glossary.get("learning rate").unwrap();
    assert_eq!(term.name, "Lernrate");
    assert_eq!(glossary.get("Lernrate"), Some(term));
    assert!(term.meaning.contains("Schritt"), "{}", term.meaning);
    assert!(glossary.picture(term).contains("<path"), "its picture is the same");
    let names: Vec<_> = glossary.terms().iter().map(|term| term.name.to_lowercase()).collect();
    let at = |name: &str| names.iter().position(|one| one == name).unwrap();
    assert!(at("ausgabeschicht") < at("batch") && at("batch") < at("verlust"), "{names:?}");
}
