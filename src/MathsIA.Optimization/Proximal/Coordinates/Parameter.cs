using System.Numerics;

namespace MathsIA.Optimization;

/// <summary>The memory of a <see cref="Coefficient{T}"/>: pinned, read-only once made.</summary>
internal sealed unsafe class Parameter<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly T[] _values;

    private Parameter(T[] values, int? length)
    {
        _values = values;
        Length = length;
    }

    /// <summary>How many coordinates it is for; null for any number.</summary>
    public int? Length { get; }

    /// <summary>The coefficient: valid as long as this object is alive.</summary>
    public Coefficient<T> View
    {
        get
        {
            fixed (T* values = _values)
                return new(values, Length is null);
        }
    }

    public ReadOnlySpan<T> Values => Length is null ? _values.AsSpan(0, 1) : _values.AsSpan(0, Length.Value);

    /// <summary>The same number for every coordinate.</summary>
    public static Parameter<T> Uniform(T value)
    {
        T[] values = GC.AllocateUninitializedArray<T>(Coefficient<T>.Copies, pinned: true);
        Array.Fill(values, value);
        return new(values, null);
    }

    /// <inheritdoc cref="Uniform(T)"/>
    public static Parameter<T> Uniform(double value) => Uniform(T.CreateTruncating(value));

    /// <summary>A number for each coordinate, copied.</summary>
    public static Parameter<T> Of(Tensor<T> values)
    {
        // Never empty, so that there is an address to take.
        T[] copy = GC.AllocateUninitializedArray<T>(Math.Max(1, values.Length), pinned: true);
        values.CopyTo(copy.AsSpan(0, values.Length));
        return new(copy, values.Length);
    }
}
