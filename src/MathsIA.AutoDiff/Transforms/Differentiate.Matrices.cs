using System.Numerics;

namespace MathsIA.AutoDiff;

public static partial class Differentiate
{
    /// <summary>All first derivatives of a function, at a point: forward or in reverse, whichever takes fewer passes.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="function">The function, with a value of any shape.</param>
    /// <param name="x">The point.</param>
    /// <returns>A variable with the axes of the value first and those of the point last: <c>∂f_i/∂x_j</c> at [i, j].</returns>
    /// <exception cref="ArgumentNullException">The function is null.</exception>
    public static Variable<T> Jacobian<T>(Func<Variable<T>, Variable<T>> function, Variable<T> x) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(function);
        // One pass forward shows the shape of the value, which is what the choice depends on.
        Shape shape = Jvp(function, x, Variable.Zeros<T>(x.Shape)).Value.Shape;
        return x.Length <= shape.ElementCount ? JacobianForward(function, x) : JacobianReverse(function, x);
    }

    /// <summary>All first derivatives, by forward mode: one direction for each element of the point, all at once.</summary>
    /// <inheritdoc cref="Jacobian{T}(Func{Variable{T}, Variable{T}}, Variable{T})"/>
    public static Variable<T> JacobianForward<T>(Func<Variable<T>, Variable<T>> function, Variable<T> x) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(function);
        Shape shape = x.Shape;
        int count = shape.ElementCount;
        Variable<T> directions = Tensor.Eye<T>(count).Reshape([count, .. shape.Lengths]);
        Variable<T> columns = Vectorize.Map(direction => Jvp(function, x, direction).Tangent, directions);
        Shape value = columns.Shape.RemoveAt(0);
        return columns.MoveAxis(0, value.Rank).Reshape([.. value.Lengths, .. shape.Lengths]);
    }

    /// <summary>All first derivatives, by reverse mode: one vector for each element of the value, all at once.</summary>
    /// <inheritdoc cref="Jacobian{T}(Func{Variable{T}, Variable{T}}, Variable{T})"/>
    public static Variable<T> JacobianReverse<T>(Func<Variable<T>, Variable<T>> function, Variable<T> x) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(function);
        Shape value = Jvp(function, x, Variable.Zeros<T>(x.Shape)).Value.Shape;
        int count = value.ElementCount;
        Variable<T> rows = Vectorize.Map(row => Vjp(function, x, row).Cotangent, (Variable<T>)Tensor.Eye<T>(count).Reshape([count, .. value.Lengths]));
        return rows.Reshape([.. value.Lengths, .. x.Shape.Lengths]);
    }

    /// <summary>All second derivatives of a function with one number as its value: forward over reverse.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="function">The function; its value has one element.</param>
    /// <param name="x">The point.</param>
    /// <returns>A variable with the axes of the point twice.</returns>
    /// <exception cref="ArgumentNullException">The function is null.</exception>
    /// <exception cref="ShapeMismatchException">The value has more or less than one element.</exception>
    public static Variable<T> Hessian<T>(Func<Variable<T>, Variable<T>> function, Variable<T> x) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(function);
        return JacobianForward(point => Gradient(function, point), x);
    }

    /// <summary>The product of the Hessian of a function with a vector: forward over reverse, at the cost of a few gradients.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="function">The function; its value has one element.</param>
    /// <param name="x">The point.</param>
    /// <param name="vector">The vector <c>v</c>, of the shape of the point.</param>
    /// <returns><c>∇²f(x) v</c>.</returns>
    /// <exception cref="ArgumentNullException">The function is null.</exception>
    /// <exception cref="ShapeMismatchException">The shapes do not fit.</exception>
    public static Variable<T> HessianVector<T>(Func<Variable<T>, Variable<T>> function, Variable<T> x, Variable<T> vector) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(function);
        return Jvp(point => Gradient(function, point), x, vector).Tangent;
    }
}
