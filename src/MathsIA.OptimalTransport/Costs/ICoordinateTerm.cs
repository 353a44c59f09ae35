using System.Numerics;

namespace MathsIA.OptimalTransport;

/// <summary>What one coordinate adds to the cost between two points, given the difference there.</summary>
internal interface ICoordinateTerm<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    static abstract Vector<T> Of(Vector<T> difference);

    static abstract T Of(T difference);
}
