using System.Numerics;
using MathsIA.Kernels;

namespace MathsIA.Tests.Kernels;

public sealed class LinearRecurrenceDoubleTests : LinearRecurrenceTests<double>;

public sealed class LinearRecurrenceSingleTests : LinearRecurrenceTests<float>;

public abstract class LinearRecurrenceTests<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>, IMinMaxValue<T>
{
    [Theory]
    [InlineData(1, 1, 1), InlineData(3, 5, 1), InlineData(1, 7, 3), InlineData(2, 4, 17), InlineData(2, 3, 1030), InlineData(50, 600, 1), InlineData(0, 3, 2), InlineData(2, 0, 3)]
    public void Agrees_with_the_naive_twin_to_the_bit(int outer, int steps, int inner)
    {
        int count = outer * steps * inner;
        Tensor<T> a = Tensor.From(TestNumbers.Uniform<T>(count, -1, 1, 1), outer, steps, inner), b = Tensor.From(TestNumbers.Uniform<T>(count, -1, 1, 2), outer, steps, inner);
        foreach ((bool backwards, bool lagged) in new[] { (false, false), (false, true), (true, false), (true, true) })
        {
            T[] expected = Naive(a, b, backwards, lagged);
            foreach (int threads in new[] { 1, 4 })
            {
                Tensor<T> h = Tensor.Zeros<T>(outer, steps, inner);
                LinearRecurrence.Run(a, b, h, 1, backwards, lagged, new ComputeContext { DegreeOfParallelism = threads });
                Assert.Equal(expected, h.ToArray());
            }

            Tensor<T> place = b.Clone();
            LinearRecurrence.Run(a, place, place, 1, backwards, lagged, null);
            Assert.Equal(expected, place.ToArray());
        }
    }

    private static T[] Naive(Tensor<T> a, Tensor<T> b, bool backwards, bool lagged)
    {
        int steps = a.Shape[1];
        Tensor<T> h = b.Clone();
        for (int i = 0; i < a.Shape[0]; i++)
        {
            for (int t = 1; t < steps; t++)
            {
                int at = backwards ? steps - 1 - t : t, before = backwards ? at + 1 : at - 1;
                for (int j = 0; j < a.Shape[2]; j++)
                    h[i, at, j] = T.FusedMultiplyAdd(a[i, lagged ? before : at, j], h[i, before, j], b[i, at, j]);
            }
        }

        return h.ToArray();
    }
}
