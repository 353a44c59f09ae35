using System.Reflection;

namespace MathsIA.Tests;

/// <summary>Every public static method and constructor of an assembly that can be called with arguments made up from the types of its parameters, for
/// promises that all of them make.</summary>
/// <param name="argument">An argument for a parameter; null when there is none, and the method is then left out.</param>
internal sealed class PublicMethods(Func<ParameterInfo, object?> argument)
{
    /// <summary>The methods and constructors, but for those of records, which are data; type parameters set to <c>double</c>, or to <c>int</c> where that does not fit.</summary>
    public static IEnumerable<MethodBase> Of(Assembly assembly)
    {
        foreach (Type exported in assembly.GetExportedTypes())
        {
            if ((exported.IsAbstract && !exported.IsSealed) || exported.GetMethod("<Clone>$") is not null || typeof(Delegate).IsAssignableFrom(exported) || exported.IsEnum)
                continue;
            if (Close(exported, exported.GetGenericArguments, exported.MakeGenericType) is not Type type)
                continue;
            foreach (MethodInfo method in type.GetMethods(BindingFlags.Public | BindingFlags.Static | BindingFlags.DeclaredOnly))
            {
                MethodInfo? closed = method.IsGenericMethodDefinition ? Close(method, method.GetGenericArguments, method.MakeGenericMethod) as MethodInfo : method;
                if (closed is { IsSpecialName: false } && !IsByRefLike(closed))
                    yield return closed;
            }

            if (exported.IsValueType || exported.IsAbstract)
                continue;
            foreach (ConstructorInfo constructor in type.GetConstructors())
            {
                if (!IsByRefLike(constructor) && !typeof(Exception).IsAssignableFrom(type))
                    yield return constructor;
            }
        }
    }

    /// <summary>The arguments of a call, or null where one of them cannot be made up.</summary>
    public object?[]? Arguments(MethodBase method)
    {
        var arguments = new object?[method.GetParameters().Length];
        foreach (ParameterInfo parameter in method.GetParameters())
        {
            object? value = parameter.HasDefaultValue ? parameter.DefaultValue : argument(parameter);
            if (value is null && !parameter.HasDefaultValue && !IsNullable(parameter))
                return null;
            arguments[parameter.Position] = value;
        }

        return arguments;
    }

    /// <summary>Calls, and throws what the method throws.</summary>
    public static object? Call(MethodBase method, object?[] arguments) => method is ConstructorInfo constructor
        ? constructor.Invoke(BindingFlags.DoNotWrapExceptions, null, arguments, null)
        : method.Invoke(null, BindingFlags.DoNotWrapExceptions, null, arguments, null);

    /// <summary>Whether a parameter is documented by its type to take null.</summary>
    public static bool IsNullable(ParameterInfo parameter) =>
        parameter.ParameterType.IsValueType ? Nullable.GetUnderlyingType(parameter.ParameterType) is not null : new NullabilityInfoContext().Create(parameter).WriteState == NullabilityState.Nullable;

    /// <summary>What is wrong with how a method takes null for each of its arguments, one at a time; a line a fault, nothing if all is well. Where the
    /// made-up arguments themselves are refused, that refusal is no fault.</summary>
    public IEnumerable<string> NullFaults(MethodBase method)
    {
        if (Arguments(method) is not { } arguments)
            yield break;
        Exception? refusal = Record.Exception(() => Call(method, arguments));
        foreach (ParameterInfo parameter in method.GetParameters().Where(p => !p.ParameterType.IsValueType && !p.ParameterType.IsByRef && !IsNullable(p)))
        {
            object?[] changed = [.. arguments];
            changed[parameter.Position] = null;
            Exception? thrown = Record.Exception(() => Call(method, changed));
            if (thrown is ArgumentNullException { ParamName: { } name } && (name == parameter.Name || method.Name.StartsWith("op_", StringComparison.Ordinal)))
                continue;
            if (thrown is ArgumentException { ParamName: { } other } && refusal is ArgumentException { ParamName: { } expected } && other == expected)
                continue;
            yield return $"{method.DeclaringType!.Name}.{method} with {parameter.Name} null: {thrown?.GetType().Name ?? "took it"} {thrown?.Message}";
        }
    }

    private static bool IsByRefLike(MethodBase method) => method.GetParameters().Any(p => p.ParameterType.IsByRefLike || p.ParameterType.IsPointer || p.IsOut);

    private static MemberInfo? Close(MemberInfo open, Func<Type[]> parameters, Func<Type[], MemberInfo> close)
    {
        if (parameters().Length == 0)
            return open;
        foreach (Type type in (Type[])[typeof(double), typeof(int)])
        {
            try
            {
                return close([.. parameters().Select(p => p.Name == "TIndex" ? typeof(int) : type)]);
            }
            catch (ArgumentException)
            {
                // The constraints want another type.
            }
        }

        return null;
    }
}
