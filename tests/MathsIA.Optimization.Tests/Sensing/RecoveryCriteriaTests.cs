using System.Numerics;
using MathsIA.LinearAlgebra;
using MathsIA.RandomNumbers;

namespace MathsIA.Optimization.Tests;

public sealed class DoubleRecoveryCriteriaTests : RecoveryCriteriaTests<double>
{
    protected override double Accuracy => 1e-11;
}

public sealed class SingleRecoveryCriteriaTests : RecoveryCriteriaTests<float>
{
    protected override double Accuracy => 2e-4;
}

public abstract class RecoveryCriteriaTests<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    protected abstract double Accuracy { get; }

    [Fact]
    public void The_criteria_are_what_their_definitions_say()
    {
        Planted<T> p = Planted<T>.Create(1, 30, 50, 4);
        int[] signs = [.. p.Support.Select(j => T.Sign(p.Signal[j]))];
        Tensor<T> chosen = Tensor.Stack(1, [.. p.Support.Select(j => p.Sensing[.., j].Contiguous())]), inverse = Matrix.PseudoInverse(chosen);
        double erc = 0, weak = 0, fuchs = 0, dominance = double.PositiveInfinity, coherence = 0;
        Tensor<T> s = Tensor.From(signs.Select(sign => T.CreateChecked(sign)).ToArray());
        Tensor<T> q = inverse.Transpose().MatMul(s);
        for (int j = 0; j < 50; j++)
        {
            Tensor<T> atom = p.Sensing[.., j].Contiguous();
            double sum = p.Support.Where(i => i != j).Sum(i => Math.Abs(double.CreateChecked(p.Sensing[.., i].Contiguous().Dot(atom))));
            if (p.Support.Contains(j))
                dominance = Math.Min(dominance, 1 - sum);
            else
                (erc, weak, fuchs) = (Math.Max(erc, double.CreateChecked(inverse.MatMul(atom).Norm(1))), Math.Max(weak, sum), Math.Max(fuchs, Math.Abs(double.CreateChecked(q.Dot(atom)))));
            for (int i = 0; i < j; i++)
                coherence = Math.Max(coherence, Math.Abs(double.CreateChecked(p.Sensing[.., i].Contiguous().Dot(atom))));
        }

        Near(erc, RecoveryCriteria.ExactRecovery(p.Sensing, p.Support));
        Near(weak / dominance, RecoveryCriteria.WeakExactRecovery(p.Sensing, p.Support));
        Near(fuchs, RecoveryCriteria.Fuchs(p.Sensing, p.Support, signs));
        Near(coherence, RecoveryCriteria.Coherence(p.Sensing));
        Tensor<T> certificate = RecoveryCriteria.DualCertificate(p.Sensing, p.Support, signs)!;
        Assert.InRange(double.CreateChecked((certificate - q).Norm()), 0, Accuracy);
    }

    [Fact]
    public void They_are_ordered_from_sharp_to_cheap()
    {
        for (int seed = 0; seed < 10; seed++)
        {
            Planted<T> p = Planted<T>.Create(seed, 100, 120, 1 + (seed % 5));
            int[] signs = [.. p.Support.Select(j => T.Sign(p.Signal[j]))];
            double fuchs = double.CreateChecked(RecoveryCriteria.Fuchs(p.Sensing, p.Support, signs)), erc = double.CreateChecked(RecoveryCriteria.ExactRecovery(p.Sensing, p.Support));
            double weak = double.CreateChecked(RecoveryCriteria.WeakExactRecovery(p.Sensing, p.Support));
            double cheap = RecoveryCriteria.CoherenceCriterion(double.CreateChecked(RecoveryCriteria.Coherence(p.Sensing)), p.Support.Length);
            double slack = Accuracy * 10;
            Assert.True(fuchs <= erc + slack && erc <= weak + slack && weak <= cheap + slack, $"seed {seed}: {fuchs} {erc} {weak} {cheap}");
        }
    }

    [Fact]
    public void Coherence_forgets_the_scale_of_columns_and_needs_no_whole_gram_matrix()
    {
        Tensor<T> a = Planted<T>.Unit(Draw.Normal<T>(5, 12, 300)), scaled = a.Clone();
        for (int j = 0; j < 300; j++)
        {
            for (int i = 0; i < 12; i++)
                scaled[i, j] *= T.CreateChecked(j % 2 == 0 ? 1e12 : 1e-12);
        }

        double largest = 0;
        Tensor<T> gram = a.Transpose().MatMul(a);
        for (int i = 0; i < 300; i++)
        {
            for (int j = 0; j < i; j++)
                largest = Math.Max(largest, Math.Abs(double.CreateChecked(gram[i, j])));
        }

        Near(largest, RecoveryCriteria.Coherence(a));
        Near(largest, RecoveryCriteria.Coherence(scaled));
        Assert.Equal(T.Zero, RecoveryCriteria.Coherence(Tensor.Eye<T>(3)));
        Assert.Equal(T.Zero, RecoveryCriteria.Coherence(Tensor.Ones<T>(3, 1)));
        Near(1, RecoveryCriteria.Coherence(Tensor.Ones<T>(3, 2)));
    }

    [Fact]
    public void Dependent_atoms_promise_nothing()
    {
        Tensor<T> a = Draw.Normal<T>(1, 3, 8);
        int[] four = [0, 2, 4, 6];
        Assert.Equal(T.PositiveInfinity, RecoveryCriteria.ExactRecovery(a, four));
        Assert.Equal(T.PositiveInfinity, RecoveryCriteria.WeakExactRecovery(Tensor.Ones<T>(3, 8), four));
        Assert.Equal(T.PositiveInfinity, RecoveryCriteria.Fuchs(a, four, [1, 1, 1, 1]));
        Assert.Null(RecoveryCriteria.DualCertificate(a, four, [1, 1, 1, 1]));
        Assert.Equal(double.PositiveInfinity, RecoveryCriteria.CoherenceCriterion(0.5, 3));
        Assert.Equal(double.PositiveInfinity, RecoveryCriteria.CoherenceBound(0));
    }

    [Fact]
    public void Arguments_are_checked()
    {
        Tensor<T> a = Draw.Normal<T>(1, 4, 8);
        Assert.Throws<ArgumentNullException>("sensing", () => RecoveryCriteria.Coherence<T>(null!));
        Assert.Throws<ShapeMismatchException>("sensing", () => RecoveryCriteria.Coherence(Tensor.Zeros<T>(0, 3)));
        Assert.Throws<ArgumentOutOfRangeException>("sensing", () => RecoveryCriteria.Coherence(Tensor.Full([2, 2], T.NaN)));
        Assert.Throws<ArgumentException>("support", () => RecoveryCriteria.ExactRecovery(a, []));
        Assert.Throws<ArgumentException>("support", () => RecoveryCriteria.ExactRecovery(a, [1, 1]));
        Assert.Throws<ArgumentOutOfRangeException>("support", () => RecoveryCriteria.WeakExactRecovery(a, [8]));
        Assert.Throws<ShapeMismatchException>("signs", () => RecoveryCriteria.Fuchs(a, [1, 2], [1]));
        Assert.Throws<ArgumentOutOfRangeException>("signs", () => RecoveryCriteria.Fuchs(a, [1, 2], [1, 0]));
        Assert.Throws<ArgumentOutOfRangeException>("coherence", () => RecoveryCriteria.CoherenceBound(double.NaN));
        Assert.Throws<ArgumentOutOfRangeException>("coherence", () => RecoveryCriteria.CoherenceCriterion(1.1, 2));
        Assert.Throws<ArgumentOutOfRangeException>("sparsity", () => RecoveryCriteria.CoherenceCriterion(0.1, 0));
    }

    private void Near(double expected, T actual) => Assert.Equal(expected, double.CreateChecked(actual), Accuracy * Math.Max(1, expected));
}
