using System.Numerics;

namespace MathsIA.Optimization;

/// <summary>The model with a whole Jacobian: one QR factorization a point, a smaller one for each damping. Normal equations, which square the
/// condition number, are never formed.</summary>
internal sealed class DenseGaussNewton<T>(IJacobian<T> function, int n) : IGaussNewtonModel<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly int _m = function.OutputLength;
    private readonly int _kept = Math.Min(function.OutputLength, n);
    private readonly Tensor<T> _jacobian = Tensor.Uninitialized<T>(function.OutputLength, n);
    private readonly T[] _factored = new T[checked(function.OutputLength * (n + 1))];
    private readonly T[] _damped = new T[checked((Math.Min(function.OutputLength, n) + n) * (n + 1))];

    public void Linearize(Tensor<T> x, Tensor<T> residuals)
    {
        function.Jacobian(x, _jacobian);
        ReadOnlySpan<T> rows = _jacobian.AsSpan();
        for (int j = 0; j < n; j++)
        {
            for (int i = 0; i < _m; i++)
                _factored[(j * _m) + i] = rows[(i * n) + j];
        }

        Vectors.Negate(residuals.AsSpan(), _factored.AsSpan(n * _m, _m));
        Triangularize(_factored, _m);
    }

    public void MultiplyTransposed(Tensor<T> u, Tensor<T> destination)
    {
        Span<T> result = destination.AsSpan();
        ReadOnlySpan<T> weights = u.AsSpan(), rows = _jacobian.AsSpan();
        result.Clear();
        for (int i = 0; i < _m; i++)
            Vectors.AddScaled(result, weights[i], rows.Slice(i * n, n), result);
    }

    public void ColumnSquares(Span<T> squares)
    {
        ReadOnlySpan<T> rows = _jacobian.AsSpan();
        squares.Clear();
        for (int i = 0; i < _m; i++)
        {
            for (int j = 0; j < n; j++)
                squares[j] += rows[(i * n) + j] * rows[(i * n) + j];
        }
    }

    public bool Solve(T damping, ReadOnlySpan<T> scales, Tensor<T> step)
    {
        if (damping == T.Zero && _m >= n)
            return BackSubstitute(_factored, _m, step.AsSpan());
        // The rows of R above those of √(λ D).
        int height = _kept + n;
        _damped.AsSpan().Clear();
        for (int j = 0; j <= n; j++)
        {
            _factored.AsSpan(j * _m, _kept).CopyTo(_damped.AsSpan(j * height));
            if (j < n)
                _damped[(j * height) + _kept + j] = T.Sqrt(damping * scales[j]);
        }

        Triangularize(_damped, height);
        return BackSubstitute(_damped, height, step.AsSpan());
    }

    /// <summary>Householder reflections of n columns, applied to the right side behind them as well (Golub and Van Loan, algorithm 5.2.1). What is
    /// below the diagonal is left as zero.</summary>
    private void Triangularize(Span<T> columns, int height)
    {
        for (int j = 0; j < Math.Min(n, height - 1); j++)
        {
            Span<T> pivot = columns.Slice((j * height) + j, height - j);
            T norm = Vectors.Norm<T>(pivot);
            if (norm == T.Zero)
                continue;
            T first = pivot[0], diagonal = first > T.Zero ? -norm : norm, inverse = T.One / (norm * (norm + T.Abs(first)));
            pivot[0] = first - diagonal;
            for (int k = j + 1; k <= n; k++)
            {
                Span<T> column = columns.Slice((k * height) + j, height - j);
                Vectors.AddScaled(column, -inverse * Vectors.Dot<T>(pivot, column), pivot, column);
            }

            pivot.Clear();
            pivot[0] = diagonal;
        }
    }

    /// <summary>Solves <c>R h = c</c>; a column that is a combination of others gets 0.</summary>
    private bool BackSubstitute(ReadOnlySpan<T> columns, int height, Span<T> step)
    {
        T largest = T.Zero;
        for (int j = 0; j < n; j++)
            largest = T.Max(largest, T.Abs(columns[(j * height) + j]));
        T negligible = T.CreateChecked(n) * Vectors.Epsilon<T>() * largest;
        columns.Slice(n * height, n).CopyTo(step);
        for (int j = n - 1; j >= 0; j--)
        {
            T diagonal = columns[(j * height) + j];
            step[j] = T.Abs(diagonal) <= negligible ? T.Zero : step[j] / diagonal;
            Vectors.AddScaled(step[..j], -step[j], columns.Slice(j * height, j), step[..j]);
        }

        return T.IsFinite(Vectors.Norm<T>(step));
    }
}
