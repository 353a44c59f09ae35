using System.Globalization;
using MathsIA.LinearAlgebra;
using Inputs = System.Collections.Generic.IReadOnlyList<MathsIA.AutoDiff.Variable<double>>;

namespace MathsIA.AutoDiff.Tests;

/// <summary>Values and gradients recorded from PyTorch; the script beside the numbers, tests/fixtures/autodiff_torch.py, tells inputs and loss.</summary>
public sealed class TorchTests
{
    private static readonly Dictionary<string, double[]> Recorded = Read();

    private static readonly Tensor<int> Labels = Tensor.From([2, 0, 2]);

    private static readonly Dictionary<string, (Func<Inputs, Variable<double>> Function, Tensor<double>[] Inputs)> Cases = new(StringComparer.Ordinal)
    {
        ["Affine.None"] = Layer(Activation.None),
        ["Affine.Relu"] = Layer(Activation.Relu),
        ["Affine.Sigmoid"] = Layer(Activation.Sigmoid),
        ["Affine.Tanh"] = Layer(Activation.Tanh),
        ["Affine.Silu"] = Layer(Activation.Silu),
        ["Affine.Gelu"] = Layer(Activation.Gelu),
        ["GeluTanh"] = (x => (x[0] * 3.0).GeluTanh(), [Number(0, 7)]),
        ["CrossEntropy"] = (x => x[0].SoftmaxCrossEntropy(Labels), [Number(0, 3, 4)]),
        ["CrossEntropy.Smoothed"] = (x => x[0].SoftmaxCrossEntropy(Labels, new() { LabelSmoothing = 0.2 }), [Number(0, 3, 4)]),
        ["CrossEntropy.Ignored"] = (x => x[0].SoftmaxCrossEntropy(Labels, new() { IgnoredLabel = 0, Reduction = LossReduction.Mean }), [Number(0, 3, 4)]),
        ["CrossEntropy.IgnoredNone"] = (x => x[0].SoftmaxCrossEntropy(Labels, new() { IgnoredLabel = 0 }), [Number(0, 3, 4)]),
        ["CrossEntropy.Targets"] = (x => x[0].SoftmaxCrossEntropy(x[1], new() { LabelSmoothing = 0.1 }), [Number(0, 3, 4), Number(1, 3, 4).Square()]),
        ["LayerNormalize"] = (x => x[0].LayerNormalize(x[1], x[2]), [Number(0, 3, 5), Number(1, 5), Number(2, 5)]),
        ["RmsNormalize"] = (x => x[0].RmsNormalize(x[1]), [Number(0, 3, 5), Number(1, 5)]),
        ["GroupNormalize"] = (x => x[0].GroupNormalize(2, x[1], x[2]), [Number(0, 2, 4, 3), Number(1, 4), Number(2, 4)]),
        ["BatchNormalize"] = (x => x[0].BatchNormalize(x[1], x[2]).Result, [Number(0, 4, 3, 2), Number(1, 3), Number(2, 3)]),
        ["BatchNormalize.Inference"] = (x => x[0].BatchNormalize(Tensor.From([0.1, -0.2, 0.3]), Tensor.From([1.0, 2.0, 0.5]), x[1], x[2]), [Number(0, 4, 3, 2), Number(1, 3), Number(2, 3)]),
        ["Embedding"] = (x => x[0].Embedding(Tensor.From([2, 0, 2, 1]), paddingId: 1), [Number(0, 4, 3)]),
        ["TopK"] = (x => x[0].TopK(3, 1).Values, [Number(0, 2, 6)]),
        ["CumulativeProduct"] = (x => x[0].CumulativeProduct(1), [Number(0, 2, 5)]),
        ["Svd.Tall"] = (Rebuilt, [Number(0, 4, 3)]),
        ["Svd.Wide"] = (Rebuilt, [Number(0, 3, 5)]),
        ["Svd.Batch"] = (Rebuilt, [Number(0, 2, 3, 2)]),
        ["Qr.Q.Tall"] = (x => x[0].Qr().Q.Square(), [Number(0, 4, 3)]),
        ["Qr.Q.Batch"] = (x => x[0].Qr().Q.Square(), [Number(0, 2, 3, 2)]),
        ["Qr.R.Tall"] = (x => x[0].Qr().R.Square(), [Number(0, 4, 3)]),
        ["Qr.R.Batch"] = (x => x[0].Qr().R.Square(), [Number(0, 2, 3, 2)]),
        ["NuclearNorm.Tall"] = (x => x[0].NuclearNorm(), [Number(0, 4, 3)]),
        ["NuclearNorm.Wide"] = (x => x[0].NuclearNorm(), [Number(0, 3, 5)]),
        ["NuclearNorm.Batch"] = (x => x[0].NuclearNorm(), [Number(0, 2, 3, 2)]),
        ["SpectralNorm.Tall"] = (x => x[0].SpectralNorm(), [Number(0, 4, 3)]),
        ["SpectralNorm.Wide"] = (x => x[0].SpectralNorm(), [Number(0, 3, 5)]),
        ["SpectralNorm.Batch"] = (x => x[0].SpectralNorm(), [Number(0, 2, 3, 2)]),
        ["SymmetricEigen"] = (x => Rebuilt(x[0].SymmetricEigen()), [Square()]),
        ["SymmetricEigen.Vectors"] = (x => x[0].SymmetricEigen().Vectors.Square(), [Square()]),
        ["Cholesky"] = (x => (x[0].MatMul(x[0].Transpose(-1, -2)) + Tensor.Eye<double>(3)).Cholesky(), [Square()]),
        ["Solve"] = (x => x[0].Solve(x[1]), [Square(), Number(1, 2, 3, 2)]),
        ["Inverse"] = (x => x[0].Inverse(), [Square()]),
        ["LogDeterminant"] = (x => x[0].LogDeterminant(), [Square()]),
    };

