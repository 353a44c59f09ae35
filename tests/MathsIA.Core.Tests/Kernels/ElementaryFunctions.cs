using System.Numerics;

namespace MathsIA.Tests;

/// <summary>The elementary functions by name: what the accuracy and the width tests run over.</summary>
internal static class ElementaryFunctions
{
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
