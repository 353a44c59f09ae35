using System.Numerics;

namespace MathsIA.Optimization;

/// <summary>A point with its gradient and forward-backward image: what the forward-backward envelope is made of.</summary>
internal sealed class EnvelopePoint<T>(Tensor<T> x0) where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public Tensor<T> X { get; } = x0.Clone();

    public Tensor<T> Gradient { get; } = Tensor.Uninitialized<T>(x0.Shape);

    public Tensor<T> Image { get; } = Tensor.Uninitialized<T>(x0.Shape);

    /// <summary>f(x).</summary>
    public T Value { get; private set; }

    /// <summary>g(p).</summary>
    public T ImageValue { get; private set; }

    public void Evaluate(ISmoothFunction<T> smooth) => Value = smooth.ValueAndGradient(X, Gradient);

    public void Map(IProximable<T> proximable, T step)
    {
        Vectors.AddScaled(X, -step, Gradient, Image);
        ImageValue = proximable.Prox(Image.AsSpan(), step, Image.AsSpan());
    }

    /// <summary>The envelope <c>f(x) + ⟨∇f(x), p − x⟩ + ‖p − x‖²/(2γ) + g(p)</c>.</summary>
    public T Envelope(T step)
    {
        ReadOnlySpan<T> x = X.AsSpan(), p = Image.AsSpan(), gradient = Gradient.AsSpan();
        T linear = T.Zero;
        for (int i = 0; i < x.Length; i++)
            linear += gradient[i] * (p[i] - x[i]);
        return Value + linear + (Distances.Square(x, p) / (step + step)) + ImageValue;
    }
}
