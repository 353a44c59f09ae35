using System.Numerics;
using MathsIA.Kernels;
using MathsIA.Operators;

namespace MathsIA.LinearAlgebra;

/// <summary>Vectors to start spectral iterations from.</summary>
internal static class StartVector
{
    /// <summary>The caller's vector, or a fixed pseudo-random one; of length 1.</summary>
    public static void Fill<T>(string operation, SpectralOptions<T> options, Shape domain, Span<T> destination) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (options.Start is null)
            Scatter(destination, 0);
        else if (options.Start.Shape != domain)
            throw new ShapeMismatchException(operation, $"the operator's domain {domain} and the start {options.Start.Shape} differ.", nameof(options));
        else
            options.Start.CopyTo(destination);
        T norm = VectorKernels.Norm<T>(destination);
        if (!(norm > T.Zero) || !T.IsFinite(norm))
            throw new ArgumentException($"{operation}: the start must be finite and not zero.", nameof(options));
        VectorKernels.Scale(T.One / norm, destination);
    }

    /// <summary>Numbers spread over (-1, 1) by the finalizer of SplitMix64 (Steele, Lea and Flood, OOPSLA 2014): no direction
    /// that a real operator prefers or kills.</summary>
    public static void Scatter<T>(Span<T> destination, int stream) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (int i = 0; i < destination.Length; i++)
        {
            ulong z = unchecked((((ulong)(uint)stream << 32) + (uint)i + 1) * 0x9E3779B97F4A7C15UL);
            z = unchecked((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL);
            z = unchecked((z ^ (z >> 27)) * 0x94D049BB133111EBUL);
            z ^= z >> 31;
            destination[i] = T.CreateTruncating(((z >> 11) + 0.5) * (2.0 / (1UL << 53)) - 1);
        }
    }

    /// <summary>Checks an operator that is to have eigenvalues.</summary>
    public static void RequireSquare<T>(string operation, ILinearOperator<T> a) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(a);
        if (a.Domain != a.Range)
            throw new ShapeMismatchException(operation, $"the operator {a.Domain} → {a.Range} must map a shape to itself.", nameof(a));
        RequireElements(operation, a);
    }

    /// <summary>Checks that there is anything to iterate on.</summary>
    public static void RequireElements<T>(string operation, ILinearOperator<T> a) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(a);
        if (a.Domain.Length == 0)
            throw new ShapeMismatchException(operation, $"the operator {a.Domain} → {a.Range} acts on empty tensors.", nameof(a));
    }
}
