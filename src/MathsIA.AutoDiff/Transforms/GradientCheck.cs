using MathsIA.RandomNumbers;

namespace MathsIA.AutoDiff;

/// <summary>Checks the derivatives of a function: values against reverse mode, reverse against forward, and second order.</summary>
/// <remarks>Work in <c>double</c>, at a point away from kinks. The function is evaluated four times an element of the point.</remarks>
public static class GradientCheck
{
    private const double DefaultTolerance = 1e-5;

    /// <summary>Checks a function of one tensor.</summary>
    /// <param name="function">The function, with a value of any shape.</param>
    /// <param name="x">The point.</param>
    /// <param name="tolerance">The relative error to accept of differences, which are good for about 1e-8.</param>
    /// <returns>The errors found.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public static GradientCheckResult Run(Func<Variable<double>, Variable<double>> function, Tensor<double> x, double tolerance = DefaultTolerance)
    {
        ArgumentNullException.ThrowIfNull(function);
        ArgumentNullException.ThrowIfNull(x);
        return Run(inputs => function(inputs[0]), [x], tolerance);
    }

    /// <summary>Checks a function of several tensors.</summary>
    /// <param name="function">The function, with a value of any shape.</param>
    /// <param name="x">The point: one tensor an input.</param>
    /// <param name="tolerance">The relative error to accept of differences.</param>
    /// <returns>The errors found.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public static GradientCheckResult Run(Func<IReadOnlyList<Variable<double>>, Variable<double>> function, IReadOnlyList<Tensor<double>> x, double tolerance = DefaultTolerance)
    {
        ArgumentNullException.ThrowIfNull(function);
        ArgumentNullException.ThrowIfNull(x);
        var random = new Philox(20250101);
        Variable<double>[] point = [.. x.Select(static tensor => (Variable<double>)tensor)];
        Shape shape = function(point).Shape;
        // A random projection of the value makes one function of it whose gradient shows an error in any of its parts.
        Variable<double> u = random.Normal<double>(shape.Lengths);
        Variable<double> Projected(IReadOnlyList<Variable<double>> inputs) => (function(inputs) * u).Sum();
        Variable<double>[] directions = [.. x.Select(tensor => (Variable<double>)random.Normal<double>(tensor.Shape.Lengths))];
        Variable<double>[] Gradients(IReadOnlyList<Variable<double>> inputs) => Differentiate.ValueAndGradient(Projected, inputs).Gradients;

        Variable<double>[] gradients = Gradients(point);
        double reverse = 0, second = 0, reverseSide = 0;
        for (int k = 0; k < x.Count; k++)
        {
            Tensor<double> differences = CentralDifferences(moved => Projected(Replaced(point, k, moved)).ToScalar(), x[k]);
            reverse = Math.Max(reverse, Error(gradients[k].Value, differences));
            reverseSide += (gradients[k] * directions[k]).Sum().ToScalar();
        }

        double forwardSide = Differentiate.Jvp<double>(Projected, point, directions).Tangent.ToScalar();
        double forward = Math.Abs(forwardSide - reverseSide) / Math.Max(1, Math.Abs(reverseSide));
        for (int k = 0; k < x.Count; k++)
        {
            Tensor<double> product = Differentiate.Jvp<double>(inputs => Gradients(inputs)[k], point, directions).Tangent.Value;
            second = Math.Max(second, Error(product, DirectionalDifference(inputs => Gradients(inputs)[k].Value, x, directions)));
        }

        return new GradientCheckResult(reverse, forward, second, tolerance);
    }

    private static Variable<double>[] Replaced(Variable<double>[] point, int k, Tensor<double> with)
    {
        Variable<double>[] result = [.. point];
        result[k] = with;
        return result;
    }

    /// <summary>Fourth-order central differences: truncation h⁴ and rounding ε/h balance near h = 1e-3, at about 1e-12.</summary>
    private static Tensor<double> CentralDifferences(Func<Tensor<double>, double> f, Tensor<double> x)
    {
        Tensor<double> point = x.Clone(), result = Tensor.Zeros<double>(x.Shape);
        Span<double> elements = point.AsSpan(), slopes = result.AsSpan();
        for (int i = 0; i < elements.Length; i++)
        {
            double at = elements[i], h = Step * Math.Max(1, Math.Abs(at)), slope = 0;
            foreach ((double offset, double weight) in Stencil)
            {
                Tensor<double> moved = point.Clone();
                moved.AsSpan()[i] = at + offset * h;
                slope += weight * f(moved);
            }

            slopes[i] = slope / h;
        }

        return result;
    }

    private static Tensor<double> DirectionalDifference(Func<IReadOnlyList<Variable<double>>, Tensor<double>> f, IReadOnlyList<Tensor<double>> x, Variable<double>[] directions)
    {
        Tensor<double>? sum = null;
        foreach ((double offset, double weight) in Stencil)
        {
            var moved = new Variable<double>[x.Count];
            for (int k = 0; k < moved.Length; k++)
                moved[k] = x[k] + offset * Step * directions[k].Value;
            Tensor<double> part = weight / Step * f(moved);
            sum = sum is null ? part : sum + part;
        }

        return sum!;
    }

    private const double Step = 1e-3;

    private static readonly (double Offset, double Weight)[] Stencil = [(-2, 1.0 / 12), (-1, -8.0 / 12), (1, 8.0 / 12), (2, -1.0 / 12)];

    private static double Error(Tensor<double> actual, Tensor<double> expected)
    {
        double scale = Math.Max(1, expected.IsEmpty ? 0 : expected.Abs().Max()), error = actual.IsEmpty ? 0 : (actual - expected).Abs().Max();
        return double.IsNaN(error) ? double.PositiveInfinity : error / scale;
    }
}
