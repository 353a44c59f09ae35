using System.Numerics;

namespace MathsIA.AutoDiff;

public static partial class Variable
{
    /// <summary>The entries along an axis moved on, those that leave at one end coming back at the other.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="x">The variable to roll.</param>
    /// <param name="shift">How far; negative for the other way.</param>
    /// <param name="axis">The axis; negative counts from the end.</param>
    /// <returns>A variable of the same shape.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such axis.</exception>
    public static Variable<T> Roll<T>(this Variable<T> x, int shift, int axis) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        axis = x.Shape.Axis(axis, nameof(axis));
        int length = x.Shape.Lengths[axis];
        int cut = length == 0 ? 0 : (int)((((long)shift % length) + length) % length);
        return cut == 0 ? x : Concatenate(axis, x.Narrow(axis, length - cut, cut), x.Narrow(axis, 0, length - cut));
    }
}
