//! The generator: recorded values, separate streams, fair shuffles.

use descent::nn::random::{Stream, below, block_generator, generator, shuffle, uniform};
use rand::RngCore;

const STREAMS: [Stream; 4] = [Stream::Split, Stream::Weights, Stream::Shuffle, Stream::Dropout];

#[test]
fn values_are_the_recorded_ones() {
    let first = STREAMS.map(|stream| generator(42, stream).next_u32());
    assert_eq!(first, [976_776_222, 2_160_435_375, 1_497_646_972, 1_623_418_899]);
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
