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

    private static readonly Lazy<Tokenizer> Gpt2 = new(() => Create("gpt2", R50k, OpenAIPatterns.R50k, [new(EndOfText, 50256)]));
    private static readonly Lazy<Tokenizer> R50kBase = new(() => Create("r50k_base", R50k, OpenAIPatterns.R50k, [new(EndOfText, 50256)]));
    private static readonly Lazy<Tokenizer> P50kBase = new(() => Create("p50k_base", P50k, OpenAIPatterns.R50k, [new(EndOfText, 50256)]));
    private static readonly Lazy<Tokenizer> P50kEdit = new(() => Create("p50k_edit", P50k, OpenAIPatterns.R50k,
        [new(EndOfText, 50256), new(FillPrefix, 50281), new(FillMiddle, 50282), new(FillSuffix, 50283)]));

    private static readonly Lazy<Tokenizer> Cl100kBase = new(() => Create("cl100k_base", Cl100k, OpenAIPatterns.Cl100k,
        [new(EndOfText, 100257), new(FillPrefix, 100258), new(FillMiddle, 100259), new(FillSuffix, 100260), new(EndOfPrompt, 100276)]));

    private static readonly Lazy<Tokenizer> O200kBase = new(() => Create("o200k_base", O200k, OpenAIPatterns.O200k, [new(EndOfText, 199999), new(EndOfPrompt, 200018)]));
    private static readonly Lazy<Tokenizer> O200kHarmony = new(() => Create("o200k_harmony", O200k, OpenAIPatterns.O200k, Harmony()));

    /// <summary>The names of the encodings.</summary>
    public static IReadOnlyList<string> Names { get; } = ["cl100k_base", "gpt2", "o200k_base", "o200k_harmony", "p50k_base", "p50k_edit", "r50k_base"];

    /// <summary>The tokenizer of an encoding.</summary>
    /// <param name="name">One of <see cref="Names"/>.</param>
    /// <exception cref="ArgumentException">There is no such encoding.</exception>
    public static Tokenizer Get(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        Lazy<Tokenizer> tokenizer = name switch
        {
            "gpt2" => Gpt2,
            "r50k_base" => R50kBase,
            "p50k_base" => P50kBase,
            "p50k_edit" => P50kEdit,
            "cl100k_base" => Cl100kBase,
            "o200k_base" => O200kBase,
            "o200k_harmony" => O200kHarmony,
            _ => throw new ArgumentException($"Tokenizer.ForEncoding: '{name}' is none of {string.Join(", ", Names)}.", nameof(name)),
        };
        return tokenizer.Value;
    }

    private static Tokenizer Create(string name, Lazy<Vocabulary> vocabulary, IPreTokenizer pattern, AddedToken[] special) => new(new()
    {
        Name = name,
        Model = new BytePairModel(vocabulary.Value),
        PreTokenizer = pattern,
        AddedTokens = special,
    });

    /// <summary>The special tokens of the harmony format, after those of o200k_base; the numbers between them are reserved.</summary>
    /// <remarks><c>&lt;|reserved_200018|&gt;</c> and <c>&lt;|endofprompt|&gt;</c> share an id, as published; it decodes to the latter.</remarks>
    private static AddedToken[] Harmony()
    {
        const int First = 200000, End = 201088;
        var tokens = new List<AddedToken> { new(EndOfText, 199999), new(EndOfPrompt, 200018), new("<|startoftext|>", 199998) };
        for (int id = First; id < End; id++)
        {
            tokens.Add(new(id switch
            {
                200002 => "<|return|>",
                200003 => "<|constrain|>",
                200005 => "<|channel|>",
                200006 => "<|start|>",
                200007 => "<|end|>",
                200008 => "<|message|>",
                200012 => "<|call|>",
                _ => $"<|reserved_{id}|>",
            }, id));
        }

        return [.. tokens];
    }

    private static Vocabulary Load(string name)
    {
        using Stream stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(name)!;
        return Vocabulary.Read(stream);
    }
}
