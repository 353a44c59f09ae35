using System.Numerics;
using MathsIA.Operators;

namespace MathsIA.Optimization;

/// <summary>An operator and the data measured through it, with the products and buffers that every recovery method needs.</summary>
internal sealed class SensingProblem<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly ILinearOperator<T> _sensing;
    private readonly T[] _unit;

    public SensingProblem(ILinearOperator<T> sensing, Tensor<T> measurements)
    {
        _sensing = sensing;
        _unit = sensing is MatrixAtoms<T> ? [] : new T[sensing.Domain.ElementCount];
        Measurements = measurements.ToArray();
        Norm = Vectors.Norm<T>(Measurements);
        Residual = measurements.ToArray();
        Point = Tensor.Zeros<T>(sensing.Domain.Lengths);
    }

    public T[] Measurements { get; }

    /// <summary><c>‖y‖</c>.</summary>
    public T Norm { get; }

    /// <summary><c>y − Ax</c> at the present point: kept by the method.</summary>
    public T[] Residual { get; }

    /// <summary>The present x, at first 0.</summary>
    public Tensor<T> Point { get; }

    /// <summary>The rough copy of a matrix; null for operators, and where it does not pay.</summary>
    public CorrelationScreen<T>? Screen => (_sensing as MatrixAtoms<T>)?.Screen;

    /// <summary>The number m of measurements.</summary>
    public int Rows => Measurements.Length;

    /// <summary>The number n of atoms.</summary>
    public int Columns => Point.Length;

    public void Apply(ReadOnlySpan<T> x, Span<T> destination) => _sensing.Apply(x, destination);

    public void Correlate(ReadOnlySpan<T> u, Span<T> destination) => _sensing.ApplyAdjoint(u, destination);

    /// <summary>Makes <see cref="Residual"/> that of <see cref="Point"/>.</summary>
    public void UpdateResidual()
    {
        _sensing.Apply(Point.AsSpan(), Residual);
        Vectors.AddScaled(Measurements, -T.One, Residual, Residual);
    }

    /// <summary>The column a_j.</summary>
    public void CopyAtom(int index, Span<T> destination)
    {
        if (_sensing is MatrixAtoms<T> matrix)
        {
            matrix.CopyAtom(index, destination);
            return;
        }

        _unit[index] = T.One;
        _sensing.Apply(_unit, destination);
        _unit[index] = T.Zero;
    }

    public Measurement<T> Measure()
    {
        T norm = Vectors.Norm<T>(Residual);
        return new Measurement<T>(norm * norm / (T.One + T.One), Norm == T.Zero ? norm : norm / Norm);
    }
}
