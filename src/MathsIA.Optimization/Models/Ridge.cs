using System.Numerics;
using MathsIA.LinearAlgebra;
using MathsIA.Operators;

namespace MathsIA.Optimization;

/// <summary>Ridge regression, <c>min_x ‖A x − y‖² + λ ‖x‖²</c>, in closed form.</summary>
/// <remarks>With the singular value decomposition <c>A = U Σ Vᵀ</c> the solution is <c>V diag(σ_i/(σ_i² + λ)) Uᵀ y</c>: the
/// coordinate along each singular direction shrinks by <c>σ_i²/(σ_i² + λ)</c>. The same problem written with halves,
/// <c>½‖A x − y‖² + λ/2 ‖x‖²</c>, has the same solution.</remarks>
public static class Ridge
{
    /// <summary>The solution for one weight, by a Cholesky factorization.</summary>
    /// <remarks>Costs <c>n p min(n, p) + min(n, p)³/3</c> multiplications in the automatic form.</remarks>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="design">The samples, one a row: [n, p].</param>
    /// <param name="targets">What to predict: [n].</param>
    /// <param name="lambda">The weight <c>λ</c>, positive.</param>
    /// <param name="form">Which formula; the two agree to rounding.</param>
    /// <param name="context">Threads; all cores when null.</param>
    /// <returns>The coefficients: [p].</returns>
    /// <exception cref="ArgumentNullException">A tensor is null.</exception>
    /// <exception cref="ShapeMismatchException">A rank is wrong, the design is empty, or there are not as many targets as samples.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The weight is not positive and finite, there is no such form, or an element is not finite.</exception>
    /// <exception cref="NotPositiveDefiniteException">The weight is too small, against the matrix, for the precision of the type.</exception>
    public static Tensor<T> Solve<T>(Tensor<T> design, Tensor<T> targets, double lambda, RidgeForm form = RidgeForm.Automatic, ComputeContext? context = null)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Check(design, targets, nameof(Solve));
        T weight = T.CreateChecked(Guard.Positive(lambda, nameof(Solve)));
        if (!Enum.IsDefined(form))
            throw new ArgumentOutOfRangeException(nameof(form), form, "Ridge: there is no such form.");
        return NormalEquations(design, targets, weight, form, context);
    }

    /// <summary>The model for one weight, with an intercept if the options say so.</summary>
    /// <remarks>The intercept leaves by centring. The gap is <c>‖Aᵀr − λ w‖²/λ</c> for the residual <c>r = y − A w − b</c>: with the dual point <c>2 r</c> all else
    /// cancels. Costs what <see cref="Solve"/> does.</remarks>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="design">The samples, one a row: [n, p].</param>
    /// <param name="targets">What to predict: [n].</param>
    /// <param name="lambda">The weight <c>λ</c>, positive.</param>
    /// <param name="options">The form and the intercept; the defaults when null.</param>
    /// <param name="context">Threads; all cores when null.</param>
    /// <returns>The model.</returns>
    /// <exception cref="ArgumentNullException">A tensor is null.</exception>
    /// <exception cref="ShapeMismatchException">A rank is wrong, the design is empty, or there are not as many targets as samples.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The weight is not positive and finite, or an element is not finite.</exception>
    /// <exception cref="NotPositiveDefiniteException">The weight is too small, against the matrix, for the precision of the type.</exception>
    public static RidgeModel<T> Fit<T>(Tensor<T> design, Tensor<T> targets, double lambda, RidgeOptions? options = null, ComputeContext? context = null)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Check(design, targets, nameof(Fit));
        T weight = T.CreateChecked(Guard.Positive(lambda, nameof(Fit)));
        options ??= new RidgeOptions();
        Tensor<T> a = design, y = targets, means = Tensor.Zeros<T>(design.Shape[1]);
        T mean = T.Zero;
        if (options.HasIntercept)
        {
            (means, mean) = (design.Mean(0, context: context), targets.Mean(context));
            (a, y) = (design.Subtract(means, context), targets - mean);
        }

        Tensor<T> w = NormalEquations(a, y, weight, options.Form, context), residual = y - a.MatMul(w, context), away = a.Transpose().MatMul(residual, context) - (w * weight);
        return new RidgeModel<T>
        {
            Coefficients = w,
            Intercept = mean - Vectors.Dot(w, means),
            Lambda = lambda,
            Objective = Vectors.Dot(residual, residual) + (weight * Vectors.Dot(w, w)),
            Gap = Vectors.Dot(away, away) / weight,
        };
    }

    /// <summary>The solutions for many weights, by one singular value decomposition.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="design">The samples, one a row: [n, p].</param>
    /// <param name="targets">What to predict: [n].</param>
    /// <param name="lambdas">The weights, each positive, in any order: [q].</param>
    /// <param name="context">Threads; all cores when null.</param>
    /// <returns>The path.</returns>
    /// <exception cref="ArgumentNullException">A tensor is null.</exception>
    /// <exception cref="ShapeMismatchException">A rank is wrong, the design is empty, or there are not as many targets as samples.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A weight is not positive and finite, or an element is not finite.</exception>
    public static RidgePath<T> Path<T>(Tensor<T> design, Tensor<T> targets, ReadOnlySpan<double> lambdas, ComputeContext? context = null)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Check(design, targets, nameof(Path));
        foreach (double lambda in lambdas)
            Guard.Positive(lambda, nameof(Path), nameof(lambdas));
        SingularValueDecomposition<T> svd = Matrix.Svd(design, context);
        Tensor<T> turned = svd.U.Transpose().MatMul(targets, context);
        int rank = svd.Values.Length;
        Tensor<T> shrunk = Tensor.Uninitialized<T>(lambdas.Length, rank);
        var freedom = new double[lambdas.Length];
        for (int k = 0; k < lambdas.Length; k++)
        {
            T lambda = T.CreateChecked(lambdas[k]);
            for (int i = 0; i < rank; i++)
            {
                T sigma = svd.Values[i], weight = sigma / ((sigma * sigma) + lambda);
                shrunk[k, i] = weight * turned[i];
                freedom[k] += double.CreateChecked(weight * sigma);
            }
        }

        return new RidgePath<T> { Lambdas = lambdas.ToArray(), Coefficients = shrunk.MatMul(svd.Vt, context), DegreesOfFreedom = freedom };
    }

    /// <summary>The solution for arguments that have been checked: <c>(AᵀA + λ I)⁻¹ Aᵀ y</c> or <c>Aᵀ (A Aᵀ + λ I)⁻¹ y</c>.</summary>
    private static Tensor<T> NormalEquations<T>(Tensor<T> design, Tensor<T> targets, T weight, RidgeForm form, ComputeContext? context)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        bool isPrimal = form == RidgeForm.Automatic ? design.Shape[1] <= design.Shape[0] : form == RidgeForm.Primal;
        var a = new DenseOperator<T>(design);
        return isPrimal
            ? Matrix.Cholesky(Shifted(design.Transpose(), weight, context), context).Solve(a.ApplyAdjoint(targets), context)
            : a.ApplyAdjoint(Matrix.Cholesky(Shifted(design, weight, context), context).Solve(targets, context));
    }

    /// <summary><c>B Bᵀ + λ I</c>.</summary>
    private static Tensor<T> Shifted<T>(Tensor<T> b, T lambda, ComputeContext? context) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Tensor<T> gram = b.MatMul(b.Transpose(), context);
        for (int i = 0; i < gram.Shape[0]; i++)
            gram[i, i] += lambda;
        return gram;
    }

    private static void Check<T>(Tensor<T> design, Tensor<T> targets, string operation) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Guard.Rank(design, 2, operation);
        if (design.IsEmpty)
            throw new ShapeMismatchException(operation, $"the design {design.Shape} has no sample or no feature.", nameof(design));
        Guard.Shape(targets, new Shape(design.Shape[0]), operation);
        Guard.Finite(design, operation);
        Guard.Finite(targets, operation);
    }
}
