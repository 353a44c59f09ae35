[assembly: AssemblyFixture(typeof(MathsIA.Gallery.Tests.QuickGallery))]

namespace MathsIA.Gallery.Tests;

/// <summary>The short form of the whole gallery, run once, in a folder of its own.</summary>
public sealed class QuickGallery : IDisposable
{
    public QuickGallery()
    {
        Folder = Directory.CreateTempSubdirectory("gallery").FullName;
        Pages = [.. Catalogue.Lectures.Select(lecture => lecture.Run(new LectureRun(Quick: true, Steps.Add)))];
        Site.Write(Pages, Folder);
    }

    public string Folder { get; }

    public List<string> Steps { get; } = [];

    internal IReadOnlyList<Page> Pages { get; }

    public string Read(string name) => File.ReadAllText(Path.Combine(Folder, name));

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
