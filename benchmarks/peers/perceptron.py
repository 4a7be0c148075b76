"""The network and the data that both sides of the comparison of parameter servers use."""

import torch
from torch import nn

count = 6000
_generator = torch.Generator().manual_seed(0)
features = torch.randn(count, 784, generator=_generator)
labels = torch.randint(0, 10, (count,), generator=_generator)


def network():
    return nn.Sequential(
        nn.Linear(784, 512), nn.ReLU(), nn.Linear(512, 512), nn.ReLU(), nn.Linear(512, 10)
    )


def batch(samples):
    chosen = torch.from_numpy(samples)
    return features[chosen], labels[chosen]
