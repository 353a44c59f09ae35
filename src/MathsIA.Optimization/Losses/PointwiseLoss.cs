using System.Numerics;
using MathsIA.Kernels;

namespace MathsIA.Optimization;

/// <summary>A loss of one prediction a sample, made of three elementwise functions: value, slope and curvature.</summary>
internal sealed unsafe class PointwiseLoss<T, TValue, TSlope, TCurvature>(TValue value, TSlope slope, TCurvature curvature, T? largestCurvature, T smallestCurvature) : ISampleLoss<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
    where TValue : struct, IZip<T>
    where TSlope : struct, IZip<T>
    where TCurvature : struct, IZip<T>
{
    public T? LargestCurvature => largestCurvature;

    public T SmallestCurvature => smallestCurvature;

    public void Values(Span<T> z, ReadOnlySpan<T> targets, Span<T> losses) => Apply(z, targets, losses, value);

    public void Slopes(Span<T> z, ReadOnlySpan<T> targets) => Apply(z, targets, z, slope);

    public void ValuesAndSlopes(Span<T> z, ReadOnlySpan<T> targets, Span<T> losses)
    {
        Values(z, targets, losses);
        Slopes(z, targets);
    }

    public void MultiplyByCurvature(Span<T> z, ReadOnlySpan<T> targets, Span<T> v)
    {
        Apply(z, targets, z, curvature);
        Apply(z, v, v, default(MultiplyOperator<T>));
    }

    private static void Apply<TZip>(ReadOnlySpan<T> left, ReadOnlySpan<T> right, Span<T> destination, TZip zip) where TZip : struct, IZip<T>
    {
        fixed (T* l = left, r = right, d = destination)
            Zip.Run(l, r, d, destination.Length, zip);
    }
}
