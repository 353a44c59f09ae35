namespace MathsIA.Optimization;

/// <summary>An iterate of the homogeneous embedding: <c>Qx + Aᵀy + Gᵀz + cτ = 0</c>, <c>Ax = bτ</c>, <c>Gx + s = hτ</c>,
/// <c>−⟨x, Qx⟩/τ − ⟨c, x⟩ − ⟨b, y⟩ − ⟨h, z⟩ = κ</c> with s, z, τ and κ at least 0, approached by predictor-corrector steps.</summary>
internal sealed class HomogeneousIterate
{
    private const double ToBoundary = 0.99;
    private readonly DenseProgram _program;
    private readonly KktSystem _system;
    private readonly double[] _r1;
    private readonly double[] _r2;
    private readonly double[] _r3;
    private readonly double[] _right1;
    private readonly double[] _right2;
    private readonly double[] _right3;
    private readonly double[] _complementarity;
    private readonly double[] _quadratic;
    private readonly double[] _product;
    private readonly double[] _x1;
    private readonly double[] _y1;
    private readonly double[] _z1;
    private readonly double[] _dx;
    private readonly double[] _dy;
    private readonly double[] _dz;
    private readonly double[] _ds;
    private double _rTau;
    private double _dTau;
    private double _dKappa;
    private double _kappaTarget;

    public HomogeneousIterate(DenseProgram program)
    {
        _program = program;
        _system = new KktSystem(program);
        int n = program.Variables, p = program.Right.Length, m = program.Limits.Length;
        (X, Y, Z, S) = (new double[n], new double[p], new double[m], new double[m]);
        (_r1, _r2, _r3, _right1, _right2, _right3) = (new double[n], new double[p], new double[m], new double[n], new double[p], new double[m]);
        (_x1, _y1, _z1, _dx, _dy, _dz, _ds) = (new double[n], new double[p], new double[m], new double[n], new double[p], new double[m], new double[m]);
        (_quadratic, _product, _complementarity) = (new double[n], new double[n], new double[m]);
        Array.Fill(Z, 1);
        Array.Fill(S, 1);
    }

    public double[] X { get; }

    public double[] Y { get; }

    public double[] Z { get; }

    public double[] S { get; }

    public double Tau { get; private set; } = 1;

    public double Kappa { get; private set; } = 1;

    public bool IsFinite => double.IsFinite(Tau) && double.IsFinite(Kappa) && double.IsFinite(Vectors.Dot<double>(X, X)) && double.IsFinite(Vectors.Dot<double>(Y, Y));

    /// <summary>Takes one step.</summary>
    /// <returns>False when it is too short to matter.</returns>
    public bool Step()
    {
        double mu = (Vectors.Dot<double>(S, Z) + (Tau * Kappa)) / (S.Length + 1);
        MakeResiduals();
        _system.Factor(S, Z);
        // The part of the direction that goes with Δτ.
        System.Numerics.Tensors.TensorPrimitives.Negate<double>(_program.Cost, _right1);
        _system.Solve(_right1, _program.Right, _program.Limits, _x1, _y1, _z1);

        // Predictor: straight for the solution.
        for (int i = 0; i < S.Length; i++)
            _complementarity[i] = -S[i] * Z[i];
        _kappaTarget = -Kappa * Tau;
        Direct(1);
        double affine = LongestStep();

        // Corrector: centred as far as the predictor could not go, with its second-order error taken out.
        double centring = (1 - affine) * (1 - affine) * (1 - affine);
        for (int i = 0; i < S.Length; i++)
            _complementarity[i] = (centring * mu) - (S[i] * Z[i]) - (_ds[i] * _dz[i]);
        _kappaTarget = (centring * mu) - (Kappa * Tau) - (_dTau * _dKappa);
        Direct(1 - centring);
        double step = Math.Min(1, ToBoundary * LongestStep());
        if (!(step > 1e-12))
            return false;

        Vectors.AddScaled(X, step, _dx, X);
        Vectors.AddScaled(Y, step, _dy, Y);
        Vectors.AddScaled(Z, step, _dz, Z);
        Vectors.AddScaled(S, step, _ds, S);
        Tau += step * _dTau;
        Kappa += step * _dKappa;
        Normalize();
        return true;
    }

