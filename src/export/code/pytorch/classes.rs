//! What `PyTorch` has otherwise than Keras, as small classes of the script.

/// A batch's mean over all processes.
pub const BATCH_MEAN: &str = "\
# The sum over all processes, on the way back too.
class AllReduce(torch.autograd.Function):
    @staticmethod
    def forward(context, values):
        values = values.clone()
        distributed.all_reduce(values)
        return values

    @staticmethod
    def backward(context, gradient):
        return AllReduce.forward(context, gradient)


# The mean over a batch, of which another process may have a share.
def batch_mean(values):
    total, count = values.sum(dim=0), torch.tensor(float(len(values)))
    if processes > 1:
        total = AllReduce.apply(total)
        distributed.all_reduce(count)
    return total / count
";

pub const BATCH_NORM: &str = "\
# Keras's BatchNormalization: the moving variance is the mean of the squares, where
# torch divides by n - 1; and Keras's momentum is what stays, torch's what is new.
class BatchNorm(nn.BatchNorm1d):
    def __init__(self, units, momentum=0.99, epsilon=0.001, center=True, scale=True):
        super().__init__(units, eps=epsilon, momentum=1 - momentum)
        self.bias.requires_grad_(center)
        self.weight.requires_grad_(scale)

    def forward(self, x):
        if not self.training:
            return super().forward(x)
        mean = batch_mean(x)
        variance = batch_mean((x - mean) ** 2)
        with torch.no_grad():
            self.running_mean.lerp_(mean, self.momentum)
            self.running_var.lerp_(variance, self.momentum)
        x = (x - mean) / torch.sqrt(variance + self.eps)
        return x * self.weight + self.bias
";

pub const EXPONENTIAL: &str = "\
# torch has no module of it.
class Exponential(nn.Module):
    def forward(self, x):
        return torch.exp(x)
";

pub const RMSPROP: &str = "\
# Keras's RMSprop adds epsilon under the root, torch's beside it, which matters where
# gradients are small; and Keras keeps 0.9 of the mean, torch 0.99.
class RMSprop(torch.optim.Optimizer):
    def __init__(self, weights, lr, rho=0.9, epsilon=1e-7):
        super().__init__(weights, {\"lr\": lr, \"rho\": rho, \"epsilon\": epsilon})

    @torch.no_grad()
    def step(self):
        for group in self.param_groups:
            for weight in group[\"params\"]:
                if weight.grad is not None:
                    state = self.state[weight]
                    mean = state.setdefault(\"mean\", torch.zeros_like(weight))
                    mean.lerp_(weight.grad**2, 1 - group[\"rho\"])
                    root = torch.sqrt(mean + group[\"epsilon\"])
                    weight -= group[\"lr\"] * weight.grad / root
";

pub const SGD: &str = "\
# In Keras the velocity holds steps, in torch gradients: the same while the learning rate
# stays, but here it changes.
class SGD(torch.optim.Optimizer):
    def __init__(self, weights, lr, momentum, nesterov=False):
        super().__init__(weights, {\"lr\": lr, \"momentum\": momentum, \"nesterov\": nesterov})

    @torch.no_grad()
    def step(self):
        for group in self.param_groups:
            lr, momentum = group[\"lr\"], group[\"momentum\"]
            for weight in group[\"params\"]:
                if weight.grad is None:
                    continue
                state = self.state[weight]
                velocity = state.setdefault(\"velocity\", torch.zeros_like(weight))
                velocity.mul_(momentum).sub_(lr * weight.grad)
                if group[\"nesterov\"]:
                    weight += momentum * velocity - lr * weight.grad
                else:
                    weight += velocity
";
