using System.Numerics;

namespace MathsIA.Optimization;

/// <summary>Proximal alternating linearized minimization, PALM, for <c>min f(x₁, …, x_m) + Σ gᵢ(xᵢ)</c>, f smooth in each block and nothing convex:
/// <c>xᵢ ← prox_{τᵢgᵢ}(yᵢ − τᵢ∇ᵢf(yᵢ))</c>, block after block, with <c>τᵢ = η/Lᵢ</c> at the present other blocks. With inertia it is iPALM, where
/// <c>yᵢ = xᵢ + β_k (xᵢ − xᵢ₋)</c>.</summary>
/// <remarks>
/// <para>One gradient and one prox of each block a step. Without inertia the objective falls at each step, and bounded runs of semi-algebraic problems converge to a critical
/// point (Bolte, Sabach and Teboulle 2014). With <c>β_k = (k − 1)/(k + 2)</c> it is usually faster (Pock and Sabach 2016).</para>
/// <para>The residual is the norm of the gradient mapping over all blocks, <c>(Σᵢ ‖xᵢ − prox_{τᵢgᵢ}(xᵢ − τᵢ∇ᵢf(x))‖²/τᵢ²)^½</c>: 0 exactly at critical points. Measuring it costs
/// another pass. No gap: the problem is not convex. A start outside the domains is moved into them by the proxes.</para>
/// </remarks>
public sealed record Palm
{
    private const string Method = nameof(Palm);

    /// <summary>The fraction η of the step <c>1/Lᵢ</c>, in (0, 1). By default 0.95.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is outside (0, 1).</exception>
    public double StepFraction
    {
        get;
        init => field = SplittingGuard.InOpenInterval(value, 1, Method);
    } = 0.95;

    /// <summary>The inertia; null, the default, for none. <see cref="ChambolleDossalMomentum"/> with a = 2 gives iPALM's usual sequence.</summary>
    /// <exception cref="ArgumentException">The rule needs strong convexity.</exception>
    public IMomentumRule? Inertia
    {
        get;
        init => field = value is not { NeedsStrongConvexity: true } ? value
            : throw new ArgumentException($"{Method}: the problem is not convex, and this momentum needs strong convexity.", nameof(value));
    }

    /// <summary>Starts the method.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="function">The function f.</param>
    /// <param name="proximables">The functions gᵢ, one a block; null for none on that block.</param>
    /// <param name="x0">The start: all blocks one after the other, rank 1. It is copied.</param>
    /// <returns>The running method.</returns>
    /// <exception cref="ArgumentNullException">The function, the list or the start is null.</exception>
    /// <exception cref="ArgumentException">There are not as many functions as blocks.</exception>
    /// <exception cref="ShapeMismatchException">The start does not have the length of all blocks.</exception>
    public IIteration<T> Start<T>(IBlockSmoothFunction<T> function, IReadOnlyList<IProximable<T>?> proximables, Tensor<T> x0) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(function);
        ArgumentNullException.ThrowIfNull(proximables);
        if (proximables.Count != function.BlockLengths.Count)
            throw new ArgumentException($"{Method}: {proximables.Count} functions for {function.BlockLengths.Count} blocks.", nameof(proximables));
        Guard.Shape(x0, new Shape(function.BlockLengths.Sum()), Method);
        return new Iteration<T>(function, [.. proximables.Select(g => g ?? new ZeroFunction<T>())], x0, this);
    }

    private sealed class Iteration<T> : IIteration<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        private readonly IBlockSmoothFunction<T> _function;
        private readonly IProximable<T>[] _proximables;
        private readonly IMomentumRule? _inertia;
        private readonly T _fraction;
        private readonly int[] _lengths;
        private readonly T[] _previous;
        private readonly T[] _gradient;
        private readonly T[] _image;
        private readonly T[] _values;
        private double _t = 1;
        private int _k;

        public Iteration(IBlockSmoothFunction<T> function, IProximable<T>[] proximables, Tensor<T> x0, Palm method)
        {
            (_function, _proximables, _inertia) = (function, proximables, method.Inertia);
            _fraction = T.CreateChecked(method.StepFraction);
            _lengths = [.. function.BlockLengths];
            Point = x0.Clone();
            _values = new T[proximables.Length];
            int offset = 0;
            for (int i = 0; i < _lengths.Length; i++)
            {
                Span<T> block = Point.AsSpan().Slice(offset, _lengths[i]);
                _values[i] = proximables[i].Value(block);
                if (T.IsPositiveInfinity(_values[i]))
                    _values[i] = proximables[i].Prox(block, T.One, block);
                offset += _lengths[i];
            }

            _previous = Point.ToArray();
            int longest = _lengths.Max();
            (_gradient, _image) = (new T[longest], new T[longest]);
        }

        public Tensor<T> Point { get; }

        public int MeasureInterval => 1;

        public Measurement<T> Measure()
        {
            ReadOnlySpan<T> x = Point.AsSpan();
            T objective = _function.Value(x), square = T.Zero;
            int offset = 0;
            for (int i = 0; i < _lengths.Length; i++)
            {
                ReadOnlySpan<T> block = x.Slice(offset, _lengths[i]);
                T step = StepOf(i);
                Map(i, block, step, _image.AsSpan(0, block.Length));
                T distance = Distances.Between<T>(_image.AsSpan(0, block.Length), block) / step;
                square += distance * distance;
                objective += _values[i];
                offset += block.Length;
            }

            return new Measurement<T>(objective, T.Sqrt(square));
        }

        public bool Step()
        {
            Span<T> x = Point.AsSpan();
            T beta = _inertia is null ? T.Zero : T.CreateChecked(_inertia.Next(++_k, ref _t, 0).Inertia);
            bool moved = false;
            int offset = 0;
            for (int i = 0; i < _lengths.Length; i++)
            {
                Span<T> block = x.Slice(offset, _lengths[i]), last = _previous.AsSpan(offset, _lengths[i]), image = _image.AsSpan(0, block.Length);
                // y = x + β(x − x₋) takes the place of the block while its gradient is made.
                for (int j = 0; j < block.Length; j++)
                    (last[j], block[j]) = (block[j], block[j] + (beta * (block[j] - last[j])));
                _values[i] = Map(i, block, StepOf(i), image);
                image.CopyTo(block);
                moved |= !block.SequenceEqual(last);
                offset += block.Length;
            }

            return moved;
        }

        private T StepOf(int block)
        {
            T lipschitz = _function.LipschitzConstant(Point.AsSpan(), block);
            return lipschitz > T.Zero ? _fraction / lipschitz : T.One;
        }

        private T Map(int block, ReadOnlySpan<T> y, T step, Span<T> image)
        {
            Span<T> gradient = _gradient.AsSpan(0, y.Length);
            _function.Gradient(Point.AsSpan(), block, gradient);
            Vectors.AddScaled(y, -step, gradient, image);
            return _proximables[block].Prox(image, step, image);
        }
    }
}
