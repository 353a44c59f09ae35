using System.Numerics;

namespace MathsIA.OptimalTransport;

/// <summary>What is summed along one line of a grid, for every place of the target line.</summary>
internal unsafe interface IGridLine<TSelf, T>
    where TSelf : struct, IGridLine<TSelf, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Whether a second number goes with each place.</summary>
    static abstract bool CarriesTwo { get; }

    /// <summary>Takes a line; <paramref name="room"/> has three times its length.</summary>
    static abstract TSelf Open(double* first, double* second, T* room, int length, double epsilon);

    /// <summary>The sum for the place with these costs.</summary>
    void Sum(T* costs, double* first, double* second);
}
