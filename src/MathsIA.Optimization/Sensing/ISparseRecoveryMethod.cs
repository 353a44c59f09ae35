using System.Numerics;
using MathsIA.Operators;

namespace MathsIA.Optimization;

/// <summary>A method that looks for a vector x with few non-zeros such that <c>A x ≈ y</c>, A having more columns than rows.</summary>
/// <remarks>Its iteration measures <c>½‖y − Ax‖²</c> as the objective and <c>‖y − Ax‖/‖y‖</c> as the residual.</remarks>
public interface ISparseRecoveryMethod
{
    /// <summary>The number of steps after which the method is done by itself; null for methods that iterate to a limit.</summary>
    int? NaturalEnd { get; }

    /// <summary>Starts the method.</summary>
    /// <typeparam name="T">The element type: <c>float</c> or <c>double</c>.</typeparam>
    /// <param name="sensing">The operator A; its columns are the atoms.</param>
    /// <param name="measurements">The data y: of the shape of the operator's range, finite. They are copied.</param>
    /// <returns>The running method.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ShapeMismatchException">The data do not have the shape of the operator's range, or the operator is empty.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The sparsity exceeds a side of the operator, or the data are not finite.</exception>
    IIteration<T> Start<T>(ILinearOperator<T> sensing, Tensor<T> measurements) where T : unmanaged, IBinaryFloatingPointIeee754<T>;
}
