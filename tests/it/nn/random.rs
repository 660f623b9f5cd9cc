//! The generator: recorded values, separate streams, fair shuffles.

use descent::nn::random::{
    Mask, Stream, below, block_generator, generator, normal, shuffle, truncated_normal, uniform,
};
use rand::RngCore;

const STREAMS: [Stream; 7] = [
    Stream::Split,
    Stream::Weights,
    Stream::Shuffle,
    Stream::Dropout,
    Stream::Sample,
    Stream::Table,
    Stream::Permutation,
];

#[test]
fn values_are_the_recorded_ones() {
    let first = STREAMS.map(|stream| generator(42, stream).next_u32());
    assert_eq!(
        first,
        [
            976_776_222,
            2_160_435_375,
            1_497_646_972,
            1_623_418_899,
            234_265_681,
            2_135_972_804,
            2_216_297_313,
        ]
    );
    assert_eq!(generator(43, Stream::Split).next_u32(), 2_194_554_927);
    assert_eq!(block_generator(42, Stream::Dropout, 1).next_u32(), 1_708_630_150);

    let mut rng = generator(42, Stream::Weights);
    let uniforms = [uniform(&mut rng), uniform(&mut rng), uniform(&mut rng)];
    assert_eq!(
        uniforms,
        [0.503_015_518_188_476_6, 0.268_287_897_109_985_35, 0.096_670_508_384_704_59]
    );

    let mut order: Vec<usize> = (0..10).collect();
    shuffle(&mut order, &mut generator(42, Stream::Shuffle));
    assert_eq!(order, [6, 9, 5, 2, 7, 0, 4, 1, 8, 3]);
}

#[test]
fn streams_and_seeds_differ() {
    let mut seen = Vec::new();
    for seed in 0..50 {
        for stream in STREAMS {
            for block in 0..3 {
                seen.push(block_generator(seed, stream, block).next_u64());
            }
        }
    }
    let all = seen.len();
    seen.sort_unstable();
    seen.dedup();
    assert_eq!(seen.len(), all);
}

#[test]
fn uniform_fills_zero_to_one() {
    let mut rng = generator(1, Stream::Weights);
    let draws: Vec<f64> = (0..20_000).map(|_| uniform(&mut rng)).collect();
    assert!(draws.iter().all(|draw| (0.0..1.0).contains(draw)));
    assert!(draws.iter().all(|&draw| f64::from(draw as f32) == draw));
    for tenth in 0..10 {
        let low = f64::from(tenth) / 10.0;
        let share = draws.iter().filter(|&&draw| draw >= low && draw < low + 0.1).count();
        assert!((1_800..2_200).contains(&share), "{share} of 20000 near {low}");
    }
}

/// Gives back fixed draws.
struct Fixed(Vec<u32>);

impl RngCore for Fixed {
    fn next_u32(&mut self) -> u32 {
        self.0.remove(0)
    }
    fn next_u64(&mut self) -> u64 {
        unreachable!("only 32 bits are drawn")
    }
    fn fill_bytes(&mut self, _: &mut [u8]) {
        unreachable!("only 32 bits are drawn")
    }
}

#[test]
fn a_draw_that_would_make_a_number_likelier_is_drawn_again() {
    // 2^32 = 3 * 1431655765 + 1: the draw 0 is the one too many.
    assert_eq!(below(3, &mut Fixed(vec![0, u32::MAX])), 2);
    assert_eq!(below(3, &mut Fixed(vec![1])), 0);
    assert_eq!(below(1, &mut Fixed(vec![123])), 0);
}

#[test]
fn every_order_is_equally_likely() {
    let mut rng = generator(3, Stream::Shuffle);
    let mut counts = [0; 27];
    for _ in 0..12_000 {
        let mut items = [0, 1, 2];
        shuffle(&mut items, &mut rng);
        counts[items[0] * 9 + items[1] * 3 + items[2]] += 1;
    }
    let orders: Vec<i32> = counts.into_iter().filter(|&count| count > 0).collect();
    assert_eq!(orders.len(), 6);
    assert!(orders.iter().all(|count| (1_850..2_150).contains(count)), "{orders:?}");
}

#[test]
fn masks_drop_their_share_everywhere() {
    let mut rng = generator(5, Stream::Dropout);
    for rate in [0.1, 0.3, 0.5, 0.9] {
        let mask = Mask::draw(rate, &mut rng);
        // Every column of a matrix of 64 columns, every row, and the whole.
        let places = 64 * 512;
        let share = |of: &mut dyn Iterator<Item = u32>, count: f64| {
            of.filter(|&place| !mask.keeps(place)).count() as f64 / count
        };
        let deviation = (rate * (1.0 - rate)).sqrt();
        let whole = share(&mut (0..places), f64::from(places));
        assert!((whole - rate).abs() < 4.0 * deviation / f64::from(places).sqrt(), "{whole}");
        for column in 0..64 {
            let share = share(&mut (0..512).map(|row| row * 64 + column), 512.0);
            assert!((share - rate).abs() < 4.5 * deviation / 512_f64.sqrt(), "column {column}");
        }
        for row in 0..512 {
            let share = share(&mut (row * 64..row * 64 + 64), 64.0);
            assert!((share - rate).abs() < 5.0 * deviation / 8.0, "row {row}");
        }
    }
}

#[test]
fn masks_know_nothing_of_their_neighbours_or_of_each_other() {
    let mut rng = generator(6, Stream::Dropout);
    let masks: Vec<Mask> = (0..40).map(|_| Mask::draw(0.5, &mut rng)).collect();
    let agree = |a: &dyn Fn(u32) -> bool, b: &dyn Fn(u32) -> bool| {
        (0..10_000).filter(|&place| a(place) == b(place)).count() as f64 / 10_000.0
    };
    // Four deviations of a share of 10,000 fair coins.
    let is_fair = |share: f64| (share - 0.5).abs() < 4.0 * 0.005;
    for (one, other) in masks.iter().zip(&masks[1..]) {
        let between = agree(&|place| one.keeps(place), &|place| other.keeps(place));
        assert!(is_fair(between), "{between}");
        for lag in [1, 2, 4, 8, 16, 64, 512] {
            let within = agree(&|place| one.keeps(place), &|place| one.keeps(place + lag));
            assert!(is_fair(within), "lag {lag}: {within}");
        }
    }
}

#[test]
fn normal_numbers_have_their_moments() {
    let mut rng = generator(7, Stream::Weights);
    let count = 200_000;
    let moments = |draw: &mut dyn FnMut() -> f64| {
        let draws: Vec<f64> = (0..count).map(|_| draw()).collect();
        let mean = draws.iter().sum::<f64>() / f64::from(count);
        let square = draws.iter().map(|x| x * x).sum::<f64>() / f64::from(count);
        let fourth = draws.iter().map(|x| x.powi(4)).sum::<f64>() / f64::from(count);
        (mean, square, fourth)
    };
    let (mean, square, fourth) = moments(&mut || normal(&mut rng));
    assert!(mean.abs() < 0.01 && (square - 1.0).abs() < 0.02, "{mean} {square}");
    assert!((fourth - 3.0).abs() < 0.1, "{fourth}");
    let (mean, square, _) = moments(&mut || {
        let number = truncated_normal(&mut rng);
        assert!(number.abs() < 2.0);
        number
    });
    // The variance of a normal cut at two deviations.
    assert!(mean.abs() < 0.01 && (square.sqrt() - 0.879_625_661).abs() < 0.01, "{square}");
}
