using System.Reflection;
using MathsIA.RandomNumbers;

namespace MathsIA.AutoDiff.Tests;

/// <summary>The table of primitives. A new one adds a row, and gets all tests.</summary>
/// <remarks>One file for each folder of primitives, with one property that lists its rows. Every static property of the type
/// <c>IEnumerable&lt;Sample&gt;</c> is found, so that a new folder adds its file and edits no other.</remarks>
public static partial class Samples
{
    private static readonly Tensor<int> Picks = Tensor.From([2, 0, 2]);
    private static readonly Tensor<int> Places = Tensor.From([1, 0, 2, 2, 1, 0], 2, 3);

    public static TheoryData<string> Names => [.. All.Keys];

    public static IReadOnlyDictionary<string, Sample> All { get; } = typeof(Samples)
        .GetProperties(BindingFlags.Static | BindingFlags.NonPublic)
        .Where(property => property.PropertyType == typeof(IEnumerable<Sample>))
        .OrderBy(property => property.Name, StringComparer.Ordinal)
        .SelectMany(property => (IEnumerable<Sample>)property.GetValue(null)!)
        .ToDictionary(row => row.Name, StringComparer.Ordinal);

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
