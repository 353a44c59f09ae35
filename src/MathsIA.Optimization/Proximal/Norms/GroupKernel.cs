using System.Numerics;
using System.Runtime.CompilerServices;
using MathsIA.Execution;
using MathsIA.Kernels;

namespace MathsIA.Optimization;

/// <summary>Norms and shrinkage of groups. Groups across components run a register of groups at a time; the others one by one.</summary>
internal static unsafe class GroupKernel<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private const int Block = 1024;

    /// <summary>The weighted sum of the groups' norms.</summary>
    public static T Value(ReadOnlySpan<T> x, GroupRuns groups, Parameter<T> weight)
    {
        SumState total = default;
        int count = groups.Count, components = groups.Components;
        if (components > 0)
        {
            fixed (T* source = x)
            {
                for (int start = 0; start < count; start += Block)
                    total.Add(LaneSum.Block<T, NormTerm>(new(source, count, components, weight.View, start), Math.Min(Block, count - start)));
            }
        }
        else
        {
            using Workspace<T> scratch = Scratch(groups, x.Length);
            for (int g = 0; g < count; g++)
                total.Add(Widening.ToDouble(weight.View[g] * Vectors.Norm(Gather(x, groups, g, scratch))));
        }

        GC.KeepAlive(weight);
        return Widening.FromDouble<T>(total.Value);
    }

    /// <summary>Moves each group towards the origin by the step times its weight.</summary>
    public static void Shrink(ReadOnlySpan<T> x, GroupRuns groups, Parameter<T> weight, T step, Span<T> destination)
    {
        int count = groups.Count, components = groups.Components;
        if (components > 0)
        {
            fixed (T* source = x, target = destination)
            {
                for (int start = 0; start < count; start += Block)
                    LaneSum.Block<T, ShrinkTerm>(new(source, target, count, components, weight.View, step, start), Math.Min(Block, count - start));
            }
        }
        else
        {
            using Workspace<T> scratch = Scratch(groups, x.Length);
            for (int g = 0; g < count; g++)
            {
                (int start, int size) = groups[g];
                ReadOnlySpan<T> group = Gather(x, groups, g, scratch);
                if (groups.Order is not { } order)
                {
                    L2Norm<T>.Shrink(group, step * weight.View[g], destination.Slice(start, size));
                    continue;
                }

                Span<T> result = scratch.Span[..size];
                L2Norm<T>.Shrink(group, step * weight.View[g], result);
                for (int i = 0; i < size; i++)
                    destination[order[start + i]] = result[i];
            }
        }

        GC.KeepAlive(weight);
    }

    /// <summary>Whether the norm of every group is at most its weight, up to rounding.</summary>
    public static bool AllWithin(ReadOnlySpan<T> x, GroupRuns groups, Parameter<T> weight)
    {
        using Workspace<T> scratch = Scratch(groups, x.Length);
        int count = groups.Count, components = groups.Components;
        for (int g = 0; g < count; g++)
        {
            T norm = components > 0 ? Across(x, g, count, components) : Vectors.Norm(Gather(x, groups, g, scratch));
            if (!(norm <= weight.View[g] * Rounding<T>.Above))
                return false;
        }

        GC.KeepAlive(weight);
        return true;
    }

    /// <summary>The norm of one group across components.</summary>
    public static T Across(ReadOnlySpan<T> x, int group, int count, int components)
    {
        T norm = T.Zero;
        for (int c = 0; c < components; c++)
            norm = T.Hypot(norm, x[(c * count) + group]);
        return norm;
    }

    private static Workspace<T> Scratch(GroupRuns groups, int length) => groups.Order is null ? default : new(length);

    private static ReadOnlySpan<T> Gather(ReadOnlySpan<T> x, GroupRuns groups, int group, Workspace<T> scratch)
    {
        (int start, int size) = groups[group];
        if (groups.Order is not { } order)
            return x.Slice(start, size);
        Span<T> copy = scratch.Span[..size];
        for (int i = 0; i < size; i++)
            copy[i] = x[order[start + i]];
        return copy;
    }

    /// <summary>The norms of a register of groups across components. Scaled only where a square leaves the normal range.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLane Norm<TLane>(T* first, nint stride, int components) where TLane : struct, ILane<TLane, T>
    {
        TLane sum = TLane.Create(T.Zero);
        for (int c = 0; c < components; c++)
        {
            TLane x = TLane.Load(first + (c * stride));
            sum = TLane.MultiplyAdd(x, x, sum);
        }

        TLane smallest = Lane.Of<TLane, T>(1e-30f, 1e-290), largest = Lane.Of<TLane, T>(1e38f, 1e300);
        return TLane.Any(TLane.Less(sum, smallest) | TLane.Less(largest, sum)) ? Scaled<TLane>(first, stride, components) : TLane.Sqrt(sum);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static TLane Scaled<TLane>(T* first, nint stride, int components) where TLane : struct, ILane<TLane, T>
    {
        TLane largest = TLane.Create(T.Zero);
        for (int c = 0; c < components; c++)
            largest = TLane.Max(largest, TLane.Abs(TLane.Load(first + (c * stride))));
        TLane safe = TLane.Select(TLane.Equal(largest, TLane.Create(T.Zero)), TLane.Create(T.One), largest), sum = TLane.Create(T.Zero);
        for (int c = 0; c < components; c++)
        {
            TLane x = TLane.Load(first + (c * stride)) / safe;
            sum += x * x;
        }

        return largest * TLane.Sqrt(sum);
    }

    private readonly struct NormTerm(T* x, nint count, int components, Coefficient<T> weight, nint start) : ITerm<T>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TLane Get<TLane>(nint index) where TLane : struct, ILane<TLane, T> =>
            weight.At<TLane>(start + index) * Norm<TLane>(x + start + index, count, components);
    }

    private readonly struct ShrinkTerm(T* x, T* destination, nint count, int components, Coefficient<T> weight, T step, nint start) : ITerm<T>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TLane Get<TLane>(nint index) where TLane : struct, ILane<TLane, T>
        {
            nint i = start + index;
            TLane norm = Norm<TLane>(x + i, count, components), distance = TLane.Create(step) * weight.At<TLane>(i);
            // Where the norm is at most the distance the group is 0: also where both are.
            TLane factor = TLane.Select(TLane.LessOrEqual(norm, distance), TLane.Create(T.Zero), TLane.Create(T.One) - (distance / norm));
            for (int c = 0; c < components; c++)
                (factor * TLane.Load(x + i + (c * count))).Store(destination + i + (c * count));
            return norm;
        }
    }
}
