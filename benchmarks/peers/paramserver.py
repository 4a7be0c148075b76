"""A plain parameter server in mpi4py and PyTorch, to compare `pgc-train --program` with.

    scripts/mpirun 25 python3 benchmarks/peers/paramserver.py STEPS BATCH

Rank 0 sends the model to every worker, adds up their gradients and makes the step; a worker copies the
model into its module, evaluates its share of the batch and sends the gradient. Buffers, no pickling.
"""

import sys
import time

import numpy as np
import torch
from mpi4py import MPI

from perceptron import batch, count, network

steps, size = int(sys.argv[1]), int(sys.argv[2])
world = MPI.COMM_WORLD
workers = world.size - 1
torch.set_num_threads(1)
torch.manual_seed(1)
module = network()
loss = torch.nn.CrossEntropyLoss(reduction="sum")
vector = torch.nn.utils.parameters_to_vector(module.parameters()).detach().numpy().copy()

if world.rank == 0:
    incoming = np.empty_like(vector)
    began = time.perf_counter()
    for step in range(steps + 5):
        if step == 5:
            began = time.perf_counter()
        for worker in range(1, world.size):
            world.Send(vector, worker)
        total = np.zeros_like(vector)
        for _ in range(workers):
            world.Recv(incoming, MPI.ANY_SOURCE)
            total += incoming
        vector -= 0.1 / size * total
    print(f"mpi4py and PyTorch: {steps / (time.perf_counter() - began):.2f} steps a second")
else:
    random = np.random.default_rng(world.rank)
    own = np.arange(world.rank - 1, count, workers)
    share = size // workers + (world.rank <= size % workers)
    for step in range(steps + 5):
        world.Recv(vector, 0)
        torch.nn.utils.vector_to_parameters(torch.from_numpy(vector), module.parameters())
        module.zero_grad()
        inputs, targets = batch(np.sort(random.choice(own, share, replace=False)))
        loss(module(inputs), targets).backward()
        gradient = torch.cat([p.grad.reshape(-1) for p in module.parameters()])
        world.Send(gradient.numpy(), 0)
