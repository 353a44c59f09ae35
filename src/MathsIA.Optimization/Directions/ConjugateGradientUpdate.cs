namespace MathsIA.Optimization;

/// <summary>The weight <c>β</c> of the last direction in <see cref="ConjugateGradientDirection"/>. With <c>g</c> the gradients before and after,
/// <c>y</c> their difference and <c>d</c> the last direction:</summary>
public enum ConjugateGradientUpdate
{
    /// <summary>Hager and Zhang 2005: <c>⟨y − 2 d ‖y‖²/⟨d, y⟩, g⁺⟩ / ⟨d, y⟩</c>, cut off below; descends with any search.</summary>
    HagerZhang = 0,

    /// <summary>Polak, Ribière and Polyak, cut off at 0 (Gilbert and Nocedal 1992): <c>max(0, ⟨g⁺, y⟩ / ‖g‖²)</c>.</summary>
    PolakRibierePlus,

    /// <summary>Fletcher and Reeves 1964: <c>‖g⁺‖² / ‖g‖²</c>.</summary>
    FletcherReeves,

    /// <summary>Hestenes and Stiefel 1952: <c>⟨g⁺, y⟩ / ⟨d, y⟩</c>.</summary>
    HestenesStiefel,

    /// <summary>Dai and Yuan 1999: <c>‖g⁺‖² / ⟨d, y⟩</c>.</summary>
    DaiYuan,
}
