// Writes src/MathsIA.Tokenization/PreTokenization/CodePointTable.cs from the Unicode data of the runtime that runs it:
//   dotnet run tools/UnicodeTables.cs
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;

const int BlockBits = 8, BlockSize = 1 << BlockBits, Codes = 0x110000;
var blocks = new List<byte[]>();
var stage1 = new List<int>();
for (int first = 0; first < Codes; first += BlockSize)
{
    byte[] block = [.. Enumerable.Range(first, BlockSize).Select(ClassOf)];
    int index = blocks.FindIndex(known => known.AsSpan().SequenceEqual(block));
    if (index < 0)
    {
        index = blocks.Count;
        blocks.Add(block);
    }

    stage1.Add(index);
}

var code = new StringBuilder();
code.Append("namespace MathsIA.Tokenization;\n\n");
code.Append("/// <summary>The class of every code point, in two stages: blocks of 256, equal blocks once. Written by tools/UnicodeTables.cs.</summary>\n");
code.Append(CultureInfo.InvariantCulture, $"/// <remarks>{stage1.Count} + {blocks.Count * BlockSize} bytes. The digits are the values of <see cref=\"CodePointClass\"/>.</remarks>\n");
code.Append("internal static class CodePointTable\n{\n");
code.Append("    /// <summary>The block of <c>codePoint &gt;&gt; 8</c>.</summary>\n    public static ReadOnlySpan<byte> Blocks =>\n    [\n");
foreach (int[] line in stage1.Chunk(64))
    code.Append("        ").AppendJoin(",", line).Append(",\n");
code.Append("    ];\n\n");
code.Append("    /// <summary>The class at <c>256 * block + (codePoint &amp; 255)</c>; block 0 begins with ASCII.</summary>\n    public static ReadOnlySpan<byte> Classes =>\n    [\n");
foreach (byte[] line in blocks.SelectMany(block => block).Chunk(128))
    code.Append("        ").AppendJoin(",", line).Append(",\n");
code.Append("    ];\n}\n");
string path = Path.Combine(Path.GetDirectoryName(Here())!, "..", "src", "MathsIA.Tokenization", "PreTokenization", "CodePointTable.cs");
File.WriteAllText(path, code.ToString());
Console.WriteLine($"{blocks.Count} blocks, {stage1.Count + (blocks.Count * BlockSize)} bytes");

// Surrogates are no characters: Other, like what is not assigned.
static byte ClassOf(int codePoint) => (byte)(codePoint is '\r' or '\n' ? 7
    : Rune.IsValid(codePoint) && Rune.IsWhiteSpace(new Rune(codePoint)) ? 6
    : CharUnicodeInfo.GetUnicodeCategory(codePoint) switch
    {
        UnicodeCategory.UppercaseLetter or UnicodeCategory.TitlecaseLetter => 1,
        UnicodeCategory.LowercaseLetter => 2,
        UnicodeCategory.ModifierLetter or UnicodeCategory.OtherLetter => 3,
        UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark => 4,
        UnicodeCategory.DecimalDigitNumber or UnicodeCategory.LetterNumber or UnicodeCategory.OtherNumber => 5,
        _ => 0,
    });

static string Here([CallerFilePath] string path = "") => path;
