using System.Numerics;

namespace MathsIA.Optimization;

/// <summary>The minimax concave penalty, <c>n (λ|w| − w²/(2γ))</c> up to <c>|w| = γλ</c> and constant from there.</summary>
/// <remarks>Zhang, "Nearly unbiased variable selection under minimax concave penalty", Annals of Statistics 38, 2010.</remarks>
internal readonly unsafe struct McpPenalty<T>(T lambda, T gamma, T scale) : IBlockPenalty<T>, IConcavePenalty<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private static T Two => T.One + T.One;

    public static bool IsConvex => false;

    public bool IsFree(int block) => false;

    public T Limit(int block) => lambda * scale;

    public T Gauge(int block, T* c, int size) => T.Abs(*c);

    public T Value(int block, T* w, int size)
    {
        T a = T.Abs(*w);
        return scale * (a <= gamma * lambda ? a * (lambda - (a / (Two * gamma))) : gamma * lambda * lambda / Two);
    }

    public T Prox(int block, T z, T step)
    {
        T s = scale * step, a = T.Abs(z);
        // Concave between zero and the flat part: only its ends can be the minimum.
        if (s >= gamma)
            return a > lambda * T.Sqrt(gamma * s) ? z : T.Zero;
        return a > gamma * lambda ? z : Penalties.Shrink(z, lambda * s) / (T.One - (s / gamma));
    }

    public void Prox(int block, T* z, int size, T step) => *z = Prox(block, *z, step);

    public T Gap(int block, T* w, T* c, int size) => T.NaN;

    public T Excess(int block, T* w, T* c, int size) => T.Zero;

    public T Violation(int block, T* w, T* c, int size)
    {
        T a = T.Abs(*w);
        if (a == T.Zero)
            return T.Max(T.Zero, T.Abs(*c) - (lambda * scale));
        return T.Abs(*c - T.CopySign(Slope(a), *w));
    }

    public T Slope(T size) => scale * T.Max(T.Zero, lambda - (size / gamma));
}
