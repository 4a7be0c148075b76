"""Gradients from Python for `pgc-train --program`, and the runs that it leaves, as tables.

`serve(problem)` answers pgc-train; `pgc.torch.serve(module, loss, dataset)` does it for PyTorch, and
`pgc.jax.serve(initial, loss, data)` for JAX.
`read_run(folder)`, `read_results(folder)` and `plot(...)` read what came of it.
"""

from pgc.problem import Problem, Task
from pgc.runs import Run, plot, read_results, read_run
from pgc.server import serve

__all__ = ["Problem", "Run", "Task", "plot", "read_results", "read_run", "serve"]
