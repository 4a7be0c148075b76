"""CIFAR-10 and residual blocks: what resnet18.py and resnet20.py share.

Their arguments are the folder of data_batch_*.bin and, where less is wanted than all of it, --train and
--test (so many images, from the first) and --judged (training images on which models are judged);
--buffers says which statistics models are judged with.
"""

import argparse
import glob

import numpy as np
import torch
from torch import nn
from torch.nn import functional
from torch.utils.data import TensorDataset

import pgc.torch


def images(pattern, count):
    files = sorted(glob.glob(pattern))
    if not files:
        raise FileNotFoundError(f"{pattern}: there is none; give the folder of CIFAR-10's binary version")
    rows = np.concatenate([np.fromfile(file, np.uint8) for file in files]).reshape(-1, 3073)[:count]
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
    """Two convolutions beside a shortcut, which takes every `step`-th point.

    The shortcut has zeros for new planes, or is projected: options A and B of the paper.
    """

    def __init__(self, inputs, outputs, step, projects=False):
        super().__init__()
        self.body = nn.Sequential(
            convolution(inputs, outputs, step), nn.BatchNorm2d(outputs), nn.ReLU(),
            convolution(outputs, outputs), nn.BatchNorm2d(outputs),
        )
        self.step = step
        self.more = outputs - inputs
        self.shortcut = None
        if projects and (step > 1 or self.more):
            self.shortcut = nn.Sequential(
                nn.Conv2d(inputs, outputs, 1, stride=step, bias=False), nn.BatchNorm2d(outputs)
            )

    def forward(self, x):
        if self.shortcut is not None:
            return functional.relu(self.body(x) + self.shortcut(x))
        shortcut = x[:, :, :: self.step, :: self.step]
        return functional.relu(self.body(x) + functional.pad(shortcut, (0, 0, 0, 0, 0, self.more)))


def residual_network(widths, blocks, projects=False):
    """He, Zhang, Ren, Sun: "Deep Residual Learning for Image Recognition", 2016."""
    inputs = widths[0]
    layers = [Scale(), convolution(3, inputs), nn.BatchNorm2d(inputs), nn.ReLU()]
    for outputs in widths:
        for number in range(blocks):
            step = 2 if number == 0 and outputs > widths[0] else 1
            layers.append(Residual(inputs, outputs, step, projects))
            inputs = outputs
    return nn.Sequential(*layers, nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(inputs, 10))


def serve(network):
    parser = argparse.ArgumentParser()
    parser.add_argument("folder")
    for name in ("train", "test", "judged"):
        parser.add_argument("--" + name, type=int)
    parser.add_argument("--buffers", default="estimated")
    options = parser.parse_args()
    pgc.torch.serve(
        network,
        nn.CrossEntropyLoss(),
        images(options.folder + "/data_batch_*.bin", options.train),
        test=None if options.test == 0 else images(options.folder + "/test_batch.bin", options.test),
        metrics={"accuracy": pgc.torch.accuracy},
        buffers=options.buffers,
        judged=options.judged,
    )
