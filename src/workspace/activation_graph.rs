//! The graphs of the activations, small enough for a field's side.

use crate::config::Activation;

/// The picture, in the units of its view box.
pub const WIDTH: f64 = 46.0;
/// Its height.
pub const HEIGHT: f64 = 34.0;

/// The two axes and the function, as paths of an SVG.
pub struct Graph {
    /// Where x and y are 0.
    pub axes: String,
    /// The function's values, cut at the picture's edges.
    pub curve: String,
}

/// What of the plane a picture shows.
struct Window {
    /// x from minus this to this.
    x: f64,
    low: f64,
    high: f64,
}

/// The graph of an activation. Softmax is shown against one other output at 0, where it
/// is the sigmoid.
pub fn graph(activation: Activation) -> Graph {
    let window = window(activation);
    let place_x = |x: f64| 1.0 + f64::midpoint(x / window.x, 1.0) * (WIDTH - 2.0);
    let place_y = |y: f64| {
        let share = (y - window.low) / (window.high - window.low);
        1.0 + (1.0 - share) * (HEIGHT - 2.0)
    };
    let points = (-24..=24)
        .map(|step| f64::from(step) / 24.0 * window.x)
        // A little beyond the edge, so that a line leaves the picture and does not bend.
        .map(|x| (place_x(x), place_y(value(activation, x)).clamp(-2.0, HEIGHT + 2.0)))
        .map(|(x, y)| format!("{x:.1},{y:.1}"))
        .collect::<Vec<_>>();
    let (zero_x, zero_y) = (place_x(0.0), place_y(0.0));
    Graph {
        axes: format!("M0 {zero_y:.1}H{WIDTH}M{zero_x:.1} 0V{HEIGHT}"),
        curve: format!("M{}", points.join("L")),
    }
}

fn window(activation: Activation) -> Window {
    match activation {
        Activation::Sigmoid | Activation::Softmax => Window { x: 6.0, low: -0.25, high: 1.25 },
        Activation::Tanh => Window { x: 3.0, low: -1.3, high: 1.3 },
        Activation::Exponential => Window { x: 2.5, low: -1.0, high: 6.0 },
        Activation::Linear => Window { x: 3.0, low: -3.0, high: 3.0 },
        _ => Window { x: 3.0, low: -2.0, high: 3.0 },
    }
}

/// Good enough to look at; what trains is the engine's own.
fn value(activation: Activation, x: f64) -> f64 {
    let elu = |alpha: f64| if x > 0.0 { x } else { alpha * (x.exp() - 1.0) };
    let sigmoid = |x: f64| 1.0 / (1.0 + (-x).exp());
    match activation {
        Activation::Linear => x,
        Activation::Relu => x.max(0.0),
        Activation::LeakyRelu => x.max(0.2 * x),
        Activation::Elu => elu(1.0),
        Activation::Selu => 1.050_700_99 * elu(1.673_263_24),
        Activation::Gelu => x * sigmoid(1.702 * x),
        Activation::Silu => x * sigmoid(x),
        Activation::Softplus => (1.0 + x.exp()).ln(),
        Activation::Sigmoid | Activation::Softmax => sigmoid(x),
        Activation::Tanh => 2.0 * sigmoid(2.0 * x) - 1.0,
        Activation::Exponential => x.exp(),
    }
}
