using System.Runtime.CompilerServices;

namespace MathsIA.OptimalTransport;

/// <summary>Walks up two distribution functions together: at each step the source and the target at a level, and the mass until one of them ends.</summary>
/// <remarks>The steps make a staircase of n + m − 1 arcs, some of no mass. Where both end at once, the sources move on first.</remarks>
internal ref struct QuantileWalk(ReadOnlySpan<long> sources, ReadOnlySpan<long> targets)
{
    private readonly ReadOnlySpan<long> _sources = sources;
    private readonly ReadOnlySpan<long> _targets = targets;
    private long _level;
    private bool _started;

    /// <summary>The place of the source.</summary>
    public int Source { get; private set; }

    /// <summary>The place of the target.</summary>
    public int Target { get; private set; }

    /// <summary>The mass of the step, in quanta.</summary>
    public long Mass { get; private set; }

    /// <summary>Whether this step has another source than the one before; else it has another target.</summary>
    public bool SourceMoved { get; private set; }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool MoveNext()
    {
        if (_started)
        {
            bool atLastSource = Source == _sources.Length - 1, atLastTarget = Target == _targets.Length - 1;
            if (atLastSource && atLastTarget)
                return false;
            // Which side moves is a coin toss: without a branch there is nothing to guess wrong.
            SourceMoved = atLastTarget | (!atLastSource & (_sources[Source] <= _targets[Target]));
            int step = SourceMoved ? 1 : 0;
            Source += step;
            Target += 1 - step;
        }

        _started = true;
        long level = Math.Min(_sources[Source], _targets[Target]);
        Mass = level - _level;
        _level = level;
        return true;
    }
}
