"""Trains a few parameters beside frozen ones, as low-rank adaptation does, for pgc-train --program.

Hu and others: "LoRA: Low-Rank Adaptation of Large Language Models", 2022. The frozen layers would come
from a file; here they are drawn.
"""

import sys

import numpy as np
import torch
from torch import nn
from torch.utils.data import TensorDataset

import pgc.torch

name = sys.argv[1]
features = torch.from_numpy(np.load(name + ".features.npy")).float()
labels = torch.from_numpy(np.load(name + ".labels.npy")).long()


class Adapted(nn.Module):
    """A frozen linear layer with a trained change of rank `rank`, which is zero at first."""

    def __init__(self, inputs, outputs, rank=4):
        super().__init__()
        self.frozen = nn.Linear(inputs, outputs).requires_grad_(False)
        self.down = nn.Parameter(torch.randn(inputs, rank) / inputs**0.5)
        self.up = nn.Parameter(torch.zeros(rank, outputs))

    def forward(self, x):
        return self.frozen(x) + x @ self.down @ self.up


def network():
    return nn.Sequential(
        Adapted(features.shape[1], 64), nn.ReLU(), Adapted(64, int(labels.max()) + 1)
    )


pgc.torch.serve(
    network,
    nn.CrossEntropyLoss(),
    TensorDataset(features, labels),
    metrics={"accuracy": pgc.torch.accuracy},
)
