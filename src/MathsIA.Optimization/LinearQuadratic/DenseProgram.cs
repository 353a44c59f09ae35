using System.Numerics.Tensors;
using MathsIA.LinearAlgebra;

namespace MathsIA.Optimization;

/// <summary>The data of a program: equations, and inequalities followed by upper and lower bounds as rows <c>eᵢ</c> and <c>−eᵢ</c>.</summary>
internal sealed class DenseProgram
{
    private DenseProgram(int variables, double[]? quadratic, double[] cost, double[] equalities, double[] right, double[] inequalities, double[] limits, int[] upper, int[] lower)
    {
        (Variables, Quadratic, Cost, Equalities, Right, Inequalities, Limits, Upper, Lower) = (variables, quadratic, cost, equalities, right, inequalities, limits, upper, lower);
        InequalityRows = limits.Length - upper.Length - lower.Length;
    }

    public int Variables { get; }

    /// <summary>Q by rows; null for a linear program.</summary>
    public double[]? Quadratic { get; }

    public double[] Cost { get; }

    /// <summary>A by rows.</summary>
    public double[] Equalities { get; }

    public double[] Right { get; }

    /// <summary>G by rows, without bounds.</summary>
    public double[] Inequalities { get; }

    /// <summary>h, then u, then −l.</summary>
    public double[] Limits { get; }

    /// <summary>The variables with an upper bound.</summary>
    public int[] Upper { get; }

    /// <summary>The variables with a lower bound.</summary>
    public int[] Lower { get; }

    public int InequalityRows { get; }

    public static DenseProgram Create(Tensor<double>? quadratic, Tensor<double> cost, ProgramConstraints constraints, string operation)
    {
        Guard.Rank(cost, 1, operation);
        Guard.Finite(cost, operation);
        if (cost.IsEmpty)
            throw new ShapeMismatchException(operation, "the cost is empty.", nameof(cost));
        int n = cost.Length;
        (double[] equalities, double[] right) = Rows(constraints.EqualityMatrix, constraints.EqualityVector, n, operation, nameof(ProgramConstraints.EqualityMatrix), nameof(ProgramConstraints.EqualityVector));
        (double[] inequalities, double[] limits) = Rows(constraints.InequalityMatrix, constraints.InequalityVector, n, operation, nameof(ProgramConstraints.InequalityMatrix), nameof(ProgramConstraints.InequalityVector));
        (int[] upper, double[] above) = Bounds(constraints.Upper, n, 1, operation, nameof(ProgramConstraints.Upper));
        (int[] lower, double[] below) = Bounds(constraints.Lower, n, -1, operation, nameof(ProgramConstraints.Lower));
        return new DenseProgram(n, quadratic is null ? null : Convex(quadratic, n, operation), cost.ToArray(), equalities, right, inequalities, [.. limits, .. above, .. below], upper, lower);
    }

    /// <summary>The same constraints with the objective 0.</summary>
    public DenseProgram WithoutObjective() => new(Variables, null, new double[Variables], Equalities, Right, Inequalities, Limits, Upper, Lower);

    /// <summary>The same program for other data of the same shape.</summary>
    public DenseProgram With(double[]? quadratic, double[] cost, double[] equalities, double[] right, double[] inequalities, double[] limits) =>
        new(Variables, quadratic, cost, equalities, right, inequalities, limits, Upper, Lower);

    /// <summary>Qx.</summary>
    public void MultiplyQuadratic(ReadOnlySpan<double> x, Span<double> destination)
    {
        if (Quadratic is null)
            destination.Clear();
        else
            Multiply(Quadratic, x, destination);
    }

    /// <summary>Ax.</summary>
    public void MultiplyEqualities(ReadOnlySpan<double> x, Span<double> destination) => Multiply(Equalities, x, destination);

    /// <summary>The rows of all inequalities times x.</summary>
    public void MultiplyInequalities(ReadOnlySpan<double> x, Span<double> destination)
    {
        Multiply(Inequalities, x, destination[..InequalityRows]);
        int row = InequalityRows;
        foreach (int i in Upper)
            destination[row++] = x[i];
        foreach (int i in Lower)
            destination[row++] = -x[i];
    }

