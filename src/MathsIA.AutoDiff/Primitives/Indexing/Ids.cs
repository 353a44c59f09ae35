namespace MathsIA.AutoDiff.Primitives;

/// <summary>Numbers of entries, such as tokens and labels, that come from outside.</summary>
internal static class Ids
{
    /// <summary>Checks that every number is an entry.</summary>
    /// <param name="operation">The operation, for the message.</param>
    /// <param name="ids">The numbers.</param>
    /// <param name="entries">How many entries there are.</param>
    /// <param name="ignored">A number that is right all the same.</param>
    /// <param name="name">What the argument is called.</param>
    public static void Require(string operation, Tensor<int> ids, int entries, int? ignored = null, string name = "ids")
    {
        int i = 0;
        foreach (int id in ids)
        {
            if ((uint)id >= (uint)entries && id != ignored)
                throw new ArgumentOutOfRangeException(name, id, $"{operation}: number {i} of the {name} is not one of {entries} entries.");
            i++;
        }
    }
}
