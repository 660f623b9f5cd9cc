//! Which experiments are the course's own.

use descent::course::{OwnExperiment, OwnExperiments};

fn own(key: &str, step: usize) -> OwnExperiment {
    OwnExperiment { key: key.to_owned(), step }
}

#[test]
fn a_lesson_knows_its_own_by_its_key_and_step() {
    let mut all = OwnExperiments::default();
    all.put("lesson=layers", own("k1", 0));
    all.put("lesson=layers", own("k1", 2));
    all.put("scene=dropout", own("k2", 0));
    let back = OwnExperiments::parse(&all.json());
    assert_eq!(back, all);
    assert_eq!(back.step_of("lesson=layers", "k1"), Some(2));
    // Another experiment, and another lesson's.
    assert_eq!(back.step_of("lesson=layers", "k2"), None);
    assert_eq!(back.step_of("lesson=neuron", "k1"), None);
    all.forget_lessons();
    assert_eq!((all.get("lesson=layers"), all.get("scene=dropout")), (None, Some(&own("k2", 0))));
    all.forget("scene=dropout");
    assert_eq!(all, OwnExperiments::default());
    assert_eq!(OwnExperiments::parse("<html>"), OwnExperiments::default());
}