    /// <summary>Adds the transposed equations times y, and the transposed inequalities times z.</summary>
    public void AddTransposed(ReadOnlySpan<double> y, ReadOnlySpan<double> z, Span<double> destination)
    {
        AddTransposed(Equalities, y, destination);
        AddTransposed(Inequalities, z[..InequalityRows], destination);
        int row = InequalityRows;
        foreach (int i in Upper)
            destination[i] += z[row++];
        foreach (int i in Lower)
            destination[i] -= z[row++];
    }

    private static void Multiply(double[] rows, ReadOnlySpan<double> x, Span<double> destination)
    {
        for (int i = 0; i < destination.Length; i++)
            destination[i] = Vectors.Dot<double>(rows.AsSpan(i * x.Length, x.Length), x);
    }

    private static void AddTransposed(double[] rows, ReadOnlySpan<double> weights, Span<double> destination)
    {
        for (int i = 0; i < weights.Length; i++)
            Vectors.AddScaled(destination, weights[i], rows.AsSpan(i * destination.Length, destination.Length), destination);
    }

    private static (double[] Matrix, double[] Right) Rows(Tensor<double>? matrix, Tensor<double>? right, int n, string operation, string matrixName, string rightName)
    {
        if (matrix is null && right is null)
            return ([], []);
        if (matrix is null || right is null)
            throw new ArgumentException($"{operation}: {(matrix is null ? rightName : matrixName)} is given without {(matrix is null ? matrixName : rightName)}.", matrix is null ? matrixName : rightName);
        Guard.Rank(matrix, 2, operation, matrixName);
        if (matrix.Shape[1] != n)
            throw new ShapeMismatchException(operation, $"{matrixName} has the shape {matrix.Shape}; the cost has {n} elements.", matrixName);
        Guard.Shape(right, new Shape(matrix.Shape[0]), operation, rightName);
        Guard.Finite(matrix, operation, matrixName);
        Guard.Finite(right, operation, rightName);
        return (matrix.ToArray(), right.ToArray());
    }

    private static (int[] Which, double[] Limits) Bounds(Tensor<double>? bounds, int n, int sign, string operation, string name)
    {
        if (bounds is null)
            return ([], []);
        Guard.Shape(bounds, new Shape(n), operation, name);
        double[] limits = Array.ConvertAll(bounds.ToArray(), bound => sign * bound);
        int bad = Array.FindIndex(limits, limit => double.IsNaN(limit) || double.IsNegativeInfinity(limit));
        if (bad >= 0)
            throw new ArgumentOutOfRangeException(name, sign * limits[bad], $"{operation}: element {bad} of {name} is NaN, or infinite on the wrong side.");
        int[] which = [.. Enumerable.Range(0, n).Where(i => double.IsFinite(limits[i]))];
        return (which, Array.ConvertAll(which, i => limits[i]));
    }

    private static double[] Convex(Tensor<double> quadratic, int n, string operation)
    {
        Guard.Shape(quadratic, new Shape(n, n), operation);
        Guard.Finite(quadratic, operation);
        Tensor<double> matrix = quadratic.Contiguous();
        if (!Vectors.Same(matrix, matrix.Transpose().Contiguous()))
            throw new ArgumentException($"{operation}: the matrix {quadratic.Shape} is not symmetric.", nameof(quadratic));
        double[] eigenvalues = Matrix.SymmetricEigenvalues(matrix).ToArray();
        double smallest = eigenvalues.Min(), scale = Math.Max(1e-300, TensorPrimitives.MaxMagnitude<double>(eigenvalues));
        return smallest >= -1e-12 * n * Math.Abs(scale) ? matrix.ToArray()
            : throw new ArgumentException($"{operation}: the matrix has the eigenvalue {smallest}; the program is not convex.", nameof(quadratic));
    }
}
