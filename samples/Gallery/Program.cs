using System.Diagnostics;
using MathsIA;
using MathsIA.Gallery;

(GalleryOptions? options, string? error) = GalleryOptions.Parse(args);
if (options is null)
{
    Console.Error.WriteLine(error);
    Console.Error.WriteLine(GalleryOptions.Usage);
    return 2;
}

var watch = Stopwatch.StartNew();
ILecture[] lectures = [.. Catalogue.Lectures.Where(lecture => options.Lectures.Count == 0 || options.Lectures.Contains(lecture.Number))];
IReadOnlyList<Page> pages = Show.Run(lectures, options.Quick);
Directory.CreateDirectory(options.Output);
foreach (Page page in pages)
    File.WriteAllText(Path.Combine(options.Output, page.FileName), page.ToHtml());
string index = Path.Combine(options.Output, IndexPage.FileName);
File.WriteAllText(index, IndexPage.ToHtml(pages, MathsIAInfo.Describe().ReplaceLineEndings(" · ")));
Show.Headlines(pages);
Console.WriteLine($"{pages.Count + 1} pages in {watch.Elapsed.TotalSeconds:0.0} s: {Path.GetFullPath(index)}");
return 0;
