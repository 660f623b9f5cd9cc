//! A row on its way through a network.

use descent::config::Activation::{Gelu, Relu};
use descent::config::Task;
use descent::inspection::{NetworkCopy, NotFinite, PartName, row_flow};
use descent::nn::{Float, widen};

use super::runs::{INPUTS, small, take_steps};
use crate::support::{batch_norm, dense, dropout};

#[test]
fn a_row_flows_to_the_prediction() {
    let layers = vec![dense(5, Gelu), batch_norm(0.9), dropout(0.5), dense(70, Relu)];
    let mut trainer = small(Task::MulticlassClassification, layers, |_| {});
    take_steps(&mut trainer, 5);
    let mut copy = NetworkCopy::new(&trainer);
    for part in [PartName::Training, PartName::Validation] {
        let flow = row_flow(&trainer, &mut copy, part, 7).unwrap().unwrap();
        let names: Vec<_> = flow.blocks.iter().map(|block| block.name.as_str()).collect();
        assert_eq!(names, ["dense", "batch_normalization", "dropout", "dense_1", "dense_2"]);
        let units: Vec<_> = flow.blocks.iter().map(|block| block.units).collect();
        assert_eq!(units, [5, 5, 5, 70, 3]);
        assert_eq!((flow.inputs.values.len(), flow.blocks[3].values.len()), (INPUTS, 64));
        assert_eq!(flow.blocks[1].values, flow.blocks[2].values, "nothing is dropped");
        let predicted = trainer.predict(|dataset| match part {
            PartName::Training => &dataset.training,
            _ => &dataset.validation,
        });
        let expected: Vec<f64> = predicted.row(7).iter().map(|&p| widen(p)).collect();
        assert_eq!(flow.blocks[4].values, expected);
    }
    assert_eq!(row_flow(&trainer, &mut copy, PartName::Validation, 20), Ok(None));
    assert_eq!(row_flow(&trainer, &mut copy, PartName::Test, 0), Ok(None));
    trainer.network_mut().store_mut().values[0] = Float::NAN;
    assert_eq!(row_flow(&trainer, &mut copy, PartName::Training, 0), Err(NotFinite));
}
