namespace MathsIA.Optimization;

/// <summary>Asks for traits.</summary>
internal static class TraitSet
{
    /// <summary>Whether all of the given traits are set: <see cref="Enum.HasFlag"/> without the boxes it makes in code not yet optimized.</summary>
    public static bool Has(this FunctionTraits traits, FunctionTraits asked) => (traits & asked) == asked;
}
