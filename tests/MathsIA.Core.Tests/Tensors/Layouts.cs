namespace MathsIA.Tests;

/// <summary>The same elements in memory laid out in different ways.</summary>
internal static class Layouts
{
    /// <summary>Contiguous, inside a larger block, with columns before rows, backwards, every second element.</summary>
    public static IEnumerable<Tensor<T>> Of<T>(Tensor<T> x) where T : unmanaged
    {
        yield return x.Clone();
        if (x.Rank == 0)
            yield break;
        yield return Fill(x, static lengths => Tensor.Zeros<T>([.. lengths.Select(static l => l + 3)])[[.. lengths.Select(static l => (AxisSlice)(1..(l + 1)))]]);
        yield return Fill(x, static lengths => Tensor.Zeros<T>([.. lengths.Reverse()]).Transpose());
        yield return Fill(x, static lengths => Tensor.Zeros<T>(lengths).Flip());
        yield return Fill(x, static lengths => Tensor.Zeros<T>([.. lengths.Select(static l => 2 * l)])[[.. lengths.Select(static _ => AxisSlice.Step(.., 2))]]);
    }

    /// <summary>Empty places in memory, of one shape, in each layout.</summary>
    public static IEnumerable<Tensor<T>> Destinations<T>(Shape shape) where T : unmanaged => Of(Tensor.Zeros<T>(shape));

    public static void SameElements<T>(Tensor<T> expected, Tensor<T> actual) where T : unmanaged
    {
        Assert.Equal(expected.Shape, actual.Shape);
        Assert.Equal(expected.ToArray(), actual.ToArray());
    }

    public static void SameElements<T>(NaiveTensor<T> expected, Tensor<T> actual) where T : unmanaged
    {
        Assert.Equal(expected.Lengths, actual.Shape.ToArray());
        Assert.Equal(expected.ToArray(), actual.ToArray());
    }

    private static Tensor<T> Fill<T>(Tensor<T> x, Func<int[], Tensor<T>> make) where T : unmanaged
    {
        Tensor<T> place = make(x.Shape.ToArray());
        x.CopyTo(place);
        return place;
    }
}
