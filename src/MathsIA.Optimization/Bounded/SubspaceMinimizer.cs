using System.Numerics;

namespace MathsIA.Optimization;

/// <summary>The minimizer of the quadratic model over the coordinates that are free at the Cauchy point, kept in the box.</summary>
/// <remarks>The direct primal method of Byrd, Lu, Nocedal and Zhu 1995, section 5.1, by the formula of Sherman, Morrison and Woodbury. The result is
/// projected, and only cut short where the projection does not descend: J. L. Morales and J. Nocedal, ACM Transactions on Mathematical Software
/// 38 (2011).</remarks>
internal sealed class SubspaceMinimizer<T>(int n, int memory) where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly T[] _reduced = new T[n];
    private readonly T[] _trial = new T[n];
    private readonly int[] _free = new int[n];
    private readonly int[] _fixed = new int[n];
    private readonly double[] _v = new double[2 * memory];
    private readonly double[] _column = new double[2 * memory];
    private readonly double[] _gram = new double[4 * memory * memory];
    private readonly double[] _system = new double[4 * memory * memory];
    private readonly SmallSystem _solver = new(2 * memory);

    /// <summary>Moves the Cauchy point on to the minimizer.</summary>
    public void Improve(CompactHessian<T> model, Bounds<T> bounds, ReadOnlySpan<T> x, ReadOnlySpan<T> gradient, ReadOnlySpan<double> combination, Span<T> point)
    {
        int width = model.Width, free = 0, bound = 0;
        for (int i = 0; i < point.Length; i++)
        {
            if (point[i] > bounds.Lower[i] && point[i] < bounds.Upper[i])
                _free[free++] = i;
            else
                _fixed[bound++] = i;
        }

        if (free == 0 || !Direction(model, x, gradient, combination, point, width, free, bound))
            return;
        // The projection of the minimizer, if it descends from x.
        Span<T> trial = _trial;
        Vectors.AddScaled(point, T.One, _reduced, trial);
        bounds.Project(trial);
        double slope = 0;
        for (int i = 0; i < trial.Length; i++)
            slope += double.CreateTruncating(trial[i] - x[i]) * double.CreateTruncating(gradient[i]);
        if (slope < 0)
        {
            trial.CopyTo(point);
            return;
        }

        T longest = T.One;
        for (int j = 0; j < free; j++)
        {
            int i = _free[j];
            T d = _reduced[i];
            if (d != T.Zero)
                longest = T.Min(longest, ((d > T.Zero ? bounds.Upper[i] : bounds.Lower[i]) - point[i]) / d);
        }

        Vectors.AddScaled(point, T.Max(T.Zero, longest), _reduced, point);
        bounds.Project(point);
    }

    /// <summary>Writes <c>−B̂⁻¹ r</c>, r the model's gradient at the Cauchy point over the free coordinates, zero elsewhere.</summary>
    private bool Direction(CompactHessian<T> model, ReadOnlySpan<T> x, ReadOnlySpan<T> gradient, ReadOnlySpan<double> combination, ReadOnlySpan<T> point, int width, int free, int bound)
    {
        Span<double> v = _v.AsSpan(0, width);
        T theta = T.CreateTruncating(model.Theta);
        combination[..width].CopyTo(v);
        if (!model.MultiplyMiddle(v))
            return false;
        Span<T> reduced = _reduced;
        Vectors.Subtract(point, x, reduced);
        Vectors.AddScaled(gradient, theta, reduced, reduced);
        model.AddCombination(v, -1, reduced);
        for (int j = 0; j < bound; j++)
            reduced[_fixed[j]] = T.Zero;

        model.Project(reduced, v);
        if (!model.MultiplyMiddle(v) || (width > 0 && !(Middle(model, width, free, bound) && _solver.Solve(v))))
            return false;
        Vectors.Scale(reduced, -T.One / theta);
        model.AddCombination(v, -1 / (model.Theta * model.Theta), reduced);
        for (int j = 0; j < bound; j++)
            reduced[_fixed[j]] = T.Zero;
        return true;
    }

    /// <summary>Factors <c>I − M Ŵᵀ Ŵ / θ</c> with the free rows of W.</summary>
    private bool Middle(CompactHessian<T> model, int width, int free, int bound)
    {
        // The Gram matrix of all rows is at hand, so only the shorter list of rows is walked.
        Span<double> gram = _gram.AsSpan(0, width * width), row = _column.AsSpan(0, width);
        bool fewFree = free < bound;
        if (fewFree)
            gram.Clear();
        else
            model.Gram(gram);
        ReadOnlySpan<int> walked = fewFree ? _free.AsSpan(0, free) : _fixed.AsSpan(0, bound);
        foreach (int i in walked)
        {
            model.Row(i, row);
            for (int a = 0; a < width; a++)
                Vectors.AddScaled(gram.Slice(a * width, width), fewFree ? row[a] : -row[a], row, gram.Slice(a * width, width));
        }

        for (int j = 0; j < width; j++)
        {
            // Symmetric: column j is row j.
            gram.Slice(j * width, width).CopyTo(row);
            if (!model.MultiplyMiddle(row))
                return false;
            for (int i = 0; i < width; i++)
                _system[(i * width) + j] = (i == j ? 1 : 0) - (row[i] / model.Theta);
        }

        return _solver.Factor(_system, width);
    }
}
