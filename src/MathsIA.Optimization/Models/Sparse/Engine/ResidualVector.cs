using System.Numerics;
using MathsIA.Execution;

namespace MathsIA.Optimization;

/// <summary>A vector over the samples that columns are subtracted from, <c>ρ = values + shift d</c>, with its sum.</summary>
/// <remarks>The shift is what centring subtracts from every sample: a sparse column then costs its stored values only. A dense
/// design is centred in its own copy and never shifts. With weights d, a column x enters as <c>d ⊙ x</c>: the residual of the
/// weighted problem is the weighted residual.</remarks>
internal unsafe struct ResidualVector<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>The stored part, padded with zeros.</summary>
    public T* Values;

    /// <summary>The weights d, padded with zeros; null for ones.</summary>
    public T* Weights;

    /// <summary>The multiple of d to be added to the stored part.</summary>
    public T Shift;

    /// <summary>The sum of the whole vector.</summary>
    public T Sum;

    /// <summary>The sum of the weights.</summary>
    public T WeightSum;

    public ResidualVector(T* values, T* weights, T weightSum)
    {
        Values = values;
        Weights = weights;
        WeightSum = weightSum;
    }

    /// <summary>Writes the shift into the stored part and takes the sum anew.</summary>
    public void Settle(int count)
    {
        T sum = T.Zero;
        for (int i = 0; i < count; i++)
        {
            if (Shift != T.Zero)
                Values[i] += Weights == null ? Shift : Shift * Weights[i];
            sum += Values[i];
        }

        Shift = T.Zero;
        Sum = sum;
    }
}
