using System.Numerics;

namespace MathsIA.Optimization;

/// <summary>The loss of a linear model, a sum over samples of a convex function of the predictions. A struct as a type argument.</summary>
/// <remarks>Predictions η, residuals <c>ρ = −∇F(η)</c>, dual points θ and curvatures are [outputs, stride], padded with zeros.</remarks>
internal unsafe interface IDatafit<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Whether F is quadratic: then the residual is kept up to date and the predictions are not asked for.</summary>
    static abstract bool IsQuadratic { get; }

    /// <summary>The predictions of one sample.</summary>
    int Outputs { get; }

    /// <summary>A Lipschitz constant of ∇F; infinite where there is none.</summary>
    T Smoothness { get; }

    /// <summary>Of a quadratic loss: the residual of the model without coefficients.</summary>
    void Start(T* residual);

    /// <summary>F, from the residual if quadratic, else from the predictions.</summary>
    T Value(T* predictions, T* residual);

    /// <summary>The residual at predictions.</summary>
    void Residual(T* predictions, T* residual);

    /// <summary>An upper bound, output by output, of the second derivatives at predictions: exact with one output.</summary>
    void Curvature(T* predictions, T* curvature);

    /// <summary><c>F(η) + F*(−θ) + ⟨θ, η⟩ ≥ 0</c>: the loss's share of the duality gap.</summary>
    T Gap(T* predictions, T* residual, T* dual);
}