    private void MakeResiduals()
    {
        _program.MultiplyQuadratic(X, _quadratic);
        _quadratic.CopyTo(_r1, 0);
        _program.AddTransposed(Y, Z, _r1);
        Vectors.AddScaled(_r1, Tau, _program.Cost, _r1);
        _program.MultiplyEqualities(X, _r2);
        Vectors.AddScaled(_r2, -Tau, _program.Right, _r2);
        _program.MultiplyInequalities(X, _r3);
        Vectors.AddScaled(_r3, 1, S, _r3);
        Vectors.AddScaled(_r3, -Tau, _program.Limits, _r3);
        _rTau = Kappa + Objective(X, Y, Z) + (Vectors.Dot<double>(X, _quadratic) / Tau);
    }

    private double Objective(double[] x, double[] y, double[] z) =>
        Vectors.Dot<double>(_program.Cost, x) + Vectors.Dot<double>(_program.Right, y) + Vectors.Dot<double>(_program.Limits, z);

    /// <summary>The Newton direction that takes off a fraction of the residuals.</summary>
    private void Direct(double fraction)
    {
        for (int i = 0; i < _r1.Length; i++)
            _right1[i] = -fraction * _r1[i];
        for (int i = 0; i < _r2.Length; i++)
            _right2[i] = -fraction * _r2[i];
        for (int i = 0; i < _r3.Length; i++)
            _right3[i] = (-fraction * _r3[i]) - (_complementarity[i] / Z[i]);
        _system.Solve(_right1, _right2, _right3, _dx, _dy, _dz);

        // κ/τ + ‖x₁ − x/τ‖²_Q + Σ (s/z) z₁², all positive: no cancellation.
        double denominator = Kappa / Tau;
        for (int i = 0; i < S.Length; i++)
            denominator += S[i] / Z[i] * _z1[i] * _z1[i];
        double inner = Objective(_dx, _dy, _dz);
        if (_program.Quadratic is not null)
        {
            inner += 2 / Tau * Vectors.Dot<double>(_quadratic, _dx);
            Vectors.AddScaled(_x1, -1 / Tau, X, _product);
            denominator += QuadraticForm(_product);
        }

        _dTau = ((fraction * _rTau) + (_kappaTarget / Tau) + inner) / denominator;
        Vectors.AddScaled(_dx, _dTau, _x1, _dx);
        Vectors.AddScaled(_dy, _dTau, _y1, _dy);
        Vectors.AddScaled(_dz, _dTau, _z1, _dz);
        for (int i = 0; i < S.Length; i++)
            _ds[i] = (_complementarity[i] - (S[i] * _dz[i])) / Z[i];
        _dKappa = (_kappaTarget - (Kappa * _dTau)) / Tau;
    }

    private double QuadraticForm(double[] v)
    {
        double sum = 0;
        int n = v.Length;
        for (int i = 0; i < n; i++)
            sum += v[i] * Vectors.Dot<double>(_program.Quadratic.AsSpan(i * n, n), v);
        return sum;
    }

    private double LongestStep()
    {
        double step = 1 / ToBoundary;
        for (int i = 0; i < S.Length; i++)
        {
            if (_ds[i] < 0)
                step = Math.Min(step, -S[i] / _ds[i]);
            if (_dz[i] < 0)
                step = Math.Min(step, -Z[i] / _dz[i]);
        }

        if (_dTau < 0)
            step = Math.Min(step, -Tau / _dTau);
        return _dKappa < 0 ? Math.Min(step, -Kappa / _dKappa) : step;
    }

    /// <summary>Keeps the size of a homogeneous iterate near 1: only its direction matters.</summary>
    private void Normalize()
    {
        double scale = 1 / Math.Max(Tau, Kappa);
        if (scale is > 1e-3 and < 1e3 || !double.IsFinite(scale))
            return;
        Vectors.Scale(X.AsSpan(), scale);
        Vectors.Scale(Y.AsSpan(), scale);
        Vectors.Scale(Z.AsSpan(), scale);
        Vectors.Scale(S.AsSpan(), scale);
        Tau *= scale;
        Kappa *= scale;
    }
}
