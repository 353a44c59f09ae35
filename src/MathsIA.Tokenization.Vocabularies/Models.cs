using System.Collections.Frozen;

namespace MathsIA.Tokenization.Vocabularies;

/// <summary>Which encoding a model of OpenAI's uses, by its name.</summary>
public static class Models
{
    private const string R50k = "r50k_base", P50k = "p50k_base", P50kEdit = "p50k_edit", Cl100k = "cl100k_base", O200k = "o200k_base", Harmony = "o200k_harmony";

    private static readonly FrozenDictionary<string, string> ByName = new (string Encoding, string[] Models)[]
    {
        (O200k, ["o1", "o3", "o4-mini", "gpt-5", "gpt-4.1", "gpt-4.5", "gpt-4o", "chatgpt-4o"]),
        (Harmony, ["gpt-oss"]),
        (Cl100k, ["gpt-4", "gpt-3.5", "gpt-3.5-turbo", "gpt-35-turbo", "davinci-002", "babbage-002", "text-embedding-ada-002", "text-embedding-3-small", "text-embedding-3-large"]),
        (P50k, ["text-davinci-003", "text-davinci-002", "code-davinci-002", "code-davinci-001", "code-cushman-002", "code-cushman-001", "davinci-codex", "cushman-codex"]),
        (P50kEdit, ["text-davinci-edit-001", "code-davinci-edit-001"]),
        (R50k, ["text-davinci-001", "text-curie-001", "text-babbage-001", "text-ada-001", "davinci", "curie", "babbage", "ada",
            "text-similarity-davinci-001", "text-similarity-curie-001", "text-similarity-babbage-001", "text-similarity-ada-001",
            "text-search-davinci-doc-001", "text-search-curie-doc-001", "text-search-babbage-doc-001", "text-search-ada-doc-001",
            "code-search-babbage-code-001", "code-search-ada-code-001"]),
        ("gpt2", ["gpt2", "gpt-2"]),
    }.SelectMany(entry => entry.Models, (entry, model) => KeyValuePair.Create(model, entry.Encoding)).ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Families: a model of a later date has a name that begins so. The longest that fits counts.</summary>
    private static readonly (string Prefix, string Encoding)[] ByPrefix =
    [
        .. new (string Prefix, string Encoding)[]
        {
            ("o1-", O200k), ("o3-", O200k), ("o4-mini-", O200k), ("gpt-5-", O200k), ("gpt-5.", O200k), ("gpt-4.1-", O200k), ("gpt-4.5-", O200k), ("gpt-4o-", O200k), ("chatgpt-4o-", O200k),
            ("gpt-oss-", Harmony), ("gpt-4-", Cl100k), ("gpt-3.5-turbo-", Cl100k), ("gpt-35-turbo-", Cl100k),
            ("ft:gpt-4o", O200k), ("ft:gpt-4.1", O200k), ("ft:gpt-4", Cl100k), ("ft:gpt-3.5-turbo", Cl100k), ("ft:davinci-002", Cl100k), ("ft:babbage-002", Cl100k),
        }.OrderByDescending(entry => entry.Prefix.Length),
    ];

    /// <summary>The name of a model's encoding.</summary>
    /// <param name="model">The model, such as <c>gpt-4o</c> or <c>gpt-4o-2024-11-20</c>.</param>
    /// <returns>Null when the model is not known.</returns>
    public static string? FindEncoding(string model)
    {
        ArgumentNullException.ThrowIfNull(model);
        if (ByName.TryGetValue(model, out string? encoding))
            return encoding;
        foreach ((string prefix, string family) in ByPrefix)
        {
            if (model.StartsWith(prefix, StringComparison.Ordinal))
                return family;
        }

        return null;
    }
}
