using System.Numerics;

namespace MathsIA.AutoDiff.Primitives;

/// <summary>One number a channel, against a variable with channels along one of its axes.</summary>
internal static class Channels
{
    /// <summary>A vector made ready to be broadcast along an axis.</summary>
    public static Variable<T> Along<T>(Variable<T> vector, int axis, int rank) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (rank - axis == 1)
            return vector;
        var lengths = new int[rank - axis];
        lengths.AsSpan().Fill(1);
        lengths[0] = vector.Shape[0];
        return vector.Reshape(lengths);
    }

    /// <summary>All axes but one.</summary>
    public static Axes Others(int axis, int rank)
    {
        var others = new int[rank - 1];
        for (int i = 0; i < others.Length; i++)
            others[i] = i < axis ? i : i + 1;
        return others.Length == 0 ? Axes.Create() : others;
    }
}