    public static TheoryData<string> Names => [.. Cases.Keys];

    [Theory, MemberData(nameof(Names))]
    public void Value_and_gradients_are_those_of_PyTorch(string name)
    {
        (Func<Inputs, Variable<double>> function, Tensor<double>[] inputs) = Cases[name];
        Variable<double>[] point = [.. inputs.Select(x => (Variable<double>)x)];
        Variable<double> y = function(point);
        Close(name, "y", y.Value);
        Variable<double> weights = Tensor.From([.. Enumerable.Range(0, y.Length).Select(i => Math.Cos(0.3 * i))], y.Shape.Lengths);
        Variable<double>[] gradients = Differentiate.ValueAndGradient(x => (function(x) * weights).Sum(), point).Gradients;
        for (int k = 0; k < gradients.Length; k++)
            Close(name, $"g{k}", gradients[k].Value);
    }

    [Fact]
    public void Running_moments_move_as_those_of_PyTorch()
    {
        Tensor<double> mean = Tensor.From([0.1, -0.2, 0.3]), variance = Tensor.From([1.0, 2.0, 0.5]);
        (_, Variable<double> means, Variable<double> variances) = ((Variable<double>)Number(0, 4, 3, 2)).BatchNormalize(Variable.Ones<double>(3), Variable.Zeros<double>(3));
        RunningMoments.Update(mean, variance, means.Value, variances.Value, count: 8);
        Close("RunningMoments", "y", Tensor.Concatenate(0, mean, variance));
    }

    [Fact]
    public void Every_recorded_case_is_checked() =>
        Assert.Equal(Recorded.Keys.Select(key => key.Split(' ')[0]).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal), Cases.Keys.Append("RunningMoments").Order(StringComparer.Ordinal));

    private static void Close(string name, string key, Tensor<double> actual)
    {
        double[] expected = Recorded[$"{name} {key}"];
        TensorComparison comparison = actual.Flatten().Compare(Tensor.From(expected), 2e-12, 2e-12);
        Assert.True(comparison.IsClose, $"{name} {key}: {comparison}");
    }

    private static (Func<Inputs, Variable<double>>, Tensor<double>[]) Layer(Activation activation) =>
        (x => x[0].Affine(x[1], x[2], activation), [Number(0, 3, 4), Number(1, 4, 2), Number(2, 2)]);

    private static Variable<double> Rebuilt(Inputs x)
    {
        (Variable<double> u, Variable<double> values, Variable<double> vt) = x[0].Svd();
        return (u * values.Exp().Unsqueeze(-2)).MatMul(vt);
    }

    private static Variable<double> Rebuilt((Variable<double> Values, Variable<double> Vectors) eigen) =>
        (eigen.Vectors * eigen.Values.Exp().Unsqueeze(-2)).MatMul(eigen.Vectors.Transpose(-1, -2));

    private static Tensor<double> Square() => Number(0, 2, 3, 3) + Tensor.Eye<double>(3) * 2.0;

    private static Tensor<double> Number(int k, params int[] lengths) =>
        Tensor.From([.. Enumerable.Range(0, new Shape(lengths).ElementCount).Select(i => Math.Sin(1 + 0.7 * i + 0.05 * i * i + 1.3 * k))], lengths);

    private static Dictionary<string, double[]> Read()
    {
        using var reader = new StreamReader(typeof(TorchTests).Assembly.GetManifestResourceStream("autodiff_torch.txt")!);
        var recorded = new Dictionary<string, double[]>(StringComparer.Ordinal);
        while (reader.ReadLine() is { } line)
        {
            if (line.StartsWith('#'))
                continue;
            string[] parts = line.Split(' ');
            recorded[$"{parts[0]} {parts[1]}"] = [.. parts[2..].Select(text => double.Parse(text, CultureInfo.InvariantCulture))];
        }

        return recorded;
    }
}
