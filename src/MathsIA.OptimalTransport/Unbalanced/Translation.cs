namespace MathsIA.OptimalTransport;

/// <summary>The direction in which Sinkhorn's alternation is slow: adding a constant to all potentials of one side and taking it off the other, which leaves the plan
/// as it is and moves the dual value only through the penalties. Solved for apart.</summary>
/// <remarks>Source: T. Séjourné, F.-X. Vialard, G. Peyré, "Faster Unbalanced Optimal Transport: Translation invariant Sinkhorn and 1-D Frank-Wolfe", AISTATS 2022.</remarks>
internal static class Translation
{
    private const int Doublings = 100, Halvings = 30;

    /// <summary>Whether both penalties have a closed form: relative entropy, or equality as its limit.</summary>
    public static bool IsSmooth(IMarginalPenalty source, IMarginalPenalty target) => Inverse(source) is not null && Inverse(target) is not null;

    /// <summary>The constant that is best together with the update of the sources that follows: <c>argmax_λ max_f D(f, g − λ)</c>.</summary>
    /// <remarks>With <c>f = ρ₁/(ρ₁+ε) (s + λ)</c> put in, the mass of the plan, <c>Σ a exp(−(s + λ)/(ρ₁ + ε))</c>, must be what the targets want,
    /// <c>Σ b exp(−(g − λ)/ρ₂)</c>: linear in λ after a logarithm.</remarks>
    public static double Joint(IMarginalPenalty source, ReadOnlySpan<double> logA, ReadOnlySpan<double> s, IMarginalPenalty target, ReadOnlySpan<double> logB, ReadOnlySpan<double> g, double epsilon)
    {
        double inverse = Inverse(source)!.Value, first = inverse / (1 + (epsilon * inverse)), second = Inverse(target)!.Value;
        if (first + second == 0)
            return 0;
        double shift = (LogDomain.LogSum(logA, s, first) - LogDomain.LogSum(logB, g, second)) / (first + second);
        return double.IsFinite(shift) ? shift : 0;
    }

    /// <summary>The constant that is best with the potentials as they are: <c>argmax_λ Σ a ψ₁(f + λ) + Σ b ψ₂(g − λ)</c>, found on its slope.</summary>
    public static double Alone(IMarginalPenalty source, double[] a, double[] f, IMarginalPenalty target, double[] b, double[] g, double epsilon)
    {
        const double Rounding = 1e-12;
        (double toRight, double toLeft) = Slopes(source, a, f, target, b, g, 0);
        double scale = a.Sum();
        int direction = toRight > Rounding * scale ? 1 : toLeft < -Rounding * scale ? -1 : 0;
        if (direction == 0)
            return 0;
        double near = 0, far = epsilon;
        for (int k = 0; IsUphill(Slopes(source, a, f, target, b, g, direction * far), direction); k++)
        {
            if (k == Doublings)
                return 0;
            (near, far) = (far, far * 2);
        }

        for (int k = 0; k < Halvings; k++)
        {
            double middle = near + ((far - near) / 2);
            (near, far) = IsUphill(Slopes(source, a, f, target, b, g, direction * middle), direction) ? (middle, far) : (near, middle);
        }

        // The near end is on this side of the best: never infeasible, never past it.
        return direction * near;
    }

    private static bool IsUphill((double Right, double Left) slopes, int direction) => direction > 0 ? slopes.Right > 0 : slopes.Left < 0;

    /// <summary>The slopes of the dual value in λ, to the right and to the left.</summary>
    private static (double Right, double Left) Slopes(IMarginalPenalty source, double[] a, double[] f, IMarginalPenalty target, double[] b, double[] g, double shift)
    {
        double right = 0, left = 0;
        for (int i = 0; i < a.Length; i++)
        {
            if (a[i] == 0 || !double.IsFinite(f[i]))
                continue;
            (double smallest, double largest) = source.Ratios(f[i] + shift);
            right += a[i] * smallest;
            left += a[i] * largest;
        }

        for (int j = 0; j < b.Length; j++)
        {
            if (b[j] == 0 || !double.IsFinite(g[j]))
                continue;
            (double smallest, double largest) = target.Ratios(g[j] - shift);
            right -= b[j] * largest;
            left -= b[j] * smallest;
        }

        return (right, left);
    }

    private static double? Inverse(IMarginalPenalty penalty) => penalty switch
    {
        EqualityConstraint => 0,
        KullbackLeiblerPenalty relative => 1 / relative.Strength,
        _ => null,
    };
}
