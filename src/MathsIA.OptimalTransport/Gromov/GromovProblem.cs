using System.Numerics;

namespace MathsIA.OptimalTransport;

/// <summary>The objective <c>F(P) = (1 − α) ⟨M, P⟩ + α Σ L(C_ik, D_jl) P_ij P_kl</c> in doubles, with the products that its value, gradient and
/// exact line search need.</summary>
/// <remarks>With <c>L = f₁ + f₂ − h₁ h₂</c> the quadratic part is <c>⟨f₁(C) a, a⟩ + ⟨f₂(D) q, q⟩ − ⟨h₁(C) P h₂(D)ᵀ, P⟩</c> for a plan with the
/// marginals a and q. Structures that are not symmetric count by the mean of both orders, which is all that a quadratic form sees.</remarks>
internal sealed class GromovProblem
{
    private readonly Tensor<double> _sourceFactors;
    private readonly Tensor<double> _sourceFactorsTransposed;
    private readonly Tensor<double> _targetFactors;
    private readonly Tensor<double> _targetFactorsTransposed;
    private readonly Tensor<double> _targetTerms;
    private readonly double[] _sourceTerms;
    private readonly Tensor<double> _scratch;
    private readonly Tensor<double>? _mirrored;
    private readonly bool _symmetric;
    private readonly ComputeContext? _context;

    private GromovProblem(Tensor<double> source, Tensor<double> target, Tensor<double>? features, double alpha, IStructureLoss loss, Masses masses, ComputeContext? context)
    {
        (Source, Target, Features, Alpha, Loss, Masses, _context) = (source, target, features, features is null ? 1 : alpha, loss, masses, context);
        _symmetric = IsSymmetric(source) && IsSymmetric(target);
        _sourceFactors = Map(source, loss.SourceFactor, nameof(source));
        _targetFactors = Map(target, loss.TargetFactor, nameof(target));
        (_sourceFactorsTransposed, _targetFactorsTransposed) = (_sourceFactors.Transpose(), _targetFactors.Transpose());
        _targetTerms = Symmetrized(Map(target, loss.TargetTerm, nameof(target)));
        _sourceTerms = Product(Symmetrized(Map(source, loss.SourceTerm, nameof(source))), masses.Source);
        _scratch = Tensor.Uninitialized<double>(Rows, Columns);
        _mirrored = _symmetric ? null : Tensor.Uninitialized<double>(Rows, Columns);
    }

    public Tensor<double> Source { get; }

    public Tensor<double> Target { get; }

    /// <summary>The costs M between features; null when structures alone count.</summary>
    public Tensor<double>? Features { get; }

    /// <summary>The weight α of the structures.</summary>
    public double Alpha { get; }

    public IStructureLoss Loss { get; }

    public Masses Masses { get; }

    public int Rows => Source.Shape[0];

    public int Columns => Target.Shape[0];

