namespace MathsIA.Gallery;

/// <summary>Writes the pages of a run.</summary>
internal static class Site
{
    /// <summary>Writes one file a page, and the index that leads to them.</summary>
    /// <returns>The path of the index.</returns>
    public static string Write(IReadOnlyList<Page> pages, string folder)
    {
        Directory.CreateDirectory(folder);
        foreach (Page page in pages)
            File.WriteAllText(Path.Combine(folder, page.FileName), page.ToHtml());
        string index = Path.Combine(folder, IndexPage.FileName);
        File.WriteAllText(index, IndexPage.ToHtml(pages, MathsIAInfo.Describe().ReplaceLineEndings(" · ")));
        return index;
    }
}
