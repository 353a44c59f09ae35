using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace MathsIA.Gallery.Tests;

/// <summary>Opens the pages in a browser, where there is one.</summary>
public sealed partial class BrowserTests(QuickGallery gallery)
{
    private static readonly string? Chromium = new[] { "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome" }.FirstOrDefault(File.Exists);

    [Fact]
    public void Pages_fit_phone_and_desktop_in_light_and_dark()
    {
        Assert.SkipWhen(Chromium is null, "Chromium is not installed, so the pages cannot be opened.");
        Probe[] probes = [.. from page in (string[])["index.html", .. PageTests.Lectures] from width in (int[])[390, 1280] from theme in (string[])["light", "dark"] select new Probe(page, width, theme)];
        string[] answers = Ask(probes);
        Assert.Equal(probes.Length, answers.Length);
        for (int i = 0; i < probes.Length; i++)
        {
            // Width of the content, brightness of paper and of text, displayed formulas of some height, plots of some width.
            double[] numbers = [.. answers[i].Split(' ').Select(number => double.Parse(number, CultureInfo.InvariantCulture))];
            Assert.True(numbers[0] <= probes[i].Width, $"{probes[i]}: the content is {numbers[0]} wide");
            Assert.Equal(probes[i].Theme is "light", numbers[1] > numbers[2]);
            Assert.True(Math.Abs(numbers[1] - numbers[2]) > 400, $"{probes[i]}: too little contrast");
            if (probes[i].Page is not "index.html")
            {
                Assert.True(numbers[3] > 10, $"{probes[i]}: a formula is not laid out");
                Assert.True(numbers[4] > 250, $"{probes[i]}: a plot is {numbers[4]} wide");
            }
        }
    }

    /// <summary>Loads each page in a frame of the width asked for, and lets a script measure it.</summary>
    private string[] Ask(Probe[] probes)
    {
        string frames = string.Concat(probes.Select(probe => $"<iframe style=\"width:{probe.Width}px;height:900px;border:0\" src=\"{probe.Page}?theme={probe.Theme}\"></iframe>"));
        File.WriteAllText(Path.Combine(gallery.Folder, "probe.html"), $$"""
            <!DOCTYPE html><body>{{frames}}<script>
            const sum = colour => colour.match(/\d+/g).slice(0, 3).reduce((a, b) => a + +b, 0);
            addEventListener("load", () => { for (const frame of document.querySelectorAll("iframe")) {
              const page = frame.contentDocument, style = frame.contentWindow.getComputedStyle(page.body);
              const least = (selector, side) => Math.min(1e6, ...[...page.querySelectorAll(selector)].map(e => e.getBoundingClientRect()[side]));
              const answer = document.createElement("output");
              answer.textContent = [page.documentElement.scrollWidth, sum(style.backgroundColor), sum(style.color), least("math[display=block]", "height"), least(".plot svg", "width")].join(" ");
              document.body.append(answer);
            } });
            </script></body>
            """);
        string profile = Directory.CreateTempSubdirectory("chromium").FullName;
        var start = new ProcessStartInfo(Chromium!) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (string argument in (string[])["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
            "--allow-file-access-from-files", "--virtual-time-budget=20000", $"--user-data-dir={profile}", "--dump-dom", new Uri(Path.Combine(gallery.Folder, "probe.html")).AbsoluteUri])
            start.ArgumentList.Add(argument);
        using Process browser = Process.Start(start)!;
        browser.ErrorDataReceived += (_, _) => { };
        browser.BeginErrorReadLine();
        Task<string> dom = browser.StandardOutput.ReadToEndAsync();
        bool ended = dom.Wait(TimeSpan.FromSeconds(90));
        if (!ended)
            browser.Kill(entireProcessTree: true);
        browser.WaitForExit();
        Directory.Delete(profile, recursive: true);
        Assert.True(ended, "Chromium gave no answer in 90 seconds.");
        return [.. Answer().Matches(dom.Result).Select(match => match.Groups["answer"].Value)];
    }

    [GeneratedRegex("<output>(?<answer>[^<]*)</output>", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Answer();

    private sealed record Probe(string Page, int Width, string Theme);
}
