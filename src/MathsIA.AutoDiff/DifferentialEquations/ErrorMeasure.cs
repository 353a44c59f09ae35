using System.Numerics;

namespace MathsIA.AutoDiff;

/// <summary>The error of a step in units of the tolerance: the root mean square of <c>e_i / (atol + rtol max(|y_i|, |y⁺_i|))</c>.</summary>
internal sealed class ErrorMeasure<T>(double relative, double absolute) where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private double[] _error = [];

    public ErrorMeasure(OdeOptions options)
        : this(options.RelativeTolerance ?? (typeof(T) == typeof(float) ? 1e-4 : 1e-7), options.AbsoluteTolerance ?? (typeof(T) == typeof(float) ? 1e-6 : 1e-9))
    {
    }

    /// <summary>The estimated error of a step.</summary>
    public double Of(ButcherTableau method, double size, Variable<T> start, Variable<T> end, ReadOnlySpan<Variable<T>> stages)
    {
        Tensor<T>[] numbers = BatchValues<T>.Of([start, end, .. stages]);
        ReadOnlySpan<T> before = numbers[0].AsSpan(), after = numbers[1].AsSpan();
        if (_error.Length < before.Length)
            _error = new double[before.Length];
        Span<double> error = _error.AsSpan(0, before.Length);
        error.Clear();
        for (int k = 0; k < stages.Length; k++)
        {
            double weight = size * method.ErrorWeights[k];
            if (weight == 0)
                continue;
            ReadOnlySpan<T> stage = numbers[k + 2].AsSpan();
            for (int i = 0; i < error.Length; i++)
                error[i] += weight * double.CreateTruncating(stage[i]);
        }

        return Norm(error, before, after);
    }

    /// <summary>The size of a vector in units of the tolerance at a state.</summary>
    public double Of(Variable<T> vector, Variable<T> at)
    {
        Tensor<T>[] numbers = BatchValues<T>.Of([vector, at]);
        ReadOnlySpan<T> elements = numbers[0].AsSpan(), state = numbers[1].AsSpan();
        var values = new double[elements.Length];
        for (int i = 0; i < values.Length; i++)
            values[i] = double.CreateTruncating(elements[i]);
        return Norm(values, state, state);
    }

    /// <summary>Whether all elements are finite.</summary>
    public static bool IsFinite(Variable<T> state)
    {
        foreach (T element in BatchValues<T>.Of([state])[0].AsSpan())
        {
            if (!T.IsFinite(element))
                return false;
        }

        return true;
    }

    private double Norm(ReadOnlySpan<double> error, ReadOnlySpan<T> before, ReadOnlySpan<T> after)
    {
        double sum = 0;
        for (int i = 0; i < error.Length; i++)
        {
            double share = error[i] / (absolute + relative * Math.Max(Math.Abs(double.CreateTruncating(before[i])), Math.Abs(double.CreateTruncating(after[i]))));
            sum += share * share;
        }

        return error.Length == 0 ? 0 : Math.Sqrt(sum / error.Length);
    }
}
