using MathsIA.LinearAlgebra;
using MathsIA.RandomNumbers;

namespace MathsIA.AutoDiff.Tests;

/// <summary>The table of primitives. A new one adds a row, and gets all tests.</summary>
public static class Samples
{
    private static readonly Tensor<int> Picks = Tensor.From([2, 0, 2]);
    private static readonly Tensor<int> Places = Tensor.From([1, 0, 2, 2, 1, 0], 2, 3);

    public static TheoryData<string> Names => [.. All.Keys];

    public static IReadOnlyDictionary<string, Sample> All { get; } = Rows().ToDictionary(row => row.Name, StringComparer.Ordinal);

    private static IEnumerable<Sample> Rows() =>
    [
        new("Negate", x => -x[0], x => -x[0], Any(3)),
        new("Abs", x => x[0].Abs(), x => x[0].Abs(), Away(2, 3)),
        new("Sign", x => x[0].Sign(), x => x[0].Sign(), Away(4)),
        new("Floor", x => x[0].Floor(), x => x[0].Floor(), Away(4)),
        new("Ceiling", x => x[0].Ceiling(), x => x[0].Ceiling(), Away(4)),
        new("Round", x => x[0].Round(), x => x[0].Round(), Away(4)),
        new("Truncate", x => x[0].Truncate(), x => x[0].Truncate(), Away(4)),
        new("Square", x => x[0].Square(), x => x[0].Square(), Any(3, 2)),
        new("Sqrt", x => x[0].Sqrt(), x => x[0].Sqrt(), Positive(3)),
        new("Rsqrt", x => x[0].Rsqrt(), x => x[0].Rsqrt(), Positive(3)),
        new("Reciprocal", x => x[0].Reciprocal(), x => x[0].Reciprocal(), Positive(3)),
        new("Exp", x => x[0].Exp(), x => x[0].Exp(), Any(2, 2)),
        new("Exp, rank 0", x => x[0].Exp(), x => x[0].Exp(), Any()),
        new("Exp, empty", x => x[0].Exp(), x => x[0].Exp(), Any(2, 0)),
        new("Expm1", x => x[0].Expm1(), x => x[0].Expm1(), Any(3)),
        new("Exp2", x => x[0].Exp2(), x => x[0].Exp2(), Any(3)),
        new("Log", x => x[0].Log(), x => x[0].Log(), Positive(3)),
        new("Log1p", x => x[0].Log1p(), x => x[0].Log1p(), Positive(3)),
        new("Log2", x => x[0].Log2(), x => x[0].Log2(), Positive(3)),
        new("Log10", x => x[0].Log10(), x => x[0].Log10(), Positive(3)),
        new("Sin", x => x[0].Sin(), x => x[0].Sin(), Any(3)),
        new("Cos", x => x[0].Cos(), x => x[0].Cos(), Any(3)),
        new("Tan", x => x[0].Tan(), x => x[0].Tan(), Inside(3)),
        new("Asin", x => x[0].Asin(), x => x[0].Asin(), Inside(3)),
        new("Acos", x => x[0].Acos(), x => x[0].Acos(), Inside(3)),
        new("Atan", x => x[0].Atan(), x => x[0].Atan(), Any(3)),
        new("Sinh", x => x[0].Sinh(), x => x[0].Sinh(), Any(3)),
        new("Cosh", x => x[0].Cosh(), x => x[0].Cosh(), Any(3)),
        new("Tanh", x => x[0].Tanh(), x => x[0].Tanh(), Any(3)),
        new("Asinh", x => x[0].Asinh(), x => x[0].Asinh(), Any(3)),
        new("Acosh", x => x[0].Acosh(), x => x[0].Acosh(), Above(3)),
        new("Atanh", x => x[0].Atanh(), x => x[0].Atanh(), Inside(3)),
        new("Relu", x => x[0].Relu(), x => x[0].Relu(), Away(2, 3)),
        new("Sigmoid", x => x[0].Sigmoid(), x => x[0].Sigmoid(), Any(3)),
        new("Softplus", x => x[0].Softplus(), x => x[0].Softplus(), Any(3)),
        new("Silu", x => x[0].Silu(), x => x[0].Silu(), Any(3)),
        new("Gelu", x => x[0].Gelu(), x => x[0].Gelu(), Any(3)),
        new("GeluTanh", x => x[0].GeluTanh(), x => x[0].GeluTanh(), Any(3)),
        new("Erf", x => x[0].Erf(), x => x[0].Erf(), Any(3)),
        new("Erfc", x => x[0].Erfc(), x => x[0].Erfc(), Any(3)),
        new("Clamp", x => x[0].Clamp(-0.75, 0.8), x => x[0].Clamp(-0.75f, 0.8f), Away(5)),
        new("Clamp by variables", x => x[0].Clamp(x[1], x[2]), x => x[0].Clamp(x[1], x[2]), Away(4), Tensor.Scalar(-0.75), Tensor.Scalar(0.85)),

        new("Add", x => x[0] + x[1], x => x[0] + x[1], Any(2, 3), Any(2, 3)),
        new("Add, broadcast", x => x[0] + x[1], x => x[0] + x[1], Any(2, 1, 3), Any(4, 1)),
        new("Add a number", x => 1.5 + x[0] + 2.5, x => 1.5f + x[0] + 2.5f, Any(3)),
        new("Subtract, broadcast", x => x[0] - x[1], x => x[0] - x[1], Any(3), Any(2, 3)),
        new("Subtract a number", x => 1.5 - (x[0] - 2.5), x => 1.5f - (x[0] - 2.5f), Any(3)),
        new("Multiply", x => x[0] * x[1], x => x[0] * x[1], Any(2, 3), Any(2, 3)),
        new("Multiply by itself", x => x[0] * x[0] * x[0], x => x[0] * x[0] * x[0], Any(4)),
        new("Multiply, broadcast", x => x[0] * x[1], x => x[0] * x[1], Any(), Any(2, 3)),
        new("Multiply by a number", x => 3.0 * x[0] * 0.5, x => 3f * x[0] * 0.5f, Any(3)),
        new("Divide, broadcast", x => x[0] / x[1], x => x[0] / x[1], Any(2, 3), Positive(3)),
        new("Divide by a number", x => 2.0 / (x[0] / 3.0), x => 2f / (x[0] / 3f), Positive(3)),
        new("Remainder", x => x[0].Remainder(x[1]), x => x[0].Remainder(x[1]), Tensor.From([5.3, -4.1, 7.7]), Tensor.From([2.0, 1.5, 2.5])),
        new("Pow", x => x[0].Pow(x[1]), x => x[0].Pow(x[1]), Positive(2, 3), Any(3)),
        new("Pow, number", x => x[0].Pow(2.5), x => x[0].Pow(2.5f), Positive(3)),
        new("Pow, cube of negatives", x => x[0].Pow(3.0), x => x[0].Pow(3f), Any(4)),
        new("Hypot", x => x[0].Hypot(x[1]), x => x[0].Hypot(x[1]), Away(2, 3), Away(3)),
        new("Atan2", x => x[0].Atan2(x[1]), x => x[0].Atan2(x[1]), Away(2, 3), Away(3)),
        new("Maximum", x => x[0].Maximum(x[1]), x => x[0].Maximum(x[1]), Any(2, 3), Any(3)),
        new("Minimum", x => x[0].Minimum(x[1]), x => x[0].Minimum(x[1]), Any(2, 3), Any(3)),
        new("MultiplyAdd", x => x[0].MultiplyAdd(x[1], x[2]), x => x[0].MultiplyAdd(x[1], x[2]), Any(2, 3), Any(3), Any(2, 1)),
        new("Comparisons", x => x[0].Greater(x[1]) + x[0].GreaterOrEqual(x[1]) + x[0].Less(x[1]) - x[0].LessOrEqual(x[1]) + x[0].Equal(x[1]) * 3.0 + x[0].NotEqual(x[1]),
            x => x[0].Greater(x[1]) + x[0].GreaterOrEqual(x[1]) + x[0].Less(x[1]) - x[0].LessOrEqual(x[1]) + x[0].Equal(x[1]) * 3f + x[0].NotEqual(x[1]), Any(2, 3), Any(3)),
        new("Where", x => x[0].Greater(0.0).Where(x[1], x[2].Exp()), x => x[0].Greater(0f).Where(x[1], x[2].Exp()), Away(2, 3), Any(3), Any(2, 1)),

        new("Sum", x => x[0].Sum(), x => x[0].Sum(), Any(2, 3)),
        new("Sum, rank 0", x => x[0].Sum(), x => x[0].Sum(), Any()),
        new("Sum, empty", x => x[0].Sum(-1), x => x[0].Sum(-1), Any(2, 0)),
        new("Sum over axes", x => x[0].Sum(new[] { 0, 2 }), x => x[0].Sum(new[] { 0, 2 }), Any(2, 3, 4)),
        new("Sum, kept", x => x[0].Sum(1, keepDimensions: true), x => x[0].Sum(1, keepDimensions: true), Any(2, 3, 2)),
        new("Sum of squares", x => x[0].Square().Sum(-1), x => x[0].Square().Sum(-1), Any(3, 4)),
        new("Mean", x => x[0].Mean(), x => x[0].Mean(), Any(2, 3)),
        new("Mean over an axis", x => x[0].Mean(0), x => x[0].Mean(0), Any(2, 3)),
        new("Max", x => x[0].Max(), x => x[0].Max(), Any(2, 3)),
        new("Max over an axis", x => x[0].Max(-1, keepDimensions: true), x => x[0].Max(-1, keepDimensions: true), Any(2, 4)),
        new("Min over an axis", x => x[0].Min(0), x => x[0].Min(0), Any(3, 4)),
        new("Product", x => x[0].Product(), x => x[0].Product(), Any(2, 3)),
        new("Product with zeros", x => x[0].Product(-1), x => x[0].Product(-1), Tensor.From([1.5, 0, 2, -1, 0.5, 0, 3, 0, 1.2, 2], 2, 5)),
        new("Variance", x => x[0].Variance(1), x => x[0].Variance(1), Any(7)),
        new("Variance over axes", x => x[0].Variance(new[] { 0, 2 }, 1, keepDimensions: true), x => x[0].Variance(new[] { 0, 2 }, 1, keepDimensions: true), Any(2, 3, 4)),
        new("StandardDeviation", x => x[0].StandardDeviation(-1), x => x[0].StandardDeviation(-1), Any(2, 5)),
        new("LogSumExp", x => x[0].LogSumExp(), x => x[0].LogSumExp(), Any(5)),
        new("LogSumExp over an axis", x => x[0].LogSumExp(0, keepDimensions: true), x => x[0].LogSumExp(0, keepDimensions: true), Any(3, 4)),
        new("Norm", x => x[0].Norm(), x => x[0].Norm(), Any(2, 3)),
        new("Norm of order 1", x => x[0].Norm(1, -1), x => x[0].Norm(1, -1), Away(2, 3)),
        new("Norm of order 3", x => x[0].Norm(3, 0), x => x[0].Norm(3, 0), Away(3, 2)),
        new("Norm of order infinity", x => x[0].Norm(double.PositiveInfinity, -1), x => x[0].Norm(double.PositiveInfinity, -1), Away(2, 4)),
        new("Softmax", x => x[0].Softmax(), x => x[0].Softmax(), Any(2, 4)),
        new("Softmax, first axis", x => x[0].Softmax(0), x => x[0].Softmax(0), Any(3, 2)),
        new("LogSoftmax", x => x[0].LogSoftmax(), x => x[0].LogSoftmax(), Any(2, 4)),
        new("CumulativeSum", x => x[0].CumulativeSum(0), x => x[0].CumulativeSum(0), Any(4, 2)),

        new("MatMul", x => x[0].MatMul(x[1]), x => x[0].MatMul(x[1]), Any(2, 3), Any(3, 4)),
        new("MatMul, vectors", x => x[0].MatMul(x[1]), x => x[0].MatMul(x[1]), Any(3), Any(3)),
        new("MatMul, row", x => x[0].MatMul(x[1]), x => x[0].MatMul(x[1]), Any(3), Any(3, 2)),
        new("MatMul, column", x => x[0].MatMul(x[1]), x => x[0].MatMul(x[1]), Any(2, 3), Any(3)),
        new("MatMul, batch", x => x[0].MatMul(x[1]), x => x[0].MatMul(x[1]), Any(2, 2, 3), Any(2, 3, 2)),
        new("MatMul, batch by one", x => x[0].MatMul(x[1]), x => x[0].MatMul(x[1]), Any(2, 2, 3), Any(3, 2)),
        new("MatMul, one by batch", x => x[0].MatMul(x[1]), x => x[0].MatMul(x[1]), Any(2, 3), Any(2, 1, 3, 2)),
        new("MatMul, Gram", x => x[0].Transpose().MatMul(x[0]), x => x[0].Transpose().MatMul(x[0]), Any(3, 2)),
        new("Dot", x => x[0].Dot(x[1]), x => x[0].Dot(x[1]), Any(4), Any(4)),
        new("Outer", x => x[0].Outer(x[1]), x => x[0].Outer(x[1]), Any(2), Any(3)),
        new("Einsum, product", x => Variable.Einsum("ij,jk->ki", x[0], x[1]), x => Variable.Einsum("ij,jk->ki", x[0], x[1]), Any(2, 3), Any(3, 2)),
        new("Einsum, form", x => Variable.Einsum("i,ij,j->", x[0], x[1], x[2]), x => Variable.Einsum("i,ij,j->", x[0], x[1], x[2]), Any(2), Any(2, 3), Any(3)),
        new("Einsum, summed label", x => Variable.Einsum("ij,kl->k", x[0], x[1]), x => Variable.Einsum("ij,kl->k", x[0], x[1]), Any(2, 3), Any(3, 2)),
        new("Einsum, trace", x => Variable.Einsum("ii->", x[0]), x => Variable.Einsum("ii->", x[0]), Any(3, 3)),
        new("Einsum, ellipsis", x => Variable.Einsum("...ij,...jk", x[0], x[1]), x => Variable.Einsum("...ij,...jk", x[0], x[1]), Any(2, 2, 3), Any(3, 2)),
        new("Einsum, length 1", x => Variable.Einsum("ij,ij->i", x[0], x[1]), x => Variable.Einsum("ij,ij->i", x[0], x[1]), Any(2, 1), Any(2, 3)),

        new("Reshape", x => x[0].Reshape(3, -1).Square(), x => x[0].Reshape(3, -1).Square(), Any(2, 3)),
        new("Flatten, Unsqueeze, Squeeze", x => x[0].Flatten().Unsqueeze(0).Unsqueeze(-1).Squeeze(0), x => x[0].Flatten().Unsqueeze(0).Unsqueeze(-1).Squeeze(0), Any(2, 2)),
        new("BroadcastTo", x => x[0].BroadcastTo(2, 3, 2).Square(), x => x[0].BroadcastTo(2, 3, 2).Square(), Any(3, 1)),
        new("SumTo", x => x[0].SumTo(3, 1), x => x[0].SumTo(3, 1), Any(2, 3, 2)),
        new("Permute", x => x[0].Permute(2, 0, 1).Square(), x => x[0].Permute(2, 0, 1).Square(), Any(2, 3, 2)),
        new("Transpose", x => x[0].Transpose().Square(), x => x[0].Transpose().Square(), Any(2, 3)),
        new("Transpose of two axes", x => x[0].Transpose(0, -1), x => x[0].Transpose(0, -1), Any(2, 3, 2)),
        new("MoveAxis", x => x[0].MoveAxis(0, -1), x => x[0].MoveAxis(0, -1), Any(2, 3, 2)),
        new("Flip", x => x[0].Flip(0, -1).CumulativeSum(), x => x[0].Flip(0, -1).CumulativeSum(), Any(2, 3)),
        new("Slice", x => x[0][1, AxisSlice.Step(.., 2)].Square(), x => x[0][1, AxisSlice.Step(.., 2)].Square(), Any(2, 5)),
        new("Select", x => x[0].Select(-1, 1), x => x[0].Select(-1, 1), Any(2, 3)),
        new("Narrow", x => x[0].Narrow(0, 1, 2).Square(), x => x[0].Narrow(0, 1, 2).Square(), Any(4, 2)),
        new("Split", x => x[0].Split([1, 2], 1)[1] * x[0].Split(3, 1)[0], x => x[0].Split([1, 2], 1)[1] * x[0].Split(3, 1)[0], Any(2, 3)),
        new("Diagonal", x => x[0].Diagonal(1).Square(), x => x[0].Diagonal(1).Square(), Any(3, 4)),
        new("Trace", x => x[0].Trace(), x => x[0].Trace(), Any(2, 3, 3)),
        new("Diag", x => x[0].Diag().MatMul(x[1]), x => x[0].Diag().MatMul(x[1]), Any(2), Any(2, 3)),
        new("LowerTriangle", x => x[0].LowerTriangle(-1), x => x[0].LowerTriangle(-1), Any(3, 3)),
        new("UpperTriangle", x => x[0].UpperTriangle(), x => x[0].UpperTriangle(), Any(2, 3, 3)),
        new("Concatenate", x => Variable.Concatenate(1, x[0], x[1], x[0]).Square(), x => Variable.Concatenate(1, x[0], x[1], x[0]).Square(), Any(2, 2), Any(2, 1)),
        new("Stack", x => Variable.Stack(-1, x[0], x[1]).Square(), x => Variable.Stack(-1, x[0], x[1]).Square(), Any(2, 2), Any(2, 2)),
        new("Take", x => x[0].Take(Picks, 0).Square(), x => x[0].Take(Picks, 0).Square(), Any(3, 2)),
        new("Take, matrix of indices", x => x[0].Take(Places, -1), x => x[0].Take(Places, -1), Any(2, 3)),
        new("IndexAdd", x => x[0].IndexAdd(Picks, x[1], 0).Square(), x => x[0].IndexAdd(Picks, x[1], 0).Square(), Any(3, 2), Any(3, 2)),
        new("Gather", x => x[0].Gather(Places, 1).Square(), x => x[0].Gather(Places, 1).Square(), Any(2, 3)),
        new("Sort", x => x[0].Sort().CumulativeSum(), x => x[0].Sort().CumulativeSum(), Any(2, 4)),
        new("Sort, first axis, descending", x => x[0].Sort(0, descending: true).CumulativeSum(0), x => x[0].Sort(0, descending: true).CumulativeSum(0), Any(4, 2)),
        new("TopK", x => x[0].TopK(2).Values.Square(), x => x[0].TopK(2).Values.Square(), Any(2, 4)),

        new("Cholesky", x => x[0].MatMul(x[0].Transpose(-1, -2)).Cholesky(), x => x[0].MatMul(x[0].Transpose(-1, -2)).Cholesky(), Dominant(3)),
        new("Cholesky, batch", x => x[0].MatMul(x[0].Transpose(-1, -2)).Cholesky(), x => x[0].MatMul(x[0].Transpose(-1, -2)).Cholesky(), Dominant(2, 2)),
        new("TriangularSolve", x => x[0].TriangularSolve(x[1], Triangle.Lower), x => x[0].TriangularSolve(x[1], Triangle.Lower), Dominant(3), Any(3, 2)),
        new("TriangularSolve, transposed, broadcast", x => x[0].TriangularSolve(x[1], Triangle.Upper, transpose: true), x => x[0].TriangularSolve(x[1], Triangle.Upper, transpose: true), Dominant(3), Any(2, 3, 2)),
        new("Solve", x => x[0].Solve(x[1]), x => x[0].Solve(x[1]), Dominant(3), Any(3, 2)),
        new("Solve, vector", x => x[0].Solve(x[1]), x => x[0].Solve(x[1]), Dominant(3), Any(3)),
        new("Inverse", x => x[0].Inverse(), x => x[0].Inverse(), Dominant(2, 3)),
        new("LogDeterminant", x => x[0].LogDeterminant(), x => x[0].LogDeterminant(), Dominant(2, 3)),
        new("SymmetricEigen, values", x => x[0].SymmetricEigen().Values, x => x[0].SymmetricEigen().Values, Dominant(3)),
        new("SymmetricEigen, vectors", x => x[0].SymmetricEigen().Vectors.Square(), x => x[0].SymmetricEigen().Vectors.Square(), Spread(3)),
        new("SymmetricEigen, whole", x => Rebuilt(x[0].SymmetricEigen()), x => Rebuilt(x[0].SymmetricEigen()), Spread(3)),

        new("SoftmaxCrossEntropy", x => x[0].SoftmaxCrossEntropy(Picks), x => x[0].SoftmaxCrossEntropy(Picks), Any(3, 4)),
        new("Affine", x => x[0].Affine(x[1], x[2]), x => x[0].Affine(x[1], x[2]), Any(2, 3), Any(3, 4), Any(4)),
        new("Affine, rectified", x => x[0].Affine(x[1], x[2], Activation.Relu), x => x[0].Affine(x[1], x[2], Activation.Relu), Any(2, 3), Any(3, 4), Any(4)),
        new("Affine, sigmoid, more axes", x => x[0].Affine(x[1], x[2], Activation.Sigmoid), x => x[0].Affine(x[1], x[2], Activation.Sigmoid), Any(2, 2, 3), Any(3, 2), Any(2)),
        new("Affine, tanh, vector", x => x[0].Affine(x[1], x[2], Activation.Tanh), x => x[0].Affine(x[1], x[2], Activation.Tanh), Any(3), Any(3, 2), Any(2)),
        new("Affine, Gelu", x => x[0].Affine(x[1], x[2], Activation.Gelu), x => x[0].Affine(x[1], x[2], Activation.Gelu), Any(2, 3), Any(3, 2), Any(2)),
        new("Affine, Silu", x => x[0].Affine(x[1], x[2], Activation.Silu), x => x[0].Affine(x[1], x[2], Activation.Silu), Any(2, 3), Any(3, 2), Any(2)),
        new("Checkpoint", x => Variable.Checkpoint(y => (y[0] * y[1]).Tanh().Exp(), x[0], x[1]), x => Variable.Checkpoint(y => (y[0] * y[1]).Tanh().Exp(), x[0], x[1]), Any(2, 3), Any(3)),
        new("LinearCombination", x => Variable.LinearCombination<double>([2, -0.5, 1], x[0], x[1], x[0]), x => Variable.LinearCombination<float>([2, -0.5f, 1], x[0], x[1], x[0]), Any(2, 3), Any(2, 3)),
        new("Iterate", x => Variable.Iterate((s, p, k) => s + 0.1 * (k + 1.0) * p[0] * s.Sin(), x[0], [x[1]], 5, 2), x => Variable.Iterate((s, p, k) => s + 0.1f * (k + 1f) * p[0] * s.Sin(), x[0], [x[1]], 5, 2), Any(2, 3), Any(3)),
        new("Iterate, one step", x => Variable.Iterate((s, p, k) => s * p[0], x[0], [x[1]], 1), x => Variable.Iterate((s, p, k) => s * p[0], x[0], [x[1]], 1), Any(3), Any(3)),
        new("Implicit.Root", x => ImplicitSamples.Root(x), x => ImplicitSamples.Root(x), Any(3), Any(3)),
        new("Implicit.Root, by iteration", x => ImplicitSamples.Root(x, ImplicitMethod.Gmres), x => ImplicitSamples.Root(x, ImplicitMethod.Gmres), Any(2, 2), Any(2, 2)),
        new("Implicit.FixedPoint", x => ImplicitSamples.FixedPoint(x), x => ImplicitSamples.FixedPoint(x), Any(3), Any(3)),
        new("Implicit.ArgMin", x => ImplicitSamples.Minimum(x).Minimizer, x => ImplicitSamples.Minimum(x).Minimizer, Any(3), Any(3)),
        new("Implicit.Minimum", x => ImplicitSamples.Minimum(x).Value, x => ImplicitSamples.Minimum(x).Value, Any(3), Any(3)),
        new("Implicit.LinearSolve", x => ImplicitSamples.LinearSolve(x), x => ImplicitSamples.LinearSolve(x), Any(4), Positive(4)),
        new("Ode, fixed steps", x => Ode.Solve((t, y, p) => p[0] * y.Sin() + t, x[0], [0, 0.5, 1], [x[1]], new() { Method = ButcherTableau.RungeKutta4, StepSize = 0.25 }).Final,
            x => Ode.Solve((t, y, p) => p[0] * y.Sin() + (float)t, x[0], [0, 0.5, 1], [x[1]], new() { Method = ButcherTableau.RungeKutta4, StepSize = 0.25 }).Final, Any(2, 3), Any(3)),
        new("ScatterAdd", x => x[0].ScatterAdd(Places, x[1], 1).Square(), x => x[0].ScatterAdd(Places, x[1], 1).Square(), Any(2, 3), Any(2, 3)),
    ];

