using Values = System.Collections.Generic.IReadOnlyList<MathsIA.AutoDiff.Variable<double>>;
using Singles = System.Collections.Generic.IReadOnlyList<MathsIA.AutoDiff.Variable<float>>;

namespace MathsIA.AutoDiff.Tests;

/// <summary>One use of a primitive: a row of the table that all contract tests run over.</summary>
/// <param name="Name">The primitive, and what is special about this use.</param>
/// <param name="Function">The use, in double.</param>
/// <param name="Single">The same in float.</param>
/// <param name="Inputs">Where, away from kinks.</param>
public sealed record Sample(string Name, Func<Values, Variable<double>> Function, Func<Singles, Variable<float>> Single, params Tensor<double>[] Inputs)
{
    /// <summary>Whether this is the row that stands for a function of one number: <see cref="EdgeValueTests"/> then wants its slopes.</summary>
    public bool OfOneNumber { get; init; }

    /// <summary>Whether a number at an edge may be left out of the result, or decide over what becomes of the others: <see cref="EdgeContractTests"/> then asks
    /// for the same bits in every way of computing, and no more.</summary>
    public bool LeavesOut { get; init; }

    public override string ToString() => Name;
}
