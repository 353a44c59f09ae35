#:project ../src/MathsIA.Tokenization/MathsIA.Tokenization.csproj
// Writes the data of MathsIA.Tokenization.Vocabularies from OpenAI's published ranks:
//   dotnet run tools/VocabularyBuilder.cs -- FOLDER
// FOLDER holds p50k_base, cl100k_base and o200k_base, each as .tiktoken (lines of base64 and rank)
// or as .json with "bpe_ranks" (lines of a sign, the first rank, and base64 tokens of consecutive ranks).
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using MathsIA.Tokenization;

string target = Path.Combine(Path.GetDirectoryName(Here())!, "..", "src", "MathsIA.Tokenization.Vocabularies", "Data");
Directory.CreateDirectory(target);
foreach (string name in new[] { "p50k_base", "cl100k_base", "o200k_base" })
{
    string ranks = Path.Combine(args[0], name + ".tiktoken");
    using Stream source = File.Exists(ranks) ? File.OpenRead(ranks) : FromJson(Path.Combine(args[0], name + ".json"));
    Vocabulary vocabulary = Vocabulary.ReadTiktoken(source);
    using FileStream file = File.Create(Path.Combine(target, name + ".bin"));
    vocabulary.Write(file);
    Console.WriteLine($"{name}: {vocabulary.Count} tokens, {file.Length} bytes");
}

static MemoryStream FromJson(string path)
{
    using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(path));
    var lines = new StringBuilder();
    foreach (string line in document.RootElement.GetProperty("bpe_ranks").GetString()!.Split('\n'))
    {
        string[] parts = line.Split(' ');
        int rank = int.Parse(parts[1], CultureInfo.InvariantCulture);
        foreach (string token in parts[2..])
            lines.Append(CultureInfo.InvariantCulture, $"{token} {rank++}\n");
    }

    return new(Encoding.ASCII.GetBytes(lines.ToString()));
}

static string Here([CallerFilePath] string path = "") => path;
