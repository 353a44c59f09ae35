"""Times one smooth minimization by SciPy or scikit-learn: scipy_optimize_peer.py WHAT [N P LAMBDA] with the data on the standard input.

Prints the least seconds of several runs, the norm of the gradient at the answer, and the number of evaluations.
"""
import sys
import time

import numpy as np
from scipy.optimize import minimize, rosen, rosen_der

what = sys.argv[1]
evaluations = 0


def best(work, runs):
    least, answer = float("inf"), None
    for _ in range(runs):
        start = time.perf_counter()
        answer = work()
        least = min(least, time.perf_counter() - start)
    return least, answer


if what == "rosenbrock":
    n = int(sys.argv[2])
    x0 = np.ones(n)
    x0[::2] = -1.2
    options = dict(maxcor=10, gtol=1e-5, ftol=0, maxiter=100000, maxfun=1000000)
    seconds, r = best(lambda: minimize(rosen, x0, jac=rosen_der, method="L-BFGS-B", options=options), 3)
    print(seconds, np.linalg.norm(r.jac), r.nfev)
else:
    n, p, ridge = int(sys.argv[2]), int(sys.argv[3]), float(sys.argv[4])
    data = np.frombuffer(sys.stdin.buffer.read(), dtype=np.float64)
    a, y = np.ascontiguousarray(data[: n * p].reshape(n, p)), data[n * p :].copy()

    def logistic(w):
        margin = y * (a @ w)
        loss = np.logaddexp(0, -margin).mean() + ridge / 2 * (w @ w)
        return loss, -(a.T @ (y / (1 + np.exp(margin)))) / n + ridge * w

    if what == "logistic_scipy":
        options = dict(maxcor=10, gtol=float(sys.argv[5]), ftol=0, maxiter=10000)
        seconds, r = best(lambda: minimize(logistic, np.zeros(p), jac=True, method="L-BFGS-B", options=options), 5)
        print(seconds, np.linalg.norm(logistic(r.x)[1]), r.nfev)
    else:
        from sklearn.linear_model import LogisticRegression

        model = LogisticRegression(C=1 / (ridge * n), fit_intercept=False, solver="lbfgs", tol=float(sys.argv[5]), max_iter=10000)
        seconds, r = best(lambda: model.fit(a, y), 5)
        print(seconds, np.linalg.norm(logistic(r.coef_[0])[1]), int(r.n_iter_[0]))
