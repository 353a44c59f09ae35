using System.Numerics;

namespace MathsIA.Optimization;

/// <summary>Least squares on a few chosen atoms, <c>min_c ‖y − A_S c‖</c>, one atom added at a time.</summary>
/// <remarks>
/// <para>The Cholesky factor of the Gram matrix, <c>A_SᵀA_S = L Lᵀ</c>, grows by a row with each atom, and with it the solution of
/// <c>L z = A_Sᵀ y</c> by an element: adding the k-th atom costs k inner products and k²/2 operations (Rubinstein, Zibulevsky, Elad,
/// "Efficient Implementation of the K-SVD Algorithm using Batch OMP", 2008). The normal equations lose the digits that the
/// squared condition number takes, so that nearly dependent atoms are followed by a step of iterative refinement.</para>
/// <para>Everything is taken from memory set aside at the start.</para>
/// </remarks>
internal sealed class SupportFit<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly SensingProblem<T> _problem;
    private readonly int[] _indices;
    private readonly T[] _atoms;
    private readonly T[] _factor;
    private readonly T[] _projection;
    private readonly T[] _coefficients;
    private readonly T[] _scratch;
    private readonly int _capacity;
    private T _smallestPivot = T.One;

    public SupportFit(SensingProblem<T> problem, int capacity)
    {
        _problem = problem;
        _capacity = capacity;
        _indices = new int[capacity];
        _atoms = new T[checked(capacity * problem.Rows)];
        _factor = new T[checked(capacity * capacity)];
        _projection = new T[capacity];
        _coefficients = new T[capacity];
        _scratch = new T[capacity];
    }

    public int Count { get; private set; }

    public ReadOnlySpan<int> Indices => _indices.AsSpan(0, Count);

    /// <summary>The coefficients of the last <see cref="Solve"/>, in the order of <see cref="Indices"/>.</summary>
    public ReadOnlySpan<T> Coefficients => _coefficients.AsSpan(0, Count);

    public void Clear()
    {
        Count = 0;
        _smallestPivot = T.One;
    }

    /// <summary>Replaces the chosen atoms, keeping those that both lists begin with; an atom that depends on the ones before it is left out.</summary>
    public void Set(ReadOnlySpan<int> indices)
    {
        int same = Indices.CommonPrefixLength(indices);
        if (same < Count && _smallestPivot < RefinementPivot)
            same = 0;
        Count = same;
        if (same == 0)
            Clear();
        foreach (int index in indices[same..])
            TryAdd(index);
    }

    /// <summary>Adds an atom.</summary>
    /// <returns>False, with nothing changed, if it is zero or to working precision a combination of those chosen already, or no room is left.</returns>
    public bool TryAdd(int index)
    {
        if (Count == _capacity)
            return false;
        int k = Count;
        Span<T> atom = Atom(k), row = Row(k)[..k];
        _problem.CopyAtom(index, atom);
        for (int i = 0; i < k; i++)
            row[i] = Vectors.Dot<T>(Atom(i), atom);
        // Row k of the factor: L w = A_Sᵀ a, then the pivot.
        for (int i = 0; i < k; i++)
            row[i] = (row[i] - Vectors.Dot<T>(Row(i)[..i], row[..i])) / Row(i)[i];
        T square = Vectors.Dot<T>(atom, atom), pivot = square - Vectors.Dot<T>(row, row);
        if (!(pivot > DependentPivot * square))
            return false;
        _smallestPivot = T.Min(_smallestPivot, pivot / square);
        pivot = T.Sqrt(pivot);
        Row(k)[k] = pivot;
        _projection[k] = (Vectors.Dot<T>(atom, _problem.Measurements) - Vectors.Dot<T>(row, _projection.AsSpan(0, k))) / pivot;
        _indices[k] = index;
        Count++;
        return true;
    }

    /// <summary>Computes the coefficients, and the residual <c>y − A_S c</c> that is left.</summary>
    public void Solve(Span<T> residual)
    {
        int k = Count;
        Span<T> c = _coefficients.AsSpan(0, k);
        _projection.AsSpan(0, k).CopyTo(c);
        SolveTransposed(c);
        _problem.Measurements.CopyTo(residual);
        Subtract(c, residual);
        if (_smallestPivot >= RefinementPivot)
            return;
        Span<T> correction = _scratch.AsSpan(0, k);
        for (int i = 0; i < k; i++)
            correction[i] = Vectors.Dot<T>(Atom(i), residual);
        for (int i = 0; i < k; i++)
            correction[i] = (correction[i] - Vectors.Dot<T>(Row(i)[..i], correction[..i])) / Row(i)[i];
        SolveTransposed(correction);
        Vectors.AddScaled(c, T.One, correction, c);
        Subtract(correction, residual);
    }

    /// <summary>Writes the coefficients to their places in a vector that is zero elsewhere.</summary>
    public void Scatter(Span<T> x)
    {
        x.Clear();
        for (int i = 0; i < Count; i++)
            x[_indices[i]] = _coefficients[i];
    }

    /// <summary>Below this, relative to the squared norm of the atom, the pivot is rounding.</summary>
    private static T DependentPivot => T.CreateChecked(64) * Vectors.Epsilon<T>();

    /// <summary>Below this a step of refinement pays.</summary>
    private static T RefinementPivot => T.CreateChecked(1e-3);

    private Span<T> Atom(int i) => _atoms.AsSpan(i * _problem.Rows, _problem.Rows);

    private Span<T> Row(int i) => _factor.AsSpan(i * _capacity, i + 1);

    /// <summary><c>Lᵀ c = b</c> in place, by rows of L.</summary>
    private void SolveTransposed(Span<T> c)
    {
        for (int i = c.Length - 1; i >= 0; i--)
        {
            ReadOnlySpan<T> row = Row(i);
            c[i] /= row[i];
            Vectors.AddScaled(c[..i], -c[i], row[..i], c[..i]);
        }
    }

    private void Subtract(ReadOnlySpan<T> c, Span<T> residual)
    {
        for (int i = 0; i < c.Length; i++)
            Vectors.AddScaled(residual, -c[i], Atom(i), residual);
    }
}
