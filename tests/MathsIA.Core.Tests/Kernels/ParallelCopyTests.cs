using MathsIA.Kernels;

namespace MathsIA.Tests.Kernels;

/// <summary>Copies on several threads against the plain one.</summary>
public sealed class ParallelCopyTests
{
    [Fact]
    public void Every_layout_arrives_in_order()
    {
        Tensor<float> x = Tensor.From([.. Enumerable.Range(0, 7 * 61 * 9 * 43).Select(i => (float)i)], 7, 61, 9, 43);
        var threads = new ComputeContext { DegreeOfParallelism = 3 };
        foreach (Tensor<float> source in new[]
        {
            x, x.Permute(0, 2, 1, 3), x.Permute(2, 1, 0, 3), x.Permute(3, 0, 1, 2), x.Narrow(3, 2, 40), x.Narrow(1, 3, 50), x.Narrow(3, 5, 1), x.Narrow(0, 2, 1),
        })
        {
            Tensor<float> expected = source.Contiguous(), same = Tensor.Zeros<float>(source.Shape), flat = Tensor.Zeros<float>(source.Length);
            ParallelCopy.Run(source, same, threads);
            ParallelCopy.Run(source, flat, threads);
            Assert.Equal(expected.ToArray(), same.ToArray());
            Assert.Equal(expected.ToArray(), flat.ToArray());
        }
    }

    [Fact]
    public void Memory_that_overlaps_is_copied_as_by_the_plain_copy()
    {
        Tensor<float> x = Tensor.From([.. Enumerable.Range(0, 1 << 18).Select(i => (float)i)]);
        ParallelCopy.Run(x, x, null);
        Assert.Equal(Enumerable.Range(0, 1 << 18).Select(i => (float)i), x.ToArray());
    }
}
