using System.Numerics;

namespace MathsIA.AutoDiff.Tests;

/// <summary>Problems without a formula for their solution, solved by a loop that nothing records.</summary>
internal static class ImplicitSamples
{
    /// <summary>x³ + x = a b, element by element.</summary>
    public static Variable<T> Root<T>(IReadOnlyList<Variable<T>> p, ImplicitMethod method = ImplicitMethod.Automatic) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Implicit.Root(
            (x, q) => x * x * x + x - q[0] * q[1],
            q => Newton(q[0] * q[1], (x, c) => x * x * x + x - c, (x, _) => T.CreateChecked(3) * x * x + T.One),
            p, new() { Method = method, ResidualTolerance = 1e-4 });

    /// <summary>x = 0.4 tanh(a x) + b.</summary>
    public static Variable<T> FixedPoint<T>(IReadOnlyList<Variable<T>> p) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        T weight = T.CreateChecked(0.4);
        return Implicit.FixedPoint(
            (x, q) => (q[0] * x).Tanh() * weight + q[1],
            q =>
            {
                Tensor<T> x = q[1];
                for (int k = 0; k < 200; k++)
                    x = (q[0] * x).Tanh() * weight + q[1];
                return x;
            },
            p, new() { Method = ImplicitMethod.FixedPoint });
    }

    /// <summary>The smallest Σ ½(x − a)² + ¼x⁴ e^b.</summary>
    public static (Variable<T> Value, Variable<T> Minimizer) Minimum<T>(IReadOnlyList<Variable<T>> p) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        T half = T.CreateChecked(0.5), quarter = T.CreateChecked(0.25), three = T.CreateChecked(3);
        return Implicit.Minimum(
            (x, q) => ((x - q[0]).Square() * half + x.Square().Square() * quarter * q[1].Exp()).Sum(),
            q =>
            {
                Tensor<T> weight = q[1].Exp(), x = q[0].Clone();
                for (int k = 0; k < 60; k++)
                    x -= (x - q[0] + weight * x * x * x) / (T.One + three * weight * x * x);
                return x;
            },
            p);
    }

    /// <summary>(D + tridiagonal) u = b with D the second operand, as code.</summary>
    public static Variable<T> LinearSolve<T>(IReadOnlyList<Variable<T>> p) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Tensor<T> coupling = Tensor.Zeros<T>(4, 4);
        for (int i = 0; i < 3; i++)
            (coupling[i, i + 1], coupling[i + 1, i], coupling[i, i]) = (T.CreateChecked(-0.5), T.CreateChecked(0.25), T.One);
        return Implicit.LinearSolve((u, q) => q[0] * u + ((Variable<T>)coupling).MatMul(u), p[0], [p[1]]);
    }

    private static Tensor<T> Newton<T>(Tensor<T> c, Func<T, T, T> f, Func<T, T, T> slope) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Tensor<T> x = c.Clone();
        foreach (ref T value in x.AsSpan())
        {
            T target = value;
            for (int k = 0; k < 80; k++)
                value -= f(value, target) / slope(value, target);
        }

        return x;
    }
}
