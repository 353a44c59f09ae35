using MathsIA.RandomNumbers;

namespace MathsIA.Optimization;

/// <summary>Draws mini-batches of terms uniformly.</summary>
internal sealed class TermSampler
{
    private readonly Philox _random;
    private readonly int _count;
    private readonly int[] _batch;
    private readonly int[]? _order;

    /// <param name="random">Where the draws come from; left as it is.</param>
    /// <param name="count">The number of terms.</param>
    /// <param name="batchSize">The length of a batch; at most the number of terms where these are distinct.</param>
    /// <param name="distinct">Whether the terms of one batch are distinct; else they are drawn with replacement.</param>
    public TermSampler(Philox random, int count, int batchSize, bool distinct = false)
    {
        _random = random.Clone();
        _count = count;
        _batch = new int[distinct ? Math.Min(batchSize, count) : batchSize];
        // One term is always distinct from itself.
        _order = distinct && _batch.Length > 1 ? [.. Enumerable.Range(0, count)] : null;
    }

    public int BatchSize => _batch.Length;

    public ReadOnlySpan<int> Draw()
    {
        if (_order is null)
        {
            foreach (ref int term in _batch.AsSpan())
                term = _random.NextBelow(_count);
            return _batch;
        }

        // The first places of a random permutation: whatever order the others are in, the next batch is uniform again.
        for (int j = 0; j < _batch.Length; j++)
        {
            int other = j + _random.NextBelow(_count - j);
            (_order[j], _order[other]) = (_order[other], _order[j]);
            _batch[j] = _order[j];
        }

        return _batch;
    }
}
