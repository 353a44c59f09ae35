using MathsIA.LinearAlgebra;
using MathsIA.RandomNumbers;

namespace MathsIA.Optimization.Tests;

public sealed class LowRankTests
{
    [Fact]
    public void Gross_errors_are_separated_exactly_from_low_rank()
    {
        (Tensor<double> low, Tensor<double> sparse) = Planted(60, 50, 3, 0.08);
        LowRankSplit<double> s = RobustPrincipalComponents.Solve(low + sparse);
        Assert.Equal(Status.Converged, s.Status);
        Assert.Equal(3, s.Rank);
        Assert.InRange((s.LowRank - low).Norm() / low.Norm(), 0, 1e-5);
        Assert.InRange((s.Sparse - sparse).Norm() / sparse.Norm(), 0, 1e-5);
        Assert.InRange(s.RelativeResidual, 0, 1e-6);
        Assert.Equal(sparse.ToArray().Count(value => value != 0), s.NonZeros);
        // The certificate, afresh.
        Assert.InRange(Matrix.SpectralNorm(s.Dual), 0, 1 + 1e-10);
        Assert.InRange(s.Dual.Norm(double.PositiveInfinity), 0, (1 / Math.Sqrt(60)) + 1e-10);
        Assert.InRange(s.Gap, 0, 1e-4 * s.Objective);
        Assert.Equal(Matrix.NuclearNorm(s.LowRank) + (s.Sparse.Norm(1) / Math.Sqrt(60)), s.Objective, 1e-8);
    }

    [Fact]
    public void It_works_in_single_precision_and_on_simple_matrices()
    {
        (Tensor<double> low, Tensor<double> sparse) = Planted(40, 40, 2, 0.05);
        LowRankSplit<float> s = RobustPrincipalComponents.Solve((low + sparse).To<float>());
        Assert.InRange((s.LowRank.To<double>() - low).Norm() / low.Norm(), 0, 1e-2);
        LowRankSplit<double> zero = RobustPrincipalComponents.Solve(Tensor.Zeros<double>(3, 4));
        Assert.Equal((0, 0, 0.0), (zero.Rank, zero.NonZeros, zero.Objective));
        // With an enormous weight nothing is sparse.
        LowRankSplit<double> plain = RobustPrincipalComponents.Solve(low, lambda: 100);
        Assert.Equal(0, plain.NonZeros);
        Assert.InRange((plain.LowRank - low).Norm() / low.Norm(), 0, 1e-5);
    }

    [Fact]
    public void A_matrix_of_low_rank_is_completed_from_some_of_its_entries()
    {
        (Tensor<double> low, _) = Planted(40, 30, 2, 0);
        Tensor<bool> known = Mask(40, 30, 0.55);
        Solution<double> s = MatrixCompletion.Solve(Damaged(low, known), known, options: new() { MaxIterations = 3000, Tolerance = 1e-8 });
        Assert.InRange((s.Value - low).Norm() / low.Norm(), 0, 1e-5);
        Assert.InRange(s.Gap!.Value, 0, 1e-4 * s.Objective);
        Assert.InRange(Matrix.SpectralNorm(s.Dual!), 0, 1 + 1e-10);
        Assert.Equal(Matrix.NuclearNorm(s.Value), s.Objective, 1e-8);
        for (int i = 0; i < 40; i++)
        {
            for (int j = 0; j < 30; j++)
            {
                if (known[i, j])
                    Assert.Equal(low[i, j], s.Value[i, j], 1e-12);
                else
                    Assert.Equal(0, s.Dual![i, j]);
            }
        }
    }

