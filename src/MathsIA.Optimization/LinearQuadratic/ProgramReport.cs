using System.Numerics.Tensors;

namespace MathsIA.Optimization;

/// <summary>An iterate of the embedding in the units of the program: as a solution, and as a certificate that there is none.</summary>
internal sealed class ProgramReport(DenseProgram program)
{
    private readonly double[] _stationarity = new double[program.Variables];
    private readonly double[] _quadratic = new double[program.Variables];
    private readonly double[] _transposed = new double[program.Variables];
    private readonly double[] _equations = new double[program.Right.Length];
    private readonly double[] _inequalities = new double[program.Limits.Length];

    public double[] X { get; } = new double[program.Variables];

    public double[] Y { get; } = new double[program.Right.Length];

    public double[] Z { get; } = new double[program.Limits.Length];

    public double Objective { get; private set; }

    public double DualObjective { get; private set; }

    public double PrimalResidual { get; private set; }

    public double DualResidual { get; private set; }

    /// <summary>The largest of both residuals and the gap, each relative to the terms it is made of.</summary>
    public double Merit { get; private set; } = double.PositiveInfinity;

    /// <summary>The status that the iterate proves, if it proves one; x, y and z then hold the normalized certificate.</summary>
    public Status? Certifies { get; private set; }

    public void Read(HomogeneousIterate iterate, ProgramScaling scaling, double tolerance)
    {
        Copy(iterate, scaling, 1 / iterate.Tau);
        Assess();
        Certifies = Merit <= tolerance ? Status.Converged : null;
        // Far from a solution the direction of the iterate may prove that there is none.
        if (Certifies is null && iterate.Tau < iterate.Kappa)
            Certifies = Certify(tolerance);
        if (Certifies is null)
            return;
        if (Certifies == Status.Infeasible)
            Normalize(iterate, scaling, -Supported());
        else if (Certifies == Status.Unbounded)
            Normalize(iterate, scaling, -TensorPrimitives.Dot<double>(program.Cost, X));
    }

    /// <summary>Takes multipliers of the equations, in the units of the scaled program, as the certificate that these contradict each other.</summary>
    public void Contradict(double[] multipliers, ProgramScaling scaling)
    {
        Array.Clear(X);
        Array.Clear(Z);
        multipliers.CopyTo(Y, 0);
        scaling.Restore(program, X, Y, Z);
        Assess();
        Vectors.Scale(Y.AsSpan(), -1 / Supported());
        Certifies = Status.Infeasible;
    }

    private void Copy(HomogeneousIterate iterate, ProgramScaling scaling, double factor)
    {
        iterate.X.CopyTo(X, 0);
        iterate.Y.CopyTo(Y, 0);
        iterate.Z.CopyTo(Z, 0);
        scaling.Restore(program, X, Y, Z);
        Vectors.Scale(X.AsSpan(), factor);
        Vectors.Scale(Y.AsSpan(), factor);
        Vectors.Scale(Z.AsSpan(), factor);
    }

    private void Normalize(HomogeneousIterate iterate, ProgramScaling scaling, double size) => Copy(iterate, scaling, 1 / (iterate.Tau * size));

    private double Supported() => TensorPrimitives.Dot<double>(program.Right, Y) + TensorPrimitives.Dot<double>(program.Limits, Z);

    private void Assess()
    {
        program.MultiplyQuadratic(X, _quadratic);
        Array.Clear(_transposed);
        program.AddTransposed(Y, Z, _transposed);
        double square = TensorPrimitives.Dot<double>(X, _quadratic), linear = TensorPrimitives.Dot<double>(program.Cost, X);
        for (int i = 0; i < X.Length; i++)
            _stationarity[i] = _quadratic[i] + program.Cost[i] + _transposed[i];
        program.MultiplyEqualities(X, _equations);
        program.MultiplyInequalities(X, _inequalities);
        double violation = 0, scale = 1 + Math.Max(Largest(program.Right), Math.Max(Largest(_equations), Largest(_inequalities)));
        for (int i = 0; i < _equations.Length; i++)
            violation = Math.Max(violation, Math.Abs(_equations[i] - program.Right[i]));
        for (int i = 0; i < _inequalities.Length; i++)
            violation = Math.Max(violation, _inequalities[i] - program.Limits[i]);
        Objective = (square / 2) + linear;
        DualObjective = -(square / 2) - Supported();
        PrimalResidual = violation;
        DualResidual = Largest(_stationarity);
        double dualScale = 1 + Math.Max(Largest(program.Cost), Math.Max(Largest(_quadratic), Largest(_transposed)));
        double gap = Math.Abs(Objective - DualObjective) / (1 + Math.Min(Math.Abs(Objective), Math.Abs(DualObjective)));
        Merit = Math.Max(Math.Max(violation / scale, DualResidual / dualScale), gap);
        if (double.IsNaN(Merit))
            Merit = double.PositiveInfinity;
    }

    private Status? Certify(double tolerance)
    {
        // Aᵀy + Gᵀz = 0 with ⟨b, y⟩ + ⟨h, z⟩ < 0, relative to the size of the multipliers.
        double support = Supported(), size = Math.Max(Largest(Y), Largest(Z));
        if (support < 0 && Largest(_transposed) <= tolerance * Math.Max(-support, tolerance * size))
            return Status.Infeasible;
        // Qd = 0, Ad = 0, Gd ≤ 0 with ⟨c, d⟩ < 0.
        double fall = TensorPrimitives.Dot<double>(program.Cost, X), worst = Math.Max(Largest(_quadratic), Largest(_equations));
        foreach (double rise in _inequalities)
            worst = Math.Max(worst, rise);
        return fall < 0 && worst <= tolerance * -fall ? Status.Unbounded : null;
    }

    private static double Largest(ReadOnlySpan<double> x) => x.IsEmpty ? 0 : Math.Abs(TensorPrimitives.MaxMagnitude(x));
}
