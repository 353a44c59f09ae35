using System.Numerics;
using System.Numerics.Tensors;
using MathsIA.Execution;
using MathsIA.RandomNumbers;

namespace MathsIA.OptimalTransport;

/// <summary>The sliced Wasserstein distance on the unit sphere: the mean of <c>W_p^p</c> over projections on great circles, to the power 1/p.</summary>
/// <remarks>
/// <para>A great circle is the sphere cut with a random plane; a point goes to the nearest one on it, <c>atan2(⟨v, x⟩, ⟨u, x⟩)</c> for an orthonormal pair (u, v), and
/// transport on the circle is exact. Lengths are those of arcs, in radians. A Monte Carlo mean over <see cref="Projections"/> seeded planes, shared out over threads; the bits do not depend on
/// how many there are.</para>
/// <para>Points are taken to the sphere along their rays. The few that lie at a right angle to a plane go to the angle 0.</para>
/// <para>Cost: that of <see cref="CircleTransport"/> for each plane. Source: C. Bonet, P. Berg, N. Courty, F. Septier, L. Drumetz, M.-T. Pham, "Spherical Sliced-Wasserstein", ICLR 2023.</para>
/// </remarks>
public sealed record SphericalSlicedWasserstein
{
    private const string Operation = nameof(SphericalSlicedWasserstein);

    /// <summary>The power p; 2 by default.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is below 1 or not finite.</exception>
    public double Power
    {
        get;
        init => field = LineGuard.Power(value);
    } = 2;

    /// <summary>How many planes; 50 by default.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is below 1.</exception>
    public int Projections { get; init => field = SolverOption.AtLeast(value, 1, Operation); } = 50;

    /// <summary>The seed of the planes; 0 by default.</summary>
    public long Seed { get; init; }

