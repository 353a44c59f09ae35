using MathsIA.Benchmarks.Peers;
using MathsIA.Optimization;

namespace MathsIA.Benchmarks.Compare.Areas;

/// <summary>Proximal operators of 1e6 elements on one thread: separable ones against a plain copy, which no prox can beat, projections against
/// POT and scikit-learn. A ratio of 1 against the copy is all of the copy's bandwidth.</summary>
internal static class ProxArea
{
    private const int Count = 1_000_000;

    public static IEnumerable<Comparison> All(CompareOptions options)
    {
        double[] data = TestData.Uniform<double>(Count, 1);
        float[] singles = TestData.Uniform<float>(Count, 1);
        yield return AgainstCopy("l1_f64_1M", new L1Norm<double>(0.3), data);
        yield return AgainstCopy("box_f64_1M", new Box<double>(-0.5, 0.25), data);
        yield return AgainstCopy("huber_f64_1M", new Huber<double>(0.3), data);
        yield return AgainstCopy("l1_f32_1M", new L1Norm<float>(0.3), singles);
        yield return AgainstCopy("box_f32_1M", new Box<float>(-0.5, 0.25), singles);
        yield return AgainstCopy("huber_f32_1M", new Huber<float>(0.3), singles);
        yield return InPlace("l1_f64_1M_in_place", new L1Norm<double>(0.3), data);
        yield return InPlace("box_f64_1M_in_place", new Box<double>(-0.5, 0.25), data);
        yield return InPlace("huber_f64_1M_in_place", new Huber<double>(0.3), data);
        yield return InPlace("l1_f32_1M_in_place", new L1Norm<float>(0.3), singles);
        yield return InPlace("box_f32_1M_in_place", new Box<float>(-0.5, 0.25), singles);
        yield return InPlace("huber_f32_1M_in_place", new Huber<float>(0.3), singles);
        yield return AgainstCopy("group_f64_2x500k", new GroupNorm<double>(0.3, GroupLayout.Components(2)), data);

        var normal = new double[Count];
        double sum = 0;
        for (int i = 0; i < Count; i++)
            normal[i] = 0.01 * (sum += data[i]);
        yield return AgainstCopy("tv1d_walk_f64_1M", new TotalVariation1D<double>(0.5, options.Context), normal);
        yield return AgainstCopy("tv1d_noise_f64_1M", new TotalVariation1D<double>(0.5, options.Context), data);
        if (AgainstPython("simplex_f64_1M", "simplex", "POT proj_simplex", new Simplex<double>(), data) is { } simplex)
            yield return simplex;
        double[] trend = [.. data.Select((value, i) => value + ((double)i / Count))];
        if (AgainstPython("isotonic_f64_1M", "isotonic", "scikit-learn", new MonotoneCone<double>(), trend) is { } isotonic)
            yield return isotonic;
    }

    private static Comparison AgainstCopy<T>(string name, IProximable<T> function, T[] data) where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T>
    {
        T[] ours = TestData.Pinned<T>(data.Length), theirs = TestData.Pinned<T>(data.Length);
        T value = T.Zero;
        return new(name, "Span.CopyTo", () => value = function.Prox(data, T.One, ours), () => data.AsSpan().CopyTo(theirs),
            () => T.Abs(function.Value(ours) - value) <= T.CreateChecked(1e-6) * (T.One + T.Abs(value)));
    }

    /// <summary>The point is its own destination, as in most solvers: one array passes through, where a copy needs two. The step is small, so that the
    /// numbers stay ordinary ones round after round.</summary>
    private static Comparison InPlace<T>(string name, IProximable<T> function, T[] data) where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T>
    {
        T[] ours = TestData.Pinned<T>(data.Length), theirs = TestData.Pinned<T>(data.Length);
        data.CopyTo(ours, 0);
        T value = T.Zero, step = T.CreateChecked(1e-5);
        return new(name, "Span.CopyTo", () => value = function.Prox(ours, step, ours), () => data.AsSpan().CopyTo(theirs),
            () => T.Abs(function.Value(ours) - value) <= T.CreateChecked(1e-6) * (T.One + T.Abs(value)));
    }

    private static Comparison? AgainstPython(string name, string what, string peer, IProximable<double> function, double[] data)
    {
        if (ProxPeer.Time(what, data) is not { } first)
            return null;
        double[] ours = TestData.Pinned<double>(data.Length);
        return new(name, peer, () => function.Prox(data, 1, ours), null,
            () => Math.Abs(ours.Max(Math.Abs) - first.Answer) <= 1e-9 * (1 + first.Answer), () => Math.Min(first.Seconds, ProxPeer.Time(what, data)?.Seconds ?? double.PositiveInfinity));
    }
}
