namespace MathsIA.Optimization.Tests;

/// <summary>The factors of columns that come and go, against factors made afresh.</summary>
public sealed class ThinFactorsTests
{
    [Fact]
    public void Columns_come_and_go()
    {
        const int m = 20;
        Tensor<double> rows = Draw.Normal<double>(1, 40, m), right = Draw.Normal<double>(2, m);
        var factors = new ThinFactors<double>(m, 12);
        List<int> inside = [];
        for (int k = 0; k < 200; k++)
        {
            int j = k * 7 % 40;
            if (inside.Contains(j))
            {
                factors.Remove(inside.IndexOf(j));
                inside.Remove(j);
            }
            else if (factors.TryAppend(rows.AsSpan().Slice(j * m, m)))
            {
                inside.Add(j);
            }

            Assert.Equal(inside.Count, factors.Count);
            if (inside.Count == 0)
                continue;
            // The solution leaves a residual that is orthogonal to every column.
            double[] h = new double[inside.Count], rest = right.ToArray();
            factors.Solve(right.AsSpan(), h);
            for (int i = 0; i < h.Length; i++)
                Vectors.AddScaled(rest, -h[i], rows.AsSpan().Slice(inside[i] * m, m), rest);
            foreach (int column in inside)
                Assert.Equal(0, Vectors.Dot<double>(rows.AsSpan().Slice(column * m, m), rest), 1e-12);
            // The smallest change with given products has them.
            double[] moved = right.ToArray(), change = [.. inside.Select(column => Math.Sin(column))];
            double square = factors.AddSmallest(change, moved), length = 0;
            for (int i = 0; i < m; i++)
                length += (moved[i] - right[i]) * (moved[i] - right[i]);
            Assert.Equal(length, square, 1e-11 * (1 + length));
            for (int i = 0; i < inside.Count; i++)
                Assert.Equal(change[i], Vectors.Dot<double>(rows.AsSpan().Slice(inside[i] * m, m), moved) - Vectors.Dot<double>(rows.AsSpan().Slice(inside[i] * m, m), right.AsSpan()), 1e-11);
        }

        Assert.True(inside.Count > 5);
    }

    [Fact]
    public void Dependent_columns_are_turned_away()
    {
        var factors = new ThinFactors<double>(3, 3);
        Assert.True(factors.TryAppend([1, 2, 3]));
        Assert.False(factors.TryAppend([-0.1, -0.2, -0.3]));
        Assert.False(factors.TryAppend([0, 0, 0]));
        Assert.False(factors.TryAppend([double.NaN, 0, 0]));
        Assert.True(factors.TryAppend([1, 2, 3 + 1e-9]));
        Assert.True(factors.TryAppend([1, 0, 0]));
        Assert.False(factors.TryAppend([0, 1, 0]));
        Assert.Equal(3, factors.Count);
    }
}
