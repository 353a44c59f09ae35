using System.Globalization;

namespace MathsIA.Gallery;

/// <summary>What the command line asks for.</summary>
internal sealed record GalleryOptions
{
    public const string Usage = """
        Usage: dotnet run -c Release --project samples/Gallery -- [LECTURE ...] [--quick] [--output DIR]

          LECTURE        lecture numbers to run; all when none is given
          --quick        smaller runs, under half a minute
          --output DIR   where to write the pages; ./gallery by default
        """;

    public IReadOnlyList<int> Lectures { get; private init; } = [];

    public bool Quick { get; private init; }

    public string Output { get; private init; } = "gallery";

    /// <summary>Reads the arguments; the message says what is wrong with them, if anything.</summary>
    public static (GalleryOptions? Options, string? Error) Parse(IReadOnlyList<string> arguments)
    {
        var options = new GalleryOptions();
        for (int i = 0; i < arguments.Count; i++)
        {
            if (arguments[i] is "--quick")
                options = options with { Quick = true };
            else if (arguments[i] is "--output" && i + 1 < arguments.Count)
                options = options with { Output = arguments[++i] };
            else if (int.TryParse(arguments[i], NumberStyles.None, CultureInfo.InvariantCulture, out int lecture) && Catalogue.Lectures.Any(known => known.Number == lecture))
                options = options with { Lectures = [.. options.Lectures, lecture] };
            else
                return (null, $"\"{arguments[i]}\" is not understood; the lectures are {string.Join(", ", Catalogue.Lectures.Select(known => known.Number))}.");
        }

        return (options, null);
    }
}
