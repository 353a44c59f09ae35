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
        private readonly T[] _steps = new T[checked(n * memory)];
        private readonly T[] _changes = new T[checked(n * memory)];
        private readonly T[] _inverseProducts = new T[memory];
        private readonly T[] _weights = new T[memory];
        private T _scale = T.One;
        private int _count;
        private int _next;

        public T? Compute(EvaluatedPoint<T> at, Tensor<T> direction)
        {
            Vectors.Negate(at.Gradient, direction);
            if (_count == 0)
                return T.One / Vectors.Norm(direction);
            Span<T> d = direction.AsSpan();
            for (int age = 1; age <= _count; age++)
            {
                int k = Slot(age);
                _weights[k] = _inverseProducts[k] * Vectors.Dot(Row(_steps, k), d);
                Vectors.AddScaled(d, -_weights[k], Row(_changes, k), d);
            }

            Vectors.Scale(d, _scale);
            for (int age = _count; age >= 1; age--)
            {
                int k = Slot(age);
                T weight = _weights[k] - (_inverseProducts[k] * Vectors.Dot(Row(_changes, k), d));
                Vectors.AddScaled(d, weight, Row(_steps, k), d);
            }

            return T.One;
        }

        public void Learn(EvaluatedPoint<T> from, Tensor<T> direction, EvaluatedPoint<T> to)
        {
            Span<T> s = Row(_steps, _next), y = Row(_changes, _next);
            Vectors.Subtract(to.Point.AsSpan(), from.Point.AsSpan(), s);
            Vectors.Subtract(to.Gradient.AsSpan(), from.Gradient.AsSpan(), y);
            T product = Vectors.Dot<T>(s, y), square = Vectors.Dot<T>(y, y);
            // Without positive curvature H would stop being positive definite. The slot is written over next time; where the memory was
            // full it held the oldest pair, which is lost.
            if (!(product > Vectors.Epsilon<T>() * square))
            {
                _count = Math.Min(_count, memory - 1);
                return;
            }

            _inverseProducts[_next] = T.One / product;
            _scale = product / square;
            _next = (_next + 1) % memory;
            _count = Math.Min(_count + 1, memory);
        }

        public bool Forget()
        {
            bool knew = _count > 0;
            _count = _next = 0;
            return knew;
        }

        private int Slot(int age) => (_next - age + memory) % memory;

        private Span<T> Row(T[] rows, int k) => rows.AsSpan(k * n, n);
    }
}
