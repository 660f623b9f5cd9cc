//! A trainer that went on comes back to a moment of its run, and from there to the same end.

use descent::train::{RunPosition, RunSnapshot, Trainer, Work};

use crate::support::{checked, weights};
use crate::train::checkpoint::{INPUTS, data, runs, work};

#[test]
fn a_used_trainer_goes_back_to_everywhere_and_on_with_the_same_bits() {
    for (name, experiment) in runs() {
        let mut trainer = Trainer::new(&checked(&experiment, INPUTS), data());
        let mut moments: Vec<(RunPosition, RunSnapshot, usize)> = Vec::new();
        let mut seen = Vec::new();
        loop {
            moments.push((trainer.position(), trainer.snapshot(), seen.len()));
            let done = work(&mut trainer, Some(1));
            seen.extend(done.iter().cloned());
            if matches!(done.last(), Some(Work::Finished(_))) {
                break;
            }
        }
        let end = (trainer.position(), weights(trainer.network_mut()), trainer.order().to_vec());
        assert!(moments.len() > 6, "{name}: {} units", moments.len());
        assert!(moments.is_sorted_by_key(|(mark, ..)| *mark), "{name}: marks never fall");
        // Backwards and from the middle outwards: from wherever it stands.
        let half = moments.len() / 2;
        for index in (0..moments.len()).rev().chain([half, 0, half + 1]) {
            let (mark, moment, before) = &moments[index];
            trainer.rewind(moment);
            assert_eq!(trainer.position(), *mark, "{name}");
            assert_eq!(work(&mut trainer, None), seen[*before..], "{name}, from unit {index}");
            let there =
                (trainer.position(), weights(trainer.network_mut()), trainer.order().to_vec());
            assert!(there == end, "{name}, from unit {index}");
        }
    }
}

#[test]
fn a_moment_is_about_as_large_as_it_says() {
    for (name, experiment) in runs() {
        let mut trainer = Trainer::new(&checked(&experiment, INPUTS), data());
        work(&mut trainer, Some(5));
        let bytes = trainer.snapshot_bytes();
        let rows = size_of_val(trainer.order());
        let kept = trainer.checkpoint().to_bytes().len() + rows;
        assert!(bytes.abs_diff(kept) < 512, "{name}: {bytes} and {kept}");
    }
}
