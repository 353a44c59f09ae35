using System.Numerics;
using MathsIA.RandomNumbers;

namespace MathsIA.OptimalTransport;

/// <summary>Plans to start from: the product of the masses, those of the lower bounds, and random ones.</summary>
internal static class GromovStarts
{
    /// <summary>A plan that the caller gave, if any.</summary>
    public static IEnumerable<Tensor<double>> Given<T>(ITransportPlan<T>? plan) where T : unmanaged, IBinaryFloatingPointIeee754<T> => plan is null ? [] : [plan.ToDense().To<double>()];

    public static IEnumerable<Tensor<double>> All(GromovProblem problem, GromovBounds bounds, int random, long seed)
    {
        Masses masses = problem.Masses;
        Tensor<double> product = Tensor.Uninitialized<double>(problem.Rows, problem.Columns);
        for (int k = 0; k < product.Length; k++)
            product.AsSpan()[k] = masses.Source[k / problem.Columns] * masses.Target[k % problem.Columns] / masses.Total;
        yield return product;
        foreach (Tensor<double> plan in bounds.Plans)
            yield return plan;
        var numbers = new Philox(seed);
        for (int k = 0; k < random; k++)
            yield return Random(problem, product, numbers.Split(k));
    }

    /// <summary>Halfway between the product and a vertex: the north-west corner rule on both sides in random order.</summary>
    private static Tensor<double> Random(GromovProblem problem, Tensor<double> product, Philox numbers)
    {
        Tensor<double> plan = product.Clone();
        Span<double> entries = plan.AsSpan();
        for (int k = 0; k < entries.Length; k++)
            entries[k] *= 0.5;
        int[] rows = numbers.Permutation(problem.Rows).ToArray(), columns = numbers.Permutation(problem.Columns).ToArray();
        double[] a = problem.Masses.Source, b = problem.Masses.Target;
        int i = 0, j = 0;
        double left = a[rows[0]], right = b[columns[0]];
        while (true)
        {
            double mass = Math.Min(left, right);
            entries[(rows[i] * problem.Columns) + columns[j]] += 0.5 * mass;
            left -= mass;
            right -= mass;
            if (left <= 0)
            {
                if (++i == rows.Length)
                    return plan;
                left = a[rows[i]];
            }

            if (right <= 0)
            {
                if (++j == columns.Length)
                    return plan;
                right = b[columns[j]];
            }
        }
    }
}
