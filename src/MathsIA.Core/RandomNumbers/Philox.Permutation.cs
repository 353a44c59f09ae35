namespace MathsIA.RandomNumbers;

public sealed partial class Philox
{
    /// <summary>Puts the elements of a span in random order, every order equally likely (Fisher and Yates).</summary>
    /// <remarks>With n elements and a stream of 128 bits of state only so many of the n! orders can occur; no test can tell.</remarks>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="elements">The elements, reordered in place.</param>
    public void Shuffle<T>(Span<T> elements)
    {
        for (int i = elements.Length - 1; i > 0; i--)
        {
            int j = (int)Below32((uint)i + 1);
            (elements[i], elements[j]) = (elements[j], elements[i]);
        }
    }

    /// <summary>The integers 0 to <paramref name="count"/> - 1 in random order, every order equally likely.</summary>
    /// <param name="count">How many, at least zero.</param>
    /// <returns>A new tensor of rank 1.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The count is negative.</exception>
    public Tensor<int> Permutation(int count)
    {
        Tensor<int> order = Tensor.Arange<int>(count);
        Shuffle(order.AsSpan());
        return order;
    }

    /// <summary>Takes <paramref name="count"/> different integers from 0 to <paramref name="population"/> - 1, in random order; every ordered choice is equally likely.</summary>
    /// <remarks>The first steps of a shuffle. Memory and time go with <paramref name="count"/>, not with the population, when it is small.</remarks>
    /// <param name="population">How many integers there are to choose from, at least zero.</param>
    /// <param name="count">How many to take, from 0 to <paramref name="population"/>.</param>
    /// <returns>A new tensor of rank 1.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A number is negative, or more are asked for than there are.</exception>
    public Tensor<int> Choice(int population, int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(population);
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, population);
        Tensor<int> chosen = Tensor.Uninitialized<int>(count);
        Span<int> span = chosen.AsSpan();
        if (count > population / 16)
        {
            int[] order = new int[population];
            for (int i = 0; i < order.Length; i++)
                order[i] = i;
            for (int i = 0; i < count; i++)
            {
                int j = i + (int)Below32((uint)(population - i));
                (order[i], order[j]) = (order[j], order[i]);
                span[i] = order[i];
            }

            return chosen;
        }

        // The same steps and draws, remembering only the places that no longer hold their own number.
        var moved = new Dictionary<int, int>(count);
        for (int i = 0; i < count; i++)
        {
            int j = i + (int)Below32((uint)(population - i));
            span[i] = moved.GetValueOrDefault(j, j);
            moved[j] = moved.GetValueOrDefault(i, i);
        }

        return chosen;
    }
}
