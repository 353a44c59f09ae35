using System.Numerics;
using System.Runtime.CompilerServices;

namespace MathsIA.Optimization;

/// <summary><c>a_j |w| + b_j w²/2</c> on an interval around zero: elastic net, weighted, positive and box-limited Lasso.</summary>
/// <remarks>An infinite weight excludes the coefficient.</remarks>
internal readonly unsafe struct BoxElasticNetPenalty<T>(T* absolute, T* square, T* lower, T* upper) : IBlockPenalty<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public static bool IsConvex => true;

    public bool IsFree(int block) => absolute[block] == T.Zero && square[block] == T.Zero && T.IsInfinity(lower[block]) && T.IsInfinity(upper[block]);

    public T Limit(int block) => lower[block] == upper[block] ? T.PositiveInfinity : absolute[block];

    public T Gauge(int block, T* c, int size) => T.Max(upper[block] > T.Zero ? *c : T.Zero, lower[block] < T.Zero ? -*c : T.Zero);

    public T Value(int block, T* w, int size) => *w == T.Zero ? T.Zero
        : *w < lower[block] || *w > upper[block] ? T.PositiveInfinity
        : (absolute[block] * T.Abs(*w)) + (square[block] * *w * *w / (T.One + T.One));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Prox(int block, T z, T step)
    {
        T shrunk = Penalties.Shrink(z, absolute[block] * step) / (T.One + (square[block] * step));
        return T.Min(T.Max(shrunk, lower[block]), upper[block]);
    }

    public void Prox(int block, T* z, int size, T step) => *z = Prox(block, *z, step);

    public T Gap(int block, T* w, T* c, int size)
    {
        if (T.IsPositiveInfinity(Limit(block)))
            return T.Zero;
        // The conjugate is reached where its slope is: at the shrunk correlation, or at the bound before it.
        T a = absolute[block], b = square[block], size0 = T.Abs(*c) - a, conjugate = T.Zero;
        T bound = *c > T.Zero ? upper[block] : -lower[block];
        if (size0 > T.Zero && bound > T.Zero)
        {
            T reach = b > T.Zero ? T.Min(size0 / b, bound) : bound;
            conjugate = T.IsFinite(reach) ? (size0 * reach) - (b * reach * reach / (T.One + T.One))
                : size0 <= a * (Penalties.Slack<T>() - T.One) ? T.Zero : T.PositiveInfinity;
        }

        return T.Max(T.Zero, Value(block, w, 1) + conjugate - (*w * *c));
    }

    public T Excess(int block, T* w, T* c, int size)
    {
        T limit = Limit(block), bound = *w >= T.Zero ? upper[block] : lower[block];
        // At a finite bound, or without an absolute part, the conjugate is finite whatever the correlation.
        if (T.IsPositiveInfinity(limit) || limit == T.Zero || (*w != T.Zero && *w == bound))
            return T.Zero;
        T rest = *c - (square[block] * *w);
        return Gauge(block, &rest, 1) / limit;
    }

    public T Violation(int block, T* w, T* c, int size)
    {
        if (T.IsPositiveInfinity(Limit(block)))
            return T.Zero;
        if (*w == T.Zero)
            return T.Max(T.Zero, Gauge(block, c, 1) - absolute[block]);
        T rest = *c - (square[block] * *w) - T.CopySign(absolute[block], *w);
        return (*w >= upper[block] && rest > T.Zero) || (*w <= lower[block] && rest < T.Zero) ? T.Zero : T.Abs(rest);
    }
}
