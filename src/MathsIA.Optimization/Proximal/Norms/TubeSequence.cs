using System.Numerics;

namespace MathsIA.Optimization;

/// <summary>A sequence and the radius of the tube about its running sums, of which stretches are taken.</summary>
/// <param name="x">The sequence.</param>
/// <param name="n">Its length.</param>
/// <param name="radius">The radius between the ends.</param>
/// <param name="weights">Factors of the radius, one fewer than there are elements, or null.</param>
internal readonly unsafe struct TubeSequence<T>(T* x, int n, double radius, double* weights) where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public int Length => n;

    /// <summary>The tube between two corners of the path, counted from the first; only their places and sides are looked at.</summary>
    public Tube<T> Between(TubeCorner start, TubeCorner end, double* walls)
    {
        int count = end.Index - start.Index;
        double* factors = weights == null ? null : weights + start.Index;
        return new Tube<T>(x + start.Index, count, radius, factors, walls, walls + Tube<T>.WallLength(count), start.Side, end.Side);
    }
}
