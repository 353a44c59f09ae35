using System.Numerics.Tensors;
using MathsIA.LinearAlgebra;

namespace MathsIA.Optimization;

/// <summary>Looks for a contradiction in the equations alone, which interior points find late or, where it is small beside the data, never.</summary>
/// <remarks>The residual r of the least-squares solution of <c>Ax = b</c> has <c>Aᵀr = 0</c> and <c>⟨b, r⟩ = ‖r‖²</c>: where it is not zero,
/// <c>y = −r/‖r‖²</c> is a certificate by itself.</remarks>
internal static class EquationContradiction
{
    /// <summary>Right sides beyond this are left to the iteration: squares of residuals must not overflow.</summary>
    private const double Largest = 1e100;

    /// <summary>Multipliers y with <c>Aᵀy = 0</c> to the tolerance and <c>⟨b, y⟩ = −1</c>; null where the equations hold together to the tolerance.</summary>
    public static double[]? Find(DenseProgram program, double tolerance)
    {
        int equations = program.Right.Length;
        if (equations == 0 || Math.Abs(TensorPrimitives.MaxMagnitude<double>(program.Right)) > Largest)
            return null;
        Tensor<double> a = Tensor.From(program.Equalities, equations, program.Variables), right = Tensor.From(program.Right);
        Tensor<double> residual = Rest(a, right);
        if (!(residual.Abs().Max() > tolerance * (1 + right.Abs().Max())))
            return null;
        // Once more: what rounding has left of the range of A is small beside the right side, but not beside a small residual.
        residual = Rest(a, residual);
        double support = TensorPrimitives.Dot<double>(residual.AsSpan(), program.Right);
        Tensor<double> y = residual / -support;
        return support > 0 && a.Transpose().MatMul(y).Abs().Max() <= tolerance ? y.ToArray() : null;
    }

    private static Tensor<double> Rest(Tensor<double> a, Tensor<double> right) => right - a.MatMul(Matrix.LeastSquares(a, right).Solution);
}
