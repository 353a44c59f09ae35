using System.Numerics;
using MathsIA.Kernels;

namespace MathsIA.Optimization;

/// <summary>The parameter of each coordinate, in double precision.</summary>
internal readonly struct Series<T>(Parameter<T> parameter) where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly Coefficient<T> _values = parameter.View;

    public double this[int index] => Widening.ToDouble(_values[index]);
}