    /// <summary>The distance <c>(mean over planes of W_p^p)^(1/p)</c>, for total masses of 1.</summary>
    /// <typeparam name="T">The element type; the work is done in doubles.</typeparam>
    /// <param name="x">The sources, one point a row, in two or more dimensions, none of them the origin.</param>
    /// <param name="y">The targets, one point a row.</param>
    /// <param name="source">The masses of the sources; null for equal ones. Masses are scaled to a total of 1.</param>
    /// <param name="target">The masses of the targets; null for equal ones.</param>
    /// <param name="context">How many threads.</param>
    /// <returns>The distance, in radians.</returns>
    /// <exception cref="ArgumentNullException">The points are null.</exception>
    /// <exception cref="ShapeMismatchException">The points are not matrices of as many columns, at least two, or there are not as many masses.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A coordinate is not finite, a point is the origin, or a mass negative or not finite.</exception>
    /// <exception cref="ArgumentException">The total masses are 0 or differ.</exception>
    public double Distance<T>(Tensor<T> x, Tensor<T> y, Tensor<T>? source = null, Tensor<T>? target = null, ComputeContext? context = null) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Clouds clouds = Check(x, y, source, target);
        var costs = new double[Projections];
        ParallelLoop.For(Projections, k => costs[k] = clouds.Cost(k), context);
        return Math.Pow(costs.Sum() / Projections, 1 / Power);
    }

    /// <summary>The p-th power of the distance and its derivatives with respect to the positions, along the sphere and at a right angle to the rays.</summary>
    /// <inheritdoc cref="Distance{T}"/>
    /// <returns>The cost and the derivatives.</returns>
    public SlicedGradients<T> Gradients<T>(Tensor<T> x, Tensor<T> y, Tensor<T>? source = null, Tensor<T>? target = null, ComputeContext? context = null) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Clouds clouds = Check(x, y, source, target);
        var costs = new double[Projections];
        double[][] sources = new double[Projections][], targets = new double[Projections][];
        ParallelLoop.For(Projections, k => (costs[k], sources[k], targets[k]) = clouds.Slopes(k), context);
        // In the order of the planes, whichever came first.
        return new(costs.Sum() / Projections, Mean<T>(sources, x.Shape), Mean<T>(targets, y.Shape));
    }

    private static Tensor<T> Mean<T>(double[][] slopes, Shape shape) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var mean = new double[shape[0] * shape[1]];
        foreach (double[] plane in slopes)
            TensorPrimitives.MultiplyAdd(plane, 1.0 / slopes.Length, mean, mean);
        return Doubles.Tensor<T>(mean, shape[0], shape[1]);
    }

    private Clouds Check<T>(Tensor<T> x, Tensor<T> y, Tensor<T>? source, Tensor<T>? target) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        SlicedGuard.Clouds(x, y, Operation);
        if (x.Shape[1] < 2)
            throw new ShapeMismatchException(Operation, $"x has the shape {x.Shape}; points in two or more dimensions are asked for.", nameof(x));
        (double[]? a, double[]? b, double total, _) = LineGuard.Masses(x.Shape[0], y.Shape[0], source, target, Operation);
        return new(Points(x, nameof(x)), Points(y, nameof(y)), x.Shape[1], Scaled(a, 1 / total), Scaled(b, 1 / total), this);
    }

    private static Tensor<double>? Scaled(double[]? masses, double factor) => masses is null ? null : Tensor.From(Array.ConvertAll(masses, mass => mass * factor));

    private static double[] Points<T>(Tensor<T> points, string name) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int dimension = points.Shape[1];
        double[] result = Doubles.Read(points);
        for (int i = 0; i < points.Shape[0]; i++)
        {
            if (!result.AsSpan(i * dimension, dimension).ContainsAnyExcept(0.0))
                throw new ArgumentOutOfRangeException(name, $"{Operation}: point {i} of {name} is the origin, which is on no ray of the sphere.");
        }

        return result;
    }

    /// <summary>Two clouds seen in one plane after another.</summary>
    private sealed class Clouds(double[] x, double[] y, int dimension, Tensor<double>? a, Tensor<double>? b, SphericalSlicedWasserstein options)
    {
        private readonly CircleTransport _circle = new() { Power = options.Power, Circumference = 2 * Math.PI };

        public double Cost(int plane)
        {
            (double[] u, double[] v) = Plane(plane);
            return _circle.Cost(Tensor.From(Angles(x, u, v)), Tensor.From(Angles(y, u, v)), a, b);
        }

        public (double Cost, double[] Sources, double[] Targets) Slopes(int plane)
        {
            (double[] u, double[] v) = Plane(plane);
            LineGradients<double> gradients = _circle.Gradients(Tensor.From(Angles(x, u, v)), Tensor.From(Angles(y, u, v)), a, b);
            return (gradients.Value, PullBack(x, gradients.Sources.AsSpan(), u, v), PullBack(y, gradients.Targets.AsSpan(), u, v));
        }

        /// <summary>Two directions at a right angle, uniformly distributed.</summary>
        private (double[] U, double[] V) Plane(int plane)
        {
            Philox random = new Philox(options.Seed).Split(plane);
            double[] u = random.Normal<double>(dimension).ToArray(), v = random.Normal<double>(dimension).ToArray();
            Normalize(u);
            // Twice, so that the right angle holds to rounding.
            for (int pass = 0; pass < 2; pass++)
            {
                TensorPrimitives.MultiplyAdd(u, -TensorPrimitives.Dot<double>(u, v), v, v);
                Normalize(v);
            }

            return (u, v);
        }

        private static void Normalize(double[] vector) => TensorPrimitives.Divide(vector, TensorPrimitives.Norm<double>(vector), vector);

        private double[] Angles(double[] points, double[] u, double[] v)
        {
            var angles = new double[points.Length / dimension];
            for (int i = 0; i < angles.Length; i++)
            {
                (double along, double across) = Shadow(points, i, u, v);
                angles[i] = Math.Atan2(across, along);
            }

            return angles;
        }

        /// <summary><c>∂ atan2(⟨v, x⟩, ⟨u, x⟩) = (⟨u, x⟩ v − ⟨v, x⟩ u) / (⟨u, x⟩² + ⟨v, x⟩²)</c>.</summary>
        private double[] PullBack(double[] points, ReadOnlySpan<double> slopes, double[] u, double[] v)
        {
            var result = new double[points.Length];
            for (int i = 0; i < slopes.Length; i++)
            {
                (double along, double across) = Shadow(points, i, u, v);
                double square = (along * along) + (across * across);
                for (int k = 0; k < dimension && square > 0; k++)
                    result[(i * dimension) + k] = slopes[i] * ((along * v[k]) - (across * u[k])) / square;
            }

            return result;
        }

        private (double Along, double Across) Shadow(double[] points, int i, double[] u, double[] v)
        {
            ReadOnlySpan<double> point = points.AsSpan(i * dimension, dimension);
            return (TensorPrimitives.Dot(point, u), TensorPrimitives.Dot(point, v));
        }
    }
}
