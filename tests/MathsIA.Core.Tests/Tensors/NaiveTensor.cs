namespace MathsIA.Tests;

/// <summary>The obvious tensor: a dictionary from multi-indices to elements. Slow, without strides, and so without their mistakes.</summary>
internal sealed class NaiveTensor<T> where T : unmanaged
{
    private readonly Dictionary<long, T> _elements = [];

    public NaiveTensor(int[] lengths, Func<int[], T> element)
    {
        Lengths = lengths;
        foreach (int[] index in AllIndices(lengths))
            _elements[Key(index)] = element(index);
    }

    public int[] Lengths { get; }

    public T this[params int[] index] => _elements[Key(index)];

    public static NaiveTensor<T> Of(Tensor<T> x) => new(x.Shape.ToArray(), index => x[index.AsSpan()]);

    public T[] ToArray() => [.. AllIndices(Lengths).Select(index => this[index])];

    public NaiveTensor<T> Map(int[] lengths, Func<int[], int[]> source) => new(lengths, index => this[source(index)]);

    public NaiveTensor<T> Reshape(int[] lengths)
    {
        T[] all = ToArray();
        int next = 0;
        var places = AllIndices(lengths).ToDictionary(Key, _ => next++);
        return new NaiveTensor<T>(lengths, index => all[places[Key(index)]]);
    }

    /// <summary>Every index of a shape, in row-major order.</summary>
    public static IEnumerable<int[]> AllIndices(int[] lengths)
    {
        if (lengths.Any(static l => l == 0))
            yield break;
        var index = new int[lengths.Length];
        while (true)
        {
            yield return [.. index];
            int axis = lengths.Length - 1;
            for (; axis >= 0 && ++index[axis] == lengths[axis]; axis--)
                index[axis] = 0;
            if (axis < 0)
                yield break;
        }
    }

    /// <summary>The index as one number; axes of the tests are far shorter than 1024, ranks at most 6.</summary>
    private static long Key(int[] index)
    {
        long key = 0;
        foreach (int i in index)
            key = (key << 10) + i;
        return key;
    }
}
