"""Times one projection of the doubles that stand on the standard input: prox_peer.py simplex|isotonic.

Prints the least seconds of several runs, and one number of the answer for the other side to compare with.
"""
import sys
import time

import numpy as np

what = sys.argv[1]
x = np.frombuffer(sys.stdin.buffer.read(), dtype=np.float64).copy()
if what == "simplex":
    from ot.utils import proj_simplex

    def work():
        return proj_simplex(x)
else:
    from sklearn.isotonic import isotonic_regression

    def work():
        return isotonic_regression(x)

answer = float(np.abs(work()).max())
best = float("inf")
for _ in range(7):
    start = time.perf_counter()
    work()
    best = min(best, time.perf_counter() - start)
print(best, answer)
