namespace MathsIA.Execution;

/// <summary>Scratch memory of one call: pinned, aligned to a cache line, kept for the next call when disposed.</summary>
/// <remarks>
/// A steady loop allocates nothing, and calls on several threads share nothing. The memory comes from <see cref="BlockPool"/>,
/// belongs to the garbage collector, and is only lost to the pool, never leaked, if Dispose is forgotten. A plain struct, not a
/// ref struct, so that it lives in a local variable or in a field of a longer calculation alike; copies share the memory, and
/// exactly one of them may be disposed, once. An operation first asks for the whole of its workspace by
/// <see cref="Workspace.Reserve"/>, which enforces the memory limit; only then it takes the parts.
/// </remarks>
internal readonly unsafe struct Workspace<T> : IDisposable where T : unmanaged
{
    private readonly BlockPool.CacheLine[]? _block;
    private readonly long _length;

    /// <summary>Takes room for <paramref name="length"/> elements, whose contents are whatever they were, or zero if
    /// <paramref name="clear"/>. No elements need no memory: <see cref="Data"/> is then null, as in the default value.</summary>
    public Workspace(long length, bool clear = false)
    {
        if (length == 0)
            return;
        long bytes = checked(length * sizeof(T));
        _block = BlockPool.Rent(bytes);
        _length = length;
        Data = (T*)BlockPool.Align(_block);
        if (clear)
            System.Runtime.InteropServices.NativeMemory.Clear(Data, (nuint)bytes);
    }

    /// <summary>The first element.</summary>
    public T* Data { get; }

    /// <summary>The elements: exactly as many as were asked for.</summary>
    public Span<T> Span => new(Data, checked((int)_length));

    /// <summary>Gives the memory back. Pointers and spans into it must not be used any more.</summary>
    public void Dispose()
    {
        if (_block is not null)
            BlockPool.Return(_block);
    }
}