    /// <summary>Checks and converts the input.</summary>
    public static GromovProblem Create<T>(Tensor<T> sourceStructure, Tensor<T> targetStructure, Tensor<T>? source, Tensor<T>? target, Tensor<T>? features, GromovObjective objective, ComputeContext? context, string operation)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Tensor<double> c = Structure(sourceStructure, operation, nameof(sourceStructure)), d = Structure(targetStructure, operation, nameof(targetStructure));
        if (features is not null && (features.Rank != 2 || features.Shape[0] != c.Shape[0] || features.Shape[1] != d.Shape[0]))
            throw new ShapeMismatchException($"{operation}: features has the shape {features.Shape}; a cost for each of {c.Shape[0]} sources and {d.Shape[0]} targets is asked for.");
        Tensor<double>? m = features?.To<double>().Contiguous();
        if (m is not null && m.AsSpan().ContainsAnyExceptInRange(double.MinValue, double.MaxValue))
            throw new ArgumentOutOfRangeException(nameof(features), $"{operation}: a cost of features, of shape {features!.Shape}, is not finite.");
        Masses masses = Masses.Balanced(new DenseCost<double>(m ?? Tensor.Zeros<double>(c.Shape[0], d.Shape[0])), source?.To<double>(), target?.To<double>(), operation);
        return new(c, d, m, objective.Alpha, objective.Loss, masses, context);
    }

    /// <summary>The common part <c>h₁(C) P h₂(D)ᵀ</c>, its mean over both orders.</summary>
    public void Cross(Tensor<double> plan, Tensor<double> destination)
    {
        _sourceFactors.MatMul(plan, _scratch, _context);
        _scratch.MatMul(_targetFactorsTransposed, destination, _context);
        if (_mirrored is null)
            return;
        _sourceFactorsTransposed.MatMul(plan, _scratch, _context);
        _scratch.MatMul(_targetFactors, _mirrored, _context);
        Span<double> mean = destination.AsSpan();
        ReadOnlySpan<double> other = _mirrored.AsSpan();
        for (int k = 0; k < mean.Length; k++)
            mean[k] = 0.5 * (mean[k] + other[k]);
    }

    /// <summary>What the column marginal alone contributes, <c>f₂(D) q</c>.</summary>
    public void ColumnTerms(ReadOnlySpan<double> marginal, Span<double> destination)
    {
        ReadOnlySpan<double> terms = _targetTerms.AsSpan();
        for (int j = 0; j < destination.Length; j++)
        {
            double sum = 0;
            for (int l = 0; l < marginal.Length; l++)
                sum += terms[(j * Columns) + l] * marginal[l];
            destination[j] = sum;
        }
    }

    /// <summary>The gradient <c>(1 − α) M + 2 α (r ⊕ s − cross)</c>.</summary>
    public void Gradient(Tensor<double> cross, ReadOnlySpan<double> columnTerms, Tensor<double> destination)
    {
        ReadOnlySpan<double> products = cross.AsSpan(), features = Features is null ? default : Features.AsSpan();
        Span<double> gradient = destination.AsSpan();
        for (int i = 0; i < Rows; i++)
        {
            for (int j = 0; j < Columns; j++)
            {
                int k = (i * Columns) + j;
                double structure = 2 * Alpha * (_sourceTerms[i] + columnTerms[j] - products[k]);
                gradient[k] = features.IsEmpty ? structure : ((1 - Alpha) * features[k]) + structure;
            }
        }
    }

    /// <summary>The parts of the value: <c>⟨M, P⟩</c> and the sum of the losses.</summary>
    public (double Linear, double Quadratic) Value(Tensor<double> plan, Tensor<double> cross, ReadOnlySpan<double> marginal, ReadOnlySpan<double> columnTerms)
    {
        double terms = 0;
        for (int i = 0; i < Rows; i++)
            terms += _sourceTerms[i] * Masses.Source[i];
        for (int j = 0; j < Columns; j++)
            terms += columnTerms[j] * marginal[j];
        return (Features is null ? 0 : Dot(Features.AsSpan(), plan.AsSpan()), terms - Dot(cross.AsSpan(), plan.AsSpan()));
    }

    /// <summary><c>F</c> from its parts.</summary>
    public double Combine(double linear, double quadratic) => ((1 - Alpha) * linear) + (Alpha * quadratic);

    public static double Dot(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        double sum = 0;
        for (int i = 0; i < x.Length; i++)
            sum += x[i] * y[i];
        return sum;
    }

    private static Tensor<double> Structure<T>(Tensor<T> structure, string operation, string name) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(structure, name);
        if (structure.Rank != 2 || structure.Shape[0] != structure.Shape[1])
            throw new ShapeMismatchException($"{operation}: {name} has the shape {structure.Shape}; a square matrix is asked for.");
        Tensor<double> result = structure.To<double>().Contiguous();
        if (result.AsSpan().ContainsAnyExceptInRange(double.MinValue, double.MaxValue))
            throw new ArgumentOutOfRangeException(name, $"{operation}: an entry of {name}, of shape {structure.Shape}, is not finite.");
        return result;
    }

    private Tensor<double> Map(Tensor<double> structure, Func<double, double> function, string side)
    {
        double[] result = Array.ConvertAll(structure.ToArray(), x => function(x));
        int bad = Array.FindIndex(result, x => !double.IsFinite(x));
        if (bad >= 0)
            throw new ArgumentOutOfRangeException(side + "Structure", structure.AsSpan()[bad], $"{Loss.GetType().Name} is not defined at entry {bad} of the {side} structure.");
        return Tensor.From(result, structure.Shape[0], structure.Shape[1]);
    }

    private static Tensor<double> Symmetrized(Tensor<double> matrix)
    {
        if (IsSymmetric(matrix))
            return matrix;
        Tensor<double> result = matrix.Clone();
        for (int i = 0; i < matrix.Shape[0]; i++)
        {
            for (int j = 0; j < matrix.Shape[0]; j++)
                result[i, j] = 0.5 * (matrix[i, j] + matrix[j, i]);
        }

        return result;
    }

    private static bool IsSymmetric(Tensor<double> matrix)
    {
        int n = matrix.Shape[0];
        ReadOnlySpan<double> entries = matrix.AsSpan();
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j < i; j++)
            {
                if (entries[(i * n) + j] != entries[(j * n) + i])
                    return false;
            }
        }

        return true;
    }

    private static double[] Product(Tensor<double> matrix, double[] vector)
    {
        int n = vector.Length;
        var result = new double[n];
        for (int i = 0; i < n; i++)
            result[i] = Dot(matrix.AsSpan().Slice(i * n, n), vector);
        return result;
    }
}
