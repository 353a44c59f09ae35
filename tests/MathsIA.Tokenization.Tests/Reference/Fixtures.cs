using System.Text.Json;

namespace MathsIA.Tokenization.Tests.Reference;

/// <summary>Recorded values inside the test assembly.</summary>
internal static class Fixtures
{
    public static byte[] Read(string name)
    {
        using Stream stream = typeof(Fixtures).Assembly.GetManifestResourceStream(name) ?? throw new FileNotFoundException(name);
        using var memory = new MemoryStream();
        stream.CopyTo(memory);
        return memory.ToArray();
    }

    public static JsonElement Json(string name) => JsonDocument.Parse(Read(name)).RootElement;
}
