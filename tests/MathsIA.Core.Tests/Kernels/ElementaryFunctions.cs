using System.Numerics;

namespace MathsIA.Tests;

/// <summary>The elementary functions by name: what the accuracy and the width tests run over.</summary>
internal static class ElementaryFunctions
{
    /// <summary>The largest errors that the documentation names, in units of the last place. Measured for floats over all between 1/32 and 16 and every
    /// seventh elsewhere, or bounded by the rounding of a double; for doubles over 14,000 numbers of the recipe of tests/fixtures/elementary.py.</summary>
    public static readonly Dictionary<string, (double Single, double Double)> LargestErrors = new(StringComparer.Ordinal)
    {
        ["exp"] = (1.07, 0.92), ["expm1"] = (1.68, 1.60), ["exp2"] = (1.07, 1.01), ["log"] = (0.87, 0.76),
        ["log1p"] = (1.42, 0.77), ["log2"] = (1.77, 1.40), ["log10"] = (1.62, 1.45), ["sin"] = (0.51, 1.90),
        ["cos"] = (0.51, 2.19), ["tan"] = (0.51, 2.96), ["asin"] = (0.51, 2.00), ["acos"] = (0.51, 1.07),
        ["atan"] = (0.51, 1.63), ["atan2"] = (0.51, 2.06), ["sinh"] = (0.51, 1.40), ["cosh"] = (0.51, 1.29),
        ["tanh"] = (1.97, 1.94), ["asinh"] = (0.51, 1.43), ["acosh"] = (0.51, 1.72), ["atanh"] = (0.51, 1.42),
        ["erf"] = (1.26, 1.01), ["erfc"] = (0.51, 2.99), ["sigmoid"] = (1.54, 1.38), ["softplus"] = (1.71, 1.46),
        ["silu"] = (0.51, 2.11), ["gelu"] = (0.51, 3.18), ["gelutanh"] = (0.51, 2.18), ["pow"] = (0.51, 1.08),
        ["hypot"] = (0.51, 1.12),
    };

    public static Dictionary<string, Func<Tensor<T>, Tensor<T>>> Unary<T>() where T : unmanaged, IBinaryFloatingPointIeee754<T> => new(StringComparer.Ordinal)
    {
        ["exp"] = x => x.Exp(), ["expm1"] = x => x.Expm1(), ["exp2"] = x => x.Exp2(),
        ["log"] = x => x.Log(), ["log1p"] = x => x.Log1p(), ["log2"] = x => x.Log2(), ["log10"] = x => x.Log10(),
        ["sin"] = x => x.Sin(), ["cos"] = x => x.Cos(), ["tan"] = x => x.Tan(),
        ["asin"] = x => x.Asin(), ["acos"] = x => x.Acos(), ["atan"] = x => x.Atan(),
        ["sinh"] = x => x.Sinh(), ["cosh"] = x => x.Cosh(), ["tanh"] = x => x.Tanh(),
        ["asinh"] = x => x.Asinh(), ["acosh"] = x => x.Acosh(), ["atanh"] = x => x.Atanh(),
        ["sigmoid"] = x => x.Sigmoid(), ["softplus"] = x => x.Softplus(), ["silu"] = x => x.Silu(),
        ["erf"] = x => x.Erf(), ["erfc"] = x => x.Erfc(), ["gelu"] = x => x.Gelu(), ["gelutanh"] = x => x.GeluTanh(),
    };

    public static Dictionary<string, Func<Tensor<T>, Tensor<T>, Tensor<T>>> Binary<T>() where T : unmanaged, IBinaryFloatingPointIeee754<T> => new(StringComparer.Ordinal)
    {
        ["pow"] = (x, y) => x.Pow(y), ["atan2"] = (x, y) => x.Atan2(y), ["hypot"] = (x, y) => x.Hypot(y),
    };

    /// <summary>Rounded and algebraic functions, exact at every width.</summary>
    public static Dictionary<string, Func<Tensor<T>, Tensor<T>>> Plain<T>() where T : unmanaged, IBinaryFloatingPointIeee754<T> => new(StringComparer.Ordinal)
    {
        ["negate"] = x => -x, ["abs"] = x => x.Abs(), ["sign"] = x => x.Sign(), ["sqrt"] = x => x.Sqrt(), ["rsqrt"] = x => x.Rsqrt(),
        ["reciprocal"] = x => x.Reciprocal(), ["square"] = x => x.Square(), ["relu"] = x => x.Relu(),
        ["floor"] = x => x.Floor(), ["ceiling"] = x => x.Ceiling(), ["round"] = x => x.Round(), ["truncate"] = x => x.Truncate(),
    };

    /// <summary>Every kind of number: all binades, both signs, the special ones.</summary>
    public static float[] Singles(int count)
    {
        var numbers = new float[count];
        uint state = 2463534242;
        for (int i = 0; i < count; i++)
        {
            state ^= state << 13;
            state ^= state >> 17;
            state ^= state << 5;

            // Half of them anywhere, half between -16 and 16, where most functions do something.
            numbers[i] = (i & 1) == 0 ? BitConverter.UInt32BitsToSingle(state) : (int)state / 134217728f;
        }

        ReadOnlySpan<float> special = [0f, -0f, 1f, -1f, float.PositiveInfinity, float.NegativeInfinity, float.NaN, float.Epsilon, -float.Epsilon, 1.1754942e-38f, float.MaxValue, float.MinValue, 1e30f, 0.5f];
        special[..Math.Min(count, special.Length)].CopyTo(numbers);
        return numbers;
    }

    public static double[] Doubles(int count)
    {
        var numbers = new double[count];
        ulong state = 88172645463325252;
        for (int i = 0; i < count; i++)
        {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            numbers[i] = (i & 1) == 0 ? BitConverter.UInt64BitsToDouble(state) : (long)state / 576460752303423488.0;
        }

        ReadOnlySpan<double> special = [0, -0.0, 1, -1, double.PositiveInfinity, double.NegativeInfinity, double.NaN, double.Epsilon, -double.Epsilon, 2.2e-308, double.MaxValue, double.MinValue, 1e30, 0.5];
        special[..Math.Min(count, special.Length)].CopyTo(numbers);
        return numbers;
    }
}
