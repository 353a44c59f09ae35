using System.Numerics;
using MathsIA.Kernels;
using MathsIA.LinearAlgebra;

namespace MathsIA.Optimization;

/// <summary>A square Jacobian and its LU factors; allocates nothing once made.</summary>
internal sealed class JacobianMatrix<T>(IJacobian<T> function, int n) where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly Tensor<T> _factors = Tensor.Uninitialized<T>(n, n);
    private readonly int[] _pivots = new int[n];

    /// <summary>Factors the Jacobian at a point.</summary>
    /// <returns>Whether it is regular.</returns>
    public unsafe bool Factor(Tensor<T> x)
    {
        function.Jacobian(x, _factors);
        fixed (T* a = _factors.AsSpan())
        fixed (int* pivots = _pivots)
            return LuKernel.Factor(new MatrixView<T>(a, n, n), pivots, ComputeContext.SingleThread) < 0;
    }

    /// <summary>Solves with the factors, in place.</summary>
    /// <returns>Whether the solution is finite.</returns>
    public unsafe bool Solve(Tensor<T> vector)
    {
        fixed (T* a = _factors.AsSpan(), b = vector.AsSpan())
        fixed (int* pivots = _pivots)
            LuKernel.Solve(new MatrixView<T>(a, n, n), pivots, new MatrixView<T>(b, n, 1), transpose: false, ComputeContext.SingleThread);
        return T.IsFinite(Vectors.Norm(vector));
    }
}
