namespace MathsIA.OptimalTransport;

/// <summary>A kernel <c>k(x, y) = ψ(‖x − y‖²)</c> between particles: a struct, so that the loops over pairs are compiled for it.</summary>
public interface IParticleKernel
{
    /// <summary>ψ.</summary>
    /// <param name="squared">The squared distance.</param>
    /// <returns>The value.</returns>
    double Value(double squared);

    /// <summary>The derivative ψ′; 0 where it is not defined.</summary>
    /// <param name="squared">The squared distance.</param>
    /// <returns>The derivative.</returns>
    double Derivative(double squared);
}
