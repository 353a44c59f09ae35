using System.Globalization;
using System.Text;
using MathsIA.Tokenization;

namespace MathsIA.Gallery;

/// <summary>Tokens: training, merging, colouring, counting by language and by size of the vocabulary.</summary>
internal sealed class Subwords(Page page, LectureRun run)
{
    private const string File = "Subwords.cs", Topic = "Tokens";

    private static readonly string[] Encodings = ["r50k_base", "cl100k_base", "o200k_base"];

    private static readonly (string File, string Name)[] Languages =
    [
        ("eng", "English"), ("fra", "French"), ("deu_1996", "German"), ("spa", "Spanish"), ("swe", "Swedish"), ("fin", "Finnish"), ("pol", "Polish"), ("tur", "Turkish"), ("vie", "Vietnamese"),
        ("rus", "Russian"), ("bul", "Bulgarian"), ("ell_monotonic", "Greek"), ("heb", "Hebrew"), ("arb", "Arabic"), ("hin", "Hindi"), ("tam", "Tamil"), ("tha", "Thai"), ("khm", "Khmer"),
        ("mya", "Burmese"), ("cmn_hans", "Chinese"), ("jpn", "Japanese"), ("kor", "Korean"),
    ];

    private readonly Dictionary<string, Tokenizer> _published = Encodings.ToDictionary(name => name, name => Tokenizer.ForEncoding(name), StringComparer.Ordinal);

    public void Write()
    {
        string novel = Read("moby-dick.txt");
        int cut = novel.IndexOf('\n', novel.Length / run.Choose(10, 40) * run.Choose(9, 9));
        run.Report("merges learned from the novel");
        BytePairTraining training = Learn(novel[..cut]);
        run.Report("one word, merge by merge");
        Merge(training.Tokenizer);
        run.Report("languages");
        Compare();
        run.Report("size of the vocabulary");
        Size(training, novel[cut..Math.Min(novel.Length, cut + (novel.Length / 10))]);
    }

    private BytePairTraining Learn(string text)
    {
        #region learn
        int size = run.Choose(16384, 4096);
        BytePairTraining training = BytePairTrainer.Train(TrainingCorpus.FromTexts(text), new() { VocabularySize = size, Name = "from Moby-Dick" });
        IReadOnlyList<TrainingMerge> merges = training.Merges;

        // Every merge shortens the text by its count, but for merges inside a run of one token.
        var zipf = new Chart { Title = "Count of the pair at each merge", X = "merge", Y = "count", LogX = true, LogY = true }
            .Line(null, Enumerable.Range(1, merges.Count).Select(i => (double)i), merges.Select(merge => (double)merge.Count), Ink.Blue);
        int bytes = Encoding.UTF8.GetByteCount(text);
        int[] sizes = [.. Enumerable.Range(0, 40).Select(i => (int)(merges.Count * Math.Pow(i / 39.0, 3))).Distinct()];
        var length = new Chart { Title = "Bytes per token of the text, after each merge", X = "merges" }
            .Line(null, sizes.Select(count => (double)count), sizes.Select(count => (double)bytes / (bytes - merges.Take(count).Sum(merge => merge.Count))), Ink.Orange);
        #endregion
        Vocabulary vocabulary = training.Tokenizer.Vocabulary;
        page.Section("Learning a vocabulary")
            .Text("Byte-pair encoding starts from the 256 bytes. The pair of neighbours that occurs most often becomes one token, everywhere, and so on until the vocabulary is as large as wanted. Pairs never cross the pieces that a regular expression has cut: a word with the space before it, a number, a run of punctuation.")
            .Text($"Here the text is Moby-Dick, {bytes:n0} bytes of it. The first merges are those of English; a name such as Ahab follows soon after.")
            .Table(["merge", "left", "right", "token", "count"], merges.Take(12).Select((merge, i) => (IReadOnlyList<string>)
                [$"{i + 1}", Show(vocabulary, merge.Left), Show(vocabulary, merge.Right), Show(vocabulary, merge.Token), merge.Count.ToString("n0", CultureInfo.InvariantCulture)]))
            .Figure(File, "learn", "Counts fall like a power of the number of the merge, as word frequencies do (Zipf): the first thousand merges do most of the work.", zipf, length);
        int ahab = Enumerable.Range(0, vocabulary.Size).First(id => string.Equals(vocabulary.GetText(id), " Ahab", StringComparison.Ordinal));
        page.Headline(Topic, "merges learned from the novel", merges.Count.ToString("n0", CultureInfo.InvariantCulture))
            .Headline(Topic, "merge that makes the token “ Ahab”", (ahab - 255).ToString("n0", CultureInfo.InvariantCulture));
        return training;
    }

