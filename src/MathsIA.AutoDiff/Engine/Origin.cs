using System.Numerics;

namespace MathsIA.AutoDiff.Engine;

/// <summary>Where a variable's value lives: in a <see cref="Cell{T}"/> (a plain tensor) or in a <see cref="Level{T}"/> (an entry of a transform).</summary>
internal abstract class Origin<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>0 for a cell. For a level the number of its transform: the larger, the later it started, so the further inside it is.</summary>
    public long Tag { get; protected set; }

    public abstract Shape ShapeOf(in Variable<T> variable);

    /// <summary>The cell at the bottom, below all levels.</summary>
    public abstract Cell<T> CellOf(in Variable<T> variable);

    /// <summary>The variable with every level stripped of its derivative.</summary>
    public abstract Variable<T> Stopped(in Variable<T> variable);

    public abstract string Describe(in Variable<T> variable);
}
