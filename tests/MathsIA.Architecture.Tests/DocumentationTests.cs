using System.Reflection;
using System.Xml.Linq;

namespace MathsIA.Architecture.Tests;

/// <summary>Every public member says what it does, in the documentation file that ships with the assembly.</summary>
public sealed class DocumentationTests
{
    [Theory, MemberData(nameof(House.Modules), MemberType = typeof(House))]
    public void Every_public_member_is_documented(string module)
    {
        Assembly assembly = House.Load(module);
        XDocument file = XDocument.Load(Path.ChangeExtension(assembly.Location, ".xml"));
        var documented = file.Descendants("member").Where(IsDocumented).Select(member => Key((string)member.Attribute("name")!)).ToHashSet(StringComparer.Ordinal);
        IEnumerable<string> missing = assembly.GetExportedTypes().Where(type => !type.Name.Contains('<', StringComparison.Ordinal)).SelectMany(Keys).Where(key => !documented.Contains(key));
        Assert.Empty(missing);
    }

    private static bool IsDocumented(XElement member) =>
        member.Element("inheritdoc") is not null || member.Element("summary") is { } summary && summary.Value.Trim().Length > 0;

    /// <summary>The name without parameters: overloads are told apart by the compiler, which asks for each one's documentation.</summary>
    private static string Key(string name)
    {
        int end = name.IndexOf('(', StringComparison.Ordinal);
        name = end < 0 ? name : name[..end];
        int generic = name.IndexOf("``", StringComparison.Ordinal);
        return generic < 0 ? name : name[..generic];
    }

    private static IEnumerable<string> Keys(Type type)
    {
        string name = type.FullName!.Replace('+', '.');
        yield return $"T:{name}";
        foreach (MemberInfo member in type.GetMembers(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly))
        {
            switch (member)
            {
                case FieldInfo { IsSpecialName: false }:
                    yield return $"F:{name}.{member.Name}";
                    break;
                case PropertyInfo:
                    yield return $"P:{name}.{member.Name}";
                    break;
                case MethodInfo method when !method.IsSpecialName && !IsGenerated(type, method) && !type.IsAssignableTo(typeof(Delegate)):
                    yield return $"M:{name}.{method.Name}";
                    break;
            }
        }
    }

    private static bool IsGenerated(Type type, MethodInfo method) =>
        method.Name.Contains('<', StringComparison.Ordinal) || method.Name is "Deconstruct" or "PrintMembers"
        || method.GetCustomAttribute<System.Runtime.CompilerServices.CompilerGeneratedAttribute>() is not null
        || (method.Name is "Equals" or "GetHashCode" or "ToString" && type.GetMethod("<Clone>$") is not null);
}
