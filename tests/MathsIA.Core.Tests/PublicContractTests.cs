using System.Collections;
using System.Reflection;
using MathsIA.LinearAlgebra;
using MathsIA.Operators;
using MathsIA.RandomNumbers;

namespace MathsIA.Tests;

/// <summary>What all public methods promise alike, found by reflection, so that a new one is held to it without a row in any table.</summary>
public sealed class PublicContractTests
{
    private static readonly PublicMethods Methods = new(ArgumentOf);

    [Fact]
    public void Null_is_refused_by_the_name_of_the_argument()
    {
        string[] faults = [.. PublicMethods.Of(typeof(Tensor).Assembly).Where(m => m.Name != nameof(Shape.Broadcast)).SelectMany(Methods.NullFaults)];
        Assert.True(faults.Length == 0, string.Join('\n', faults));
    }

    /// <summary>The only one without: its result is as long as the numbers say.</summary>
    private static readonly string[] WithoutTwin = ["NonZero"];

    [Fact]
    public void Every_operation_that_allocates_its_result_has_a_twin_that_does_not()
    {
        string[] without = [.. Allocating().Where(m => !m.Name.StartsWith("op_", StringComparison.Ordinal) && !Array.Exists(m.DeclaringType!.GetMethods(), other => other.Name == m.Name && HasDestination(other)))
            .Select(m => m.Name).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        Assert.Equal(WithoutTwin, without);
    }

    [Fact]
    public void Twins_write_the_same_elements_into_memory_with_gaps_and_refuse_other_shapes()
    {
        int pairs = 0;
        foreach (MethodInfo into in Allocating().Where(HasDestination))
        {
            ParameterInfo[] wanted = into.GetParameters();
            foreach (MethodInfo plain in Allocating().Where(m => m.Name == into.Name && !HasDestination(m)))
            {
                ParameterInfo[] offered = plain.GetParameters();
                // The same parameters, but for how the shape is asked for.
                if (offered.Any(p => p.Name != "keepDimensions" && !wanted.Any(q => q.Name == p.Name && q.ParameterType == p.ParameterType)) || wanted.Any(q => q.Name != "destination" && !offered.Any(p => p.Name == q.Name)))
                    continue;
                if (Methods.Arguments(plain) is not { } arguments || Methods.Arguments(into) is not { } same)
                    continue;
                foreach (ParameterInfo parameter in wanted.Where(p => p.Name != "destination"))
                    same[parameter.Position] = arguments[offered.Single(p => p.Name == parameter.Name).Position];
                int place = wanted.Single(p => p.Name == "destination").Position;
                object? result = null;
                if (Record.Exception(() => result = PublicMethods.Call(plain, arguments)) is ArgumentException)
                    continue;
                string what = $"{into}";
                Action check = result switch
                {
                    Tensor<double> x => () => Same(x),
                    Tensor<int> x => () => Same(x),
                    Tensor<bool> x => () => Same(x),
                    Tensor<LogDeterminant<double>> x => () => Same(x),
                    _ => throw new InvalidOperationException(what),
                };
                check();
                pairs++;

                void Same<T>(Tensor<T> expected) where T : unmanaged
                {
                    Tensor<T> wide = Tensor.Zeros<T>([.. expected.Shape.Lengths, 2]);
                    same[place] = wide[AxisSlice.Ellipsis, 1];
                    PublicMethods.Call(into, same);
                    Assert.True(expected.ToArray().SequenceEqual(((Tensor<T>)same[place]!).ToArray()), what);
                    Assert.True(wide[AxisSlice.Ellipsis, 0].ToArray().All(v => v.Equals(default(T))), what);
                    same[place] = Tensor.Zeros<T>([.. expected.Shape.Lengths, 1, 7]);
                    Exception? refusal = Record.Exception(() => PublicMethods.Call(into, same));
                    Assert.True(refusal is ShapeMismatchException { ParamName: "destination" }, $"{what}: {refusal}");
                    Assert.Contains($"{expected.Shape}", refusal.Message, StringComparison.Ordinal);
                    if (expected.Length < 2)
                        return;
                    same[place] = Tensor.Zeros<T>().BroadcastTo(expected.Shape.Lengths);
                    refusal = Record.Exception(() => PublicMethods.Call(into, same));
                    Assert.True(refusal is ArgumentException { ParamName: "destination" }, $"{what}: {refusal}");
                }
            }
        }

        Assert.True(pairs > 120, $"{pairs} pairs");
    }

    /// <summary>No elements, no axes, both at once, and one element.</summary>
    private static readonly int[][] Degenerate = [[], [1], [0], [0, 0], [0, 3], [3, 0], [2, 0, 3], [0, 2, 2], [1, 1, 0, 2]];

    [Fact]
    public void Tensors_without_elements_or_axes_give_a_result_or_are_refused_by_name()
    {
        int results = 0;
        var faults = new List<string>();
        foreach (MethodInfo method in PublicMethods.Of(typeof(Tensor).Assembly).OfType<MethodInfo>().Where(m => m.GetParameters().Any(p => IsTensor(p.ParameterType))))
        {
            if (Methods.Arguments(method) is not { } arguments)
                continue;
            foreach (int[] shape in Degenerate)
            {
                object?[] changed = [.. arguments];
                foreach (ParameterInfo parameter in method.GetParameters())
                    changed[parameter.Position] = OfShape(parameter.ParameterType, shape, changed[parameter.Position]);
                switch (Record.Exception(() => PublicMethods.Call(method, changed)?.ToString()))
                {
                    case null:
                        results++;
                        break;
                    case ArgumentException { ParamName: { } name } when method.GetParameters().Any(p => p.Name == name):
                    case SingularMatrixException or NotPositiveDefiniteException:
                        break;
                    case { } other:
                        faults.Add($"{method.DeclaringType!.Name}.{method} of [{string.Join(", ", shape)}]: {other.GetType().Name}: {other.Message}");
                        break;
                }
            }
        }

        Assert.True(faults.Count == 0, string.Join('\n', faults));
        Assert.True(results > 1000, $"{results} results");
    }

    private static object? OfShape(Type type, int[] shape, object? otherwise) => type switch
    {
        _ when otherwise is null => null,
        _ when type == typeof(Tensor<double>) => Tensor.Ones<double>(shape),
        _ when type == typeof(Tensor<int>) => Tensor.Zeros<int>(shape),
        _ when type == typeof(Tensor<bool>) => Tensor.Full(shape, true),
        _ => otherwise,
    };

    private static IEnumerable<MethodInfo> Allocating() => PublicMethods.Of(typeof(Tensor).Assembly).OfType<MethodInfo>()
        .Where(m => m.DeclaringType!.IsAbstract && m.GetParameters().Any(p => IsTensor(p.ParameterType)) && (IsTensor(m.ReturnType) || HasDestination(m)));

    private static bool HasDestination(MethodInfo method) => method.GetParameters().Any(p => p.Name == "destination");

    private static bool IsTensor(Type type) => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(Tensor<>);

    /// <summary>Numbers between 0 and 1 that make a well-conditioned matrix, ones for settings.</summary>
    private static object? ArgumentOf(ParameterInfo parameter)
    {
        Type type = parameter.ParameterType;
        return type switch
        {
            _ when type == typeof(Tensor<double>) => parameter.Name == "bias" ? Tensor.Ones<double>(4) : new Philox(parameter.Position + 3).Uniform<double>(4, 4) * 0.2 + Tensor.Eye<double>(4),
            _ when type == typeof(Tensor<int>) => Tensor.Ones<int>(4, 4),
            _ when type == typeof(Tensor<bool>) => Tensor.Full([4, 4], true),
            _ when type == typeof(Tensor<double>[]) => new[] { Tensor.Ones<double>(4, 4) },
            _ when type == typeof(double) => 1.0,
            _ when type == typeof(int) => parameter.Name is "axis" or "diagonal" ? 0 : 1,
            _ when type == typeof(long) => 1L,
            _ when type == typeof(bool) => false,
            _ when type == typeof(string) => "a",
            _ when type == typeof(byte[]) => new byte[] { 1 },
            _ when type == typeof(Axes) => (Axes)0,
            _ when type == typeof(Shape) => new Shape(4, 4),
            _ when type == typeof(Philox) => new Philox(1),
            _ when type == typeof(Stream) => new MemoryStream(),
            _ when type == typeof(Func<double, double>) => (Func<double, double>)(x => x),
            _ when type == typeof(ILinearOperator<double>) => new DenseOperator<double>(Tensor.Eye<double>(4)),
            _ when type == typeof(IEnumerable) => new[] { 1.0 },
            _ when type.IsEnum => Enum.ToObject(type, 0),
            _ when type.IsArray => Array.CreateInstance(type.GetElementType()!, 1),
            _ when type.IsValueType && !type.ContainsGenericParameters => Activator.CreateInstance(type),
            _ => null,
        };
    }
}
