using System.Numerics;
using System.Numerics.Tensors;
using MathsIA.Kernels;
using MathsIA.Operators;

namespace MathsIA.LinearAlgebra;

/// <summary>A checked system <c>Ax = b</c> with its start, target and monitor: what the iterative solvers share.</summary>
internal sealed class LinearSystem<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public LinearSystem(string operation, ILinearOperator<T> a, Tensor<T> b, IterativeOptions<T> options, bool square, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(a);
        ArgumentNullException.ThrowIfNull(b);
        if (square && a.Domain != a.Range)
            throw new ShapeMismatchException(operation, $"the operator {a.Domain} → {a.Range} must map a shape to itself.", nameof(a));
        if (b.Shape != a.Range)
            throw new ShapeMismatchException(operation, $"the operator {a.Domain} → {a.Range} and the right side {b.Shape} do not fit.", nameof(b));
        if (options.InitialGuess is { } guess && guess.Shape != a.Domain)
            throw new ShapeMismatchException(operation, $"the operator {a.Domain} → {a.Range} and the initial guess {guess.Shape} do not fit.", nameof(options));
        if (options.Preconditioner is { } m && (m.Domain != a.Domain || m.Range != a.Domain))
            throw new ShapeMismatchException(operation, $"the operator {a.Domain} → {a.Range} and the preconditioner {m.Domain} → {m.Range} do not fit.", nameof(options));
        if (square && options.Damping != T.Zero)
            throw new ArgumentException($"{operation}: only LSQR takes a damping; add a multiple of the identity to the operator instead.", nameof(options));
        A = a;
        B = b.ToArray();
        X = options.InitialGuess?.ToArray() ?? new T[a.Domain.Length];
        RightNorm = VectorKernels.Norm<T>(B);
        // A right side that is not finite must not set a target that anything reaches.
        Target = T.IsFinite(RightNorm) ? T.Max(options.Tolerance * RightNorm, options.AbsoluteTolerance) : T.Zero;
        int limit = options.MaxIterations ?? (int)Math.Min(int.MaxValue, Math.Max(10, 10L * X.Length));
        Monitor = new IterationMonitor<T>(options.Progress, options.RecordHistory, limit, cancellation);
    }

    public ILinearOperator<T> A { get; }

    public T[] B { get; }

    /// <summary>The current point.</summary>
    public T[] X { get; }

    public T RightNorm { get; }

    /// <summary>The residual norm to reach.</summary>
    public T Target { get; }

    public IterationMonitor<T> Monitor { get; }

    /// <summary>Writes <c>b - Ax</c> and gives its norm.</summary>
    public T Residual(Span<T> r)
    {
        A.Apply(X, r);
        TensorPrimitives.Subtract(B, r, r);
        return VectorKernels.Norm<T>(r);
    }

    public IterativeResult<T> Result(Status status, T residual, T? gradient = null) => new()
    {
        Solution = Tensor.From(X, A.Domain),
        Status = status,
        Iterations = Monitor.Iterations,
        ResidualNorm = residual,
        IsConsistent = residual <= Target,
        GradientNorm = gradient,
        ResidualHistory = Monitor.History,
    };
}
