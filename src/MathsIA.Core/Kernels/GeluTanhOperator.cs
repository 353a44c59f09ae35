using System.Runtime.CompilerServices;

namespace MathsIA.Kernels;

/// <summary>The approximation <c>x/2 (1 + tanh(√(2/π) (x + 0.044715 x³)))</c> of the Gaussian error linear unit.</summary>
internal readonly struct GeluTanhOperator : IMap<double>
{
    public static bool Unrolls => false;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLane Apply<TLane>(TLane x) where TLane : struct, ILane<TLane, double>
    {
        // It equals x / (1 + e^-w) with w = x (a + b x²). The exponential magnifies an error of w by w, so w takes two parts.
        TLane a = TLane.MinNative(TLane.Create(60), TLane.Abs(x));
        TLane high = TLane.Create(1.5957691216057308), factor = TLane.Create(0.071354816272600249);
        TLane square = a * a, squareRest = Exact.SquareError<TLane, double>(a, square);
        TLane product = factor * square;
        TLane productRest = Exact.ProductError<TLane, double>(factor, square, product);
        TLane sum = high + product;
        TLane sumRest = Exact.SumError<TLane, double>(high, product, sum) + productRest
            + TLane.MultiplyAdd(factor, squareRest, TLane.MultiplyAdd(TLane.Create(-6.175149918155315e-19), square, TLane.Create(-9.9693088091109202e-17)));
        TLane w = a * sum;
        TLane rest = TLane.MultiplyAdd(a, sumRest, Exact.ProductError<TLane, double>(a, sum, w));
        TLane bounded = TLane.MinNative(TLane.Create(760), w);
        rest = TLane.Select(TLane.Equal(bounded, w), rest, TLane.Create(0));

        TLane n = Exponential.Reduce<TLane, double>(-bounded, out TLane r);
        TLane p = TLane.Create(1) + Exponential.Expm1<TLane, double>(r - rest);
        TLane negative = TLane.Less(x, TLane.Create(0));
        TLane numerator = TLane.Select(negative, -a * p, a);
        TLane quotient = Exponential.DivideBySum<TLane, double>(numerator, TLane.Create(1), TLane.Scale(p, n));

        // On the left the power of 2 comes last, so that a denormal result rounds once; far right the function is x itself.
        TLane right = TLane.Select(TLane.Less(TLane.Create(60), x), x, quotient);
        return TLane.Select(negative, TLane.Scale(quotient, n), right);
    }
}