    private static Variable<T> Rebuilt<T>((Variable<T> Values, Variable<T> Vectors) eigen) where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T> =>
        (eigen.Vectors * eigen.Values.Exp()).MatMul(eigen.Vectors.Transpose());

    /// <summary>Well conditioned square matrices: one of order n, or several.</summary>
    private static Tensor<double> Dominant(params int[] counts) =>
        Any([.. counts, counts[^1]]) * 0.5 + Tensor.Eye<double>(counts[^1]) * 3.0;

    /// <summary>A matrix with eigenvalues far from each other.</summary>
    private static Tensor<double> Spread(int n) => Any(n, n) * 0.3 + Tensor.From([.. Enumerable.Range(1, n).Select(i => 2.0 * i)]).Diag();

    /// <summary>Numbers between about -2 and 2, the same for every shape.</summary>
    public static Tensor<double> Any(params int[] lengths) => Filled(lengths, value => 1.2 * value);

    /// <summary>Numbers at least 0.3 away from zero and 0.1 from every whole number and half.</summary>
    private static Tensor<double> Away(params int[] lengths) => Filled(lengths, value => Math.Sign(value) * (0.65 + 0.25 * Math.Tanh(value) * 0.9));

    private static Tensor<double> Positive(params int[] lengths) => Filled(lengths, value => 0.5 + Math.Abs(value));

    private static Tensor<double> Inside(params int[] lengths) => Filled(lengths, value => 0.8 * Math.Tanh(value));

    private static Tensor<double> Above(params int[] lengths) => Filled(lengths, value => 1.5 + Math.Abs(value));

    private static Tensor<double> Filled(int[] lengths, Func<double, double> map)
    {
        Tensor<double> tensor = new Philox(lengths.Length + 17 * lengths.Sum()).Normal<double>(lengths);
        foreach (ref double value in tensor.AsSpan())
            value = map(value);
        return tensor;
    }
}
