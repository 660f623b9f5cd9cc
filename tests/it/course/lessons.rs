//! Every lesson is walked with the engine itself.

use descent::config::Monitor;
use descent::course::{
    EXPERIMENT_FIGURES, Glossary, Lesson, PAGE_FIGURES, SHIPPED_LESSONS, SWEEP_FIGURES,
    SceneTables, Step, Text, is_figure, shipped_lessons, walk_lesson,
};

/// Words of a sentence at most.
const MOST_WORDS: usize = 20;

fn texts(step: &Step) -> Vec<&Text> {
    let asked = step
        .predict
        .iter()
        .flat_map(|asked| [&asked.question, &asked.because].into_iter().chain(&asked.answers));
    let tasks = step.tasks.iter().map(|task| &task.text);
    step.text.iter().chain(asked).chain(tasks).chain(&step.hint).chain(&step.saw).collect()
}

fn is_known(step: &Step, name: &str) -> bool {
    let is_page = PAGE_FIGURES.iter().chain(&EXPERIMENT_FIGURES).any(|(known, _)| *known == name);
    let of_run = |figure: &str| is_figure(figure) || Monitor::from_name(figure).is_some();
    let of_sweep = |name: &str| {
        let figure = name.strip_prefix("sweep.");
        figure.is_some_and(|figure| SWEEP_FIGURES.iter().any(|(known, _)| *known == figure))
    };
    let of_task = || {
        let (task, figure) = name.strip_prefix("task")?.split_once('.')?;
        let at = task.parse::<usize>().ok()?;
        Some((1..=step.tasks.len()).contains(&at) && (of_run(figure) || of_sweep(figure)))
    };
    // A column that the table does not have leaves its task undone: the walk finds it.
    is_page
        || of_sweep(name)
        || name.starts_with("column.")
        || step.given.contains_key(name)
        || name.strip_prefix("run.").is_some_and(of_run)
        || of_task() == Some(true)
}

#[test]
fn the_index_names_the_files_in_the_order_of_the_course() {
    let index = include_str!("../../../assets/course/lessons/index.json");
    let index: Vec<String> = serde_json::from_str(index).unwrap();
    assert_eq!(index, SHIPPED_LESSONS.map(|(id, _)| id));
    let mut files: Vec<_> = std::fs::read_dir("assets/course/lessons")
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| name != "index.json")
        .collect();
    files.sort();
    let mut named: Vec<_> = index.iter().map(|id| format!("{id}.json")).collect();
    named.sort();
    assert_eq!(files, named);
}

#[test]
fn lessons_name_only_what_there_is() {
    for (id, lesson) in shipped_lessons().unwrap() {
        for step in &lesson.steps {
            let of_texts = texts(step).into_iter().flat_map(Text::names).map(str::to_owned);
            let of_tasks = step.tasks.iter().flat_map(|task| task.done.names()).map(str::to_owned);
            for name in of_texts.chain(of_tasks) {
                assert!(is_known(step, &name), "{id}, {}: {name}", step.title);
            }
            let right = step.predict.as_ref().map(|asked| (asked.right, asked.answers.len()));
            assert!(right.is_none_or(|(right, of)| right < of), "{id}, {}", step.title);
            assert!(step.tasks.is_empty() || step.saw.is_some(), "{id}, {}", step.title);
        }
        let predicts = lesson.steps.iter().filter(|step| step.predict.is_some()).count();
        assert!(predicts >= 2, "{id} asks for {predicts} predictions");
    }
}

/// What only a look into the trained network tells, which the page does not take for a lesson.
const OF_NO_PAGE: &str = "dead_relu_share";

#[test]
fn lessons_ask_for_no_figure_that_the_page_does_not_have() {
    for (id, lesson) in shipped_lessons().unwrap() {
        for step in &lesson.steps {
            let of_texts = texts(step).into_iter().flat_map(Text::names);
            let of_tasks = step.tasks.iter().flat_map(|task| task.done.names());
            let asked = of_texts.chain(of_tasks).find(|name| name.ends_with(OF_NO_PAGE));
            assert_eq!(asked, None, "{id}, {}", step.title);
        }
    }
}

#[test]
fn every_marked_word_is_in_the_glossary() {
    let glossary = Glossary::parse(include_str!("../../../assets/course/glossary.json")).unwrap();
    for (id, lesson) in shipped_lessons().unwrap() {
        for step in &lesson.steps {
            for term in texts(step).into_iter().flat_map(Text::terms) {
                assert!(glossary.get(term).is_some(), "{id}, {}: {term}", step.title);
            }
        }
    }
}

#[test]
fn sentences_are_short_and_no_figure_is_typed() {
    for (id, lesson) in shipped_lessons().unwrap() {
        for (step, text) in lesson
            .steps
            .iter()
            .flat_map(|step| texts(step).into_iter().map(move |text| (step, text)))
        {
            let filled = text.filled(&|_| None);
            for sentence in filled.split(['.', '?', ';', ':']) {
                let words = sentence.split_whitespace().count();
                assert!(words <= MOST_WORDS, "{id}, {}: {sentence}", step.title);
            }
            let digit = filled.split_whitespace().find(|word| {
                let is_name = ["L1", "L2", "R²", "0", "1"]
                    .contains(&word.trim_matches(|c: char| !c.is_alphanumeric()));
                !is_name && word.contains(|c: char| c.is_ascii_digit())
            });
            assert_eq!(digit, None, "{id}, {}: {filled}", step.title);
        }
    }
}

#[test]
fn formulas_are_well_formed_mathml() {
    for (id, lesson) in shipped_lessons().unwrap() {
        for formula in lesson.steps.iter().filter_map(|step| step.formula.as_ref()) {
            assert!(
                formula.starts_with("<math") && formula.ends_with("</math>"),
                "{id}: {formula}"
            );
            let mut open = Vec::new();
            for tag in formula.split('<').skip(1) {
                let (name, _) = tag.split_once('>').unwrap();
                let word = name.trim_end_matches('/').split_whitespace().next().unwrap();
                if let Some(closed) = word.strip_prefix('/') {
                    assert_eq!(open.pop(), Some(closed), "{id}: {formula}");
                } else if !name.ends_with('/') {
                    assert!(word.starts_with('m'), "{id}: {formula}");
                    open.push(word);
                }
            }
            assert!(open.is_empty(), "{id}: {formula}");
        }
    }
}

/// What is walked from the lessons' own seeds; all others: `descent lessons`.
#[test]
fn every_task_is_open_before_and_done_after_it_is_shown() {
    let mut tables = SceneTables::default();
    for (id, lesson) in shipped_lessons().unwrap() {
        check(id, &lesson, &mut tables);
    }
}

fn check(id: &str, lesson: &Lesson, tables: &mut SceneTables) {
    let trials = walk_lesson(lesson, None, tables).unwrap();
    for (step, trial) in lesson.steps.iter().zip(trials) {
        let place = format!("{id}, {}", step.title);
        assert_eq!(trial.unknown_texts, Vec::<String>::new(), "{place}");
        for task in trial.tasks {
            assert!(!task.was_done, "{place}: task {} is done before", task.task);
            assert!(task.is_done, "{place}: task {} is not done after", task.task);
        }
        assert_eq!(trial.saw.is_some(), step.saw.is_some(), "{place}");
    }
}
