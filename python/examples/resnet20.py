"""ResNet-20 on CIFAR-10 in PyTorch for pgc-train --program; its argument is the folder of data_batch_*.bin."""

import sys

import numpy as np
import torch
from torch import nn
from torch.nn import functional
from torch.utils.data import TensorDataset

import pgc.torch


def images(*names):
    rows = np.concatenate([np.fromfile(f"{sys.argv[1]}/{name}", np.uint8) for name in names])
    rows = rows.reshape(-1, 3073)
    # As bytes: each rank has a copy of its own.
    pixels = torch.from_numpy(np.ascontiguousarray(rows[:, 1:]).reshape(-1, 3, 32, 32))
    return TensorDataset(pixels, torch.from_numpy(rows[:, 0]).long())


class Scale(nn.Module):
    """From bytes to numbers around zero."""

    def forward(self, pixels):
        return (pixels.to(torch.get_default_dtype()) / 255 - 0.5) / 0.25


def convolution(inputs, outputs, step=1):
    return nn.Conv2d(inputs, outputs, 3, stride=step, padding=1, bias=False)


class Residual(nn.Module):
    """Two convolutions beside a shortcut, which takes every second point and has zeros for new planes."""

    def __init__(self, inputs, outputs, step):
        super().__init__()
        self.body = nn.Sequential(
            convolution(inputs, outputs, step), nn.BatchNorm2d(outputs), nn.ReLU(),
            convolution(outputs, outputs), nn.BatchNorm2d(outputs),
        )
        self.step = step
        self.more = outputs - inputs

    def forward(self, x):
        shortcut = x[:, :, :: self.step, :: self.step]
        shortcut = functional.pad(shortcut, (0, 0, 0, 0, 0, self.more))
        return functional.relu(self.body(x) + shortcut)


def network(blocks=3):
    """He, Zhang, Ren, Sun: "Deep Residual Learning for Image Recognition", 2016, section 4.2."""
    layers = [Scale(), convolution(3, 16), nn.BatchNorm2d(16), nn.ReLU()]
    inputs = 16
    for outputs in (16, 32, 64):
        for number in range(blocks):
            layers.append(Residual(inputs, outputs, 2 if number == 0 and outputs > 16 else 1))
            inputs = outputs
    return nn.Sequential(*layers, nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(64, 10))


pgc.torch.serve(
    network,
    nn.CrossEntropyLoss(),
    images(*(f"data_batch_{number}.bin" for number in range(1, 6))),
    test=images("test_batch.bin"),
    metrics={"accuracy": pgc.torch.accuracy},
)
