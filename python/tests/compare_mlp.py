"""The perceptron of examples/mlp.py, begun at a model of `--model mlp:hidden=64+32`."""

import runpy
import sys

import numpy as np
import torch

import pgc.torch

serve = pgc.torch.serve


def begun_elsewhere(make, *arguments, **named):
    def begun():
        module = make()
        rest = torch.from_numpy(np.load(sys.argv[2])).float()
        with torch.no_grad():
            for parameter in module.parameters():
                part, rest = rest[: parameter.numel()], rest[parameter.numel() :]
                # There a weight stands at [input, output].
                shape = tuple(reversed(parameter.shape))
                parameter.copy_(part.view(shape).T if parameter.dim() == 2 else part)
        return module

    serve(begun, *arguments, **named)


pgc.torch.serve = begun_elsewhere
runpy.run_path(sys.argv[3])
