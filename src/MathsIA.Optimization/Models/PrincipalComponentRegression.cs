using System.Numerics;
using MathsIA.LinearAlgebra;

namespace MathsIA.Optimization;

/// <summary>Regression on the first principal components: least squares in the directions of largest variance, nothing in the others.</summary>
/// <remarks>With the singular value decomposition <c>X − 1 x̄ᵀ = U Σ Vᵀ</c> the coefficients are <c>V_k Σ_k⁻¹ U_kᵀ (y − ȳ)</c>: the sharp cut where ridge
/// shrinks smoothly. With all components it is least squares of smallest norm.</remarks>
public static class PrincipalComponentRegression
{
    private const string Operation = "PrincipalComponentRegression.Fit";

    /// <summary>The model on some components.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="design">The samples, one a row: [n, p].</param>
    /// <param name="targets">What to predict: [n].</param>
    /// <param name="components">How many components, from 1 to the smaller of n and p; directions without variance are left out.</param>
    /// <param name="context">Threads; all cores when null.</param>
    /// <returns>The model; its weight λ is 0, and it has no gap.</returns>
    /// <exception cref="ArgumentNullException">A tensor is null.</exception>
    /// <exception cref="ShapeMismatchException">A rank is wrong, the design is empty, or there are not as many targets as samples.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The number of components is out of range, or an element is not finite.</exception>
    public static SparseLinearModel<T> Fit<T>(Tensor<T> design, Tensor<T> targets, int components, ComputeContext? context = null)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Guard.Rank(design, 2, Operation);
        if (design.IsEmpty)
            throw new ShapeMismatchException(Operation, $"the design {design.Shape} has no sample or no feature.", nameof(design));
        Guard.Shape(targets, new Shape(design.Shape[0]), Operation);
        Guard.Finite(design, Operation);
        Guard.Finite(targets, Operation);
        int n = design.Shape[0], p = design.Shape[1];
        if (components < 1 || components > Math.Min(n, p))
            throw new ArgumentOutOfRangeException(nameof(components), components, $"{Operation}: from 1 to {Math.Min(n, p)} components can be used.");
        Tensor<T> means = design.Mean(0);
        T mean = targets.Mean();
        SingularValueDecomposition<T> svd = Matrix.Svd(design - means, context);
        Tensor<T> turned = svd.U.Transpose().MatMul(targets - mean, context), scaled = Tensor.Zeros<T>(svd.Values.Length);
        T smallest = T.CreateChecked(Math.Max(n, p)) * Vectors.Epsilon<T>() * svd.Values[0];
        for (int k = 0; k < components; k++)
            scaled[k] = svd.Values[k] > smallest ? turned[k] / svd.Values[k] : T.Zero;
        Tensor<T> w = svd.Vt.Transpose().MatMul(scaled, context);
        T intercept = mean - Vectors.Dot(w, means), loss = T.Zero;
        Tensor<T> away = targets - design.MatMul(w, context) - intercept;
        loss = Vectors.Dot(away, away) / T.CreateChecked(2 * n);
        return new SparseLinearModel<T>(p, [.. Enumerable.Range(0, p)], w.ToArray())
        {
            Intercept = intercept,
            Lambda = 0,
            Objective = loss,
            Loss = loss,
            Gap = null,
            Violation = T.Zero,
            Status = Status.Converged,
            Iterations = 1,
            Epochs = 0,
        };
    }
}
