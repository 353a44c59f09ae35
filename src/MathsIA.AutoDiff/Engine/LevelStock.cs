using System.Numerics;

namespace MathsIA.AutoDiff.Engine;

/// <summary>Levels of this thread that wait to be used again, with the arrays they have grown.</summary>
internal static class LevelStock<T, TLevel>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
    where TLevel : Level<T>, new()
{
    [ThreadStatic]
    private static Stack<TLevel>? _idle;

    public static TLevel Take() => _idle is { Count: > 0 } idle ? idle.Pop() : new TLevel();

    public static void Return(TLevel level) => (_idle ??= new Stack<TLevel>()).Push(level);
}
