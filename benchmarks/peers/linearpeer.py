"""What the cases with linear models share: loss and gradient as one writes them with arrays."""


def logistic(a, transposed, problem, with_loss=True):
    """Mean loss and gradient; the loss, which every message carries, without overflow."""
    import numpy
    from scipy.special import expit

    y, w, n = problem.labels, problem.model, len(problem.labels)

    def gradient():
        margins = y * (a @ w)
        if with_loss:
            numpy.logaddexp(0, -margins).sum() / n
        return transposed @ (y * expit(-margins)) / -n

    return gradient


def least_squares(a, transposed, problem):
    y, w, n = problem.labels, problem.model, len(problem.labels)

    def gradient():
        residuals = a @ w - y
        residuals @ residuals / n
        return transposed @ residuals * (2 / n)

    return gradient


def matrix(problem):
    """The compressed rows of a problem as SciPy has them, and their transpose."""
    import numpy
    from scipy.sparse import csr_matrix

    values, indices, offsets = problem.compressed
    if not len(values):
        values = numpy.ones(len(indices), problem.dtype)
    shape = (len(offsets) - 1, len(problem.model))
    a = csr_matrix((values, indices, offsets.astype("int32")), shape=shape)
    return a, a.T
