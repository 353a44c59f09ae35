using System.Text.Json;

namespace MathsIA.AutoDiff.Tests;

/// <summary>Values and gradients of convolutions and poolings against PyTorch's (tests/fixtures/convolution.py).</summary>
public sealed class ConvolutionRecordTests
{
    private static readonly JsonElement[] Records = Read();

    public static TheoryData<int> Cases => [.. Enumerable.Range(0, Records.Length)];

    [Theory, MemberData(nameof(Cases))]
    public void Value_and_gradients_are_those_recorded(int index)
    {
        JsonElement record = Records[index];
        string name = record.GetProperty("name").GetString()!;
        Variable<double>[] operands = [.. record.GetProperty("shapes").EnumerateArray().Select((shape, k) => (Variable<double>)Wave(Integers(shape), k))];
        foreach (ConvolutionAlgorithm algorithm in Enum.GetValues<ConvolutionAlgorithm>())
        {
            Variable<double> value = Apply(name, record, algorithm, operands);
            Assert.Equal(Integers(record.GetProperty("shape")), value.Shape.ToArray());
            Close(record.GetProperty("result"), value, name);
            Variable<double> weights = Wave(value.Shape.ToArray(), 9);
            Variable<double>[] gradients = Differentiate.ValueAndGradient(x => (Apply(name, record, algorithm, x) * weights).Sum(), operands).Gradients;
            foreach ((JsonElement expected, Variable<double> actual) in record.GetProperty("gradients").EnumerateArray().Zip(gradients))
                Close(expected, actual, $"{name}, {algorithm}, gradient");
        }
    }

    private static Variable<double> Apply(string name, JsonElement record, ConvolutionAlgorithm algorithm, IReadOnlyList<Variable<double>> x)
    {
        PerAxis Axes(string property) => PerAxis.Create(Integers(record.GetProperty(property)));
        if (name.EndsWith("Pool", StringComparison.Ordinal))
        {
            var pooling = new PoolingOptions { Stride = Axes("stride"), Padding = Axes("padding"), Dilation = Axes("dilation"), CountPadding = record.GetProperty("count").GetBoolean() };
            return name == "MaxPool" ? x[0].MaxPool(Axes("window"), pooling) : x[0].AveragePool(Axes("window"), pooling);
        }

        var options = new ConvolutionOptions { Stride = Axes("stride"), Padding = Axes("padding"), Dilation = Axes("dilation"), Groups = record.GetProperty("groups").GetInt32(), OutputPadding = Axes("output"), Algorithm = algorithm };
        return name == "Convolve" ? x[0].Convolve(x[1], x[2], options) : x[0].ConvolveTransposed(x[1], x[2], options);
    }

    private static Tensor<double> Wave(int[] shape, int k)
    {
        Tensor<double> tensor = Tensor.Zeros<double>(shape);
        Span<double> values = tensor.AsSpan();
        for (int i = 0; i < values.Length; i++)
            values[i] = Math.Sin(0.7 * i + k);
        return tensor;
    }

    private static void Close(JsonElement expected, Variable<double> actual, string what)
    {
        double[] values = actual.Value.ToArray();
        Assert.Equal(expected.GetArrayLength(), values.Length);
        int i = 0;
        foreach (JsonElement number in expected.EnumerateArray())
        {
            Assert.True(Math.Abs(number.GetDouble() - values[i]) < 1e-12, $"{what}, {i}: {values[i]} for {number.GetDouble()}");
            i++;
        }
    }

    private static int[] Integers(JsonElement array) => [.. array.EnumerateArray().Select(item => item.GetInt32())];

    private static JsonElement[] Read()
    {
        using Stream stream = typeof(ConvolutionRecordTests).Assembly.GetManifestResourceStream("convolution.json")!;
        using JsonDocument document = JsonDocument.Parse(stream);
        return [.. document.RootElement.Clone().EnumerateArray()];
    }
}
