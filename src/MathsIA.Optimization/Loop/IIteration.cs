using System.Numerics;

namespace MathsIA.Optimization;

/// <summary>A running method: where it stands, one step further, and how good the place is.</summary>
/// <remarks>
/// Made by a method (its initialization), driven by <see cref="Minimize"/> (or by hand, for a lecture or a debugger). It owns its
/// buffers and allocates nothing after its start. It never decides when to stop: the loop does.
/// </remarks>
/// <typeparam name="T">The element type.</typeparam>
public interface IIteration<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>The present point. A buffer of the iteration: it changes at the next step, and belongs to it.</summary>
    Tensor<T> Point { get; }

    /// <summary>How many steps lie, by default, between two measurements: 1, or about one pass over the data where measuring
    /// costs a pass.</summary>
    int MeasureInterval { get; }

    /// <summary>Objective and optimality measure at <see cref="Point"/>.</summary>
    /// <remarks>Kept until the next step, and used by it where it can be: descent methods measure at no extra cost.</remarks>
    /// <returns>The two numbers.</returns>
    Measurement<T> Measure();

    /// <summary>Takes one step.</summary>
    /// <returns>False when the point could not be moved any further in floating point.</returns>
    bool Step();
}
