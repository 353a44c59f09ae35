using System.Reflection;
using MathsIA.Tests;

namespace MathsIA.AutoDiff.Tests;

/// <summary>What all public methods promise alike, found by reflection, so that a new one is held to it without a row in any table.</summary>
public sealed class PublicContractTests
{
    private static readonly PublicMethods Methods = new(ArgumentOf);

    [Fact]
    public void Null_is_refused_by_the_name_of_the_argument()
    {
        string[] faults = [.. PublicMethods.Of(typeof(Variable).Assembly).SelectMany(Methods.NullFaults)];
        Assert.True(faults.Length == 0, string.Join('\n', faults));
    }

    private static object? ArgumentOf(ParameterInfo parameter)
    {
        Type type = parameter.ParameterType;
        return type switch
        {
            _ when type == typeof(Variable<double>) => (Variable<double>)Samples.Any(4, 4),
            _ when type == typeof(Tensor<double>) => Samples.Any(4, 4),
            _ when type == typeof(Tensor<int>) => Tensor.Ones<int>(4),
            _ when type == typeof(Tensor<bool>) => Tensor.Full([4, 4], true),
            _ when type == typeof(Func<Variable<double>, Variable<double>>) => (Func<Variable<double>, Variable<double>>)(x => x.Sum()),
            _ when type == typeof(IReadOnlyList<Variable<double>>) => new Variable<double>[] { Samples.Any(4, 4) },
            _ when type == typeof(double) => 1.0,
            _ when type == typeof(int) => 1,
            _ when type == typeof(bool) => false,
            _ when type == typeof(string) => "ij->ji",
            _ when type == typeof(Shape) => new Shape(4, 4),
            _ when type.IsEnum => Enum.ToObject(type, 0),
            _ when type.IsArray && !type.GetElementType()!.ContainsGenericParameters => Array.CreateInstance(type.GetElementType()!, 1),
            _ when type.IsValueType && !type.ContainsGenericParameters => Activator.CreateInstance(type),
            _ when typeof(Delegate).IsAssignableFrom(type) => AnyDelegate(type),
            _ => null,
        };
    }

    /// <summary>A function of the wanted type that gives the default value of its result.</summary>
    private static Delegate AnyDelegate(Type type)
    {
        MethodInfo invoke = type.GetMethod("Invoke")!;
        System.Linq.Expressions.ParameterExpression[] parameters = [.. invoke.GetParameters().Select(p => System.Linq.Expressions.Expression.Parameter(p.ParameterType))];
        return System.Linq.Expressions.Expression.Lambda(type, System.Linq.Expressions.Expression.Default(invoke.ReturnType), parameters).Compile();
    }
}
