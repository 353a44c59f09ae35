using System.Numerics;
using MathsIA.RandomNumbers;

namespace MathsIA.OptimalTransport;

/// <summary>The sliced Wasserstein distance: the mean of <c>W_p^p</c> over projections on lines, to the power 1/p.</summary>
/// <remarks>
/// <para>A Monte Carlo mean over <see cref="Projections"/> seeded directions: its error falls with the square root of their number and does not grow with the dimension.
/// With a bent <see cref="ISlicing{T}"/> it is the generalized sliced distance. Directions are shared out over threads; the bits do not depend on how many there are.</para>
/// <para>Cost: O(L (n + m)) after sorting, for L projections. Source: N. Bonneel et al., "Sliced and Radon Wasserstein barycenters of
/// measures", J. Math. Imaging Vis. 51, 2015.</para>
/// </remarks>
public sealed record SlicedWasserstein
{
    private const string Operation = nameof(SlicedWasserstein);

    /// <summary>The power p; 2 by default.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is below 1 or not finite.</exception>
    public double Power
    {
        get;
        init => field = LineGuard.Power(value);
    } = 2;

    /// <summary>How many directions; 50 by default.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is below 1.</exception>
    public int Projections
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1);
            field = value;
        }
    } = 50;

    /// <summary>The seed of the directions; 0 by default.</summary>
    public long Seed { get; init; }

    /// <summary>The distance <c>(mean over θ of W_p^p)^(1/p)</c>, for total masses of 1.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="x">The sources, one point a row.</param>
    /// <param name="y">The targets, one point a row.</param>
    /// <param name="source">The masses of the sources; null for equal ones. Masses are scaled to a total of 1.</param>
    /// <param name="target">The masses of the targets; null for equal ones.</param>
    /// <param name="slicing">How points are laid on lines; straight by default.</param>
    /// <param name="context">How many threads.</param>
    /// <returns>The distance.</returns>
    /// <exception cref="ArgumentNullException">The points are null.</exception>
    /// <exception cref="ShapeMismatchException">The points are not matrices of as many columns, or there are not as many masses.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A coordinate is not finite, or a mass negative or not finite.</exception>
    /// <exception cref="ArgumentException">The total masses are 0 or differ.</exception>
    public double Distance<T>(Tensor<T> x, Tensor<T> y, Tensor<T>? source = null, Tensor<T>? target = null, ISlicing<T>? slicing = null, ComputeContext? context = null)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        SlicedProblem<T> problem = Check(x, y, source, target, slicing);
        return Math.Pow(Mean(problem.Costs(problem.Draw(Seed, Projections), context)), 1 / Power);
    }

    /// <summary>The p-th power of the distance and its derivatives with respect to the positions.</summary>
    /// <inheritdoc cref="Distance{T}"/>
    /// <returns>The cost and the derivatives.</returns>
    public SlicedGradients<T> Gradients<T>(Tensor<T> x, Tensor<T> y, Tensor<T>? source = null, Tensor<T>? target = null, ISlicing<T>? slicing = null, ComputeContext? context = null)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        SlicedProblem<T> problem = Check(x, y, source, target, slicing);
        Tensor<T> directions = problem.Draw(Seed, Projections);
        (double[] costs, Tensor<T> slopesX, Tensor<T> slopesY) = problem.Slopes(directions, 1.0 / Projections, context);
        return new(Mean(costs), problem.Slicing.PullBack(x, directions, slopesX), problem.Slicing.PullBack(y, directions, slopesY));
    }

    private SlicedProblem<T> Check<T>(Tensor<T> x, Tensor<T> y, Tensor<T>? source, Tensor<T>? target, ISlicing<T>? slicing) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        SlicedProblem<T>.Of(x, y, source, target, slicing, Power, Operation);

    private static double Mean(double[] costs) => costs.Sum() / costs.Length;
}
