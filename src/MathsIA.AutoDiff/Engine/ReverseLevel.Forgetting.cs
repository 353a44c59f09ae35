namespace MathsIA.AutoDiff.Engine;

/// <summary>Letting go of what was recorded in vain, such as a step of a solver that was refused.</summary>
internal sealed partial class ReverseLevel<T>
{
    /// <summary>Gives back the values of all entries from a place on, of which nothing that is still wanted was computed. Their rows stay, empty: a handle
    /// to one of them throws and never finds another value in its place.</summary>
    public void Forget(int from)
    {
        for (int i = from; i < _count; i++)
            DropNode(i);
    }
}
