using System.Numerics;

namespace MathsIA.AutoDiff.Primitives;

/// <summary>Variables of several shapes as one vector, and back.</summary>
internal sealed class Packing<T>(Shape[] shapes) where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public static Variable<T> Pack(params ReadOnlySpan<Variable<T>> parts)
    {
        var flat = new Variable<T>[parts.Length];
        for (int i = 0; i < flat.Length; i++)
            flat[i] = parts[i].Flatten();
        return Variable.Concatenate(0, flat);
    }

    public Variable<T>[] Unpack(Variable<T> packed)
    {
        var parts = new Variable<T>[shapes.Length];
        int start = 0;
        for (int i = 0; i < parts.Length; i++)
        {
            parts[i] = packed.Narrow(0, start, shapes[i].ElementCount).Reshape(shapes[i].Lengths);
            start += shapes[i].ElementCount;
        }

        return parts;
    }
}
