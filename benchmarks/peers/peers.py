"""Gradients beside those of other programs, one thread each; started by scripts/benchmark-peers.

Every file in cases/ has CASES, a list of dictionaries (model, columns, labels, batch, precision, and
density below 1 for compressed rows; or model, dataset, precision), the name of the Python module that it needs (MODULE, PEER), and
prepare(problem), which gives a function that returns the flat gradient of the mean loss. Both
programs compute the same gradient of the same numbers, which is checked first; then they take
turns, and a ratio is the peer's seconds over ours, turn by turn.
"""

import importlib.util
import os
import statistics
import subprocess
import sys
import tempfile
import time

for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[name] = "1"

TURNS = 15
SECONDS = 0.1  # of a turn, at least
KEYS = ("model", "columns", "labels", "batch", "precision", "density", "dataset", "bias")


class Refused(Exception):
    """What our program says in place of a number."""


class Ours:
    """The Swift program, asked line by line."""

    def __init__(self, program):
        self.process = subprocess.Popen(
            [program], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def ask(self, line):
        self.process.stdin.write(line + "\n")
        self.process.stdin.flush()
        answer = self.process.stdout.readline().strip()
        if not answer or answer.startswith("error"):
            raise Refused(answer)
        return float(answer)

    def open(self, folder, case):
        settings = ",".join(f"{key}={case[key]}" for key in KEYS if key in case)
        return int(self.ask(f"open:dir={folder},{settings}"))

    def seconds(self, count):
        return self.ask(f"run:count={count}")


class Problem:
    """A case with its numbers as arrays."""

    def __init__(self, folder, case, numpy):
        self.case = case
        self.dtype = numpy.dtype(case["precision"])
        self.folder, self.numpy = folder, numpy
        self.labels, self.model = self.array("labels"), self.array("model")
        self.gradient = self.array("gradient")

    def array(self, name, dtype=None):
        return self.numpy.fromfile(os.path.join(self.folder, name), dtype or self.dtype)

    @property
    def features(self):
        return self.array("features").reshape(self.case["batch"], self.case["columns"])

    @property
    def compressed(self):
        """Values, column numbers and offsets of compressed rows."""
        return self.array("values"), self.array("indices", "int32"), self.array("offsets", "int64")


def repetitions(seconds):
    """How many calls take a turn, and that time for one."""
    count = 1
    while True:
        took = seconds(count)
        if took >= SECONDS:
            return count
        count = max(count + 1, int(count * min(10, 1.2 * SECONDS / max(took, 1e-9))))


# Rounding may send the slope of a pooled square, or of a unit near zero, elsewhere: one such is 1e-4
# of a float32 gradient. That the mathematics is the same shows in float64.
LIMITS = {"float64": 1e-10, "float32": 1e-3}


def checked(ours, case, module, numpy):
    """The peer's gradient, and how far it is from ours relative to the norm."""
    with tempfile.TemporaryDirectory() as folder:
        ours.open(folder, case)
        problem = Problem(folder, case, numpy)
        gradient = module.prepare(problem)
        theirs = numpy.asarray(gradient())
        norm = numpy.linalg.norm
        gap = norm(theirs - problem.gradient) / norm(problem.gradient)
        if not gap < LIMITS[case["precision"]]:
            sys.exit(f"peers: {case}: gradients differ by {gap:.1e} of their norm")
    return gradient, gap


def title(case):
    if "dataset" in case:
        name = f"{case['model']}, {case['dataset']}, {case['precision']}"
    else:
        name = f"{case['model']}, {case['batch']} x {case['columns']}, {case['precision']}"
    if case.get("density", 1) < 1:
        name += f", {100 * case['density']:g} %"
    return name + case.get("note", "")


def compare(ours, case, module, numpy):
    checked(ours, dict(case, precision="float64"), module, numpy)
    gradient, gap = checked(ours, case, module, numpy)

    def peer(count):
        begin = time.perf_counter()
        for _ in range(count):
            gradient()
        return time.perf_counter() - begin

    # The peer's gradient stays in its own tensors while it is timed.
    gradient = getattr(gradient, "plain", gradient)
    a, b = repetitions(ours.seconds), repetitions(peer)
    turns = [(ours.seconds(a) / a, peer(b) / b) for _ in range(TURNS)]
    mine, theirs = [t[0] for t in turns], [t[1] for t in turns]
    ratios = sorted(t[1] / t[0] for t in turns)
    quarter = len(ratios) // 4
    print(
        f"{title(case):44}{module.PEER:>10}{1e3 * statistics.median(mine):10.3f}"
        f"{1e3 * statistics.median(theirs):10.3f}{statistics.median(ratios):8.2f}"
        f"{ratios[quarter]:9.2f}-{ratios[-1 - quarter]:.2f}{min(theirs) / min(mine):8.2f}"
        f"{gap:10.0e}", flush=True)


def main():
    folder = os.path.join(os.path.dirname(os.path.abspath(__file__)), "cases")
    sys.path.insert(0, os.path.dirname(folder))
    wanted = sys.argv[2:]
    try:
        import numpy
    except ImportError:
        print("skipped: NumPy is not installed (apt-get install python3-numpy)")
        return
    ours = Ours(sys.argv[1])
    print(
        f"{'ms a gradient':44}{'peer':>10}{'ours':>10}{'peer':>10}{'ratio':>8}{'quartiles':>14}"
        f"{'best':>8}{'gap':>10}")
    for file in sorted(os.listdir(folder)):
        name, ending = os.path.splitext(file)
        if ending != ".py" or (wanted and name not in wanted):
            continue
        spec = importlib.util.spec_from_file_location(name, os.path.join(folder, file))
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        if importlib.util.find_spec(module.MODULE) is None:
            print(f"{name:44}skipped: {module.PEER} is not installed ({module.INSTALL})")
            continue
        for case in module.CASES:
            try:
                compare(ours, case, module, numpy)
            except Refused as refused:
                print(f"{title(case):44}skipped: {refused}", flush=True)


main()
