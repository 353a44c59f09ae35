using System.Numerics;

namespace MathsIA.OptimalTransport;

/// <summary>The maximum mean discrepancy between two weighted clouds, <c>MMD² = Σ a_i a_j k(x_i, x_j) − 2 Σ a_i b_j k(x_i, y_j) + Σ b_i b_j k(y_i, y_j)</c>.</summary>
/// <remarks>
/// <para>The squared distance of the two mean embeddings in the kernel's space; at least 0 up to rounding for a positive definite kernel, and for
/// a conditionally positive definite one (<see cref="EnergyKernel{T}"/>) when the total masses are equal. With points in place of expectations it is
/// the biased estimator.</para>
/// <para>In tiles: memory O(n + m), half of each symmetric sum, the same bits for any number of threads. Source: A. Gretton and others, "A Kernel Two-Sample Test",
/// JMLR 13, 2012; G. Székely, M. Rizzo, "Energy statistics", J. Stat. Plan. Inference 143, 2013.</para>
/// </remarks>
public static class MaximumMeanDiscrepancy
{
    private const string Operation = nameof(MaximumMeanDiscrepancy);

    /// <summary>MMD².</summary>
    /// <typeparam name="T">The element type; sums are kept in doubles.</typeparam>
    /// <typeparam name="TKernel">The kernel.</typeparam>
    /// <param name="x">The points x_i, one a row.</param>
    /// <param name="y">The points y_j, one a row, with as many coordinates.</param>
    /// <param name="kernel">The kernel.</param>
    /// <param name="source">The masses a, at least 0; null for the uniform distribution.</param>
    /// <param name="target">The masses b, at least 0; null for the uniform distribution.</param>
    /// <param name="context">How to use the machine; the default one if null.</param>
    /// <returns>The squared discrepancy.</returns>
    /// <exception cref="ArgumentNullException">A cloud is null.</exception>
    /// <exception cref="ShapeMismatchException">A cloud is not a matrix or has no points, coordinates differ in number, or there are not as many masses as points.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A coordinate or mass is not finite, or a mass negative.</exception>
    /// <exception cref="ArgumentException">A total mass is 0.</exception>
    public static double Squared<T, TKernel>(Tensor<T> x, Tensor<T> y, TKernel kernel, Tensor<T>? source = null, Tensor<T>? target = null, ComputeContext? context = null)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TKernel : struct, IKernel<T>
    {
        (Cloud<T> from, double[] a, Cloud<T> to, double[] b) = Check(x, y, source, target);
        return KernelSums.Double(from, a, from, a, kernel, isSelf: true, context) + KernelSums.Double(to, b, to, b, kernel, isSelf: true, context)
            - (2 * KernelSums.Double(from, a, to, b, kernel, isSelf: false, context));
    }

    /// <summary>The energy distance <c>2 E‖X − Y‖ − E‖X − X'‖ − E‖Y − Y'‖</c>: <see cref="Squared"/> with the <see cref="EnergyKernel{T}"/>. 0 exactly for equal distributions.</summary>
    /// <typeparam name="T">The element type; sums are kept in doubles.</typeparam>
    /// <param name="x">The points x_i, one a row.</param>
    /// <param name="y">The points y_j, one a row, with as many coordinates.</param>
    /// <param name="source">The masses a, at least 0; null for the uniform distribution.</param>
    /// <param name="target">The masses b, at least 0, of the same total; null for the uniform distribution.</param>
    /// <param name="context">How to use the machine; the default one if null.</param>
    /// <returns>The energy distance.</returns>
    /// <exception cref="ArgumentNullException">A cloud is null.</exception>
    /// <exception cref="ShapeMismatchException">As for <see cref="Squared"/>.</exception>
    /// <exception cref="ArgumentOutOfRangeException">As for <see cref="Squared"/>.</exception>
    /// <exception cref="ArgumentException">A total mass is 0.</exception>
    public static double EnergyDistance<T>(Tensor<T> x, Tensor<T> y, Tensor<T>? source = null, Tensor<T>? target = null, ComputeContext? context = null)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => Squared(x, y, default(EnergyKernel<T>), source, target, context);

