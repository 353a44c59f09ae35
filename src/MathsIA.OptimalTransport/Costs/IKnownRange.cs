namespace MathsIA.OptimalTransport;

/// <summary>Costs whose range is known without looking at each of them.</summary>
internal interface IKnownRange
{
    /// <summary>Bounds of the finite costs, or the range itself.</summary>
    CostRange Range { get; }
}
