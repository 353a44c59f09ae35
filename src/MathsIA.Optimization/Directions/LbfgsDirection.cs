using System.Numerics;

namespace MathsIA.Optimization;

/// <summary>The limited-memory quasi-Newton direction, <c>d = −H ∇f(x)</c>: H takes the last m steps <c>s</c> and changes of the gradient
/// <c>y</c> into account and is never formed.</summary>
/// <remarks><para>The two-loop recursion, 4 m n multiplications and m pairs of vectors. H starts from <c>⟨s, y⟩/⟨y, y⟩</c> times the identity; a
/// pair without positive curvature is not taken in. Asks for a search that meets the Wolfe conditions.</para>
/// <para>J. Nocedal, Mathematics of Computation 35 (1980); D. C. Liu and J. Nocedal, Mathematical Programming 45 (1989); Nocedal and Wright
/// 2006, algorithm 7.4.</para></remarks>
public sealed record LbfgsDirection : IDirectionRule
{
    private readonly int _memory;

    /// <summary>Creates the rule.</summary>
    /// <param name="memory">The number of pairs m, from 1. By default 10.</param>
    /// <exception cref="ArgumentOutOfRangeException">The memory is below 1.</exception>
    public LbfgsDirection(int memory = 10) => _memory = Guard.AtLeastOne(memory, nameof(LbfgsDirection));

    /// <inheritdoc/>
    public IDirection<T> Start<T>(ISmoothFunction<T> function, Tensor<T> x0) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(function);
        ArgumentNullException.ThrowIfNull(x0);
        return new Direction<T>(x0.Length, _memory);
    }

    private sealed class Direction<T>(int n, int memory) : IDirection<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        private readonly LimitedMemory<T> _memory = new(memory, n);

        public T? Compute(EvaluatedPoint<T> at, Tensor<T> direction)
        {
            Vectors.Negate(at.Gradient, direction);
            if (_memory.IsEmpty)
                return T.One / Vectors.Norm(direction);
            _memory.Multiply(direction.AsSpan());
            return T.One;
        }

        public void Learn(EvaluatedPoint<T> from, Tensor<T> direction, EvaluatedPoint<T> to)
        {
            Vectors.Subtract(to.Point.AsSpan(), from.Point.AsSpan(), _memory.NextStep);
            Vectors.Subtract(to.Gradient.AsSpan(), from.Gradient.AsSpan(), _memory.NextChange);
            _memory.Push();
        }

        public bool Forget()
        {
            bool knew = !_memory.IsEmpty;
            _memory.Clear();
            return knew;
        }
    }
}
