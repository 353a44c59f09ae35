using System.Collections.Concurrent;

namespace MathsIA.Tokenization;

/// <summary>Cuts the parts of a corpus into words on several threads, each with a table of its own.</summary>
internal sealed class WordCounter(IPreTokenizer? preTokenizer, INormalizer? normalizer)
{
    /// <summary>Counts the words of all parts. Sums of integers, in the order of the words: the same for any number of threads.</summary>
    public WordCounts Count(IEnumerable<CorpusPart> parts, long length, int maxThreads, IProgress<TrainingProgress>? progress, CancellationToken cancellationToken)
    {
        long done = 0;
        var tables = new ConcurrentBag<WordTable>();
        var options = new ParallelOptions { MaxDegreeOfParallelism = maxThreads, CancellationToken = cancellationToken };
        try
        {
            Parallel.ForEach(Partitioner.Create(parts, EnumerablePartitionerOptions.NoBuffering), options, () => new Worker(preTokenizer, normalizer), (part, _, worker) =>
            {
                worker.Count(part, cancellationToken);
                long now = Interlocked.Add(ref done, part.Bytes.Length);
                progress?.Report(new(TrainingStage.Counting, now, length));
                return worker;
            }, worker => tables.Add(worker.Table));
        }
        catch (AggregateException failures) when (failures.InnerExceptions is [Exception failure, ..])
        {
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(failure);
        }

        var all = new WordTable();
        foreach (WordTable table in tables)
            all = Join(all, table);
        return new WordCounts(all);
    }

    private static WordTable Join(WordTable first, WordTable second)
    {
        (WordTable large, WordTable small) = first.Count >= second.Count ? (first, second) : (second, first);
        large.Add(small);
        return large;
    }

    private sealed class Worker(IPreTokenizer? preTokenizer, INormalizer? normalizer)
    {
        private readonly PieceBuffer pieces = new();
        private readonly NormalizedText normalized = new();

        public WordTable Table { get; } = new();

        public void Count(CorpusPart part, CancellationToken cancellationToken)
        {
            int start = 0;
            foreach (int end in part.Ends)
            {
                cancellationToken.ThrowIfCancellationRequested();
                Count(part.Bytes.AsSpan(start, end - start), start > 0 || part.StartsText);
                start = end;
            }
        }

        private void Count(ReadOnlySpan<byte> text, bool startsText)
        {
            if (normalizer is not null)
            {
                normalized.Clear();
                normalizer.Normalize(text, startsText, normalized);
                text = normalized.Bytes;
            }

            if (preTokenizer is null)
            {
                if (text.Length > 0)
                    Table.Add(text);
                return;
            }

            for (int at = 0; at < text.Length;)
            {
                pieces.Clear();
                at = preTokenizer.Split(text, at, pieces);
                foreach (Piece piece in pieces.Pieces)
                    Table.Add(text[piece.Start..piece.End]);
            }
        }
    }
}
