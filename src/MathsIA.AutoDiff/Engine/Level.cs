using System.Numerics;
using System.Runtime.CompilerServices;

namespace MathsIA.AutoDiff.Engine;

/// <summary>One running transform: an interpreter of primitives over entries of its own.</summary>
/// <remarks>
/// An operation goes to the innermost level among its operands (the largest tag). That level unwraps its own entries, to which
/// values of other levels are constants, applies its rule with operations on what is below, and wraps the result. So
/// transforms nest in any order, and no derivative of one is taken for that of another (perturbation confusion: Siskind and
/// Pearlmutter 2005; Manzyuk et al., J. Funct. Program. 2019).
/// </remarks>
internal abstract class Level<T> : Origin<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Moves on at every use of this object, so that handles of an earlier use are told apart.</summary>
    public int Epoch { get; private set; }

    public bool IsOpen { get; private set; }

    /// <summary>Applies a primitive to operands of which at least one is an entry here, and none of a level further inside.</summary>
    public abstract void Apply(IPrimitive<T> primitive, ReadOnlySpan<Variable<T>> operands, Span<Variable<T>> outputs);

    protected void OpenLevel()
    {
        Tag = LevelTags.Next();
        Epoch++;
        IsOpen = true;
    }

    protected void CloseLevel() => IsOpen = false;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    protected void RequireOpen(string what)
    {
        if (!IsOpen)
            ThrowEnded(what);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    protected void RequireCurrent(in Variable<T> variable, string what)
    {
        if (variable.Epoch != Epoch)
            ThrowEnded(what);
    }

    private static void ThrowEnded(string what) => throw new InvalidOperationException(
        $"The variable belongs to {what} that has ended; its value and derivative are gone. Return what is needed from the function, or read it before the end.");

    /// <summary>Counts on a value of a lower level for as long as this level needs it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    protected static void Hold(in Variable<T> variable)
    {
        if (!variable.IsNone && variable.Origin is Cell<T> cell)
            cell.Checked(variable).Retain();
    }

    /// <summary>Stops counting on a value.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    protected static void Drop(in Variable<T> variable)
    {
        if (!variable.IsNone && variable.Origin is Cell<T> cell)
            cell.Release();
    }
}
