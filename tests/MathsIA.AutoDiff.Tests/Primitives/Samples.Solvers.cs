namespace MathsIA.AutoDiff.Tests;

/// <summary>Iterations, implicit functions and differential equations.</summary>
public static partial class Samples
{
    private static IEnumerable<Sample> Solvers =>
    [
        new("LinearCombination", x => Variable.LinearCombination<double>([2, -0.5, 1], x[0], x[1], x[0]), x => Variable.LinearCombination<float>([2, -0.5f, 1], x[0], x[1], x[0]), Any(2, 3), Any(2, 3)),
        new("LinearCombination, rank 0", x => Variable.LinearCombination<double>([2, -0.5], x[0], x[1]), x => Variable.LinearCombination<float>([2, -0.5f], x[0], x[1]), Any(), Any()),
        new("LinearCombination, empty", x => Variable.LinearCombination<double>([2, -0.5], x[0], x[1]), x => Variable.LinearCombination<float>([2, -0.5f], x[0], x[1]), Any(2, 0), Any(2, 0)),
        new("Iterate", x => Variable.Iterate((s, p, k) => s + 0.1 * (k + 1.0) * p[0] * s.Sin(), x[0], [x[1]], 5, 2), x => Variable.Iterate((s, p, k) => s + 0.1f * (k + 1f) * p[0] * s.Sin(), x[0], [x[1]], 5, 2), Any(2, 3), Any(3)),
        new("Iterate, empty", x => Variable.Iterate((s, p, k) => s * p[0], x[0], [x[1]], 3), x => Variable.Iterate((s, p, k) => s * p[0], x[0], [x[1]], 3), Any(0), Any(0)),
        new("Iterate, one step", x => Variable.Iterate((s, p, k) => s * p[0], x[0], [x[1]], 1), x => Variable.Iterate((s, p, k) => s * p[0], x[0], [x[1]], 1), Any(3), Any(3)),
        new("Implicit.Root", x => ImplicitSamples.Root(x), x => ImplicitSamples.Root(x), Any(3), Any(3)),
        new("Implicit.Root, by iteration", x => ImplicitSamples.Root(x, ImplicitMethod.Gmres), x => ImplicitSamples.Root(x, ImplicitMethod.Gmres), Any(2, 2), Any(2, 2)),
        new("Implicit.FixedPoint", x => ImplicitSamples.FixedPoint(x), x => ImplicitSamples.FixedPoint(x), Any(3), Any(3)),
        new("Implicit.ArgMin", x => ImplicitSamples.Minimum(x).Minimizer, x => ImplicitSamples.Minimum(x).Minimizer, Any(3), Any(3)),
        new("Implicit.Minimum", x => ImplicitSamples.Minimum(x).Value, x => ImplicitSamples.Minimum(x).Value, Any(3), Any(3)),
        new("Implicit.LinearSolve", x => ImplicitSamples.LinearSolve(x), x => ImplicitSamples.LinearSolve(x), Any(4), Positive(4)),
        new("Ode, fixed steps", x => Ode.Solve((t, y, p) => p[0] * y.Sin() + t, x[0], [0, 0.5, 1], [x[1]], new() { Method = ButcherTableau.RungeKutta4, StepSize = 0.25 }).Final,
            x => Ode.Solve((t, y, p) => p[0] * y.Sin() + (float)t, x[0], [0, 0.5, 1], [x[1]], new() { Method = ButcherTableau.RungeKutta4, StepSize = 0.25 }).Final, Any(2, 3), Any(3)) { LeavesOut = true },
        new("Ode, moving times", x => Ode.SolveTimed((t, y, p) => p[0] * y.Sin() + t.Square(), x[0], [x[2], 0.7, x[3]], [x[1]], new() { Method = ButcherTableau.RungeKutta4, StepSize = 0.25 }).Final,
            x => Ode.SolveTimed((t, y, p) => p[0] * y.Sin() + t.Square(), x[0], [x[2], 0.7f, x[3]], [x[1]], new() { Method = ButcherTableau.RungeKutta4, StepSize = 0.25 }).Final, Any(2, 3), Any(3), Tensor.Scalar(0.1), Tensor.Scalar(1.3)) { LeavesOut = true },
    ];
}
