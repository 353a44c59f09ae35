using System.Numerics;

namespace MathsIA.Optimization;

/// <summary>Notices that a measure has stopped falling: at the end of the digits descent only turns in circles of roundings.</summary>
internal struct Patience<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private const int Looks = 20;

    private T _best;
    private int _idle;

    public Patience() => _best = T.PositiveInfinity;

    /// <summary>Whether a tenth has not been gained for many looks.</summary>
    public bool IsSpent(T measure)
    {
        bool better = measure < T.CreateChecked(0.9) * _best;
        _best = better ? measure : _best;
        _idle = better ? 0 : _idle + 1;
        return _idle >= Looks;
    }
}
