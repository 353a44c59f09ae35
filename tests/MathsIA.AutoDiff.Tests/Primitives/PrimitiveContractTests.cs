using MathsIA.RandomNumbers;

namespace MathsIA.AutoDiff.Tests;

/// <summary>What every primitive promises, checked for every row of the table.</summary>
public sealed class PrimitiveContractTests
{
    [Theory, MemberData(nameof(Samples.Names), MemberType = typeof(Samples))]
    public void Derivatives_of_first_and_second_order_agree_with_differences(string name)
    {
        Sample sample = Samples.All[name];
        GradientCheckResult result = GradientCheck.Run(sample.Function, sample.Inputs, 2e-7);
        Assert.True(result.Passed, $"{name}: {result}");
    }

    [Theory, MemberData(nameof(Samples.Names), MemberType = typeof(Samples))]
    public void Forward_and_reverse_are_transposes(string name)
    {
        Sample sample = Samples.All[name];
        Variable<double>[] point = Point(sample.Inputs), directions = Point([.. sample.Inputs.Select((x, k) => Like(x, k))]);
        (Variable<double> value, Variable<double> tangent) = Differentiate.Jvp(sample.Function, point, directions);
        Variable<double> u = Like(value.Value, 99);
        Variable<double>[] cotangents = Differentiate.ValueAndGradient(x => (sample.Function(x) * u).Sum(), point).Gradients;
        double left = (u * tangent).Sum().ToScalar(), right = cotangents.Zip(directions, (a, b) => (a * b).Sum().ToScalar()).Sum();
        Assert.True(Math.Abs(left - right) <= 1e-12 * Math.Max(1, Math.Abs(left)), $"{name}: {left} against {right}");
    }

    [Theory, MemberData(nameof(Samples.Names), MemberType = typeof(Samples))]
    public void Batching_gives_what_a_loop_gives(string name)
    {
        Sample sample = Samples.All[name];
        // All inputs batched, then each alone, the others shared.
        for (int only = -1; only < sample.Inputs.Length; only++)
        {
            int?[] axes = [.. sample.Inputs.Select((_, k) => only < 0 || k == only ? 0 : (int?)null)];
            Variable<double>[] inputs = [.. sample.Inputs.Select((x, k) => (Variable<double>)(axes[k] is null ? x : Examples(x)))];
            Variable<double> all = Vectorize.Map(sample.Function, inputs, axes);
            Variable<double>[] Example(int e) => [.. inputs.Select((x, k) => axes[k] is null ? x : x.Select(0, e))];
            for (int e = 0; e < 3; e++)
                Close(sample.Function(Example(e)), all.Select(0, e), 1e-13, $"{name}, value {e} of batch {only}");

            Variable<double> gradients = Vectorize.Map(x => Differentiate.ValueAndGradient(y => sample.Function(y).Square().Sum(), x).Gradients[^1], inputs, axes);
            for (int e = 0; e < 3; e++)
                Close(Differentiate.ValueAndGradient(y => sample.Function(y).Square().Sum(), Example(e)).Gradients[^1], gradients.Select(0, e), 1e-12, $"{name}, gradient {e} of batch {only}");
        }
    }

    [Theory, MemberData(nameof(Samples.Names), MemberType = typeof(Samples))]
    public void Float_agrees_with_double(string name)
    {
        Sample sample = Samples.All[name];
        Variable<float>[] point = [.. sample.Inputs.Select(x => (Variable<float>)x.To<float>())];
        (Variable<double> value, Variable<double>[] gradients) = Differentiate.ValueAndGradient(x => sample.Function(x).Sum(), Point(sample.Inputs));
        (Variable<float> single, Variable<float>[] singles) = Differentiate.ValueAndGradient(x => sample.Single(x).Sum(), point);
        Close(value, single.Value.To<double>(), 2e-5, name);
        for (int k = 0; k < gradients.Length; k++)
            Close(gradients[k], singles[k].Value.To<double>(), 1e-4, $"{name}, gradient {k}");
    }

    [Theory, MemberData(nameof(Samples.Names), MemberType = typeof(Samples))]
    public void Strided_operands_give_what_dense_ones_give(string name)
    {
        Sample sample = Samples.All[name];
        Variable<double>[] strided = [.. sample.Inputs.Select(x => (Variable<double>)Strided(x))];
        (Variable<double> value, Variable<double>[] gradients) = Differentiate.ValueAndGradient(x => sample.Function(x).Square().Sum(), Point(sample.Inputs));
        (Variable<double> other, Variable<double>[] others) = Differentiate.ValueAndGradient(x => sample.Function(x).Square().Sum(), strided);
        Close(value, other, 1e-13, name);
        for (int k = 0; k < gradients.Length; k++)
            Close(gradients[k], others[k], 1e-13, $"{name}, gradient {k}");
    }

