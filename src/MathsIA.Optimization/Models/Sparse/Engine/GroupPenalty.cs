using System.Numerics;

namespace MathsIA.Optimization;

/// <summary><c>λ_b ‖w_b‖₂</c>: group Lasso, multi-task Lasso, grouped multinomial.</summary>
internal readonly unsafe struct GroupPenalty<T>(T* limits) : IBlockPenalty<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public static bool IsConvex => true;

    public bool IsFree(int block) => limits[block] == T.Zero;

    public T Limit(int block) => limits[block];

    public T Gauge(int block, T* c, int size) => Norm(c, size);

    public T Value(int block, T* w, int size)
    {
        T norm = Norm(w, size);
        return norm == T.Zero ? T.Zero : limits[block] * norm;
    }

    public T Prox(int block, T z, T step) => Penalties.Shrink(z, limits[block] * step);

    public void Prox(int block, T* z, int size, T step)
    {
        T norm = Norm(z, size), threshold = limits[block] * step;
        T factor = norm > threshold ? T.One - (threshold / norm) : T.Zero;
        for (int i = 0; i < size; i++)
            z[i] *= factor;
    }

    public T Gap(int block, T* w, T* c, int size)
    {
        if (T.IsPositiveInfinity(limits[block]))
            return T.Zero;
        return Norm(c, size) <= limits[block] * Penalties.Slack<T>() ? T.Max(T.Zero, Value(block, w, size) - Inner(w, c, size)) : T.PositiveInfinity;
    }

    public T Excess(int block, T* w, T* c, int size) => Norm(c, size) / limits[block];

    public T Violation(int block, T* w, T* c, int size)
    {
        if (T.IsPositiveInfinity(limits[block]))
            return T.Zero;
        T norm = Norm(w, size);
        if (norm == T.Zero)
            return T.Max(T.Zero, Norm(c, size) - limits[block]);
        T sum = T.Zero;
        for (int i = 0; i < size; i++)
        {
            T away = c[i] - (limits[block] * w[i] / norm);
            sum += away * away;
        }

        return T.Sqrt(sum);
    }

    private static T Inner(T* x, T* y, int size)
    {
        T sum = T.Zero;
        for (int i = 0; i < size; i++)
            sum += x[i] * y[i];
        return sum;
    }

    private static T Norm(T* x, int size) => size == 1 ? T.Abs(*x) : T.Sqrt(Inner(x, x, size));
}
