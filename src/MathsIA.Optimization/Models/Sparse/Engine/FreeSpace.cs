using System.Numerics;
using MathsIA.Execution;

namespace MathsIA.Optimization;

/// <summary>The span of the columns that no penalty acts on. Dual points must be orthogonal to it.</summary>
/// <remarks>The conjugate of a function that is 0 everywhere is infinite away from 0, so no scaling makes a residual feasible for such a column: it
/// is projected, <c>ρ − D Q Qᵀρ</c> with <c>QᵀDQ = I</c>. D is the curvature of the loss, which keeps the correction small where the loss leaves
/// a dual point little room.</remarks>
/// <param name="stride">The length of a column, padded with zeros.</param>
internal sealed unsafe class FreeSpace<T>(int stride) : IDisposable where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private Workspace<T> _basis;
    private int _capacity;

    /// <summary>The dimension.</summary>
    public int Count { get; private set; }

    public void Clear() => Count = 0;

    /// <summary>Room for the next column, all zeros; it counts once it is <see cref="Join"/>ed.</summary>
    public T* NextColumn()
    {
        if (Count == _capacity)
        {
            _capacity = Math.Max(4, 2 * _capacity);
            var larger = new Workspace<T>((long)_capacity * stride);
            new ReadOnlySpan<T>(_basis.Data, Count * stride).CopyTo(larger.Span);
            _basis.Dispose();
            _basis = larger;
        }

        T* column = Column(Count);
        new Span<T>(column, stride).Clear();
        return column;
    }

    /// <summary>Makes the next column orthogonal to the others, and takes it unless it depends on them.</summary>
    /// <param name="weights">D, padded with zeros; null for ones.</param>
    public void Join(T* weights)
    {
        T* column = Column(Count);
        T whole = Square(column, weights);
        // Twice is enough: after the second pass what is left of the others is rounding.
        for (int pass = 0; pass < 2; pass++)
        {
            for (int k = 0; k < Count; k++)
                ColumnKernels.Add(stride, -Inner(Column(k), column, weights), Column(k), column);
        }

        T rest = Square(column, weights), rounding = T.CreateChecked(64) * Vectors.Epsilon<T>();
        if (!(rest > rounding * rounding * whole))
            return;
        T factor = T.One / T.Sqrt(rest);
        for (int i = 0; i < stride; i++)
            column[i] *= factor;
        Count++;
    }

    /// <summary>Moves a vector to the nearest one, in the metric of D⁻¹, that is orthogonal to the space; in place.</summary>
    public void Project(T* vector, T* weights)
    {
        for (int pass = 0; pass < 2; pass++)
        {
            for (int k = 0; k < Count; k++)
            {
                T factor = -ColumnKernels.Dot(stride, Column(k), vector);
                if (weights == null)
                    ColumnKernels.Add(stride, factor, Column(k), vector);
                else
                    ColumnKernels.AddWeighted(stride, factor, Column(k), weights, vector);
            }
        }
    }

    public void Dispose() => _basis.Dispose();

    private T* Column(int k) => _basis.Data + ((long)k * stride);

    private T Square(T* x, T* weights) => weights == null ? ColumnKernels.Dot(stride, x, x) : ColumnKernels.WeightedSquare(stride, x, weights);

    private T Inner(T* x, T* y, T* weights)
    {
        if (weights == null)
            return ColumnKernels.Dot(stride, x, y);
        T sum = T.Zero;
        for (int i = 0; i < stride; i++)
            sum += weights[i] * x[i] * y[i];
        return sum;
    }
}
