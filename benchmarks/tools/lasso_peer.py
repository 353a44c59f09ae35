"""Times scikit-learn's Lasso on data in a file: lasso_peer.py FILE TOLERANCE ROUNDS.

The file holds n, p, q as 64-bit integers, then X [n, p], y [n] and the q weights as doubles. The coefficients are written to
FILE.out as [q, p]; printed are the least seconds of the rounds.
"""
import sys
import time
import warnings

import numpy as np
from sklearn.linear_model import Lasso, lasso_path

name, tolerance, rounds = sys.argv[1], float(sys.argv[2]), int(sys.argv[3])
warnings.simplefilter("ignore")
raw = open(name, "rb").read()
n, p, q = np.frombuffer(raw, np.int64, 3)
numbers = np.frombuffer(raw, np.float64, offset=24)
x, y, weights = numbers[: n * p].reshape(n, p), numbers[n * p : n * p + n], numbers[n * p + n :]
best = float("inf")
for _ in range(rounds):
    start = time.perf_counter()
    if q == 1:
        model = Lasso(alpha=weights[0], fit_intercept=False, tol=tolerance, max_iter=1_000_000).fit(x, y)
        coefficients = model.coef_[None, :]
    else:
        coefficients = lasso_path(x, y, alphas=weights, tol=tolerance, max_iter=1_000_000)[1].T
    best = min(best, time.perf_counter() - start)
np.ascontiguousarray(coefficients).tofile(name + ".out")
print(best)
