using System.Numerics;
using MathsIA.Kernels;
using MathsIA.LinearAlgebra;

namespace MathsIA.Optimization;

/// <summary>A Hessian as a matrix, and its Cholesky factor; allocates nothing once made.</summary>
internal sealed class HessianMatrix<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>The first shift tried, relative to the largest entry of the diagonal, and how fast it grows.</summary>
    private const double FirstShift = 1e-3, Growth = 4;

    private readonly ITwiceDifferentiable<T> _function;
    private readonly Tensor<T> _matrix;
    private readonly Tensor<T> _factor;
    private readonly Tensor<T> _unit;
    private readonly Tensor<T> _column;
    private readonly int _n;

    public HessianMatrix(ITwiceDifferentiable<T> function, Tensor<T> x0)
    {
        _function = function;
        _n = x0.Length;
        _matrix = Tensor.Uninitialized<T>(_n, _n);
        _factor = Tensor.Uninitialized<T>(_n, _n);
        _unit = Tensor.Zeros<T>(x0.Shape);
        _column = Tensor.Uninitialized<T>(x0.Shape);
    }

    /// <summary>Forms the Hessian at a point.</summary>
    public void Evaluate(Tensor<T> x)
    {
        if (_function is IHessian<T> whole)
        {
            whole.Hessian(x, _matrix);
            return;
        }

        for (int j = 0; j < _n; j++)
        {
            _unit.AsSpan()[j] = T.One;
            _function.HessianVector(x, _unit, _column);
            _column.AsSpan().CopyTo(_matrix.AsSpan().Slice(j * _n, _n));
            _unit.AsSpan()[j] = T.Zero;
        }
    }

    /// <summary>Factors the Hessian itself.</summary>
    /// <returns>Whether it is positive definite.</returns>
    public bool Factor() => Factor(T.Zero);

    /// <summary>Factors the Hessian with the smallest shift of its diagonal, of those tried, that makes it positive definite.</summary>
    /// <returns>False when the Hessian is not finite.</returns>
    public bool FactorShifted()
    {
        T largest = T.Zero, smallest = T.PositiveInfinity;
        for (int i = 0; i < _n; i++)
        {
            T entry = _matrix.AsSpan()[i * (_n + 1)];
            if (!T.IsFinite(entry))
                return false;
            largest = T.Max(largest, T.Abs(entry));
            smallest = T.Min(smallest, entry);
        }

        T unit = T.CreateChecked(FirstShift) * T.Max(largest, Vectors.Epsilon<T>());
        T shift = smallest > T.Zero ? T.Zero : unit - smallest;
        while (T.IsFinite(shift))
        {
            if (Factor(shift))
                return true;
            shift = T.Max(T.CreateChecked(Growth) * shift, unit);
        }

        return false;
    }

    /// <summary>Solves with the factor, in place.</summary>
    /// <returns>Whether the solution is finite.</returns>
    public unsafe bool Solve(Tensor<T> vector)
    {
        fixed (T* r = _factor.AsSpan(), x = vector.AsSpan())
        {
            var upper = new MatrixView<T>(r, _n, _n);
            var right = new MatrixView<T>(x, _n, 1);
            TriangularSolver.SolveLower(upper.Transpose(), right, unit: false, ComputeContext.SingleThread);
            TriangularSolver.SolveUpper(upper, right, unit: false, ComputeContext.SingleThread);
        }

        return T.IsFinite(Vectors.Norm(vector));
    }

    private unsafe bool Factor(T shift)
    {
        _matrix.CopyTo(_factor);
        Span<T> elements = _factor.AsSpan();
        for (int i = 0; i < _n; i++)
            elements[i * (_n + 1)] += shift;
        fixed (T* r = elements)
            return CholeskyKernel.Factor(new MatrixView<T>(r, _n, _n), ComputeContext.SingleThread) < 0;
    }
}
