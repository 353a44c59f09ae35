using System.Reflection;

namespace MathsIA.Optimization.Tests;

/// <summary>NaN is refused wherever a number is asked for: by every setting of every options record, and by every constructor of numbers.</summary>
public sealed class OptionNumbersTests
{
    private static readonly Type[] _types =
    [
        .. typeof(Minimize).Assembly.GetExportedTypes().Where(type => type is { IsClass: true, IsAbstract: false }).Select(Closed).OfType<Type>(),
    ];

    /// <summary>Records of results: their numbers come from a run.</summary>
    private static bool IsResult(Type type) => ((string[])["Solution", "Result", "Model", "LowRankSplit", "Certificate", "Covariance"]).Any(part => type.Name.Contains(part, StringComparison.Ordinal));

    public static TheoryData<string, string> Settings => [.. from type in _types where !IsResult(type) && type.GetConstructor(Type.EmptyTypes) is not null from property in Numbers(type) select (type.FullName!, property.Name)];

    public static TheoryData<string, int, int> Arguments =>
        [.. from type in _types from pair in type.GetConstructors().Select((constructor, index) => (constructor, index)) from parameter in pair.constructor.GetParameters()
            where parameter.ParameterType == typeof(double) && pair.constructor.GetParameters().All(other => other.ParameterType == typeof(double) || other.ParameterType == typeof(int) || other.HasDefaultValue)
            select (type.FullName!, pair.index, parameter.Position)];

    [Theory, MemberData(nameof(Settings))]
    public void Every_setting_refuses_NaN(string type, string name)
    {
        Type owner = _types.Single(candidate => string.Equals(candidate.FullName, type, StringComparison.Ordinal));
        object instance = Activator.CreateInstance(owner)!;
        PropertyInfo property = owner.GetProperty(name)!;
        Assert.IsAssignableFrom<ArgumentException>(Assert.Throws<TargetInvocationException>(() => property.SetValue(instance, double.NaN)).InnerException);
    }

    [Theory, MemberData(nameof(Arguments))]
    public void Every_constructor_refuses_NaN(string type, int constructor, int position)
    {
        Type owner = _types.Single(candidate => string.Equals(candidate.FullName, type, StringComparison.Ordinal));
        ConstructorInfo made = owner.GetConstructors()[constructor];
        // Numbers that the constructor takes, so that nothing but NaN is wrong.
        object?[] arguments = ((double[])[0.5, 1.5, 4.5]).Select(number => Filled(made, number)).First(candidate => IsTaken(made, candidate));
        arguments[position] = double.NaN;
        ArgumentException error = Assert.IsAssignableFrom<ArgumentException>(Assert.Throws<TargetInvocationException>(() => made.Invoke(arguments)).InnerException);
        Assert.Equal(made.GetParameters()[position].Name, error.ParamName);
    }

    private static object?[] Filled(ConstructorInfo constructor, double number) =>
        [.. constructor.GetParameters().Select((parameter, i) => parameter.HasDefaultValue ? parameter.DefaultValue : parameter.ParameterType == typeof(int) ? 3 : (object)(number + (0.1 * i)))];

    private static bool IsTaken(ConstructorInfo constructor, object?[] arguments)
    {
        try
        {
            constructor.Invoke(arguments);
            return true;
        }
        catch (TargetInvocationException)
        {
            return false;
        }
    }

    public static TheoryData<string, int, int> Data =>
        [.. from type in _types where !IsResult(type) from pair in type.GetConstructors().Select((constructor, index) => (constructor, index)) from parameter in pair.constructor.GetParameters()
            where parameter.ParameterType == typeof(Tensor<double>) && pair.constructor.GetParameters().All(other => other.ParameterType == typeof(Tensor<double>) || other.ParameterType == typeof(double) || other.ParameterType == typeof(int) || other.HasDefaultValue)
            select (type.FullName!, pair.index, parameter.Position)];

    [Theory, MemberData(nameof(Data))]
    public void Every_constructor_refuses_NaN_in_its_data(string type, int constructor, int position)
    {
        Type owner = _types.Single(candidate => string.Equals(candidate.FullName, type, StringComparison.Ordinal));
        ConstructorInfo made = owner.GetConstructors()[constructor];
        ParameterInfo[] parameters = made.GetParameters();
        // Vectors and matrices in turn, until the constructor takes them.
        IEnumerable<object?[]> candidates = from number in (double[])[0.5, 1.5] from mask in Enumerable.Range(0, 1 << parameters.Length) select Filled(made, number)
            .Select((value, i) => parameters[i].ParameterType != typeof(Tensor<double>) ? value : (mask >> i) % 2 == 0 ? Tensor.Ones<double>(3) : Tensor.Eye<double>(3)).ToArray();
        object?[] arguments = candidates.First(candidate => IsTaken(made, candidate));
        Tensor<double> spoiled = ((Tensor<double>)arguments[position]!).Clone();
        spoiled.AsSpan()[spoiled.Length - 1] = double.NaN;
        arguments[position] = spoiled;
        ArgumentException error = Assert.IsAssignableFrom<ArgumentException>(Assert.Throws<TargetInvocationException>(() => made.Invoke(arguments)).InnerException);
        Assert.Equal(parameters[position].Name, error.ParamName);
    }

    private static IEnumerable<PropertyInfo> Numbers(Type type) =>
        type.GetProperties().Where(property => property.SetMethod is { IsPublic: true } && (Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType) == typeof(double));

    /// <summary>A generic type on double; null where it takes something else.</summary>
    private static Type? Closed(Type type)
    {
        if (!type.IsGenericTypeDefinition)
            return type;
        try
        {
            return type.GetGenericArguments().Length == 1 ? type.MakeGenericType(typeof(double)) : null;
        }
        catch (ArgumentException)
        {
            return null;
        }
    }
}
