namespace MathsIA.AutoDiff.Engine;

/// <summary>Fresh numbers for transforms, as a Lisp makes fresh symbols.</summary>
/// <remarks>The one piece of state that all threads share. Only the order of two numbers is ever looked at, never a number itself,
/// so that no result depends on what else has run.</remarks>
internal static class LevelTags
{
    private static long _last;

    public static long Next() => Interlocked.Increment(ref _last);
}
