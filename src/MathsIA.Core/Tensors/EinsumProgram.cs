using System.Numerics;
using System.Runtime.CompilerServices;
using MathsIA.Execution;

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
        var output = new Labelled<T>(destination, equation.Output);
        context = Workspace.Reserve(nameof(Tensor.Einsum), Run([.. terms], output, measureOnly: true, null), context);
        Run(terms, output, measureOnly: false, context);
    }

    /// <summary>Sums and contracts, or only walks the same way with tensors that have shapes but no elements; returns the bytes of
    /// all intermediate results.</summary>
    private static long Run<T>(List<Labelled<T>> terms, Labelled<T> output, bool measureOnly, ComputeContext? context) where T : unmanaged, INumber<T>
    {
        long bytes = 0;
        Tensor<T> Intermediate(Shape shape)
        {
            bytes += (long)shape.ElementCount * Unsafe.SizeOf<T>();
            return measureOnly ? new Tensor<T>(Memory<T>.Empty, shape) : Tensor.Uninitialized<T>(shape);
        }

        for (int k = 0; k < terms.Count; k++)
        {
            HashSet<int> needed = Needed(terms, k, k, output.Labels);
            Labelled<T> term = terms[k];
            int[] kept = [.. term.Labels.Where(needed.Contains)];
            if (kept.Length == term.Labels.Length)
                continue;
            Tensor<T> sum = Intermediate(new Shape([.. kept.Select(term.LengthOf)]));
            int[] axes = [.. Enumerable.Range(0, term.Labels.Length).Where(axis => !needed.Contains(term.Labels[axis]))];
            if (!measureOnly)
                Tensor.Sum(term.Tensor, axes, sum, context);
            terms[k] = new Labelled<T>(sum, kept);
        }

        while (terms.Count > 2)
        {
            (int first, int second) = CheapestPair(terms, output.Labels);
            Labelled<T> left = terms[first], right = terms[second];
            int[] kept = Kept(left, right, Needed(terms, first, second, output.Labels));
            var shape = new Shape([.. kept.Select(label => Contraction.JointLength(left, right, label))]);
            var product = new Labelled<T>(Intermediate(shape), kept);
            bytes += Contraction.WorkspaceBytes(left, right, product);
            if (!measureOnly)
                Contraction.Run(left, right, product, context);
            terms.RemoveAt(second);
            terms[first] = product;
        }

        if (terms.Count == 2)
            bytes += Contraction.WorkspaceBytes(terms[0], terms[1], output);
        if (measureOnly)
            return bytes;
        if (terms.Count == 2)
            Contraction.Run(terms[0], terms[1], output, context);
        else
            terms[0].Arrange(output.Labels).CopyTo(output.Tensor);
        return bytes;
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
