using System.Numerics;
using System.Runtime.CompilerServices;

namespace MathsIA.AutoDiff.Engine;

/// <summary>Room on the stack for the operands of nearly every operation.</summary>
[InlineArray(Length)]
internal struct Operands<TElement>
{
    public const int Length = 6;

    private TElement _first;
}