    private void Merge(Tokenizer learned)
    {
        const string word = " harpooneers";
        Tokenizer r50k = _published["r50k_base"];
        page.Section("One word, merge by merge")
            .Text("To encode a word is to replay the merges, the earliest first. The two vocabularies differ in what they have read.");
        foreach (Tokenizer tokenizer in (Tokenizer[])[learned, r50k])
        {
            PieceTrace trace = MergeTrace.Of(tokenizer, word)[0];
            page.Table([$"rank of the merge ({tokenizer.Name})", "tokens after it"], trace.Steps.Select(step => (IReadOnlyList<string>)
                [step.Rank.ToString("n0", CultureInfo.InvariantCulture), string.Join(' ', step.TokensAfter.Select(id => Show(tokenizer.Vocabulary, id)))]));
        }

        page.Section("Tokens in colours")
            .Text("The same sentence of the Universal Declaration of Human Rights in several scripts. Colours mark tokens; a dotted line marks characters that are cut into several tokens, where the vocabulary has read too little of a script to hold even its letters.");
        foreach (string language in (string[])["eng", "fra", "rus", "hin", "tha", "cmn_hans"])
        {
            string text = Sentence(language);
            foreach (string name in Encodings)
                page.Tokens(_published[name], text);
        }
    }

    private void Compare()
    {
        #region languages
        var counts = new Dictionary<string, double[]>(StringComparer.Ordinal);
        foreach (var (file, name) in Languages)
        {
            string text = Read($"udhr/{file}.txt");
            counts[name] = [.. Encodings.Select(encoding => (double)_published[encoding].Count(text))];
        }

        var plot = new Chart { Title = "Tokens of the same text, relative to English", X = "with r50k", Y = "with o200k", LogX = true, LogY = true }
            .Points(null, counts.Values.Select(tokens => tokens[0] / counts["English"][0]), counts.Values.Select(tokens => tokens[2] / counts["English"][2]), Ink.Purple, size: 8);
        foreach (string name in (string[])["English", "French", "Russian", "Hindi", "Burmese", "Chinese"])
            plot.Label(name, Math.Log10(counts[name][0] / counts["English"][0]), Math.Log10(counts[name][2] / counts["English"][2]) + 0.045);
        #endregion
        page.Section("Tokens per language")
            .Text("The Declaration says the same in every language, so the number of tokens is a price. A vocabulary trained mostly on English makes others pay; a larger one, trained on more languages, less.")
            .Table(["language", .. Encodings, "r50k, English = 1", "o200k, English = 1", "tokens per word, o200k"], Languages.Select(language =>
            {
                double[] tokens = counts[language.Name], english = counts["English"];
                int words = Read($"udhr/{language.File}.txt").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Length;
                // Scripts without spaces have no words to count.
                string perWord = language.Name is "Thai" or "Khmer" or "Burmese" or "Chinese" or "Japanese" ? "–" : (tokens[2] / words).ToString("0.00", CultureInfo.InvariantCulture);
                return (IReadOnlyList<string>)[language.Name, .. tokens.Select(count => count.ToString("n0", CultureInfo.InvariantCulture)), (tokens[0] / english[0]).ToString("0.0", CultureInfo.InvariantCulture), (tokens[2] / english[2]).ToString("0.0", CultureInfo.InvariantCulture), perWord];
            }))
            .Figure(File, "languages", "Points below the diagonal are languages that have come closer to English.", plot);
        double worst = counts.Values.Max(tokens => tokens[0] / counts["English"][0]), now = counts.Values.Max(tokens => tokens[2] / counts["English"][2]);
        page.Headline(Topic, "most expensive language, English = 1, r50k and o200k", $"{worst:0.0}, {now:0.0}");
    }

    private void Size(BytePairTraining training, string unseen)
    {
        #region size
        (string Name, string Text, Ink Ink)[] texts = [("the novel, a part not trained on", unseen, Ink.Blue), ("English law", Read("udhr/eng.txt"), Ink.Green), ("French law", Read("udhr/fra.txt"), Ink.Orange)];
        TokenizerParts parts = training.Tokenizer.Parts;
        var chart = new Chart { Title = "Tokens per word", X = "size of the vocabulary", LogX = true };
        foreach (var (name, text, ink) in texts)
        {
            int words = text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Length;
            var sizes = Enumerable.Range(0, 25).Select(i => (int)(256 * Math.Pow(training.Tokenizer.Size / 256.0, i / 24.0))).ToList();
            // The first merges of a training are the training of a smaller vocabulary.
            chart.Line(name, sizes.Select(size => (double)size), sizes.Select(size =>
                (double)new Tokenizer(parts with { Model = new BytePairModel(training.Tokenizer.Vocabulary.Below(size)) }).Count(text) / words), ink);
        }
        #endregion
        page.Section("Fertility against the size of the vocabulary")
            .Text("Fertility is the number of tokens per word. It falls with the logarithm of the size, and tells how near a text is to what the vocabulary was learned from.")
            .Figure(File, "size", "The novel's own words soon are single tokens. Legal English profits less, and French stays near letters: its words are not in the book.", chart);
        double fertility = (double)training.Tokenizer.Count(unseen) / unseen.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Length;
        page.Headline(Topic, "tokens per word of an unseen part of the novel", fertility.ToString("0.00", CultureInfo.InvariantCulture));
    }

    private static string Show(Vocabulary vocabulary, int id) => $"`{vocabulary.GetText(id).Replace(' ', '·').Replace("\n", "↵", StringComparison.Ordinal)}`";

    private static string Sentence(string language)
    {
        string line = Read($"udhr/{language}.txt").Split('\n')[2].Trim();
        return line.Length <= 160 ? line : line[..line.LastIndexOf(' ', 160)];
    }

    private static string Read(string name) => System.IO.File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "data", "text", name));
}
