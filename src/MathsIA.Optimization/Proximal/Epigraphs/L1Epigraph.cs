using System.Numerics;
using System.Numerics.Tensors;
using MathsIA.Execution;
using MathsIA.Kernels;

namespace MathsIA.Optimization;

/// <summary>The indicator of the epigraph of the l1 norm, <c>‖x‖₁ ≤ t</c> for points (x, t); with two elements, that of the absolute value.</summary>
/// <remarks>Prox: soft thresholding by the γ with <c>Σᵢ max(|xᵢ| − γ, 0) = t + γ</c>, by Newton on that piecewise linear function; 0 in the polar cone. Conjugate: the indicator of <c>‖u‖∞ ≤ −s</c>.</remarks>
/// <typeparam name="T">The element type: <c>float</c> or <c>double</c>.</typeparam>
public sealed class L1Epigraph<T> : IConjugable<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <inheritdoc/>
    public FunctionTraits Traits => FunctionTraits.Convex | FunctionTraits.Cone;

    /// <inheritdoc/>
    /// <exception cref="ShapeMismatchException">There is no coordinate.</exception>
    public T Value(ReadOnlySpan<T> x)
    {
        EpigraphPoint.NotEmpty(this, x);
        return EpigraphPoint.Contains(L1Ball<T>.Norm(x[..^1]), x[^1], x.Length);
    }

    /// <inheritdoc/>
    /// <exception cref="ShapeMismatchException">There is no coordinate.</exception>
    public T Prox(ReadOnlySpan<T> x, T step, Span<T> destination)
    {
        EpigraphPoint.NotEmpty(this, x);
        ProximalGuard.Prox(this, x, step, destination, null);
        Project(x, destination);
        return T.IsNaN(destination[^1]) ? T.NaN : T.Zero;
    }

    /// <inheritdoc/>
    /// <exception cref="ShapeMismatchException">There is no coordinate.</exception>
    public T ConjugateValue(ReadOnlySpan<T> u)
    {
        EpigraphPoint.NotEmpty(this, u);
        return EpigraphPoint.Contains(L1Ball<T>.Largest(u[..^1]), -u[^1], u.Length);
    }
    internal static void Project(ReadOnlySpan<T> x, Span<T> destination)
    {
        ReadOnlySpan<T> point = x[..^1];
        T largest = L1Ball<T>.Largest(point);
        double bound = Widening.ToDouble(x[^1]), norm = Widening.ToDouble(L1Ball<T>.Norm(point));
        if (norm <= bound)
        {
            x.CopyTo(destination);
            return;
        }

        if (!double.IsFinite(norm + bound))
        {
            destination.Fill(T.NaN);
            return;
        }

        if (Widening.ToDouble(largest) <= -bound)
        {
            destination.Clear();
            return;
        }

        // Newton from the left on a convex decreasing function: it rises to the root and stops there.
        double gamma = Math.Max(0, -bound);
        while (true)
        {
            double sum = 0;
            int active = 0;
            foreach (T element in point)
            {
                double magnitude = Math.Abs(Widening.ToDouble(element));
                bool above = magnitude > gamma;
                sum += above ? magnitude : 0;
                active += above ? 1 : 0;
            }

            double next = (sum - bound) / (active + 1);
            if (!(next > gamma))
                break;
            gamma = next;
        }

        destination[^1] = Widening.FromDouble<T>(bound + gamma);
        T threshold = Widening.FromDouble<T>(gamma);
        for (int i = 0; i < point.Length; i++)
            destination[i] = T.CopySign(T.Max(T.Abs(point[i]) - threshold, T.Zero), point[i]);
    }
}
