using MathsIA.Kernels;

namespace MathsIA.Tests.Kernels;

/// <summary>Rows of a table by number and their sums back, against plain loops.</summary>
public sealed class RowLookupTests
{
    private static readonly int[] Ids = [3, 0, 3, 7, 3, 0, 9, 1];

    [Fact]
    public void Rows_are_those_of_the_table_however_it_lies()
    {
        Tensor<double> table = Table(10, 5), transposed = table.Transpose(0, 1).Contiguous().Transpose(0, 1);
        foreach (Tensor<double> x in new[] { table, transposed, Table(20, 5).Narrow(0, 4, 10) })
        {
            Tensor<double> rows = Tensor.Zeros<double>(Ids.Length, 5);
            RowLookup.Take("Embedding", x, Tensor.From(Ids), rows, null);
            for (int i = 0; i < Ids.Length; i++)
            {
                for (int j = 0; j < 5; j++)
                    Assert.Equal(x[Ids[i], j], rows[i, j]);
            }
        }
    }

    [Theory]
    [InlineData(null)]
    [InlineData(3)]
    public void Sums_are_those_of_a_loop_and_what_nobody_asked_for_is_zero(int? skipped)
    {
        Tensor<double> rows = Table(Ids.Length, 5), table = Tensor.Ones<double>(10, 5), expected = Tensor.Zeros<double>(10, 5);
        for (int i = 0; i < Ids.Length; i++)
        {
            for (int j = 0; j < 5 && Ids[i] != skipped; j++)
                expected[Ids[i], j] += rows[i, j];
        }

        RowLookup.AddBack("Embedding", rows, Tensor.From(Ids), skipped, table, null);
        Assert.Equal(expected.ToArray(), table.ToArray());
    }

    [Fact]
    public void Any_number_of_threads_gives_the_same_bits()
    {
        const int entries = 3001, features = 67, count = 9001;
        Tensor<int> ids = Tensor.From([.. Enumerable.Range(0, count).Select(i => (int)(i * 2654435761L % entries))]);
        Tensor<float> rows = Table(count, features).To<float>();
        Tensor<float> one = Tensor.Zeros<float>(entries, features), many = one.Clone(), again = Tensor.Zeros<float>(count, features), taken = again.Clone();
        var threads = new ComputeContext { DegreeOfParallelism = 3 };
        RowLookup.AddBack("Embedding", rows, ids, null, one, ComputeContext.SingleThread);
        RowLookup.AddBack("Embedding", rows, ids, null, many, threads);
        Assert.Equal(one.ToArray(), many.ToArray());
        RowLookup.Take("Embedding", one, ids, again, ComputeContext.SingleThread);
        RowLookup.Take("Embedding", one, ids, taken, threads);
        Assert.Equal(again.ToArray(), taken.ToArray());
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(10)]
    public void An_id_that_is_no_entry_is_refused_before_anything_is_written(int id)
    {
        Tensor<double> table = Tensor.Ones<double>(10, 5), rows = Tensor.Ones<double>(2, 5);
        Assert.Equal("ids", Assert.Throws<ArgumentOutOfRangeException>(() => RowLookup.Take("Embedding", table, Tensor.From([1, id]), rows, null)).ParamName);
        Assert.Equal("ids", Assert.Throws<ArgumentOutOfRangeException>(() => RowLookup.AddBack("Embedding", rows, Tensor.From([1, id]), null, table, null)).ParamName);
        Assert.Equal(Tensor.Ones<double>(10, 5).ToArray(), table.ToArray());
    }

    private static Tensor<double> Table(int rows, int columns) => Tensor.From([.. Enumerable.Range(0, rows * columns).Select(i => Math.Sin(i))], rows, columns);
}
