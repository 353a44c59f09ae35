using System.Numerics;

namespace MathsIA.Optimization;

/// <summary>The factorization <c>LDLᵀ</c> of a symmetric quasi-definite matrix, in place and without pivoting: the leading block is positive, the trailing one
/// negative definite, so every order of elimination is stable enough for refinement to finish (Vanderbei 1995).</summary>
internal sealed class QuasiDefinite<T>(int order, int positive) where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private static readonly T _smallestPivot = T.CreateChecked(1e-13);
    private readonly T[] _rows = new T[order * order];
    private readonly T[] _diagonal = new T[order];
    private readonly T[] _scaled = new T[order];

    /// <summary>The lower triangle of row i, to be filled before <see cref="Factor"/>.</summary>
    public Span<T> Row(int i) => _rows.AsSpan(i * order, i + 1);

    public void Factor()
    {
        for (int i = 0; i < order; i++)
        {
            Span<T> row = Row(i), scaled = _scaled;
            for (int j = 0; j < i; j++)
            {
                // L_ij D_j = A_ij − Σ_k L_ik D_k L_jk.
                scaled[j] = row[j] - Vectors.Dot<T>(scaled[..j], _rows.AsSpan(j * order, j));
                row[j] = scaled[j] / _diagonal[j];
            }

            T pivot = row[i] - Vectors.Dot<T>(scaled[..i], row[..i]);
            T sign = i < positive ? T.One : -T.One;
            _diagonal[i] = sign * pivot > _smallestPivot ? pivot : sign * _smallestPivot;
        }
    }

    /// <summary>Solves in place.</summary>
    public void Solve(Span<T> x)
    {
        for (int i = 0; i < order; i++)
            x[i] -= Vectors.Dot<T>(_rows.AsSpan(i * order, i), x[..i]);
        for (int i = 0; i < order; i++)
            x[i] /= _diagonal[i];
        for (int i = order - 1; i >= 0; i--)
            Vectors.AddScaled(x[..i], -x[i], _rows.AsSpan(i * order, i), x[..i]);
    }
}
