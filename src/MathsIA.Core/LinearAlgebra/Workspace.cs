using MathsIA.Execution;

namespace MathsIA.LinearAlgebra;

/// <summary>A <see cref="Workspace"/> counted in elements: pinned, aligned scratch whose contents are whatever they were.</summary>
internal readonly unsafe ref struct Workspace<T>(long length) : IDisposable where T : unmanaged
{
    private readonly Workspace _block = Workspace.Rent(checked(length * sizeof(T)));

    /// <summary>The first element.</summary>
    public T* Pointer => (T*)_block.Pointer;

    /// <summary>Gives the memory back. Pointers into it must not be used any more.</summary>
    public void Dispose() => _block.Dispose();
}
