"""Times POT on our problem: transport_peer.py sinkhorn_log|sinkhorn N EPSILON ITERATIONS.

The standard input holds the costs, N x N doubles; masses are uniform. Prints the least seconds of several runs of that many iterations,
and the linear cost they end with.
"""
import sys
import time
import warnings

import numpy as np
import ot

warnings.simplefilter("ignore")
what, n, epsilon, iterations = sys.argv[1], int(sys.argv[2]), float(sys.argv[3]), int(sys.argv[4])
c = np.frombuffer(sys.stdin.buffer.read(), dtype=np.float64).reshape(n, n)
a = np.full(n, 1 / n)
method = {"sinkhorn_log": ot.bregman.sinkhorn_log, "sinkhorn": ot.bregman.sinkhorn_knopp}[what]


def work():
    # POT looks at its error every ten iterations, which is part of what a user gets.
    return method(a, a, c, epsilon, numItermax=iterations, stopThr=0)


plan = work()
best = float("inf")
for _ in range(4 if what == "sinkhorn_log" else 8):
    start = time.perf_counter()
    work()
    best = min(best, time.perf_counter() - start)
print(best, (plan * c).sum())
