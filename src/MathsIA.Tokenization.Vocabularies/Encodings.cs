using System.Collections.Frozen;
using System.Reflection;

namespace MathsIA.Tokenization.Vocabularies;

/// <summary>The encodings of OpenAI's models: their vocabularies, patterns and special tokens.</summary>
/// <remarks>Each is loaded on first use, once, and shared: a <see cref="Tokenizer"/> is immutable.</remarks>
public static class Encodings
{
    private const string EndOfText = "<|endoftext|>", EndOfPrompt = "<|endofprompt|>";
    private const string FillPrefix = "<|fim_prefix|>", FillMiddle = "<|fim_middle|>", FillSuffix = "<|fim_suffix|>";

    private static readonly Lazy<Vocabulary> P50k = new(() => Load("p50k_base"));

    // r50k_base is the beginning of p50k_base, which adds runs of spaces; gpt2 has the ids of r50k_base.
    private static readonly Lazy<Vocabulary> R50k = new(() => P50k.Value.Below(50256));
    private static readonly Lazy<Vocabulary> Cl100k = new(() => Load("cl100k_base"));
    private static readonly Lazy<Vocabulary> O200k = new(() => Load("o200k_base"));

    private static readonly FrozenDictionary<string, Lazy<Tokenizer>> ByName = new (string Name, Lazy<Vocabulary> Vocabulary, IPreTokenizer Pattern, Func<IEnumerable<AddedToken>> Special)[]
    {
        ("gpt2", R50k, OpenAIPatterns.R50k, () => [new(EndOfText, 50256)]),
        ("r50k_base", R50k, OpenAIPatterns.R50k, () => [new(EndOfText, 50256)]),
        ("p50k_base", P50k, OpenAIPatterns.R50k, () => [new(EndOfText, 50256)]),
        ("p50k_edit", P50k, OpenAIPatterns.R50k, () => [new(EndOfText, 50256), new(FillPrefix, 50281), new(FillMiddle, 50282), new(FillSuffix, 50283)]),
        ("cl100k_base", Cl100k, OpenAIPatterns.Cl100k, () => [new(EndOfText, 100257), new(FillPrefix, 100258), new(FillMiddle, 100259), new(FillSuffix, 100260), new(EndOfPrompt, 100276)]),
        ("o200k_base", O200k, OpenAIPatterns.O200k, () => [new(EndOfText, 199999), new(EndOfPrompt, 200018)]),
        ("o200k_harmony", O200k, OpenAIPatterns.O200k, Harmony),
    }.ToFrozenDictionary(
        entry => entry.Name,
        entry => new Lazy<Tokenizer>(() => new(new()
        {
            Name = entry.Name,
            Model = new BytePairModel(entry.Vocabulary.Value),
            PreTokenizer = entry.Pattern,
            AddedTokens = [.. entry.Special()],
        })),
        StringComparer.Ordinal);

    /// <summary>The names of the encodings.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. ByName.Keys.Order(StringComparer.Ordinal)];

    /// <summary>The tokenizer of an encoding.</summary>
    /// <param name="name">One of <see cref="Names"/>.</param>
    /// <exception cref="ArgumentException">There is no such encoding.</exception>
    public static Tokenizer Get(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return ByName.TryGetValue(name, out Lazy<Tokenizer>? tokenizer)
            ? tokenizer.Value
            : throw new ArgumentException($"Tokenizer.ForEncoding: '{name}' is none of {string.Join(", ", Names)}.", nameof(name));
    }

    /// <summary>The special tokens of the harmony format, after those of o200k_base; the numbers between them are reserved.</summary>
    /// <remarks><c>&lt;|reserved_200018|&gt;</c> and <c>&lt;|endofprompt|&gt;</c> share an id, as published; it decodes to the latter.</remarks>
    private static IEnumerable<AddedToken> Harmony()
    {
        yield return new(EndOfText, 199999);
        yield return new(EndOfPrompt, 200018);
        var named = new Dictionary<int, string>
        {
            [199998] = "startoftext", [200002] = "return", [200003] = "constrain", [200005] = "channel",
            [200006] = "start", [200007] = "end", [200008] = "message", [200012] = "call",
        };
        yield return new("<|startoftext|>", 199998);
        for (int id = 200000; id < 201088; id++)
            yield return new($"<|{named.GetValueOrDefault(id, $"reserved_{id}")}|>", id);
    }

    private static Vocabulary Load(string name)
    {
        using Stream stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(name)!;
        return Vocabulary.Read(stream);
    }
}
