using System.Numerics;

namespace MathsIA.Optimization;

/// <summary>The smoothly clipped absolute deviation: slope λ up to λ, falling to 0 at γλ, flat from there; times n.</summary>
/// <remarks>Fan and Li, "Variable selection via nonconcave penalized likelihood", JASA 96, 2001.</remarks>
internal readonly unsafe struct ScadPenalty<T>(T lambda, T gamma, T scale) : IBlockPenalty<T>, IConcavePenalty<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private static T Two => T.One + T.One;

    public static bool IsConvex => false;

    public bool IsFree(int block) => false;

    public T Limit(int block) => lambda * scale;

    public T Gauge(int block, T* c, int size) => T.Abs(*c);

    public T Value(int block, T* w, int size) => scale * Plain(T.Abs(*w));

    public T Prox(int block, T z, T step)
    {
        // Each of the three pieces is quadratic: the best of their stationary points, kept inside their pieces, and of their ends.
        T s = scale * step, a = T.Abs(z), best = T.Zero, least = a * a / Two;
        T middle = s == gamma - T.One ? gamma * lambda : (((gamma - T.One) * a) - (s * gamma * lambda)) / (gamma - T.One - s);
        Consider(T.Clamp(a - (s * lambda), T.Zero, lambda), a, s, ref best, ref least);
        Consider(T.Clamp(middle, lambda, gamma * lambda), a, s, ref best, ref least);
        Consider(T.Max(a, gamma * lambda), a, s, ref best, ref least);
        return T.CopySign(best, z);
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

    public T Slope(T size) => scale * (size <= lambda ? lambda : T.Max(T.Zero, (gamma * lambda) - size) / (gamma - T.One));

    private T Plain(T a) => a <= lambda ? lambda * a
        : a <= gamma * lambda ? ((Two * gamma * lambda * a) - (a * a) - (lambda * lambda)) / (Two * (gamma - T.One))
        : lambda * lambda * (gamma + T.One) / Two;

    private void Consider(T x, T a, T s, ref T best, ref T least)
    {
        T value = ((x - a) * (x - a) / Two) + (s * Plain(x));
        if (value < least)
        {
            least = value;
            best = x;
        }
    }
}