    [Theory, MemberData(nameof(Samples.Names), MemberType = typeof(Samples))]
    public void The_number_of_threads_changes_no_bit(string name)
    {
        Sample sample = Samples.All[name];
        (Variable<double> value, Variable<double>[] gradients) = Differentiate.ValueAndGradient(x => sample.Function(x).Square().Sum(), Point(sample.Inputs), new() { Context = ComputeContext.SingleThread });
        (Variable<double> other, Variable<double>[] others) = Differentiate.ValueAndGradient(x => sample.Function(x).Square().Sum(), Point(sample.Inputs), new() { Context = new() { DegreeOfParallelism = 4 } });
        Assert.True(value.Value.ElementsEqual(other.Value));
        for (int k = 0; k < gradients.Length; k++)
            Assert.True(gradients[k].Value.ElementsEqual(others[k].Value), name);
    }

    /// <summary>Those that stand for a function of the user's, a solver or a schedule, which have tests of their own, and one that comes up in second
    /// derivatives only.</summary>
    private static readonly string[] WithoutRow = ["AdjointFlow", "EnvelopeValue", "GradientHook", "Iteration", "LinearSolve", "PickFromWindows", "Rules"];

    [Fact]
    public void Every_primitive_has_a_row()
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (Sample sample in Samples.All.Values)
        {
            // The derivative is recorded too, so that the primitives of reverse rules are seen.
            var level = new Engine.ReverseLevel<double>();
            level.Open(DifferentiationOptions.Default);
            Variable<double>[] x = [.. Point(sample.Inputs).Select(input => level.Watch(input))];
            _ = Differentiate.ValueAndGradient(y => sample.Function(y).Square().Sum(), x);
            foreach (IPrimitive<double> primitive in level.Primitives)
                seen.UnionWith(Array.FindAll([primitive.GetType(), .. primitive.GetType().GetGenericArguments()], type => type.Assembly == typeof(Variable).Assembly).Select(Plain));
            level.Close();
        }

        // A family of functions is one primitive, told apart by a type argument.
        Type[] contracts = [typeof(IPrimitive<>), typeof(Primitives.IUnaryFunction<>), typeof(Primitives.IBinaryFunction<>), typeof(Primitives.IReduction<>), typeof(Primitives.ISlope<>)];
        string[] all = [.. typeof(Variable).Assembly.GetTypes().Where(type => !type.IsInterface && Array.Exists(type.GetInterfaces(), i => i.IsGenericType && contracts.Contains(i.GetGenericTypeDefinition()))).Select(Plain)];
        Assert.True(all.Length > 120, $"{all.Length} primitives");
        Assert.Empty(all.Except(seen, StringComparer.Ordinal).Except(WithoutRow, StringComparer.Ordinal).Order(StringComparer.Ordinal));

        static string Plain(Type type) => type.Name.Split('`')[0];
    }

    private static Variable<double>[] Point(Tensor<double>[] inputs) => [.. inputs.Select(x => (Variable<double>)x)];

    private static Tensor<double> Like(Tensor<double> x, int seed) => new Philox(seed + 5).Normal<double>(x.Shape.Lengths);

    /// <summary>Three examples that stay on the same side of every kink.</summary>
    private static Tensor<double> Examples(Tensor<double> x) => Tensor.Stack(0, x, x * 0.99, x * 1.02);

    /// <summary>The same numbers, every second element of a memory twice as long, backwards.</summary>
    private static Tensor<double> Strided(Tensor<double> x)
    {
        if (x.Rank == 0)
            return x;
        Tensor<double> room = Tensor.Zeros<double>([.. x.Shape.Lengths[..^1], 2 * x.Shape[-1]]);
        AxisSlice[] slices = [.. Enumerable.Repeat(AxisSlice.All, x.Rank - 1), AxisSlice.Step(.., -2)];
        Tensor<double> view = room[slices];
        x.CopyTo(view);
        return view;
    }

    private static void Close(Variable<double> expected, Variable<double> actual, double tolerance, string what)
    {
        Assert.Equal(expected.Shape, actual.Shape);
        TensorComparison comparison = actual.Value.Compare(expected.Value, tolerance, tolerance);
        Assert.True(comparison.IsClose, $"{what}: {comparison}");
    }
}
