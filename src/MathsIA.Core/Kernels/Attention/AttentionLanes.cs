using System.Numerics;
using System.Runtime.CompilerServices;

namespace MathsIA.Kernels;

/// <summary>What attention does with scores between its products.</summary>
/// <remarks>Scores lie transposed, a row a key, so that each element of a register belongs to a query of its own: maxima and sums run
/// down the columns, nothing is added across a register, and the bits are the same at every width.</remarks>
internal static unsafe class AttentionLanes<TLane, T>
    where TLane : struct, ILane<TLane, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>One step of the online softmax: replaces scores by exponentials relative to the largest score so far.</summary>
    /// <remarks>Milakov and Gimelshein, arXiv:1805.02867. One exponential a score, and one a query and block.</remarks>
    /// <param name="scores">The scores of some keys, a row a key.</param>
    /// <param name="row">The distance between rows.</param>
    /// <param name="keys">The number of rows.</param>
    /// <param name="width">The number of queries: one register or more.</param>
    /// <param name="largest">The largest score of each query so far.</param>
    /// <param name="sum">The sum of the exponentials of each query so far.</param>
    /// <param name="factor">Receives what earlier exponentials have to be multiplied with.</param>
    /// <returns>Whether any factor is not 1.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static bool Exponentiate(T* scores, nint row, int keys, int width, T* largest, T* sum, T* factor)
    {
        TLane one = Lane.Of<TLane, T>(1), zero = TLane.Create(T.Zero), none = TLane.Create(T.NegativeInfinity);
        bool changes = false;
        for (int i = 0; i < width; i += TLane.Count)
        {
            T* score = scores + i;
            TLane before = TLane.Load(largest + i), most = before, other = none;
            int k = 0;
            for (; k + 2 <= keys; k += 2, score += 2 * row)
            {
                most = TLane.MaxNative(most, TLane.Load(score));
                other = TLane.MaxNative(other, TLane.Load(score + row));
            }

            if (k < keys)
                most = TLane.MaxNative(most, TLane.Load(score));
            most = TLane.MaxNative(most, other);
            most.Store(largest + i);
            // Nothing to look at so far: any finite number will do in place of minus infinity.
            TLane shift = TLane.Select(TLane.Equal(most, none), zero, most);
            TLane rescale = default(ExpOperator<T>).Apply(before - shift);
            rescale.Store(factor + i);
            changes |= TLane.Any(~TLane.Equal(rescale, one));

            score = scores + i;
            TLane even = zero, odd = zero;
            for (k = 0; k + 2 <= keys; k += 2, score += 2 * row)
            {
                TLane p = default(ExpOperator<T>).Apply(TLane.Load(score) - shift);
                TLane q = default(ExpOperator<T>).Apply(TLane.Load(score + row) - shift);
                p.Store(score);
                q.Store(score + row);
                even += p;
                odd += q;
            }

            if (k < keys)
            {
                TLane p = default(ExpOperator<T>).Apply(TLane.Load(score) - shift);
                p.Store(score);
                even += p;
            }

            TLane.MultiplyAdd(TLane.Load(sum + i), rescale, even + odd).Store(sum + i);
        }

        return changes;
    }

    /// <summary>Multiplies rows by one factor a column.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Scale(T* rows, int count, int width, T* factor)
    {
        for (int i = 0; i < width; i += TLane.Count)
        {
            TLane f = TLane.Load(factor + i);
            for (int r = 0; r < count; r++)
                (TLane.Load(rows + r * width + i) * f).Store(rows + r * width + i);
        }
    }

    /// <summary>Ends the softmax: the logarithm of the sum of all exponentials, and the factor that makes weights of exponentials;
    /// minus infinity and 0 for a query with nothing to look at.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Finish(T* largest, T* sum, int width, T* factor, T* logarithm)
    {
        TLane one = Lane.Of<TLane, T>(1), zero = TLane.Create(T.Zero), none = TLane.Create(T.NegativeInfinity);
        for (int i = 0; i < width; i += TLane.Count)
        {
            TLane total = TLane.Load(sum + i), most = TLane.Load(largest + i);
            TLane isNothing = TLane.Equal(total, zero);
            TLane.Select(isNothing, zero, one / total).Store(factor + i);
            TLane.Select(isNothing, none, most + default(LogOperator<T>).Apply(total)).Store(logarithm + i);
        }
    }

    /// <summary>The backward step: scores become weights, and the cotangents of weights those of scores, <c>p (dp − Σ p dp)</c>.</summary>
    /// <param name="scores">The scores of some keys, a row a key; receives the weights.</param>
    /// <param name="cotangents">The cotangents of the weights; receives those of the scores.</param>
    /// <param name="row">The distance between rows, of both.</param>
    /// <param name="keys">The number of rows.</param>
    /// <param name="width">The number of queries.</param>
    /// <param name="logarithm">The log-sum-exp of each query; plus infinity for one with nothing to look at.</param>
    /// <param name="mean">The sum of weights times their cotangents, of each query.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Differentiate(T* scores, T* cotangents, nint row, int keys, int width, T* logarithm, T* mean)
    {
        for (int i = 0; i < width; i += TLane.Count)
        {
            TLane shift = TLane.Load(logarithm + i), d = TLane.Load(mean + i);
            T* s = scores + i, g = cotangents + i;
            for (int k = 0; k < keys; k++, s += row, g += row)
            {
                TLane p = default(ExpOperator<T>).Apply(TLane.Load(s) - shift);
                TLane dp = TLane.Load(g);
                p.Store(s);
                (p * (dp - d)).Store(g);
            }
        }
    }

    /// <summary>The scalar products of columns.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Dot(T* left, T* right, int rows, int width, T* result)
    {
        for (int i = 0; i < width; i += TLane.Count)
        {
            TLane sum = TLane.Create(T.Zero);
            for (int r = 0; r < rows; r++)
                sum = TLane.MultiplyAdd(TLane.Load(left + r * width + i), TLane.Load(right + r * width + i), sum);
            sum.Store(result + i);
        }
    }

    /// <summary>The product <c>C = alpha A B</c>, or that added to C, for columns that fill registers.</summary>
    /// <param name="a">A, strided in any way but by zero.</param>
    /// <param name="b">B: <paramref name="width"/> neighbouring elements a row.</param>
    /// <param name="bRow">The distance between rows of B.</param>
    /// <param name="width">One register or two.</param>
    /// <param name="alpha">The factor.</param>
    /// <param name="accumulate">Whether to add to C.</param>
    /// <param name="c">C: neighbouring elements a row.</param>
    /// <param name="cRow">The distance between rows of C.</param>
    public static void Multiply(MatrixView<T> a, T* b, nint bRow, int width, T alpha, bool accumulate, T* c, nint cRow)
    {
        for (int i = 0; i < a.Rows;)
        {
            int rows = TileRows(a.Rows - i), down = (a.Rows - i) / rows;
            GemmDispatch.Tile(down, rows, width, a.Columns, a.Data + i * a.RowStride, a.RowStride, a.ColumnStride, b, bRow, alpha, T.One, accumulate, c + i * cRow, cRow);
            i += down * rows;
        }
    }

    /// <summary>Eight rows by two registers hide the latency of multiply-add, and heads are multiples of eight; six where there are
    /// only sixteen registers.</summary>
    private static int TileRows(int rows) => rows >= 8 && GemmBlocking.TileRows == 12 ? 8 : rows >= 6 ? 6 : rows >= 4 ? 4 : rows >= 2 ? 2 : 1;
}
