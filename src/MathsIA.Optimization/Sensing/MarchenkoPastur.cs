namespace MathsIA.Optimization;

/// <summary>The law of Marchenko and Pastur: how the eigenvalues of <c>XᵀX</c> spread for an m × k matrix X of independent entries with variance <c>1/m</c>,
/// in the limit of large m with <c>β = k/m</c>.</summary>
/// <remarks>Density <c>√((λ − a)(b − λ)) / (2πβλ)</c> on [a, b], <c>a, b = (1 ∓ √β)²</c>; for β &gt; 1 the rest of the mass, <c>1 − 1/β</c>, sits at 0. Source: Marchenko and
/// Pastur, Mat. Sb. 72, 1967.</remarks>
public readonly record struct MarchenkoPastur
{
    /// <summary>Creates the law.</summary>
    /// <param name="ratio">The ratio β of columns to rows, positive and finite.</param>
    /// <exception cref="ArgumentOutOfRangeException">The ratio is not positive and finite.</exception>
    public MarchenkoPastur(double ratio)
    {
        Ratio = Guard.Positive(ratio, nameof(MarchenkoPastur));
        double root = Math.Sqrt(ratio);
        Lower = (1 - root) * (1 - root);
        Upper = (1 + root) * (1 + root);
    }

    /// <summary>The ratio β of columns to rows.</summary>
    public double Ratio { get; }

    /// <summary>The lower edge <c>(1 − √β)²</c> of the continuous part.</summary>
    public double Lower { get; }

    /// <summary>The upper edge <c>(1 + √β)²</c>.</summary>
    public double Upper { get; }

    /// <summary>The probability of the eigenvalue 0: <c>max(0, 1 − 1/β)</c>.</summary>
    public double MassAtZero => Math.Max(0, 1 - (1 / Ratio));

    /// <summary>The density of the continuous part.</summary>
    /// <param name="eigenvalue">λ.</param>
    /// <returns>The density; 0 outside the edges, +∞ at λ = 0 for β = 1.</returns>
    public double Density(double eigenvalue) => eigenvalue >= Lower && eigenvalue <= Upper
        ? eigenvalue == 0 ? double.PositiveInfinity : Math.Sqrt((eigenvalue - Lower) * (Upper - eigenvalue)) / (2 * Math.PI * Ratio * eigenvalue)
        : 0;

    /// <summary>The probability of an eigenvalue of at most λ.</summary>
    /// <remarks>In closed form: with <c>λ = 1 + β + 2√β cos θ</c> the density becomes <c>(2/π) sin²θ / λ</c> in θ.</remarks>
    /// <param name="eigenvalue">λ.</param>
    /// <returns>A number from 0 to 1; NaN for NaN.</returns>
    public double Cdf(double eigenvalue)
    {
        if (double.IsNaN(eigenvalue))
            return double.NaN;
        if (eigenvalue < 0)
            return 0;
        if (eigenvalue <= Lower)
            return MassAtZero;
        if (eigenvalue >= Upper)
            return 1;
        // ∫ sin²θ / (1 + β + 2√β cos θ) dθ in closed form, from the angle of λ to π, where λ is the lower edge.
        double root = Math.Sqrt(Ratio), center = 1 + Ratio, angle = Math.Acos(Math.Clamp((eigenvalue - center) / (2 * root), -1, 1));
        return MassAtZero + ((Primitive(Math.PI) - Primitive(angle)) * 2 / Math.PI);
    }

    /// <summary>The moment <c>E λʳ = Σ_{i&lt;r} β^i C(r, i) C(r − 1, i) / (i + 1)</c>: 1, 1, 1 + β, 1 + 3β + β², ...</summary>
    /// <param name="order">The order r, at least 0.</param>
    /// <returns>The moment.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The order is negative.</exception>
    public double Moment(int order)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(order);
        double sum = order == 0 ? 1 : 0, term = 1;
        for (int i = 0; i < order; i++)
        {
            sum += term / (i + 1);
            term *= Ratio * (order - i) * (order - 1 - i) / ((i + 1.0) * (i + 1.0));
        }

        return sum;
    }

    /// <summary>A primitive of <c>sin²θ / (1 + β + 2√β cos θ)</c> on [0, π].</summary>
    /// <remarks>With c = (1 + β)/(2√β) the quotient of sin²θ by 2√β (c + cos θ) is <c>(c − cos θ − (c² − 1)/(c + cos θ)) / 2√β</c>, and
    /// <c>∫ dθ/(c + cos θ) = 2/√(c² − 1) atan(√((c − 1)/(c + 1)) tan(θ/2))</c>.</remarks>
    private double Primitive(double angle)
    {
        double root = Math.Sqrt(Ratio), c = (1 + Ratio) / (2 * root), q = Math.Abs(1 - Ratio) / (2 * root);
        double turn = q == 0 ? 0 : 2 * q * Math.Atan2(Math.Abs(1 - root) * Math.Sin(angle / 2), (1 + root) * Math.Cos(angle / 2));
        return ((c * angle) - Math.Sin(angle) - turn) / (2 * root);
    }
}
