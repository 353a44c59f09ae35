namespace MathsIA.Data;

/// <summary>The five filters of PNG: each byte of a row less a guess from its neighbours to the left, above and above left (PNG specification, section 9).</summary>
internal static class PngFilter
{
    /// <summary>The number of filters.</summary>
    public const int Count = 5;

    /// <summary>Puts a filtered row back, in place.</summary>
    /// <param name="filter">Which filter, 0 to 4.</param>
    /// <param name="row">The filtered bytes.</param>
    /// <param name="above">The row above, put back already; zeros for the first.</param>
    /// <param name="step">The bytes of one pixel, at least 1.</param>
    public static void Undo(int filter, Span<byte> row, ReadOnlySpan<byte> above, int step)
    {
        switch (filter)
        {
            case 1:
                for (int i = step; i < row.Length; i++)
                    row[i] += row[i - step];
                break;
            case 2:
                for (int i = 0; i < row.Length; i++)
                    row[i] += above[i];
                break;
            case 3:
                for (int i = 0; i < row.Length; i++)
                    row[i] += (byte)(((i < step ? 0 : row[i - step]) + above[i]) >> 1);
                break;
            case 4:
                for (int i = 0; i < row.Length; i++)
                    row[i] += i < step ? above[i] : Paeth(row[i - step], above[i], above[i - step]);
                break;
        }
    }

    /// <summary>Filters a row into another span.</summary>
    public static void Apply(int filter, ReadOnlySpan<byte> row, ReadOnlySpan<byte> above, int step, Span<byte> filtered)
    {
        for (int i = 0; i < row.Length; i++)
        {
            int left = i < step ? 0 : row[i - step];
            int guess = filter switch
            {
                0 => 0,
                1 => left,
                2 => above[i],
                3 => (left + above[i]) >> 1,
                _ => Paeth(left, above[i], i < step ? 0 : above[i - step]),
            };
            filtered[i] = (byte)(row[i] - guess);
        }
    }

    /// <summary>The sum of the filtered bytes' absolute values, taken as signed: the smaller, the better the row compresses, mostly.</summary>
    public static long Cost(ReadOnlySpan<byte> filtered)
    {
        long sum = 0;
        foreach (byte b in filtered)
            sum += Math.Abs((int)(sbyte)b);
        return sum;
    }

    private static byte Paeth(int left, int above, int aboveLeft)
    {
        int guess = left + above - aboveLeft;
        int toLeft = Math.Abs(guess - left), toAbove = Math.Abs(guess - above), toAboveLeft = Math.Abs(guess - aboveLeft);
        return (byte)(toLeft <= toAbove && toLeft <= toAboveLeft ? left : toAbove <= toAboveLeft ? above : aboveLeft);
    }
}
