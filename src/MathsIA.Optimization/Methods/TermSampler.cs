using MathsIA.RandomNumbers;

namespace MathsIA.Optimization;

/// <summary>Draws mini-batches of terms uniformly, with replacement.</summary>
internal sealed class TermSampler(Philox random, int count, int batchSize)
{
    private readonly Philox _random = random.Clone();
    private readonly int[] _batch = new int[batchSize];

    public ReadOnlySpan<int> Draw()
    {
        foreach (ref int term in _batch.AsSpan())
            term = _random.NextBelow(count);
        return _batch;
    }
}
