using System.Numerics;
using System.Numerics.Tensors;
using MathsIA.Execution;
using MathsIA.Kernels;

namespace MathsIA.Optimization;

/// <summary>The indicator of the epigraph of the Euclidean norm, <c>‖x‖₂ ≤ t</c> for points (x, t): the second-order cone with its bound last.</summary>
/// <remarks>Prox: (x, t) inside; 0 in the polar cone; else <c>(‖x‖ + t)/2 · (x/‖x‖, 1)</c>. Conjugate: the indicator of <c>‖u‖₂ ≤ −s</c>.</remarks>
/// <typeparam name="T">The element type: <c>float</c> or <c>double</c>.</typeparam>
public sealed class L2Epigraph<T> : IConjugable<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <inheritdoc/>
    public FunctionTraits Traits => FunctionTraits.Convex | FunctionTraits.Cone;

    /// <inheritdoc/>
    /// <exception cref="ShapeMismatchException">There is no coordinate.</exception>
    public T Value(ReadOnlySpan<T> x)
    {
        EpigraphPoint.NotEmpty(this, x);
        return EpigraphPoint.Contains(Vectors.Norm(x[..^1]), x[^1], x.Length);
    }

    /// <inheritdoc/>
    /// <exception cref="ShapeMismatchException">There is no coordinate.</exception>
    public T Prox(ReadOnlySpan<T> x, T step, Span<T> destination)
    {
        EpigraphPoint.NotEmpty(this, x);
        ProximalGuard.Prox(this, x, step, destination, null);
        T bound = x[^1], norm = Vectors.Norm(x[..^1]);
        if (norm <= bound)
            x.CopyTo(destination);
        else if (norm <= -bound)
            destination.Clear();
        else
        {
            T half = (bound + norm) / (T.One + T.One);
            TensorPrimitives.Multiply(x[..^1], half / norm, destination[..^1]);
            destination[^1] = half;
        }

        return T.Zero;
    }

    /// <inheritdoc/>
    /// <exception cref="ShapeMismatchException">There is no coordinate.</exception>
    public T ConjugateValue(ReadOnlySpan<T> u)
    {
        EpigraphPoint.NotEmpty(this, u);
        return EpigraphPoint.Contains(Vectors.Norm(u[..^1]), -u[^1], u.Length);
    }
}
