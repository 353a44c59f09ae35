using System.Numerics;

namespace MathsIA;

/// <summary>Runs an Einstein summation: diagonals and lone sums first, then products of two, cheapest first.</summary>
/// <remarks>Which two are contracted next is chosen greedily, as the pair whose result is smallest compared with what it
/// replaces, then the one with the least work: the order of opt_einsum's greedy path (Smith and Gray, Journal of Open Source
/// Software 3(26), 2018). It depends on the shapes only.</remarks>
internal static class EinsumProgram
{
    public static void Run<T>(EinsumEquation equation, ReadOnlySpan<Tensor<T>> operands, Tensor<T> destination, ComputeContext? context)
        where T : unmanaged, INumber<T>
    {
        if (destination.IsEmpty)
            return;
        var terms = new List<Labelled<T>>(operands.Length);
        for (int k = 0; k < operands.Length; k++)
            terms.Add(TakeDiagonals(operands[k], equation.Inputs[k]));
        for (int k = 0; k < terms.Count; k++)
            terms[k] = SumLoneLabels(terms[k], Needed(terms, k, k, equation.Output), context);

        var output = new Labelled<T>(destination, equation.Output);
        while (terms.Count > 2)
        {
            (int first, int second) = CheapestPair(terms, equation.Output);
            Labelled<T> left = terms[first], right = terms[second];
            int[] kept = Kept(left, right, Needed(terms, first, second, equation.Output));
            var shape = new Shape([.. kept.Select(label => Contraction.JointLength(left, right, label))]);
            var product = new Labelled<T>(Tensor.Uninitialized<T>(shape), kept);
            Contraction.Run(left, right, product, context);
            terms.RemoveAt(second);
            terms[first] = product;
        }

        if (terms.Count == 2)
            Contraction.Run(terms[0], terms[1], output, context);
        else
            terms[0].Arrange(output.Labels).CopyTo(destination);
    }

    /// <summary>A label that repeats within one operand walks its axes together: their strides add up.</summary>
    private static Labelled<T> TakeDiagonals<T>(Tensor<T> x, int[] labels) where T : unmanaged
    {
        int[] distinct = [.. labels.Distinct()];
        if (distinct.Length == labels.Length)
            return new Labelled<T>(x, labels);
        var lengths = new int[distinct.Length];
        lengths.AsSpan().Fill(1);
        var strides = new int[distinct.Length];
        for (int axis = 0; axis < labels.Length; axis++)
        {
            int i = Array.IndexOf(distinct, labels[axis]);
            lengths[i] = x.Shape.Lengths[axis] == 1 ? lengths[i] : x.Shape.Lengths[axis];
            // An axis of length 1 beside longer ones of the same label stands still.
            strides[i] += x.Shape.Lengths[axis] == 1 ? 0 : x.Strides[axis];
        }

        return new Labelled<T>(x.Window(x.Offset, new Shape(lengths), strides), distinct);
    }

    private static Labelled<T> SumLoneLabels<T>(Labelled<T> term, HashSet<int> needed, ComputeContext? context) where T : unmanaged, INumber<T>
    {
        int[] kept = [.. term.Labels.Where(needed.Contains)];
        if (kept.Length == term.Labels.Length)
            return term;
        int[] axes = [.. Enumerable.Range(0, term.Labels.Length).Where(axis => !needed.Contains(term.Labels[axis]))];
        return new Labelled<T>(Tensor.Sum(term.Tensor, axes, context: context), kept);
    }

    /// <summary>The labels that the output or a term other than the two still needs.</summary>
    private static HashSet<int> Needed<T>(List<Labelled<T>> terms, int first, int second, int[] output) where T : unmanaged
    {
        var needed = new HashSet<int>(output);
        for (int k = 0; k < terms.Count; k++)
        {
            if (k != first && k != second)
                needed.UnionWith(terms[k].Labels);
        }

        return needed;
    }

    private static int[] Kept<T>(Labelled<T> left, Labelled<T> right, HashSet<int> needed) where T : unmanaged =>
        [.. left.Labels.Union(right.Labels).Where(needed.Contains)];

    private static (int First, int Second) CheapestPair<T>(List<Labelled<T>> terms, int[] output) where T : unmanaged
    {
        (double Growth, double Work) best = (double.PositiveInfinity, double.PositiveInfinity);
        (int, int) pair = (0, 1);
        for (int i = 0; i < terms.Count; i++)
        {
            for (int j = i + 1; j < terms.Count; j++)
            {
                Labelled<T> left = terms[i], right = terms[j];
                double work = 1;
                foreach (int label in left.Labels.Union(right.Labels))
                    work *= Contraction.JointLength(left, right, label);
                double size = 1;
                foreach (int label in Kept(left, right, Needed(terms, i, j, output)))
                    size *= Contraction.JointLength(left, right, label);
                (double, double) cost = (size - left.Tensor.Length - right.Tensor.Length, work);
                if (cost.CompareTo(best) < 0)
                    (best, pair) = (cost, (i, j));
            }
        }

        return pair;
    }
}
