using System.Numerics;

namespace MathsIA.Optimization;

/// <summary>Dykstra's algorithm: the projection of a point on an intersection of convex sets, by cyclic projections with corrections;
/// for any convex functions the prox of their sum, <c>min ½‖x − a‖² + Σᵢ gᵢ(x)</c>.</summary>
/// <remarks>
/// <para>One prox of each function a step: <c>xᵢ = prox_{gᵢ}(xᵢ₋₁ + uᵢ)</c>, <c>uᵢ ← xᵢ₋₁ + uᵢ − xᵢ</c>. Without the corrections uᵢ the limit would be some
/// point of the intersection, not the nearest. Boyle and Dykstra 1986; Bauschke and Combettes 2008 for functions.</para>
/// <para>The residual is <c>(Σᵢ ‖xᵢ − xᵢ₋₁‖²)^½</c> over one sweep: 0 exactly when x is in all domains and <c>a − x = Σ uᵢ</c>. It ranks the points, since x is
/// only in the last set. The gap, primal minus dual value <c>½‖a‖² − ½‖a − Σuᵢ‖² − Σ gᵢ*(uᵢ)</c>, needs no conjugate, since each uᵢ is a subgradient at
/// xᵢ; it is +∞ while x violates a set. The dual point is <c>Σ uᵢ = a − x</c>.</para>
/// <para>When the sets do not meet, the corrections grow without end. Where all functions are indicators with known support functions, the run then ends as
/// <see cref="Status.Infeasible"/> as soon as its moves prove it: normals <c>vᵢ</c> with <c>Σ vᵢ = 0</c> and <c>Σ σᵢ(vᵢ) &lt; 0</c>; the dual point is the first of
/// them, for two sets the normal of a hyperplane between them. Else it ends at its limit.</para>
/// </remarks>
public sealed record Dykstra : IProjectionMethod
{
    private const string Method = nameof(Dykstra);

    /// <inheritdoc/>
    public IIteration<T> Start<T>(Tensor<T> point, IReadOnlyList<IProximable<T>> proximables) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        IProximable<T>[] functions = SplittingGuard.Convex(proximables, Method);
        ArgumentNullException.ThrowIfNull(point);
        return new Iteration<T>(point, functions);
    }

    private sealed class Iteration<T> : IDualIteration<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        private readonly IProximable<T>[] _functions;
        private readonly Tensor<T> _target;
        private readonly T[][] _corrections;
        private readonly T[] _trial;
        private readonly Separation<T>? _separation;
        private T _conjugates;
        private T _movement;

        public Iteration(Tensor<T> point, IProximable<T>[] functions)
        {
            _functions = functions;
            _target = point.Clone();
            Point = point.Clone();
            Dual = Tensor.Zeros<T>(point.Shape);
            _corrections = [.. functions.Select(_ => new T[point.Length])];
            _trial = new T[point.Length];
            _separation = Separation<T>.Of(functions, point.Length);
            Sweep();
        }

        public Tensor<T> Point { get; }

        public Tensor<T> Dual { get; }

        public int MeasureInterval => 1;

        public Measurement<T> Measure()
        {
            ReadOnlySpan<T> x = Point.AsSpan(), a = _target.AsSpan();
            T two = T.One + T.One, objective = Distances.Square(x, a) / two;
            foreach (IProximable<T> function in _functions)
                objective += function.Value(x);
            // ½‖a‖² − ½‖a − Σu‖² = ⟨a, Σu⟩ − ½‖Σu‖².
            Span<T> dual = Dual.AsSpan();
            Vectors.AddScaled(a, -T.One, x, dual);
            T dualValue = Vectors.Dot<T>(a, dual) - (Vectors.Dot<T>(dual, dual) / two) - _conjugates;
            bool isInfeasible = _separation is { IsProven: true };
            if (isInfeasible)
                _separation!.FirstNormal.CopyTo(dual);
            return new Measurement<T>(objective, _movement) { RanksByResidual = true, Gap = T.Max(T.Zero, objective - dualValue), ProvesInfeasibility = isInfeasible };
        }

        public bool Step() => Sweep();

        private bool Sweep()
        {
            Span<T> x = Point.AsSpan();
            T square = T.Zero;
            bool moved = false, isTested = _separation?.Begin() == true;
            _conjugates = T.Zero;
            for (int i = 0; i < _functions.Length; i++)
            {
                Span<T> correction = _corrections[i], next = _trial;
                Vectors.AddScaled(x, T.One, correction, correction);
                T value = _functions[i].Prox(correction, T.One, next);
                square += Distances.Square(next, x);
                Vectors.AddScaled(correction, -T.One, next, correction);
                moved |= !next.SequenceEqual(x);
                if (isTested)
                    _separation!.Add(x, next);
                next.CopyTo(x);
                _conjugates += Vectors.Dot<T>(correction, x) - value;
            }

            _movement = T.Sqrt(square);
            return moved;
        }
    }
}
