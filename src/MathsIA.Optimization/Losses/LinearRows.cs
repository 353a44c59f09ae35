using System.Numerics;

namespace MathsIA.Optimization;

/// <summary>The work of one sample of a linear model with one or several outputs.</summary>
internal static class LinearRows
{
    /// <summary><c>z = a x</c> for a row <c>a</c> of p features and a point <c>x</c> of [p, k].</summary>
    public static void Predict<T>(ReadOnlySpan<T> row, ReadOnlySpan<T> x, Span<T> z) where T : unmanaged, INumberBase<T>
    {
        if (z.Length == 1)
        {
            z[0] = Vectors.Dot(row, x);
            return;
        }

        z.Clear();
        for (int feature = 0; feature < row.Length; feature++)
            Vectors.AddScaled(z, row[feature], x.Slice(feature * z.Length, z.Length), z);
    }

    /// <summary><c>gradient += aᵀ z</c>.</summary>
    public static void AddOuter<T>(ReadOnlySpan<T> row, ReadOnlySpan<T> z, Span<T> gradient) where T : unmanaged, INumberBase<T>
    {
        if (z.Length == 1)
        {
            Vectors.AddScaled(gradient, z[0], row, gradient);
            return;
        }

        for (int feature = 0; feature < row.Length; feature++)
        {
            Span<T> part = gradient.Slice(feature * z.Length, z.Length);
            Vectors.AddScaled(part, row[feature], z, part);
        }
    }
}
