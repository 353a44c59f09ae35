using System.Numerics;

namespace MathsIA.Optimization;

/// <summary>The forward-backward step <c>p = prox_{τg}(y − τ∇f(y))</c>, with the step size it needs.</summary>
internal sealed class ProximalStep<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private const int MostBacktracks = 60;
    private readonly ISmoothFunction<T> _smooth;
    private readonly IProximable<T> _proximable;
    private readonly bool _searches;
    private readonly T _shrink = T.One;
    private readonly T _growth = T.One;
    private readonly Tensor<T>? _difference;
    private readonly Tensor<T>? _gradient;
    private bool _started;

    public ProximalStep(ISmoothFunction<T> smooth, IProximable<T> proximable, double? size, ProximalBacktracking? search, Shape shape, string method)
    {
        _smooth = smooth;
        _proximable = proximable;
        if (search is null)
        {
            Size = Constants.StepSize(size, smooth, method);
            return;
        }

        Size = T.CreateChecked(size ?? search.InitialStep);
        _searches = true;
        _shrink = T.CreateChecked(search.Shrink);
        _growth = T.CreateChecked(search.Growth);
        _difference = Tensor.Uninitialized<T>(shape);
        _gradient = Tensor.Uninitialized<T>(shape);
    }

    /// <summary>The step τ.</summary>
    public T Size { get; private set; }

    /// <summary>Computes <c>p</c> with the present step.</summary>
    /// <returns>The value g(p).</returns>
    public T Apply(Tensor<T> y, Tensor<T> gradient, Tensor<T> destination)
    {
        Vectors.AddScaled(y, -Size, gradient, destination);
        return _proximable.Prox(destination.AsSpan(), Size, destination.AsSpan());
    }

    /// <summary>Computes <c>p</c>, with a step found by backtracking where that is asked for.</summary>
    /// <returns>The value g(p).</returns>
    public T Search(Tensor<T> y, T value, Tensor<T> gradient, Tensor<T> destination)
    {
        if (!_searches)
            return Apply(y, gradient, destination);
        if (_started)
            Size *= _growth;
        _started = true;
        for (int backtrack = 0; ; backtrack++)
        {
            T proximableValue = Apply(y, gradient, destination);
            // No step mends a value that is lost, and none may vanish: the measurement will say what happened.
            if (backtrack == MostBacktracks || !T.IsFinite(value) || !T.IsNormal(Size * _shrink) || IsMajorized(y, value, gradient, destination))
                return proximableValue;
            Size *= _shrink;
        }
    }

    private bool IsMajorized(Tensor<T> y, T value, Tensor<T> gradient, Tensor<T> p)
    {
        Vectors.AddScaled(p, -T.One, y, _difference!);
        T square = Vectors.Dot(_difference!, _difference!);
        T model = square / (Size + Size);
        if (model > T.CreateChecked(1000) * Vectors.Epsilon<T>() * T.Abs(value))
            return _smooth.Value(p) <= value + Vectors.Dot(gradient, _difference!) + model;
        _smooth.Gradient(p, _gradient!);
        return Vectors.Dot(_gradient!, _difference!) - Vectors.Dot(gradient, _difference!) <= square / Size * (T.One + T.CreateChecked(1e-3)) || square == T.Zero;
    }
}
