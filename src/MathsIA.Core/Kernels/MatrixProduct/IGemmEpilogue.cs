namespace MathsIA.Kernels;

/// <summary>What is done to the elements of a product once their sums are complete, while they are still in the cache.</summary>
internal unsafe interface IGemmEpilogue<T> where T : unmanaged
{
    /// <summary>Finishes <paramref name="count"/> neighbouring elements of one row of C, the first of them in column <paramref name="column"/>.</summary>
    void Finish(T* row, int column, int count);
}
