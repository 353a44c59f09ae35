using System.Text.Json;

namespace MathsIA.Tokenization;

/// <summary>A value in a <c>tokenizer.json</c>, and where it stands: what is wrong with it can then be said with its path.</summary>
internal readonly struct HuggingFaceNode(JsonElement element, string path)
{
    public const string Format = "tokenizer.json";

    public JsonElement Element => element;

    public bool IsNull => element.ValueKind is JsonValueKind.Null or JsonValueKind.Undefined;

    public bool IsArray => element.ValueKind == JsonValueKind.Array;

    public bool IsString => element.ValueKind == JsonValueKind.String;

    /// <summary>The name of the component that an object describes.</summary>
    public string Type => this["type"].Text();

    /// <summary>A member of an object; null when it is not there.</summary>
    public HuggingFaceNode this[string name]
    {
        get
        {
            if (element.ValueKind != JsonValueKind.Object)
                throw Fail("is not an object");
            return new(element.TryGetProperty(name, out JsonElement member) ? member : default, $"{path}.{name}");
        }
    }

    public TokenizerFormatException Fail(string detail) => new(Format, $"{path} {detail}", -1);

    /// <summary>The exception for a component that is not known: it is refused, never left out.</summary>
    public TokenizerFormatException Unknown(string kind) => Fail($"names the {kind} '{Type}', which is not supported");

    public string Text() => IsString ? element.GetString()! : throw Fail("is not a string");

    public string Text(string name, string absent) => this[name] is { IsNull: false } member ? member.Text() : absent;

    public bool Flag(string name, bool absent)
    {
        HuggingFaceNode member = this[name];
        return member.Element.ValueKind switch
        {
            JsonValueKind.Undefined or JsonValueKind.Null => absent,
            JsonValueKind.True => true,
            JsonValueKind.False => false,
            _ => throw member.Fail("is neither true nor false"),
        };
    }

    public int Number() => element.ValueKind == JsonValueKind.Number && element.TryGetInt32(out int number) && number >= 0 ? number : throw Fail("is not a number from 0 on");

    public double Real() => element.ValueKind == JsonValueKind.Number && element.TryGetDouble(out double number) && double.IsFinite(number) ? number : throw Fail("is not a number");

    public IEnumerable<HuggingFaceNode> Items()
    {
        if (!IsArray)
            throw Fail("is not a list");
        return Enumerate(element, path);

        static IEnumerable<HuggingFaceNode> Enumerate(JsonElement list, string path)
        {
            int i = 0;
            foreach (JsonElement item in list.EnumerateArray())
                yield return new(item, $"{path}[{i++}]");
        }
    }

    public IEnumerable<(string Name, HuggingFaceNode Value)> Members()
    {
        if (element.ValueKind != JsonValueKind.Object)
            throw Fail("is not an object");
        return Enumerate(element, path);

        static IEnumerable<(string Name, HuggingFaceNode Value)> Enumerate(JsonElement members, string path)
        {
            foreach (JsonProperty member in members.EnumerateObject())
                yield return (member.Name, new(member.Value, path));
        }
    }
}
