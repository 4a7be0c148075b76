"""Writes the data of the examples: points of two classes, and of ten, as NumPy files."""

import numpy as np

random = np.random.default_rng(1)

features = random.normal(size=(400, 10))
margins = features @ np.linspace(-1, 1, 10) + random.normal(size=400)
np.save("two.features.npy", features)
np.save("two.labels.npy", np.where(margins > 0, 1.0, -1.0))

labels = random.integers(0, 10, 2000)
centers = random.normal(size=(10, 20))
np.save("ten.features.npy", centers[labels] + 1.2 * random.normal(size=(2000, 20)))
np.save("ten.labels.npy", labels.astype(float))
