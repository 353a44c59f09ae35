using System.Numerics;
using System.Numerics.Tensors;

namespace MathsIA.Operators;

/// <summary>Forward differences of a tensor along each of its one to three axes, for total variation and diffusion.</summary>
/// <remarks>
/// <para><c>(Kx)[a, i] = x[i + eₐ] - x[i]</c>: the range has the axis <c>a</c> first, so that each component is a whole image.
/// At the border the difference is zero (<see cref="GridBoundary.Neumann"/>) or wraps (<see cref="GridBoundary.Periodic"/>).
/// The adjoint is minus the <see cref="DivergenceOperator{T}"/>.</para>
/// <para>Norm: exact. The squared norms along the axes add up: <c>4 sin²(π (n-1) / 2n)</c> for Neumann,
/// <c>4 sin²(π ⌊n/2⌋ / n)</c> for periodic, so <c>‖K‖² ≤ 4, 8, 12</c> in one, two and three dimensions
/// (Chambolle, J. Math. Imaging Vision 20, 2004).</para>
/// </remarks>
/// <typeparam name="T">The element type.</typeparam>
public sealed class GradientOperator<T> : LinearOperator<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly bool _periodic;

    /// <summary>Creates the operator.</summary>
    /// <param name="shape">The shape of the tensors, with one to three axes.</param>
    /// <param name="boundary">What happens at the border.</param>
    /// <exception cref="ShapeMismatchException">The shape has no axis or more than three.</exception>
    public GradientOperator(Shape shape, GridBoundary boundary = GridBoundary.Neumann)
        : base(OperatorGuard.OfRank(shape, 3, "Gradient"), shape.Insert(0, shape.Rank))
    {
        _periodic = boundary == GridBoundary.Periodic;
        double square = 0;
        foreach (int n in shape.Lengths)
        {
            double sine = n == 0 ? 0 : _periodic ? Math.Sin(Math.PI * (n / 2) / n) : Math.Sin(Math.PI * (n - 1) / (2.0 * n));
            square += shape.ElementCount == 0 ? 0 : 4 * sine * sine;
        }

        Norm = OperatorNorm<T>.Exactly(T.CreateChecked(Math.Sqrt(square)));
    }

    /// <inheritdoc/>
    public override OperatorNorm<T> Norm { get; }

    /// <inheritdoc/>
    protected override void Forward(ReadOnlySpan<T> x, Span<T> destination)
    {
        for (int axis = 0; axis < Domain.Rank; axis++)
        {
            (int planes, int plane, int inner) = Layout(axis);
            Span<T> component = destination.Slice(axis * x.Length, x.Length);
            for (int p = 0; p < planes; p++)
            {
                ReadOnlySpan<T> from = x.Slice(p * plane, plane);
                Span<T> to = component.Slice(p * plane, plane);
                int body = plane - inner;
                TensorPrimitives.Subtract(from[inner..], from[..body], to[..body]);
                if (_periodic)
                    TensorPrimitives.Subtract(from[..inner], from[body..], to[body..]);
                else
                    to[body..].Clear();
            }
        }
    }

    /// <inheritdoc/>
    protected override void Backward(ReadOnlySpan<T> u, Span<T> destination)
    {
        destination.Clear();
        for (int axis = 0; axis < Domain.Rank; axis++)
        {
            (int planes, int plane, int inner) = Layout(axis);
            ReadOnlySpan<T> component = u.Slice(axis * destination.Length, destination.Length);
            for (int p = 0; p < planes; p++)
            {
                ReadOnlySpan<T> from = component.Slice(p * plane, plane);
                Span<T> to = destination.Slice(p * plane, plane);
                int body = plane - inner;
                TensorPrimitives.Subtract(to[..body], from[..body], to[..body]);
                TensorPrimitives.Add(to[inner..], from[..body], to[inner..]);
                if (_periodic)
                {
                    TensorPrimitives.Subtract(to[body..], from[body..], to[body..]);
                    TensorPrimitives.Add(to[..inner], from[body..], to[..inner]);
                }
            }
        }
    }

    /// <summary>How many independent planes an axis has, how long each is, and the distance between neighbours within it.</summary>
    private (int Planes, int Plane, int Inner) Layout(int axis)
    {
        if (Domain.ElementCount == 0)
            return (0, 0, 0);
        int inner = 1;
        for (int i = axis + 1; i < Domain.Rank; i++)
            inner *= Domain.Lengths[i];
        int plane = inner * Domain.Lengths[axis];
        return (Domain.ElementCount / plane, plane, inner);
    }
}
