namespace MathsIA.Tokenization;

/// <summary>The text to train on: strings, files or streams of UTF-8, read in parts and never held as a whole.</summary>
/// <remarks>
/// A corpus is read when it is counted: a file once for each count, a stream once. Text is cut where the pre-tokenizer knows
/// that no piece crosses (<see cref="IPreTokenizer.FindCut"/>), so the words are those of the uncut text. No word crosses from
/// one text, file or stream into the next.
/// </remarks>
public sealed class TrainingCorpus
{
    private readonly IEnumerable<string>? texts;
    private readonly string[] files = [];
    private readonly Stream? stream;

    private TrainingCorpus(IEnumerable<string> texts) => this.texts = texts;

    private TrainingCorpus(string[] files, long length) => (this.files, Length) = (files, length);

    private TrainingCorpus(Stream stream, long length) => (this.stream, Length) = (stream, length);

    /// <summary>The number of bytes, where it is known without reading; otherwise 0.</summary>
    public long Length { get; }

    /// <summary>A corpus of texts, each on its own.</summary>
    /// <param name="texts">The texts, enumerated once for each count. Half a surrogate pair stands for U+FFFD.</param>
    /// <returns>The corpus.</returns>
    /// <exception cref="ArgumentNullException">The texts are null.</exception>
    public static TrainingCorpus FromTexts(params IEnumerable<string> texts)
    {
        ArgumentNullException.ThrowIfNull(texts);
        return new(texts);
    }

    /// <summary>A corpus of files in UTF-8, with or without a byte order mark.</summary>
    /// <param name="paths">The files.</param>
    /// <returns>The corpus.</returns>
    /// <exception cref="ArgumentNullException">The paths, or one of them, are null.</exception>
    /// <exception cref="FileNotFoundException">A file is not there.</exception>
    public static TrainingCorpus FromFiles(params IEnumerable<string> paths)
    {
        ArgumentNullException.ThrowIfNull(paths);
        string[] found = [.. paths];
        long length = 0;
        foreach (string file in found)
        {
            ArgumentNullException.ThrowIfNull(file, nameof(paths));
            length += new FileInfo(file).Length;
        }

        return new(found, length);
    }

    /// <summary>A corpus of one stream of UTF-8, which can be counted once and stays open.</summary>
    /// <param name="stream">The stream, read from where it stands.</param>
    /// <returns>The corpus.</returns>
    /// <exception cref="ArgumentNullException">The stream is null.</exception>
    /// <exception cref="ArgumentException">The stream cannot be read.</exception>
    public static TrainingCorpus FromStream(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        if (!stream.CanRead)
            throw new ArgumentException("TrainingCorpus: the stream cannot be read.", nameof(stream));
        return new(stream, stream.CanSeek ? stream.Length - stream.Position : 0);
    }

    /// <summary>Cuts the corpus into words and counts them, on several threads; the result is the same for any number.</summary>
    /// <param name="preTokenizer">What cuts text into words; null takes every text, file or stream as one word.</param>
    /// <param name="normalizer">What rewrites text first; null leaves it as it is.</param>
    /// <param name="maxThreads">How many threads may work; all processors when null.</param>
    /// <param name="progress">Told the number of bytes read, now and then, from the threads that read.</param>
    /// <param name="cancellationToken">Stops the count with an exception.</param>
    /// <returns>The words and their counts.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The number of threads is not positive.</exception>
    /// <exception cref="OperationCanceledException">The count was cancelled.</exception>
    /// <exception cref="IOException">A file cannot be read.</exception>
    public WordCounts CountWords(IPreTokenizer? preTokenizer, INormalizer? normalizer = null, int? maxThreads = null, IProgress<TrainingProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(maxThreads ?? 1, nameof(maxThreads));
        return new WordCounter(preTokenizer, normalizer).Count(Parts(new CorpusReader(preTokenizer, normalizer)), Length, maxThreads ?? Environment.ProcessorCount, progress, cancellationToken);
    }

    /// <summary>The corpus in parts that can be cut into words on their own.</summary>
    private IEnumerable<CorpusPart> Parts(CorpusReader reader)
    {
        if (texts is not null)
            return reader.Read(texts);
        return stream is not null ? reader.Read(stream) : files.SelectMany(file => ReadFile(file, reader));
    }

    private static IEnumerable<CorpusPart> ReadFile(string path, CorpusReader reader)
    {
        using FileStream file = File.OpenRead(path);
        foreach (CorpusPart part in reader.Read(file))
            yield return part;
    }
}
