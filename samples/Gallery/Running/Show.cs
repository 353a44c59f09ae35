using Spectre.Console;

namespace MathsIA.Gallery;

/// <summary>Runs lectures with live progress on a terminal, and with plain lines where output is redirected.</summary>
internal static class Show
{
    public static IReadOnlyList<Page> Run(IReadOnlyList<ILecture> lectures, bool quick)
    {
        if (!AnsiConsole.Profile.Capabilities.Interactive || Console.IsOutputRedirected)
            return [.. lectures.Select(lecture => lecture.Run(new LectureRun(quick, step => Console.WriteLine($"Lecture {lecture.Number}: {step}"))))];
        var pages = new List<Page>();
        AnsiConsole.Progress().Columns(new SpinnerColumn(), new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new ElapsedTimeColumn()).Start(context =>
        {
            foreach (ILecture lecture in lectures)
            {
                ProgressTask task = context.AddTask($"Lecture {lecture.Number}", maxValue: lecture.Steps + 1);
                pages.Add(lecture.Run(new LectureRun(quick, step =>
                {
                    task.Increment(1);
                    task.Description = Markup.Escape($"Lecture {lecture.Number}: {step}");
                })));
                task.Value = task.MaxValue;
                task.Description = Markup.Escape($"Lecture {lecture.Number}: {lecture.Title}");
            }
        });
        return pages;
    }

    public static void Headlines(IReadOnlyList<Page> pages)
    {
        foreach (Page page in pages)
        {
            Table table = new Table().Title(Markup.Escape(Prose.ToPlain(page.Title))).AddColumns("", "").HideHeaders().Border(TableBorder.Simple);
            string? topic = null;
            foreach (Headline headline in page.Headlines)
            {
                if (!string.Equals(headline.Topic, topic, StringComparison.Ordinal))
                    table.AddRow(new Markup($"[bold]{Markup.Escape(Prose.ToPlain(headline.Topic))}[/]"), Text.Empty);
                topic = headline.Topic;
                table.AddRow(new Text("  " + PlainMath(headline.Name)), new Text(PlainMath(headline.Value)));
            }

            AnsiConsole.Write(table);
        }
    }

    /// <summary>Prose for a terminal: TeX commands become the words they are named by.</summary>
    private static string PlainMath(string prose) => Prose.ToPlain(prose).Replace("\\", "", StringComparison.Ordinal).Replace("{", "", StringComparison.Ordinal).Replace("}", "", StringComparison.Ordinal);
}
