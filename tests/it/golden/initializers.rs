//! `keras.initializers`: the moments of many draws.

use descent::config::Initializer;
use descent::nn::initializers::WeightSampler;
use descent::nn::random::{Stream, generator};
use descent::nn::widen;

use super::{cases, read};

const DRAWS: usize = 200_000;

#[test]
fn draws_have_keras_s_moments() {
    for case in cases("initializers.json") {
        let initializer: Initializer = read(&case["initializer"]);
        let [inputs, units]: [usize; 2] = read(&case["shape"]);
        let number = |name: &str| case[name].as_f64().unwrap();
        let what = format!("{} {inputs}x{units}", initializer.name());

        let mut draw = WeightSampler::new(generator(1, Stream::Weights));
        let mut next = draw.initializer(initializer, inputs, units);
        let draws: Vec<f64> = (0..DRAWS).map(|_| widen(next())).collect();
        let moment = |power| draws.iter().map(|x| x.powi(power)).sum::<f64>() / DRAWS as f64;
        let deviation = (moment(2) - moment(1) * moment(1)).sqrt();
        let largest = draws.iter().fold(0.0_f64, |most, x| most.max(x.abs()));

        let error = (deviation / number("std") - 1.0).abs();
        assert!(error < number("std_relative_tolerance"), "{what}: deviation {deviation}");
        let mean = moment(1) / deviation;
        assert!(mean.abs() < number("mean_over_std_tolerance"), "{what}: mean {mean}");
        let kurtosis = moment(4) / (moment(2) * moment(2));
        let error = (kurtosis - number("kurtosis")).abs();
        assert!(error < number("kurtosis_tolerance"), "{what}: kurtosis {kurtosis}");
        if let Some(bound) = case["theory"]["bound"].as_f64() {
            assert!(largest <= bound * (1.0 + 1e-6), "{what}: {largest} is beyond {bound}");
            let error = (largest / number("largest") - 1.0).abs();
            assert!(error < number("largest_tolerance"), "{what}: largest {largest}");
        }
    }
}

#[test]
fn zeros_and_ones_are_what_they_say() {
    let mut draw = WeightSampler::new(generator(1, Stream::Weights));
    for (initializer, number) in [(Initializer::Zeros, 0.0), (Initializer::Ones, 1.0)] {
        let mut next = draw.initializer(initializer, 3, 4);
        assert_eq!([next(), next(), next()], [number; 3]);
    }
}