    /// <summary>The witness <c>h(z) = Σ a_i k(x_i, z) − Σ b_j k(y_j, z)</c>: where the two distributions differ. Twice it, at the points, is the gradient with respect to the masses.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <typeparam name="TKernel">The kernel.</typeparam>
    /// <param name="points">The points z, one a row.</param>
    /// <param name="x">The points x_i, one a row.</param>
    /// <param name="y">The points y_j, one a row.</param>
    /// <param name="kernel">The kernel.</param>
    /// <param name="source">The masses a, at least 0; null for the uniform distribution.</param>
    /// <param name="target">The masses b, at least 0; null for the uniform distribution.</param>
    /// <param name="context">How to use the machine; the default one if null.</param>
    /// <returns>One value a point.</returns>
    /// <exception cref="ArgumentNullException">A cloud is null.</exception>
    /// <exception cref="ShapeMismatchException">As for <see cref="Squared"/>.</exception>
    /// <exception cref="ArgumentOutOfRangeException">As for <see cref="Squared"/>.</exception>
    /// <exception cref="ArgumentException">A total mass is 0.</exception>
    public static Tensor<T> Witness<T, TKernel>(Tensor<T> points, Tensor<T> x, Tensor<T> y, TKernel kernel, Tensor<T>? source = null, Tensor<T>? target = null, ComputeContext? context = null)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TKernel : struct, IKernel<T>
    {
        (Cloud<T> from, double[] a, Cloud<T> to, double[] b) = Check(x, y, source, target);
        var at = new Cloud<T>(points, Operation, nameof(points));
        from.MustMatch(at, Operation, nameof(points));
        var witness = new double[at.Count];
        KernelSums.Rows(at, from, a, kernel, 1, witness, context);
        KernelSums.Rows(at, to, b, kernel, -1, witness, context);
        return Doubles.Tensor<T>(witness);
    }

    /// <summary>The gradient of MMD² with respect to the points x: <c>2 a_i (Σ_j a_j ∇k(x_i, x_j) − Σ_j b_j ∇k(x_i, y_j))</c>.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <typeparam name="TKernel">The kernel.</typeparam>
    /// <param name="x">The points x_i, one a row.</param>
    /// <param name="y">The points y_j, one a row.</param>
    /// <param name="kernel">The kernel.</param>
    /// <param name="source">The masses a, at least 0; null for the uniform distribution.</param>
    /// <param name="target">The masses b, at least 0; null for the uniform distribution.</param>
    /// <param name="context">How to use the machine; the default one if null.</param>
    /// <returns>One row a point x_i.</returns>
    /// <exception cref="ArgumentNullException">A cloud is null.</exception>
    /// <exception cref="ShapeMismatchException">As for <see cref="Squared"/>.</exception>
    /// <exception cref="ArgumentOutOfRangeException">As for <see cref="Squared"/>.</exception>
    /// <exception cref="ArgumentException">A total mass is 0.</exception>
    public static Tensor<T> SourcePositions<T, TKernel>(Tensor<T> x, Tensor<T> y, TKernel kernel, Tensor<T>? source = null, Tensor<T>? target = null, ComputeContext? context = null)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TKernel : struct, IKernel<T>
    {
        (Cloud<T> from, double[] a, Cloud<T> to, double[] b) = Check(x, y, source, target);
        var gradient = new double[from.Count * from.Dimension];
        KernelSums.Gradients(from, from, a, kernel, 2, gradient, context);
        KernelSums.Gradients(from, to, b, kernel, -2, gradient, context);
        for (int i = 0; i < gradient.Length; i++)
            gradient[i] *= a[i / from.Dimension];
        return Doubles.Tensor<T>(gradient, from.Count, from.Dimension);
    }

    private static (Cloud<T> X, double[] A, Cloud<T> Y, double[] B) Check<T>(Tensor<T> x, Tensor<T> y, Tensor<T>? source, Tensor<T>? target) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Cloud<T> from = new(x, Operation, nameof(x)), to = new(y, Operation, nameof(y));
        from.MustMatch(to, Operation, nameof(y));
        if (from.Count == 0 || to.Count == 0)
            throw new ShapeMismatchException($"{Operation}: x has the shape {x.Shape} and y {y.Shape}; at least one point of each is asked for.");
        return (from, Masses.Check(source, from.Count, Operation, nameof(source)), to, Masses.Check(target, to.Count, Operation, nameof(target)));
    }
}