    [Fact]
    public void Noisy_entries_are_completed_with_a_certificate()
    {
        (Tensor<double> low, _) = Planted(40, 30, 2, 0);
        Tensor<bool> known = Mask(40, 30, 0.6);
        Tensor<double> noisy = low + (Draw.Normal<double>(9, 40, 30) * 0.05);
        double penalty = 0.05 * (Math.Sqrt(40) + Math.Sqrt(30)) * Math.Sqrt(0.6);
        Solution<double> s = MatrixCompletion.Denoise(Damaged(noisy, known), known, penalty, options: new() { MaxIterations = 3000, Tolerance = 1e-6 });
        Assert.Equal(Status.Converged, s.Status);
        Assert.InRange(s.Gap!.Value, 0, 1e-6 * s.Objective);
        Assert.InRange((s.Value - low).Norm() / low.Norm(), 0, 0.15);
        // Optimality: the residual is λ U Vᵀ on the range, and no larger elsewhere.
        Assert.InRange(Matrix.SpectralNorm(s.Dual!), 0, penalty * (1 + 1e-9));
        Assert.Equal(penalty * Matrix.NuclearNorm(s.Value), Vectors.Dot(s.Dual!, s.Value), 1e-3);
    }

    [Fact]
    public void Arguments_are_checked()
    {
        Tensor<double> m = Tensor.Ones<double>(3, 4);
        Tensor<bool> known = Tensor.Full([3, 4], true);
        Assert.Throws<ArgumentNullException>("matrix", () => RobustPrincipalComponents.Solve<double>(null!));
        Assert.Throws<ShapeMismatchException>("matrix", () => RobustPrincipalComponents.Solve(Tensor.Zeros<double>(3)));
        Assert.Throws<ShapeMismatchException>("matrix", () => RobustPrincipalComponents.Solve(Tensor.Zeros<double>(0, 3)));
        Assert.Throws<ArgumentOutOfRangeException>("matrix", () => RobustPrincipalComponents.Solve(m * double.NaN));
        Assert.Throws<ArgumentOutOfRangeException>("lambda", () => RobustPrincipalComponents.Solve(m, 0));
        Assert.Throws<ArgumentNullException>("matrix", () => MatrixCompletion.Solve<double>(null!, known));
        Assert.Throws<ArgumentNullException>("known", () => MatrixCompletion.Solve(m, null!));
        Assert.Throws<ShapeMismatchException>("known", () => MatrixCompletion.Solve(m, Tensor.Full([4, 3], true)));
        Assert.Throws<ArgumentException>("known", () => MatrixCompletion.Solve(m, Tensor.Full([3, 4], false)));
        Assert.Throws<ArgumentOutOfRangeException>("matrix", () => MatrixCompletion.Solve(m * double.PositiveInfinity, known));
        Assert.Throws<ArgumentOutOfRangeException>("penalty", () => MatrixCompletion.Denoise(m, known, 0));
        Assert.Equal(Status.Cancelled, RobustPrincipalComponents.Solve(m, cancellationToken: new CancellationToken(true)).Status);
    }

    private static (Tensor<double> Low, Tensor<double> Sparse) Planted(int rows, int columns, int rank, double fraction)
    {
        var random = new Philox(7);
        Tensor<double> low = random.Normal<double>(rows, rank).MatMul(random.Normal<double>(rank, columns)), sparse = Tensor.Zeros<double>(rows, columns);
        foreach (int place in random.Choice(rows * columns, (int)(fraction * rows * columns)).ToArray())
            sparse[place / columns, place % columns] = 10 * (random.NextNormal<double>() > 0 ? 1 : -1);
        return (low, sparse);
    }

    private static Tensor<bool> Mask(int rows, int columns, double fraction)
    {
        Tensor<bool> known = Tensor.Full([rows, columns], false);
        foreach (int place in new Philox(8).Choice(rows * columns, (int)(fraction * rows * columns)).ToArray())
            known[place / columns, place % columns] = true;
        return known;
    }

    private static Tensor<double> Damaged(Tensor<double> matrix, Tensor<bool> known)
    {
        Tensor<double> damaged = matrix.Clone();
        for (int i = 0; i < matrix.Shape[0]; i++)
        {
            for (int j = 0; j < matrix.Shape[1]; j++)
                damaged[i, j] = known[i, j] ? matrix[i, j] : double.NaN;
        }

        return damaged;
    }
}
