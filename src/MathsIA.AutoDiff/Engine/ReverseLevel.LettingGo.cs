namespace MathsIA.AutoDiff.Engine;

/// <summary>What a rule may do with memory that it is the last to read, so that the peak of a step stays near what backward needs.</summary>
internal sealed partial class ReverseLevel<T>
{
    /// <summary>Whether nobody asks for the results of the operation that is being passed once its rule has read them.</summary>
    private bool _letsResultsGo;

    /// <summary>Whether nobody asks for the cotangent of the result that is being passed once its rule has read it.</summary>
    private bool _overwritesCotangent;

    /// <summary>Gives back the results of the operation that is being passed, whose rule has read what it needs of them.</summary>
    public void LetResultsGo(int node)
    {
        if (!_letsResultsGo)
            return;
        for (int i = node; i < node + _nodes[node].ResultCount; i++)
        {
            Drop(_nodes[i].Value);
            _nodes[i].Value = default;
        }
    }

    /// <summary>The cotangent of the only result of the operation that is being passed, if it may be written over. Not while anomalies are looked for:
    /// what is written over is no result that a search would see.</summary>
    public Cell<T>? OwnCotangent(int node) =>
        _overwritesCotangent && !CellPool<T>.Current.DetectsAnomalies && _cotangents[node].Origin is Cell<T> { IsExclusive: true } own ? own : null;
}
