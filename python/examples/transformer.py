"""A small transformer that predicts the next letter of a text, for pgc-train --program.

Its argument is a text file, such as /usr/share/common-licenses/GPL-3 on Debian.
"""

import sys

import torch
from torch import nn
from torch.utils.data import Dataset

import pgc.torch

LENGTH, WIDTH = 32, 32

text = open(sys.argv[1], "rb").read()
letters = sorted(set(text))
numbers = torch.tensor([letters.index(letter) for letter in text])


class Windows(Dataset):
    """Pieces of the text, each with the letters that follow."""

    def __len__(self):
        return (len(numbers) - 1) // LENGTH

    def __getitem__(self, i):
        begin = i * LENGTH
        return numbers[begin : begin + LENGTH], numbers[begin + 1 : begin + 1 + LENGTH]


class Transformer(nn.Module):
    def __init__(self):
        super().__init__()
        self.letters = nn.Embedding(len(letters), WIDTH)
        self.places = nn.Embedding(LENGTH, WIDTH)
        layer = nn.TransformerEncoderLayer(
            WIDTH, nhead=4, dim_feedforward=4 * WIDTH, dropout=0.1, batch_first=True
        )
        self.layers = nn.TransformerEncoder(layer, num_layers=2)
        self.out = nn.Linear(WIDTH, len(letters))
        self.register_buffer("mask", torch.full((LENGTH, LENGTH), float("-inf")).triu(1))

    def forward(self, x):
        return self.out(self.layers(self.letters(x) + self.places.weight, self.mask))


def loss(outputs, targets):
    return nn.functional.cross_entropy(outputs.flatten(0, 1), targets.flatten())


pgc.torch.serve(Transformer, loss, Windows())
