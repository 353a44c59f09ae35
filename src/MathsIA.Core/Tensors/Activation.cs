namespace MathsIA;

/// <summary>The function that a product with bias ends with; see <see cref="Tensor.Affine{T}(Tensor{T}, Tensor{T}, Tensor{T}, Activation, ComputeContext)"/>.</summary>
public enum Activation
{
    /// <summary>None: <c>x</c>.</summary>
    None = 0,

    /// <summary><c>max(x, 0)</c></summary>
    Relu,

    /// <summary><c>1 / (1 + e⁻ˣ)</c></summary>
    Sigmoid,

    /// <summary><c>tanh x</c></summary>
    Tanh,

    /// <summary><c>x / (1 + e⁻ˣ)</c></summary>
    Silu,

    /// <summary><c>x Φ(x)</c>, with the normal distribution function (the exact form).</summary>
    Gelu,
}
