namespace MathsIA.Tokenization;

public sealed partial class Tokenizer
{
    /// <summary>Encodes many texts, on many threads; the result is the same for any number of them.</summary>
    /// <param name="texts">The texts.</param>
    /// <param name="specialTokens">See <see cref="Encode(ReadOnlySpan{char}, SpecialTokenPolicy?)"/>.</param>
    /// <param name="degreeOfParallelism">The most threads to use; 0 for as many as there are processors.</param>
    /// <param name="cancellationToken">Stops between two texts.</param>
    /// <returns>The ids of every text, in the order of the texts.</returns>
    /// <exception cref="SpecialTokenException">A text contains a special token that the policy does not allow.</exception>
    public int[][] EncodeBatch(IReadOnlyList<string> texts, SpecialTokenPolicy? specialTokens = null, int degreeOfParallelism = 0, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(texts);
        var ids = new int[texts.Count][];
        ForEach(texts, text => text?.Length ?? 0, Rent, (i, encoder) => ids[i] = Collect(encoder, encoder.ToUtf8(texts[i]), specialTokens), Return, degreeOfParallelism, cancellationToken);
        return ids;
    }

    /// <summary>Counts the tokens of many texts, on many threads.</summary>
    /// <param name="texts">The texts.</param>
    /// <param name="specialTokens">See <see cref="Encode(ReadOnlySpan{char}, SpecialTokenPolicy?)"/>.</param>
    /// <param name="degreeOfParallelism">The most threads to use; 0 for as many as there are processors.</param>
    /// <param name="cancellationToken">Stops between two texts.</param>
    /// <returns>The number of tokens of every text, in the order of the texts.</returns>
    /// <exception cref="SpecialTokenException">A text contains a special token that the policy does not allow.</exception>
    public int[] CountBatch(IReadOnlyList<string> texts, SpecialTokenPolicy? specialTokens = null, int degreeOfParallelism = 0, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(texts);
        var counts = new int[texts.Count];
        ForEach(texts, text => text?.Length ?? 0, Rent, (i, encoder) => counts[i] = CountUpTo(encoder, encoder.ToUtf8(texts[i]), int.MaxValue - 1, specialTokens), Return, degreeOfParallelism, cancellationToken);
        return counts;
    }

    /// <summary>Decodes many sequences of ids, on many threads.</summary>
    /// <param name="ids">The ids of every text.</param>
    /// <param name="skipSpecialTokens">Whether special tokens are left out.</param>
    /// <param name="degreeOfParallelism">The most threads to use; 0 for as many as there are processors.</param>
    /// <param name="cancellationToken">Stops between two texts.</param>
    /// <returns>The texts, in the order of the sequences.</returns>
    /// <exception cref="ArgumentOutOfRangeException">No token has one of the ids.</exception>
    public string[] DecodeBatch(IReadOnlyList<int[]> ids, bool skipSpecialTokens = false, int degreeOfParallelism = 0, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(ids);
        var texts = new string[ids.Count];
        ForEach(ids, list => list?.Length ?? 0, () => this, (i, tokenizer) => texts[i] = tokenizer.Decode(ids[i], skipSpecialTokens), _ => { }, degreeOfParallelism, cancellationToken);
        return texts;
    }

    /// <summary>Does a piece of work for each number on many threads. A thread keeps its worker from the first piece to the last: taking another
    /// for each would move what workers remember from the cache of one core to that of the other.</summary>
    private static void ForEach<TItem, TWorker>(IReadOnlyList<TItem> items, Func<TItem, int> lengthOf, Func<TWorker> rent, Action<int, TWorker> work, Action<TWorker> giveBack, int degreeOfParallelism, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(degreeOfParallelism);
        int threads = degreeOfParallelism == 0 ? Environment.ProcessorCount : degreeOfParallelism;
        int[] order = LongFirst(items, lengthOf, threads);
        var options = new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = cancellationToken };
        try
        {
            Parallel.For(0, order.Length, options, rent, (i, _, worker) =>
            {
                work(order[i], worker);
                return worker;
            }, giveBack);
        }
        catch (AggregateException exception)
        {
            // The caller asked for a result, not for a tree of tasks: the first failure is what one thread would have thrown.
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(exception.Flatten().InnerExceptions[0]);
        }
    }

    /// <summary>The order in which items are taken: those that are long against the share of a thread first, so that none of them is begun when all
    /// else is done.</summary>
    private static int[] LongFirst<TItem>(IReadOnlyList<TItem> items, Func<TItem, int> lengthOf, int threads)
    {
        const int PiecesOfAShare = 16;
        var lengths = new long[items.Count];
        for (int i = 0; i < lengths.Length; i++)
            lengths[i] = lengthOf(items[i]);
        double longest = (double)lengths.Sum() / threads / PiecesOfAShare;
        var order = new int[lengths.Length];
        int first = 0, other = lengths.Count(length => length > longest);
        for (int i = 0; i < order.Length; i++)
            order[lengths[i] > longest ? first++ : other++] = i;
        return order;
    }
}
