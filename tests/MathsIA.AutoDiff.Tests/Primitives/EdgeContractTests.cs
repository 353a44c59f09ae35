namespace MathsIA.AutoDiff.Tests;

/// <summary>What every row of the table does with numbers at the edges: one element of one operand after another becomes a zero, the smallest number
/// there is, the largest, an infinity, NaN. Whatever comes out, it comes out the same in every way of computing it, and only where it can.</summary>
public sealed class EdgeContractTests
{
    private static readonly double[] Edges = [0, double.Epsilon, double.MaxValue, double.PositiveInfinity, double.NegativeInfinity, double.NaN];

    [Theory, MemberData(nameof(Samples.Names), MemberType = typeof(Samples))]
    public void Value_and_gradient_have_the_same_bits_strided_and_on_several_threads(string name)
    {
        foreach ((Tensor<double>[] point, string where) in Points(name))
        {
            Outcome plain = Of(name, point, ComputeContext.SingleThread);
            plain.RequireSame(Of(name, point, new() { DegreeOfParallelism = 3 }), $"{where}, on three threads");
            plain.RequireSame(Of(name, [.. point.Select(Strided)], ComputeContext.SingleThread), $"{where}, strided");
        }
    }

    [Theory, MemberData(nameof(Samples.Names), MemberType = typeof(Samples))]
    public void Other_examples_of_a_batch_do_not_notice(string name)
    {
        Sample sample = Samples.All[name];
        if (sample.LeavesOut)
            return;
        Outcome alone = Of(name, sample.Inputs, ComputeContext.SingleThread);
        foreach ((Tensor<double>[] point, string where) in Points(name))
        {
            Variable<double>[] inputs = [.. point.Select((x, k) => (Variable<double>)Tensor.Stack(0, sample.Inputs[k], x, sample.Inputs[k]))];
            int?[] axes = [.. inputs.Select(_ => (int?)0)];
            Variable<double> values, gradients;
            try
            {
                values = Vectorize.Map(sample.Function, inputs, axes);
                gradients = Vectorize.Map(x => Differentiate.ValueAndGradient(y => sample.Function(y).Sum(), x).Gradients[0], inputs, axes);
            }
            catch (Exception failure) when (Outcome.IsDocumented(failure))
            {
                continue;
            }

            foreach (int example in new[] { 0, 2 })
            {
                Assert.True(values.Value.Select(0, example).AllClose(alone.Value!, 1e-12, 1e-12), $"{where}: value of example {example}");
                Assert.True(gradients.Value.Select(0, example).AllClose(alone.Gradients[0], 1e-11, 1e-11), $"{where}: gradient of example {example}");
            }
        }
    }

    [Theory, MemberData(nameof(Samples.Names), MemberType = typeof(Samples))]
    public void NaN_does_not_vanish_from_a_value_that_depends_on_it(string name)
    {
        Sample sample = Samples.All[name];
        if (sample.LeavesOut)
            return;
        Tensor<double>[] nearby = Of(name, sample.Inputs, ComputeContext.SingleThread).Gradients;
        foreach ((Tensor<double>[] point, string where) in Points(name).Where(at => Array.Exists(at.Point, x => Array.Exists(x.ToArray(), double.IsNaN))))
        {
            if (Value(name, point) is not { } value)
                continue;
            (int operand, int place) = PlaceOf(point);
            // An element whose gradient is not zero nearby has to be seen.
            Assert.True(nearby[operand].Flatten()[place] == 0 || Array.Exists(value.ToArray(), double.IsNaN), $"{where}: {value}");
        }
    }

    /// <summary>The points of a row: one element of each operand, the first, the second and so on, with every edge.</summary>
    private static IEnumerable<(Tensor<double>[] Point, string Where)> Points(string name)
    {
        Tensor<double>[] inputs = Samples.All[name].Inputs;
        for (int k = 0; k < inputs.Length; k++)
        {
            int length = inputs[k].Shape.ElementCount;
            if (length == 0)
                continue;
            int place = k % length;
            foreach (double edge in Edges)
            {
                Tensor<double>[] point = [.. inputs];
                point[k] = inputs[k].Clone();
                point[k].AsSpan()[place] = edge;
                yield return (point, $"{name}: element {place} of operand {k} is {edge}");
            }
        }
    }

    private static (int Operand, int Place) PlaceOf(Tensor<double>[] point)
    {
        for (int k = 0; k < point.Length; k++)
        {
            int place = Array.FindIndex(point[k].ToArray(), double.IsNaN);
            if (place >= 0)
                return (k, place);
        }

        throw new InvalidOperationException("There is no NaN.");
    }

    private static Tensor<double>? Value(string name, Tensor<double>[] point)
    {
        try
        {
            return Samples.All[name].Function([.. point.Select(tensor => (Variable<double>)tensor)]).Value;
        }
        catch (Exception failure) when (Outcome.IsDocumented(failure))
        {
            return null;
        }
    }

    private static Outcome Of(string name, Tensor<double>[] point, ComputeContext context)
    {
        Sample sample = Samples.All[name];
        Variable<double>[] x = [.. point.Select(tensor => (Variable<double>)tensor)];
        try
        {
            Variable<double> value = sample.Function(x);
            Variable<double>[] gradients = Differentiate.ValueAndGradient(y => sample.Function(y).Sum(), x, new() { Context = context }).Gradients;
            return new(value.Value, [.. gradients.Select(g => g.Value)], null);
        }
        catch (Exception failure) when (Outcome.IsDocumented(failure))
        {
            return new(null, [], failure.GetType());
        }
    }

    private static Tensor<double> Strided(Tensor<double> x)
    {
        if (x.Rank == 0)
            return x;
        Tensor<double> room = Tensor.Zeros<double>([.. x.Shape.Lengths[..^1], 2 * x.Shape[-1]]);
        Tensor<double> view = room[[.. Enumerable.Repeat(AxisSlice.All, x.Rank - 1), AxisSlice.Step(.., -2)]];
        x.CopyTo(view);
        return view;
    }

    /// <summary>What a row gave at a point, or what it said of it.</summary>
    private sealed record Outcome(Tensor<double>? Value, Tensor<double>[] Gradients, Type? Failure)
    {
        /// <summary>Factorizations and solvers refuse numbers that are not finite, results that leave the range, and singular matrices, by name.</summary>
        public static bool IsDocumented(Exception failure) =>
            failure is ArgumentException or OverflowException or DerivativeSolveException or MathsIA.LinearAlgebra.SingularMatrixException or MathsIA.LinearAlgebra.NotPositiveDefiniteException;

        public void RequireSame(Outcome other, string what)
        {
            Assert.True(Failure == other.Failure, $"{what}: {Failure} against {other.Failure}");
            if (Value is null)
                return;
            RequireSame(Value, other.Value!, what);
            for (int k = 0; k < Gradients.Length; k++)
                RequireSame(Gradients[k], other.Gradients[k], $"{what}, gradient {k}");
        }

        /// <summary>Equal numbers, NaN where there is NaN.</summary>
        private static void RequireSame(Tensor<double> left, Tensor<double> right, string what)
        {
            double[] expected = left.ToArray(), actual = right.ToArray();
            for (int i = 0; i < expected.Length; i++)
                Assert.True(expected[i] == actual[i] || (double.IsNaN(expected[i]) && double.IsNaN(actual[i])) || Math.Abs(expected[i] - actual[i]) <= 1e-13 * Math.Abs(expected[i]), $"{what}: {expected[i]} against {actual[i]} at {i}");
        }
    }
}
