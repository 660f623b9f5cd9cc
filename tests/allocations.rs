//! A step of training allocates nothing, and a run holds no more than it must. In a
//! binary of its own, for it counts what the whole process allocates.

#![allow(clippy::unwrap_used, reason = "a test that meets an error should stop there")]

use descent::config::{
    Activation, BatchNormConfig, Clipping, DenseConfig, DropoutConfig, LayerConfig, Loss,
    NetworkConfig, Optimizer, OutputConfig, Regularizer, TrainingConfig,
};
use descent::data::Part;
use descent::nn::losses::loss_input;
use descent::nn::{Float, Matrix, Network, padded};
use descent::train::{BatchRows, Learner};

#[global_allocator]
static ALLOCATOR: dhat::Alloc = dhat::Alloc;

const ROWS: usize = 300;
const INPUTS: usize = 11;
const CLASSES: usize = 3;
const BATCH: usize = 64;

fn part() -> Part {
    Part {
        inputs: Matrix::from_fn(ROWS, INPUTS, |row, col| ((row * 7 + col * 3) % 11) as Float),
        targets: Matrix::from_fn(ROWS, CLASSES, |row, col| Float::from(row % CLASSES == col)),
    }
}

/// Every kind of block.
fn layers() -> Vec<LayerConfig> {
    let held = Regularizer { l1: 0.001, l2: 0.01 };
    vec![
        LayerConfig::BatchNormalization(BatchNormConfig::default()),
        LayerConfig::Dense(DenseConfig {
            kernel_regularizer: held,
            ..DenseConfig::new(33, Activation::Gelu)
        }),
        LayerConfig::Dropout(DropoutConfig { rate: 0.3, seed: None }),
        LayerConfig::Dense(DenseConfig::new(16, Activation::Tanh)),
    ]
}

fn learner(optimizer: Optimizer, clipping: Clipping) -> Learner {
    let loss = Loss::CategoricalCrossentropy;
    let training = TrainingConfig { loss, optimizer, clipping, ..TrainingConfig::default() };
    let output = OutputConfig { units: CLASSES as u64, activation: Activation::Softmax };
    let raw = loss_input(loss, output.activation);
    let config = NetworkConfig::new(layers());
    let network = Network::new(&config, INPUTS, output, raw, 1);
    Learner::new(&training, network, vec![0.5; ROWS])
}

fn epoch(learner: &mut Learner, part: &Part, order: &[usize]) {
    for rows in order.chunks(BATCH) {
        assert!(learner.step(part, BatchRows::Some(rows), 0.01).is_finite());
    }
}

#[test]
fn steps_allocate_nothing_and_a_run_holds_what_it_must() {
    let _profiler = dhat::Profiler::builder().testing().build();
    let (part, order) = (part(), (0..ROWS).rev().collect::<Vec<_>>());
    let data_bytes = dhat::HeapStats::get().curr_bytes;

    for optimizer in Optimizer::ALL {
        for clipping in [Clipping::None, Clipping::Norm(1.0), Clipping::Value(0.1)] {
            let mut learner = learner(optimizer, clipping);
            epoch(&mut learner, &part, &order);
            let before = dhat::HeapStats::get();
            epoch(&mut learner, &part, &order);
            epoch(&mut learner, &part, &order);
            let after = dhat::HeapStats::get();
            assert_eq!(after.total_blocks, before.total_blocks, "{}", optimizer.label());

            // Weights, gradient, optimizer slots, statistics; the activations of a batch
            // (Gelu's layer is two), the widest gradient twice, the batch itself; a
            // little for packing, names and boxes.
            let activations = INPUTS + 33 + 33 + 33 + 16 + CLASSES;
            let rows = padded(activations) + 5 * 4 + 2 * padded(33) + 2 * padded(INPUTS);
            let numbers = learner.numbers() + BATCH * rows;
            let held = after.curr_bytes - data_bytes;
            let bound = numbers * size_of::<Float>() + SMALL_CHANGE_BYTES;
            assert!(held <= bound, "{}: {held} bytes, at most {bound}", optimizer.label());
        }
    }
}

/// Packing buffers, names, boxes, and what vectors reserve beyond their length.
const SMALL_CHANGE_BYTES: usize = 64 * 1024;
