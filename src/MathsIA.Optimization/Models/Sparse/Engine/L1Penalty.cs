using System.Numerics;
using System.Runtime.CompilerServices;

namespace MathsIA.Optimization;

/// <summary><c>λ |w|</c>: the Lasso.</summary>
internal readonly unsafe struct L1Penalty<T>(T lambda) : IBlockPenalty<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public static bool IsConvex => true;

    public bool IsFree(int block) => false;

    public T Limit(int block) => lambda;

    public T Gauge(int block, T* c, int size) => T.Abs(*c);

    public T Value(int block, T* w, int size) => lambda * T.Abs(*w);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Prox(int block, T z, T step) => T.CopySign(T.MaxNative(T.Abs(z) - (lambda * step), T.Zero), z);

    public void Prox(int block, T* z, int size, T step) => *z = Prox(block, *z, step);

    public T Gap(int block, T* w, T* c, int size) =>
        T.Abs(*c) <= lambda * Penalties.Slack<T>() ? T.Max(T.Zero, (lambda * T.Abs(*w)) - (*w * *c)) : T.PositiveInfinity;

    public T Excess(int block, T* w, T* c, int size) => T.Abs(*c) / lambda;

    public T Violation(int block, T* w, T* c, int size) => *w == T.Zero
        ? T.Max(T.Zero, T.Abs(*c) - lambda)
        : T.Abs(*c - T.CopySign(lambda, *w));
}
