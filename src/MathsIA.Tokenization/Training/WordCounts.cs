using System.Collections;
using System.Text;

namespace MathsIA.Tokenization;

/// <summary>The words of a corpus, which are the pieces that a pre-tokenizer cuts, each with how often it occurs.</summary>
/// <remarks>All that the trainers need to know of a corpus. The words stand in the order of their bytes, whatever the order and
/// the number of threads they were counted in.</remarks>
public sealed class WordCounts : IReadOnlyList<KeyValuePair<ReadOnlyMemory<byte>, long>>
{
    private readonly byte[] bytes;
    private readonly int[] ends;
    private readonly long[] counts;

    internal WordCounts(WordTable table)
    {
        int[] order = new int[table.Count];
        for (int i = 0; i < order.Length; i++)
            order[i] = i;
        Array.Sort(order, (a, b) => table.Word(a).SequenceCompareTo(table.Word(b)));
        (ends, counts) = (new int[order.Length], new long[order.Length]);
        int end = 0;
        for (int i = 0; i < order.Length; i++)
        {
            end += table.Word(order[i]).Length;
            (ends[i], counts[i]) = (end, table.CountOf(order[i]));
            Total = checked(Total + counts[i]);
        }

        bytes = new byte[end];
        for (int i = 0; i < order.Length; i++)
            table.Word(order[i]).CopyTo(bytes.AsSpan(Start(i)));
    }

    /// <summary>How many different words there are.</summary>
    public int Count => ends.Length;

    /// <summary>How many words there are, each counted as often as it occurs.</summary>
    public long Total { get; }

    /// <summary>A word in UTF-8, and how often it occurs.</summary>
    /// <param name="index">Which word, in the order of their bytes.</param>
    /// <returns>The word and its count.</returns>
    /// <exception cref="IndexOutOfRangeException">There are not that many words.</exception>
    public KeyValuePair<ReadOnlyMemory<byte>, long> this[int index] => new(bytes.AsMemory(Start(index), ends[index] - Start(index)), counts[index]);

    /// <summary>Takes words that were counted elsewhere.</summary>
    /// <param name="counts">Words and counts; a word that comes several times is added up, one with count 0 is left out.</param>
    /// <returns>The table.</returns>
    /// <exception cref="ArgumentNullException">The counts, or a word, are null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A count is negative.</exception>
    public static WordCounts From(IEnumerable<KeyValuePair<string, long>> counts)
    {
        ArgumentNullException.ThrowIfNull(counts);
        var table = new WordTable();
        foreach ((string word, long count) in counts)
        {
            ArgumentNullException.ThrowIfNull(word, nameof(counts));
            ArgumentOutOfRangeException.ThrowIfNegative(count, nameof(counts));
            if (count > 0 && word.Length > 0)
                table.Add(Encoding.UTF8.GetBytes(word), count);
        }

        return new WordCounts(table);
    }

    /// <summary>How often a word occurs; 0 for one that does not.</summary>
    /// <param name="word">The word.</param>
    /// <returns>Its count.</returns>
    /// <exception cref="ArgumentNullException">The word is null.</exception>
    public long CountOf(string word)
    {
        ArgumentNullException.ThrowIfNull(word);
        byte[] wanted = Encoding.UTF8.GetBytes(word);
        int low = 0, high = Count - 1;
        while (low <= high)
        {
            int middle = low + ((high - low) / 2);
            int order = Word(middle).SequenceCompareTo(wanted);
            if (order == 0)
                return counts[middle];
            (low, high) = order < 0 ? (middle + 1, high) : (low, middle - 1);
        }

        return 0;
    }

    /// <summary>All words with their counts, in the order of their bytes.</summary>
    /// <returns>The enumerator.</returns>
    public IEnumerator<KeyValuePair<ReadOnlyMemory<byte>, long>> GetEnumerator()
    {
        for (int i = 0; i < Count; i++)
            yield return this[i];
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    internal ReadOnlySpan<byte> Word(int index) => bytes.AsSpan(Start(index), ends[index] - Start(index));

    internal long CountAt(int index) => counts[index];

    /// <summary>The bytes of all words together.</summary>
    internal int ByteCount => bytes.Length;

    private int Start(int index) => index == 0 ? 0 : ends[index - 1];
}
