"""Times scikit-learn's orthogonal matching pursuit: sensing_peer.py omp M N K, with A [M, N] and y [M] as doubles on the standard input.

Prints the least seconds of several runs, and the l1 norm of the answer for the other side to compare with.
"""
import sys
import time

import numpy as np
from sklearn.linear_model import orthogonal_mp

m, n, k = (int(word) for word in sys.argv[2:5])
data = np.frombuffer(sys.stdin.buffer.read(), dtype=np.float64)
a, y = data[: m * n].reshape(m, n), data[m * n :]
best = float("inf")
for _ in range(12):
    start = time.perf_counter()
    x = orthogonal_mp(a, y, n_nonzero_coefs=k)
    best = min(best, time.perf_counter() - start)
print(best, np.abs(x).sum())
