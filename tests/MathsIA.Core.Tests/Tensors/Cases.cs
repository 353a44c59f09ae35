using CsCheck;

namespace MathsIA.Tests;

/// <summary>Runs a property over generated cases from fixed seeds, so that a failure comes back on every run; the message
/// gives the number of the case.</summary>
internal static class Cases
{
    public static void Check<T>(this Gen<T> gen, int count, Action<T> property)
    {
        for (uint i = 0; i < count; i++)
        {
            T value = gen.Generate(new PCG(i, 0x9E3779B97F4A7C15UL), null, out _);
            try
            {
                property(value);
            }
            catch (Exception failure)
            {
                throw new Xunit.Sdk.XunitException($"Case {i} failed: {failure.Message}\n{failure.StackTrace}", failure);
            }
        }
    }
}
