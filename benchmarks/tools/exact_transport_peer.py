"""Exact transport by POT and assignment by SciPy, on doubles read from standard input. Prints the least seconds of several runs and the answer.
Usage: exact_transport_peer.py emd n m | assignment n m | emd1d n m | wasserstein1d n m | sliced n m d projections"""
import sys, time
import numpy as np

what, n, m = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
data = np.frombuffer(sys.stdin.buffer.read(), dtype=np.float64).copy()

def least(work, rounds):
    best = float("inf")
    for _ in range(rounds):
        start = time.perf_counter(); answer = work(); best = min(best, time.perf_counter() - start)
    return best, answer

if what == "emd":
    import ot
    c, a, b = data[:n * m].reshape(n, m), data[n * m:n * m + n], data[n * m + n:]
    seconds, plan = least(lambda: ot.emd(a, b, c, numItermax=10_000_000), 3)
    print(seconds, float((plan * c).sum()))
elif what == "assignment":
    from scipy.optimize import linear_sum_assignment
    c = data.reshape(n, m)
    seconds, (r, k) = least(lambda: linear_sum_assignment(c), 2)
    print(seconds, float(c[r, k].sum()))
elif what in ("emd1d", "wasserstein1d"):
    import ot
    x, y, a, b = data[:n], data[n:n + m], data[n + m:2 * n + m], data[2 * n + m:]
    if what == "emd1d":
        print(*least(lambda: float(ot.emd2_1d(x, y, a, b)), 7))
    else:
        print(*least(lambda: float(ot.wasserstein_1d(x, y, a, b, p=2)), 7))
elif what == "sliced":
    import ot
    d, count = int(sys.argv[4]), int(sys.argv[5])
    x, y, theta = data[:n * d].reshape(n, d), data[n * d:(n + m) * d].reshape(m, d), data[(n + m) * d:].reshape(count, d)
    print(*least(lambda: float(ot.sliced_wasserstein_distance(x, y, n_projections=count, projections=np.ascontiguousarray(theta.T))), 5))
