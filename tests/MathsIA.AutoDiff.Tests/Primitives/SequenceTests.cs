namespace MathsIA.AutoDiff.Tests;

/// <summary>Scans and recurrences against loops and against each other.</summary>
public sealed class SequenceTests
{
    [Theory]
    [InlineData(1), InlineData(2), InlineData(3), InlineData(7), InlineData(8), InlineData(33)]
    public void A_scan_gives_what_a_loop_gives(int length)
    {
        // Products of 2 x 2 matrices do not commute: the order of the parts matters.
        Variable<double> x = Samples.Any(length, 2, 2);
        Variable<double> scanned = x.AssociativeScan((earlier, later) => later.MatMul(earlier), 0), backwards = x.AssociativeScan((earlier, later) => later.MatMul(earlier), 0, backwards: true);
        Variable<double> product = x.Select(0, 0), fromEnd = x.Select(0, length - 1);
        for (int t = 0; t < length; t++)
        {
            if (t > 0)
            {
                product = x.Select(0, t).MatMul(product);
                fromEnd = x.Select(0, length - 1 - t).MatMul(fromEnd);
            }

            Close(product, scanned.Select(0, t));
            Close(fromEnd, backwards.Select(0, length - 1 - t));
        }
    }

    [Fact]
    public void A_recurrence_is_the_scan_of_pairs_with_its_derivatives()
    {
        Variable<double>[] point = [Samples.Any(19, 3), Samples.Any(19, 3) * 0.5];
        Close(Samples.Recurrence(point[0], point[1]), point[0].LinearRecurrence(point[1], 0));
        Variable<double>[] scanned = Differentiate.ValueAndGradient<double>(x => Samples.Recurrence(x[0], x[1]).Sin().Sum(), point).Gradients;
        Variable<double>[] run = Differentiate.ValueAndGradient<double>(x => x[0].LinearRecurrence(x[1], 0).Sin().Sum(), point).Gradients;
        Close(scanned[0], run[0]);
        Close(scanned[1], run[1]);
    }

    [Fact]
    public void A_recurrence_in_two_parts_goes_on_from_its_state()
    {
        Variable<double> a = Samples.Any(2, 9, 3), b = Samples.Any(2, 9, 3) * 0.5;
        Variable<double> whole = a.LinearRecurrence(b, 1), first = a.Narrow(1, 0, 4).LinearRecurrence(b.Narrow(1, 0, 4), 1);
        Variable<double> second = a.Narrow(1, 4, 5).LinearRecurrence(b.Narrow(1, 4, 5), 1, initial: first.Select(1, 3));
        Close(whole, Variable.Concatenate(1, first, second));
        Variable<double> late = a.Narrow(1, 4, 5).LinearRecurrence(b.Narrow(1, 4, 5), 1, backwards: true);
        Variable<double> early = a.Narrow(1, 0, 4).LinearRecurrence(b.Narrow(1, 0, 4), 1, initial: late.Select(1, 0), backwards: true);
        Close(a.LinearRecurrence(b, 1, backwards: true), Variable.Concatenate(1, early, late));
    }

    private static void Close(Variable<double> expected, Variable<double> actual)
    {
        TensorComparison comparison = actual.Value.Compare(expected.Value, 1e-12, 1e-12);
        Assert.True(comparison.IsClose, comparison.ToString());
    }
}
