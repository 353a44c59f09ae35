using System.Numerics;
using MathsIA.LinearAlgebra;

namespace MathsIA.Optimization;

/// <summary>Turns an approximate subgradient of the l1 norm into a proof.</summary>
internal static class L1Certificate
{
    /// <summary>The q closest to <c>Aᵀq = u</c> in least squares, shrunk until <c>‖Aᵀq‖_∞ ≤ 1</c>, of the sign that bounds better; and the bound
    /// <c>⟨q, y⟩ − ε‖q‖</c> on the l1 norm of every x with <c>‖Ax − y‖ ≤ ε</c>.</summary>
    public static (Tensor<T> Dual, T Bound) Of<T>(Tensor<T> sensing, Tensor<T> measurements, Tensor<T>? subgradient, T radius, ComputeContext? context)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (subgradient is null || !MatrixArgument.IsFinite<T>(subgradient.AsSpan()))
            return (Tensor.Zeros<T>(sensing.Shape[0]), T.Zero);
        return Feasible(sensing, measurements, Matrix.LeastSquares(sensing.Transpose(), subgradient, context).Solution, radius, context);
    }

    /// <summary>A dual vector made feasible, and its bound; the zero vector, which always is, where it bounds nothing.</summary>
    public static (Tensor<T> Dual, T Bound) Feasible<T>(Tensor<T> sensing, Tensor<T> measurements, Tensor<T> dual, T radius, ComputeContext? context)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        T size = T.Max(T.One, sensing.Transpose().MatMul(dual, context).Norm(double.PositiveInfinity)), inner = Vectors.Dot(dual, measurements);
        T bound = (T.Abs(inner) - (radius * Vectors.Norm(dual))) / size;
        if (!(bound > T.Zero))
            return (Tensor.Zeros<T>(sensing.Shape[0]), T.Zero);
        Tensor<T> q = dual.Clone();
        Vectors.Scale(q.AsSpan(), T.CopySign(T.One / size, inner));
        return (q, bound);
    }

    /// <summary>How close any x comes to the data: <c>min ‖A x − y‖</c>.</summary>
    public static T Distance<T>(Tensor<T> sensing, Tensor<T> measurements, ComputeContext? context) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Vectors.Norm((measurements - sensing.MatMul(Matrix.LeastSquares(sensing, measurements, context).Solution, context)).Contiguous());
}
