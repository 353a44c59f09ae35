namespace MathsIA.Optimization;

/// <summary>A function made of others, whose conjugate is known only if theirs are.</summary>
internal interface IMayBeConjugable
{
    bool IsConjugateKnown { get; }
}
