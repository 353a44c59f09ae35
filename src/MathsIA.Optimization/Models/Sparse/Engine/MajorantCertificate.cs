using System.Numerics;
using MathsIA.Execution;

namespace MathsIA.Optimization;

/// <summary>The certificate of a model whose penalty is concave in the sizes: the duality gap of the weighted Lasso that touches it from above.</summary>
/// <remarks>With the slopes <c>u_j = p′(|w_j|)</c> the function <c>Σ p(|w_j|) + u_j (|v_j| − |w_j|)</c> of v lies above the penalty and meets it at w (local
/// linear approximation: Zou and Li, Annals of Statistics 36, 2008, section 2.3). The problem with it in the penalty's place is convex,
/// and w solves it exactly where w is stationary.</remarks>
internal sealed unsafe class MajorantCertificate<T, TColumns, TDatafit> : IDisposable
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
    where TColumns : struct, IColumns<T>
    where TDatafit : struct, IDatafit<T>
{
    private static readonly EngineLimits AtOnce = new(Tolerance: 0, MaxIterations: 0, MaxEpochs: 0, null, TimeProvider.System, 0, null);

    private readonly WorkingSetSolver<T, TColumns, TDatafit, ColumnBlocks, BoxElasticNetPenalty<T>> _solver;
    private readonly Workspace<T> _penalties;
    private readonly int _count;

    public MajorantCertificate(PreparedDesign<T> design, TColumns columns, TDatafit datafit, ComputeContext? context)
    {
        _count = design.Count;
        _solver = new(design, columns, datafit, new ColumnBlocks(_count), hasFreeIntercept: false, context);
        _penalties = new Workspace<T>(4L * _count, clear: true);
        _penalties.Span.Slice(2 * _count, _count).Fill(T.NegativeInfinity);
        _penalties.Span.Slice(3 * _count, _count).Fill(T.PositiveInfinity);
    }

    /// <summary>The gap at some coefficients.</summary>
    /// <param name="penalty">The penalty.</param>
    /// <param name="members">The coefficients that may be away from zero.</param>
    /// <param name="w">All coefficients.</param>
    public T Gap(IConcavePenalty<T> penalty, ReadOnlySpan<int> members, ReadOnlySpan<T> w)
    {
        T* slopes = _penalties.Data;
        T tiny = T.Sqrt(Vectors.Epsilon<T>()) * penalty.Slope(T.Zero), left = T.Zero;
        for (int j = 0; j < _count; j++)
        {
            slopes[j] = penalty.Slope(T.Abs(w[j]));
            if (slopes[j] > tiny)
                continue;
            // A dual point must be nearly orthogonal to such a column, so let it be so: the slope's own share is then left in the gap.
            left += slopes[j] * T.Abs(w[j]);
            slopes[j] = T.Zero;
        }

        _solver.StartAt(members, w);
        return left + _solver.Solve(new(slopes, slopes + _count, slopes + (2 * _count), slopes + (3 * _count)), T.One, AtOnce, default).Gap;
    }

    public void Dispose()
    {
        _solver.Dispose();
        _penalties.Dispose();
    }
}
