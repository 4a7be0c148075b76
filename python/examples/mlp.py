"""A multilayer perceptron in PyTorch for pgc-train --program."""

import sys

import numpy as np
import torch
from torch import nn
from torch.utils.data import TensorDataset

import pgc.torch

name = sys.argv[1]
features = torch.from_numpy(np.load(name + ".features.npy")).float()
labels = torch.from_numpy(np.load(name + ".labels.npy")).long()


def perceptron():
    return nn.Sequential(
        nn.Linear(features.shape[1], 64), nn.ReLU(),
        nn.Linear(64, 32), nn.ReLU(),
        nn.Linear(32, int(labels.max()) + 1),
    )


pgc.torch.serve(
    perceptron,
    nn.CrossEntropyLoss(),
    TensorDataset(features, labels),
    metrics={"accuracy": pgc.torch.accuracy},
)
