using CsCheck;

namespace MathsIA;

/// <summary>Property tests that draw the same samples in every run: all of them from the seed.</summary>
/// <remarks>CsCheck takes only its first sample from a seed and draws the others anew in each run. Standing in the namespace that encloses those
/// of all tests, these come before its own methods of the same name. A sample that fails is handed to CsCheck, which looks for a
/// smaller one and tells both.</remarks>
internal static class FixedSamples
{
    /// <summary>How many samples CsCheck may draw to find a smaller one that fails.</summary>
    private const int Shrinking = 10_000;

    public static void Sample<T>(this Gen<T> gen, Action<T> assert, string seed, long iter = 100)
    {
        PCG random = PCG.Parse(seed);
        for (long i = 0; i < iter; i++)
        {
            string state = random.ToString();
            try
            {
                assert(gen.Generate(random, null, out _));
            }
            catch (Exception)
            {
                Check.Sample(gen, assert, seed: state, iter: Shrinking, threads: 1);
                throw;
            }
        }
    }

    public static void Sample<T>(this Gen<T> gen, Func<T, bool> holds, string seed, long iter = 100) => gen.Sample(value => Assert.True(holds(value)), seed, iter);

    public static void Sample<T1, T2>(this Gen<(T1, T2)> gen, Action<T1, T2> assert, string seed, long iter = 100) =>
        gen.Sample(value => assert(value.Item1, value.Item2), seed, iter);

    public static void Sample<T1, T2, T3>(this Gen<(T1, T2, T3)> gen, Action<T1, T2, T3> assert, string seed, long iter = 100) =>
        gen.Sample(value => assert(value.Item1, value.Item2, value.Item3), seed, iter);

    public static void Sample<T1, T2, T3, T4>(this Gen<(T1, T2, T3, T4)> gen, Action<T1, T2, T3, T4> assert, string seed, long iter = 100) =>
        gen.Sample(value => assert(value.Item1, value.Item2, value.Item3, value.Item4), seed, iter);

    public static void Sample<T1, T2, T3, T4, T5>(this Gen<(T1, T2, T3, T4, T5)> gen, Action<T1, T2, T3, T4, T5> assert, string seed, long iter = 100) =>
        gen.Sample(value => assert(value.Item1, value.Item2, value.Item3, value.Item4, value.Item5), seed, iter);

    public static void Sample<T1, T2, T3, T4, T5, T6>(this Gen<(T1, T2, T3, T4, T5, T6)> gen, Action<T1, T2, T3, T4, T5, T6> assert, string seed, long iter = 100) =>
        gen.Sample(value => assert(value.Item1, value.Item2, value.Item3, value.Item4, value.Item5, value.Item6), seed, iter);
}
