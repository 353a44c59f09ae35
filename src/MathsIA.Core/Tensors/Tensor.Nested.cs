using System.Collections;

namespace MathsIA;

public static partial class Tensor
{
    /// <summary>A tensor with a copy of nested collections: arrays of arrays, lists of lists, arrays of several dimensions, to any depth.</summary>
    /// <remarks><c>Tensor.FromNested&lt;float&gt;(new float[][][] { ... })</c> has rank 3. Every collection of one depth has the same
    /// length. Where a collection is empty, the axes below it are not known and the shape ends there.</remarks>
    /// <typeparam name="T">The element type, which cannot be inferred.</typeparam>
    /// <param name="nested">The outermost collection.</param>
    /// <returns>A new tensor.</returns>
    /// <exception cref="ArgumentNullException">A collection is null.</exception>
    /// <exception cref="ShapeMismatchException">Collections of one depth differ in length or in what they hold.</exception>
    /// <exception cref="ArgumentException">Something is neither an element nor a collection.</exception>
    public static Tensor<T> FromNested<T>(IEnumerable nested) where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(nested);
        var reader = new NestedReader<T>();
        reader.Read(nested, 0);
        return new Tensor<T>(reader.Elements.ToArray(), new Shape([.. reader.Lengths]));
    }

    /// <summary>Fills in the lengths on the first way down and holds every later collection to them.</summary>
    private sealed class NestedReader<T> where T : unmanaged
    {
        public List<int> Lengths { get; } = [];

        public List<T> Elements { get; } = [];

        /// <summary>The depth at which elements stand; -1 until the first is met.</summary>
        private int _leaf = -1;

        public void Read(IEnumerable nested, int depth)
        {
            if (nested is T[] row)
            {
                RequireLeaf(depth);
                Elements.AddRange(row);
                Close(depth, row.Length);
                return;
            }

            if (nested is Array { Rank: > 1 } array)
            {
                ReadArray(array, depth);
                return;
            }

            int count = 0;
            if (depth == Lengths.Count)
                Lengths.Add(-1);
            foreach (object? item in nested)
            {
                switch (item)
                {
                    case T element:
                        RequireLeaf(depth);
                        Elements.Add(element);
                        break;
                    case IEnumerable inner:
                        if (_leaf >= 0 && depth >= _leaf)
                            throw Ragged(depth, "a collection", "elements");
                        Read(inner, depth + 1);
                        break;
                    case null:
                        throw new ArgumentNullException(nameof(nested), $"FromNested: item {count} at depth {depth} is null.");
                    default:
                        throw new ArgumentException($"FromNested: item {count} at depth {depth} is a {item.GetType().Name}, neither a {typeof(T).Name} nor a collection.", nameof(nested));
                }

                count++;
            }

            Close(depth, count);
        }

        private void ReadArray(Array array, int depth)
        {
            RequireLeaf(depth + array.Rank - 1);
            foreach (object? item in array)
            {
                Elements.Add(item is T element
                    ? element
                    : throw new ArgumentException($"FromNested: an array at depth {depth} holds {array.GetType().GetElementType()?.Name}, not {typeof(T).Name}.", "nested"));
            }

            for (int axis = 0; axis < array.Rank; axis++)
                Close(depth + axis, array.GetLength(axis));
        }

        private void RequireLeaf(int depth)
        {
            if (_leaf < 0 && depth >= Lengths.Count - 1)
                _leaf = depth;
            else if (_leaf != depth)
                throw Ragged(depth, "an element", "collections");
        }

        private void Close(int depth, int count)
        {
            while (Lengths.Count <= depth)
                Lengths.Add(-1);
            if (Lengths[depth] < 0)
                Lengths[depth] = count;
            else if (Lengths[depth] != count)
                throw new ShapeMismatchException(nameof(FromNested), $"at depth {depth} one collection has {Lengths[depth]} items, another {count}.", "nested");
        }

        private static ShapeMismatchException Ragged(int depth, string found, string others) =>
            new(nameof(FromNested), $"{found} stands at depth {depth}, where others have {others}.", "nested");
    }
}
