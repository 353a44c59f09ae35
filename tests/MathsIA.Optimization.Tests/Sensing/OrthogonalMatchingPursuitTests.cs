using System.Numerics;

namespace MathsIA.Optimization.Tests;

public sealed class OrthogonalMatchingPursuitTests
{
    /// <summary>The matrix and data of tests/fixtures/omp.py.</summary>
    private static (Tensor<double> A, Tensor<double> Y) Fixture()
    {
        Tensor<double> a = Tensor.Uninitialized<double>(20, 45), y = Tensor.Uninitialized<double>(20);
        for (int i = 0; i < 20; i++)
        {
            y[i] = Math.Cos(0.3 * i) + (0.1 * Math.Sin(5.0 * i));
            for (int j = 0; j < 45; j++)
                a[i, j] = Math.Sin(1 + (0.7 * i) + (0.9 * j) + (0.05 * i * j));
        }

        return (Planted<double>.Unit(a), y);
    }

    [Fact]
    public void Agrees_with_scikit_learn()
    {
        (Tensor<double> a, Tensor<double> y) = Fixture();
        SparseSolution<double> s = SparseRecovery.Run(a, y, new OrthogonalMatchingPursuit(6));
        // scikit-learn 1.2.1, tests/fixtures/omp.py.
        double[] coefficients = [-4.91542736767855, -5.19578297353903, -2.90499975560426, 3.69647666339803, -1.11541211778975, -1.56779856959149];
        Assert.Equal([0, 2, 3, 7, 11, 12], s.Support);
        for (int i = 0; i < 6; i++)
            Assert.Equal(coefficients[i], s.Value[s.Support[i]], 1e-11);
        Assert.Equal(2.36308538101285, s.ResidualNorm, 1e-11);
        Assert.Equal(Status.IterationLimit, s.Status);
    }

    [Fact]
    public void The_residual_is_orthogonal_to_the_chosen_atoms_and_takes_what_a_naive_pursuit_takes()
    {
        for (int seed = 0; seed < 10; seed++)
        {
            Planted<double> p = Planted<double>.Create(seed, 40, 100, 10, noise: 0.3);
            SparseSolution<double> s = SparseRecovery.Run(p.Sensing, p.Measurements, new OrthogonalMatchingPursuit(15));
            Tensor<double> residual = p.Measurements - p.Sensing.MatMul(s.Value);
            foreach (int j in s.Support)
                Assert.Equal(0, p.Sensing[.., j].Contiguous().Dot(residual), 1e-12);
            Assert.Equal(Naive(p.Sensing, p.Measurements, 15), s.Support);
            Assert.True(s.Trace.Zip(s.Trace.Skip(1)).All(pair => pair.Second.Objective <= pair.First.Objective * (1 + 1e-14)));
        }
    }

    [Fact]
    public void Nearly_dependent_atoms_keep_their_digits()
    {
        // Two atoms at an angle of 1e-6: the normal equations alone lose 12 digits.
        Planted<double> p = Planted<double>.Create(1, 30, 40, 3);
        Tensor<double> a = p.Sensing.Clone();
        (a[.., 0].Contiguous() + (a[.., 2].Contiguous() * 1e-6)).CopyTo(a[.., 1]);
        Tensor<double> x = Tensor.Zeros<double>(40);
        (x[0], x[1], x[5]) = (1, 2, -1);
        Tensor<double> y = a.MatMul(x);
        SparseSolution<double> s = SparseRecovery.Run(a, y, new OrthogonalMatchingPursuit(6), new() { Tolerance = 1e-14 });
        Tensor<double> residual = y - a.MatMul(s.Value);
        Assert.InRange(residual.Norm(), 0, 1e-13);
    }

