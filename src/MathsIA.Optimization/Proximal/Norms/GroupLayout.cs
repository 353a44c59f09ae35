namespace MathsIA.Optimization;

/// <summary>How the elements of a vector fall into groups that do not overlap.</summary>
/// <remarks>Immutable. The size of the whole vector is not part of it for <see cref="Neighbours"/> and <see cref="Components"/>: any
/// multiple of the group size will do.</remarks>
public sealed class GroupLayout
{
    private GroupLayout(int size, bool isStrided, int[]? starts, int[]? order)
    {
        Size = size;
        IsStrided = isStrided;
        Starts = starts;
        Order = order;
    }

    /// <summary>The size of every group; 0 where they differ.</summary>
    public int Size { get; }

    /// <summary>Whether the members of a group lie a whole component apart.</summary>
    internal bool IsStrided { get; }

    /// <summary>Where each group starts, and where the last ends, in <see cref="Order"/> or in the vector itself; null for equal sizes.</summary>
    internal int[]? Starts { get; }

    /// <summary>The elements of the groups, one group after the other; null for groups of neighbours.</summary>
    internal int[]? Order { get; }

    /// <summary>The length of the vector; null for any multiple of the size.</summary>
    internal int? Length => Starts?[^1];

    /// <summary>Groups of neighbours: elements 0 to size − 1, then the next. The rows of a matrix of <paramref name="size"/> columns.</summary>
    /// <param name="size">The size of each group, from 1.</param>
    /// <returns>The layout.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The size is below 1.</exception>
    public static GroupLayout Neighbours(int size) => new(Guard.AtLeastOne(size, nameof(GroupLayout)), isStrided: false, null, null);

    /// <summary>Groups across equal components: for n elements, group i holds the elements i, i + n/size, i + 2n/size, ... The columns of a
    /// matrix of <paramref name="size"/> rows; the gradient of an image at each of its pixels.</summary>
    /// <param name="size">The number of components, from 1.</param>
    /// <returns>The layout.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The number is below 1.</exception>
    public static GroupLayout Components(int size) => new(Guard.AtLeastOne(size, nameof(GroupLayout)), isStrided: true, null, null);

    /// <summary>Groups of neighbours of different sizes, in order.</summary>
    /// <param name="sizes">The sizes, each from 1.</param>
    /// <returns>The layout.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A size is below 1.</exception>
    public static GroupLayout OfSizes(params ReadOnlySpan<int> sizes) => new(0, isStrided: false, StartsOf(sizes), null);

    /// <summary>Groups of given elements: each element from 0 on belongs to exactly one.</summary>
    /// <param name="groups">The elements of each group.</param>
    /// <returns>The layout.</returns>
    /// <exception cref="ArgumentNullException">A group is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A group is empty.</exception>
    /// <exception cref="ArgumentException">An element is in no group, or in two: overlapping groups have no prox in closed form.</exception>
    public static GroupLayout OfElements(params ReadOnlySpan<int[]> groups)
    {
        int[] sizes = new int[groups.Length];
        for (int i = 0; i < groups.Length; i++)
            sizes[i] = (groups[i] ?? throw new ArgumentNullException(nameof(groups))).Length;
        int[] starts = StartsOf(sizes, nameof(groups)), order = new int[starts[^1]];
        var seen = new bool[order.Length];
        int at = 0;
        foreach (int[] group in groups)
        {
            foreach (int element in group)
            {
                if ((uint)element >= (uint)seen.Length || seen[element])
                    throw new ArgumentException($"GroupLayout: element {element} of {seen.Length} is out of range or in two groups.", nameof(groups));
                seen[element] = true;
                order[at++] = element;
            }
        }

        return new(0, isStrided: false, starts, order);
    }

    private static int[] StartsOf(ReadOnlySpan<int> sizes, string paramName = "sizes")
    {
        int[] starts = new int[sizes.Length + 1];
        for (int i = 0; i < sizes.Length; i++)
            starts[i + 1] = checked(starts[i] + Guard.AtLeastOne(sizes[i], nameof(GroupLayout), paramName));
        return starts;
    }
}
