"""Times one factorization of the n x n matrix of doubles that stands on the standard input: scipy_peer.py WHAT N.

Prints the least seconds of several runs, and one number of the answer for the other side to compare with.
"""
import sys
import time

import numpy as np
import scipy.linalg as sl

what, n = sys.argv[1], int(sys.argv[2])
a = np.frombuffer(sys.stdin.buffer.read(), dtype=np.float64).reshape(n, n)
spd = a @ a.T + n * np.eye(n)
work = {
    "chol": lambda: sl.cholesky(spd),
    "qr": lambda: sl.qr(a, mode="economic"),
    "solve": lambda: sl.solve(a, spd),
    "eigh": lambda: sl.eigh(spd),
    "svd": lambda: sl.svd(a, full_matrices=False),
}[what]
number = {
    "chol": lambda r: 2 * np.log(np.diag(r)).sum(),
    "qr": lambda r: abs(r[0][0, 0]),
    "solve": lambda r: r[0, 0],
    "eigh": lambda r: r[0][0],
    "svd": lambda r: r[1][0],
}[what](work())
best = float("inf")
for _ in range(12):
    start = time.perf_counter()
    work()
    best = min(best, time.perf_counter() - start)
print(best, number)
