namespace MathsIA.OptimalTransport;

/// <summary>How an entropic solver keeps the Gibbs kernel.</summary>
public enum EntropicForm
{
    /// <summary>The solver chooses: the kernel is stored where the costs are a matrix anyway and it fits, and computed elsewhere.</summary>
    Automatic = 0,

    /// <summary>The log domain: exponentials are computed in every sweep, nothing of size n × m is kept.</summary>
    Logarithmic,

    /// <summary>The kernel is stored, with the potentials in it, and computed anew when factors leave the safe range: sweeps without exponentials.</summary>
    Kernel,
}
