namespace MathsIA.Kernels;

/// <summary>A reduction of a long sequence: the states of fixed groups of elements, joined in order.</summary>
internal interface IFold<TState> where TState : struct
{
    /// <summary>The state of the elements from <paramref name="start"/> on, at least one and at most a group.</summary>
    TState Group(int start, int count);

    /// <summary>The state of two neighbouring parts.</summary>
    TState Join(TState left, TState right);
}
