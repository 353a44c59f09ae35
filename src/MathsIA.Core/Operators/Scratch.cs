using System.Buffers;
using System.Runtime.CompilerServices;

namespace MathsIA.Operators;

/// <summary>A buffer borrowed from the shared pool for the length of a call, so that a steady loop allocates nothing and an
/// operator can serve several threads at once.</summary>
internal readonly ref struct Scratch<T> : IDisposable where T : unmanaged
{
    private readonly T[]? _array;

    public Scratch(int length)
    {
        _array = length == 0 ? null : ArrayPool<T>.Shared.Rent(length);
        Span = _array.AsSpan(0, length);
    }

    /// <summary>The buffer: exactly as long as was asked for, its contents undefined.</summary>
    public Span<T> Span { get; }

    public void Dispose()
    {
        if (_array is not null)
            ArrayPool<T>.Shared.Return(_array);
    }
}
