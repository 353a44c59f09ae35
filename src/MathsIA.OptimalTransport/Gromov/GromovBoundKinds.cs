namespace MathsIA.OptimalTransport;

/// <summary>Lower bounds of a Gromov-Wasserstein problem (F. Mémoli, "Gromov-Wasserstein Distances and the Metric Approach to Object Matching",
/// Found. Comput. Math. 11, 2011, section 6, here for squared distances).</summary>
[Flags]
public enum GromovBoundKinds
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>From the eccentricities <c>s_i = (Σ_k a_k C_ik²)^½</c> of the points: one exact transport. Square loss only.</summary>
    First = 1,

    /// <summary>From all distances of each space as one distribution: transport on the line, <c>O(n² log n + m² log m)</c>.</summary>
    Second = 2,

    /// <summary>From the distances seen from each point: <c>n m</c> transports on the line, <c>O(n m (n + m))</c>, and one exact transport. Never below the
    /// other two.</summary>
    Third = 4,

    /// <summary>All of them.</summary>
    All = First | Second | Third,
}
