using System.Numerics;
using MathsIA.AutoDiff.Primitives;

namespace MathsIA.AutoDiff;

public static partial class Variable
{
    /// <summary>The product of all elements.</summary>
    /// <inheritdoc cref="Product{T}(Variable{T}, Axes, bool)"/>
    public static Variable<T> Product<T>(this Variable<T> x) where T : unmanaged, IBinaryFloatingPointIeee754<T> => x.Product(Axes.All);

    /// <summary>The product over some axes.</summary>
    /// <remarks>Halves are multiplied with each other until one is left, so that the derivative, the product of all other elements, is
    /// right in the presence of any number of zeros, to any order. The order of multiplication differs from that of
    /// <see cref="Tensor.Product{T}(Tensor{T}, Axes, bool, ComputeContext?)"/>.</remarks>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="x">The variable.</param>
    /// <param name="axes">The axes.</param>
    /// <param name="keepDimensions">Whether a reduced axis stays, with length 1, or is dropped.</param>
    /// <returns>A variable with one element for each index of the other axes; 1 for no elements.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such axis.</exception>
    /// <exception cref="ArgumentException">An axis is named twice.</exception>
    public static Variable<T> Product<T>(this Variable<T> x, Axes axes, bool keepDimensions = false) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Shape shape = x.Shape;
        ReducedAxes reduced = ReducedAxes.Resolve(nameof(Product), axes, keepDimensions, shape);
        var order = new List<int>(shape.Rank);
        var others = new List<int>(shape.Rank);
        for (int axis = 0; axis < shape.Rank; axis++)
        {
            if (reduced.IsReduced(axis))
                continue;
            order.Add(axis);
            others.Add(shape.Lengths[axis]);
        }

        order.AddRange(reduced.Axes);
        int count = (int)reduced.Count(shape);
        if (count == 0)
            return Ones<T>(reduced.ShapeOf(shape));
        Variable<T> rows = x.Permute([.. order]).Reshape([.. others, count]);
        Variable<T> odd = default;
        while (count > 1)
        {
            if ((count & 1) != 0)
            {
                Variable<T> last = rows.Narrow(-1, count - 1, 1);
                odd = odd.IsNone ? last : odd * last;
            }

            count /= 2;
            rows = rows.Narrow(-1, 0, count) * rows.Narrow(-1, count, count);
        }

        return (odd.IsNone ? rows : rows * odd).Reshape(reduced.ShapeOf(shape).Lengths);
    }
}
