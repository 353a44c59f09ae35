namespace MathsIA.Gallery;

/// <summary>What every page has around its content: the style sheet and the theme switch, both inside the file.</summary>
internal static class Shell
{
    private static readonly string Style = Read("style.css"), Script = Read("theme.js");

    public static string Wrap(string title, string main) => $"""
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <title>{title}</title>
        <style>{Style}</style>
        <script>{Script}</script>
        </head>
        <body>
        <header><span class="brand">MathsIA</span><button type="button" id="theme" aria-label="Switch between light and dark">◐</button></header>
        <main>{main}</main>
        </body>
        </html>

        """;

    private static string Read(string name)
    {
        using Stream stream = typeof(Shell).Assembly.GetManifestResourceStream(name) ?? throw new FileNotFoundException($"{name} is not embedded.", name);
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
