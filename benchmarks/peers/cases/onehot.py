from linearpeer import least_squares, logistic, matrix

PEER = "SciPy"
MODULE = "scipy"
INSTALL = "apt-get install python3-scipy"
CASES = [
    dict(model=model, dataset=dataset, precision="float64", bias="no", note=note)
    for dataset, models in (
        ("kc-house", ("logistic", "least-squares")), ("amazon", ("logistic",)))
    for model in models
    for note in (("", ", no loss") if model == "logistic" else ("",))
]


def prepare(problem):
    a, transposed = matrix(problem)
    if problem.case["model"] == "least-squares":
        return least_squares(a, transposed, problem)
    return logistic(a, transposed, problem, with_loss=not problem.case["note"])