    [Fact]
    public void Repeated_and_zero_atoms_are_never_taken()
    {
        Tensor<double> a = Tensor.From(new double[,] { { 1, 1, 0, 0 }, { 0, 0, 0, 1 } });
        SparseSolution<double> s = SparseRecovery.Run(a, Tensor.From([3.0, 1]), new OrthogonalMatchingPursuit(2));
        Assert.Equal([0, 3], s.Support);
        Tensor<double> flat = Tensor.From(new double[,] { { 1, 1, 0 }, { 0, 0, 0 } });
        SparseSolution<double> stuck = SparseRecovery.Run(flat, Tensor.From([1.0, 1]), new OrthogonalMatchingPursuit(2));
        Assert.Equal([0], stuck.Support);
        Assert.Equal(Status.Converged, stuck.Status);
        Assert.Equal(1, stuck.ResidualNorm, 1e-15);
    }

    [Fact]
    public void Normalizing_makes_the_scale_of_columns_irrelevant()
    {
        Planted<double> p = Planted<double>.Create(2, 50, 120, 6);
        Tensor<double> scaled = p.Sensing.Clone();
        for (int j = 0; j < 120; j++)
        {
            for (int i = 0; i < 50; i++)
                scaled[i, j] *= 1 + (j % 7);
        }

        SparseSolution<double> s = SparseRecovery.Run(scaled, p.Measurements, new OrthogonalMatchingPursuit(6) { NormalizeAtoms = true });
        Assert.Equal(p.Support, s.Support);
        Assert.Equal(Status.Converged, s.Status);
    }

    [Fact]
    public void Below_the_coherence_and_exact_recovery_bounds_it_never_fails()
    {
        int certain = 0;
        for (int seed = 0; seed < 60; seed++)
        {
            Planted<double> p = Planted<double>.Create(seed, 60, 90, 1 + (seed % 6));
            if (RecoveryCriteria.ExactRecovery(p.Sensing, p.Support) >= 1)
                continue;
            certain++;
            Assert.Equal(p.Support, SparseRecovery.Run(p.Sensing, p.Measurements, new OrthogonalMatchingPursuit(p.Support.Length)).Support);
        }

        Assert.InRange(certain, 20, 60);
        // Identity and Hadamard bases together: the coherence is 1/8, so every vector of 4 non-zeros is recovered.
        Tensor<double> pair = Tensor.Zeros<double>(64, 128);
        for (int i = 0; i < 64; i++)
        {
            pair[i, i] = 1;
            for (int j = 0; j < 64; j++)
                pair[i, 64 + j] = (BitOperations.PopCount((uint)(i & j)) % 2 == 0 ? 1 : -1) / 8.0;
        }

        Assert.Equal(0.125, RecoveryCriteria.Coherence(pair), 1e-15);
        Assert.Equal(4.5, RecoveryCriteria.CoherenceBound(0.125));
        for (int seed = 0; seed < 50; seed++)
        {
            Tensor<double> x = Tensor.Zeros<double>(128);
            foreach (int j in new RandomNumbers.Philox(seed).Choice(128, 4).ToArray())
                x[j] = j % 2 == 0 ? 1 : -3;
            SparseSolution<double> s = SparseRecovery.Run(pair, pair.MatMul(x), new OrthogonalMatchingPursuit(4));
            Assert.InRange((s.Value - x).Norm(), 0, 1e-12);
        }
    }

    private static int[] Naive(Tensor<double> a, Tensor<double> y, int count)
    {
        var support = new List<int>();
        Tensor<double> residual = y.Clone();
        while (support.Count < count)
        {
            Tensor<double> c = a.Transpose().MatMul(residual);
            support.Add(Enumerable.Range(0, a.Shape[1]).Except(support).MaxBy(j => Math.Abs(c[j])));
            Tensor<double> chosen = Tensor.Stack(1, [.. support.Select(j => a[.., j].Contiguous())]);
            residual = y - chosen.MatMul(LinearAlgebra.Matrix.LeastSquares(chosen, y).Solution);
        }

        return [.. support.Order()];
    }
}
