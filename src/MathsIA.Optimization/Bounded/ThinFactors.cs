using System.Numerics;

namespace MathsIA.Optimization;

/// <summary>The thin factorization <c>A_F = Q R</c> of a few columns that come and go: orthonormal columns in Q, an upper triangle R.</summary>
/// <remarks>A column comes by Gram and Schmidt's process with a second pass, which leaves Q orthogonal to rounding, and goes by plane rotations:
/// O(m k) both ways for k columns of m elements. J. W. Daniel, W. B. Gragg, L. Kaufman and G. W. Stewart, Mathematics of Computation 30 (1976).
/// Everything is taken from memory set aside at the start.</remarks>
internal sealed class ThinFactors<T>(int length, int capacity) where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly T[] _basis = new T[checked(length * capacity)];
    private readonly T[] _upper = new T[checked(capacity * capacity)];
    private readonly T[] _products = new T[capacity];
    private readonly T[] _scratch = new T[length];

    /// <summary>The number of columns k.</summary>
    public int Count { get; private set; }

    /// <summary>Adds a column behind the others.</summary>
    /// <returns>False, with nothing changed, if it is to working precision a combination of the others, or no room is left.</returns>
    public bool TryAppend(ReadOnlySpan<T> column)
    {
        if (Count == capacity)
            return false;
        Span<T> q = Basis(Count), r = Upper(Count);
        column.CopyTo(q);
        r.Clear();
        for (int pass = 0; pass < 2; pass++)
        {
            for (int i = 0; i < Count; i++)
            {
                T product = Vectors.Dot<T>(Basis(i), q);
                Vectors.AddScaled(q, -product, Basis(i), q);
                r[i] += product;
            }
        }

        T left = Vectors.Norm<T>(q);
        if (!(left > T.CreateChecked(8) * Vectors.Epsilon<T>() * Vectors.Norm(column)) || !T.IsFinite(left))
            return false;
        r[Count] = left;
        for (int i = 0; i < q.Length; i++)
            q[i] /= left;
        Count++;
        return true;
    }

    /// <summary>Takes a column out; those behind it move up.</summary>
    public void Remove(int position)
    {
        Count--;
        for (int j = position; j < Count; j++)
            Upper(j + 1)[..(j + 2)].CopyTo(Upper(j));
        // What is left is a triangle with one diagonal more, which rotations of neighbouring rows take away.
        for (int i = position; i < Count; i++)
        {
            Span<T> pivot = Upper(i);
            T norm = T.Hypot(pivot[i], pivot[i + 1]), cosine = pivot[i] / norm, sine = pivot[i + 1] / norm;
            (pivot[i], pivot[i + 1]) = (norm, T.Zero);
            for (int j = i + 1; j < Count; j++)
            {
                Span<T> column = Upper(j);
                (column[i], column[i + 1]) = ((cosine * column[i]) + (sine * column[i + 1]), (cosine * column[i + 1]) - (sine * column[i]));
            }

            Rotate(Basis(i), Basis(i + 1), cosine, sine);
        }
    }

    /// <summary>The least-squares solution of <c>A_F h = v</c>.</summary>
    public void Solve(ReadOnlySpan<T> v, Span<T> h)
    {
        for (int i = 0; i < Count; i++)
            h[i] = Vectors.Dot(Basis(i), v);
        SolveUpper(h[..Count]);
    }

    /// <summary><c>R h = h</c>, in place.</summary>
    public void SolveUpper(Span<T> h)
    {
        for (int i = Count - 1; i >= 0; i--)
        {
            ReadOnlySpan<T> column = Upper(i);
            h[i] /= column[i];
            Vectors.AddScaled(h[..i], -h[i], column[..i], h[..i]);
        }
    }

    /// <summary>Adds to v the smallest vector d with <c>A_Fᵀ d = change</c>.</summary>
    /// <returns><c>‖d‖²</c>.</returns>
    public T AddSmallest(ReadOnlySpan<T> change, Span<T> v)
    {
        Span<T> c = _products.AsSpan(0, Count);
        for (int i = 0; i < Count; i++)
        {
            ReadOnlySpan<T> column = Upper(i);
            c[i] = (change[i] - Vectors.Dot<T>(column[..i], c[..i])) / column[i];
            Vectors.AddScaled(v, c[i], Basis(i), v);
        }

        return Vectors.Dot<T>(c, c);
    }

    private void Rotate(Span<T> x, Span<T> y, T cosine, T sine)
    {
        x.CopyTo(_scratch);
        Vectors.Scale(x, cosine);
        Vectors.AddScaled(x, sine, y, x);
        Vectors.Scale(y, cosine);
        Vectors.AddScaled(y, -sine, _scratch, y);
    }

    private Span<T> Basis(int i) => _basis.AsSpan(i * length, length);

    /// <summary>Column j of R, with room for all rows.</summary>
    private Span<T> Upper(int j) => _upper.AsSpan(j * capacity, capacity);
}
