using System.Diagnostics;
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
string index = Site.Write(pages, options.Output);
Show.Headlines(pages);
Console.WriteLine($"{pages.Count + 1} pages in {watch.Elapsed.TotalSeconds:0.0} s: {Path.GetFullPath(index)}");
return 0;
