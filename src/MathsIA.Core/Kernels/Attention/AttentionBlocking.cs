namespace MathsIA.Kernels;

/// <summary>The sizes in which attention cuts queries and keys. The same on every machine, for some of them show in the bits.</summary>
internal static class AttentionBlocking
{
    /// <summary>The keys that the forward pass takes at a time: their scores against one panel of queries stay in the first-level cache.</summary>
    public const int Keys = 128;

    /// <summary>The keys that the backward pass takes at a time, against a whole block of queries.</summary>
    public const int GradientKeys = 64;

    /// <summary>Queries that share the last key they look at: a causal mask leaves less work by steps of this size.</summary>
    public const int Group = 32;

    /// <summary>The queries of one piece of work. Each piece reads all keys once, so many; but what is kept for them has to stay in the
    /// second-level cache.</summary>
    public static int Queries<T>(int width, int valueWidth) where T : unmanaged
    {
        int queries = 128;
        while (queries > Group && (long)queries * (width + valueWidth) * System.Runtime.CompilerServices.Unsafe.SizeOf<T>() > 1 << 17)
            queries /= 2;
        return queries;
    }
}
