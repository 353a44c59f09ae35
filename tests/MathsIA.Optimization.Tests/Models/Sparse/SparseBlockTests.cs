using System.Numerics;

namespace MathsIA.Optimization.Tests;

public sealed class DoubleSparseBlockTests : SparseBlockTests<double>
{
    protected override double Accuracy => 1e-10;
}

public sealed class SingleSparseBlockTests : SparseBlockTests<float>
{
    protected override double Accuracy => 5e-4;
}

/// <summary>The conditions of models whose coefficients come in blocks, by plain loops in double precision.</summary>
public abstract class SparseBlockTests<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private static readonly SparseOptions Exact = new() { Tolerance = 0, MaxIterations = 400 };

    public static TheoryData<bool, int, int> Cases => new() { { false, 50, 12 }, { true, 50, 12 }, { false, 20, 36 }, { true, 20, 36 } };

    protected abstract double Accuracy { get; }

    [Theory, MemberData(nameof(Cases))]
    public void A_group_meets_its_condition(bool sparse, int samples, int features)
    {
        var problem = new SparseProblem<T>(21, samples, features, density: 0.7);
        int[] groups = [.. Enumerable.Range(0, features).Select(j => j * 7 % (features / 3))];
        double[] weights = [.. Enumerable.Range(0, features / 3).Select(g => g == 1 ? 0 : 1 + (0.3 * (g % 3)))];
        foreach (double lambda in new[] { 0.6, 0.1 })
        {
            SparseLinearModel<T> model = GroupLasso.Fit(problem.As(sparse), problem.Targets, groups, lambda, Exact with { FeatureWeights = weights });
            double[] eta = problem.Predictor(model), c = problem.Correlations([.. eta.Select((e, i) => double.CreateChecked(problem.Targets[i]) - e)]);
            Tensor<T> w = model.Coefficients;
            for (int g = 0; g < weights.Length; g++)
            {
                int[] members = [.. Enumerable.Range(0, features).Where(j => groups[j] == g)];
                Condition([.. members.Select(j => double.CreateChecked(w[j]))], [.. members.Select(j => c[j])], lambda * weights[g]);
            }

            Assert.InRange(double.CreateChecked(model.Gap!.Value), 0, Accuracy);
        }
    }

    [Theory, MemberData(nameof(Cases))]
    public void Tasks_share_their_features(bool sparse, int samples, int features)
    {
        var problem = new SparseProblem<T>(22, samples, features, density: 0.7);
        double[] weights = [.. Enumerable.Range(0, features).Select(j => j == 2 ? 0.0 : 1)];
        SparseMultiModel<T> model = MultiTaskLasso.Fit(problem.As(sparse), problem.Outputs, 0.5, Exact with { FeatureWeights = weights });
        Tensor<T> fitted = model.Predict(problem.As(sparse));
        double[][] c = [.. Enumerable.Range(0, 3).Select(k => problem.Correlations([.. Enumerable.Range(0, samples).Select(i => double.CreateChecked(problem.Outputs[i, k] - fitted[i, k]))]))];
        for (int j = 0; j < features; j++)
            Condition([.. Enumerable.Range(0, 3).Select(k => double.CreateChecked(model.Coefficients[j, k]))], [c[0][j], c[1][j], c[2][j]], 0.5 * weights[j]);
        Assert.InRange(double.CreateChecked(model.Gap), 0, Accuracy);
        Assert.NotEmpty(model.Support);
    }

    [Theory, MemberData(nameof(Cases))]
    public void Classes_meet_their_conditions(bool sparse, int samples, int features)
    {
        var problem = new SparseProblem<T>(23, samples, features, density: 0.7);
        foreach (bool grouped in new[] { false, true })
        {
            SparseMultiModel<T> model = SparseMultinomial.Fit<T>(problem.As(sparse), problem.Classes, 3, 0.05, grouped, Exact with { MaxIterations = 2000 });
            Tensor<T> p = model.Predict(problem.As(sparse));
            double[][] c = [.. Enumerable.Range(0, 3).Select(k => problem.Correlations([.. Enumerable.Range(0, samples).Select(i => (problem.Classes[i] == k ? 1 : 0) - double.CreateChecked(p[i, k]))]))];
            for (int j = 0; j < features; j++)
            {
                double[] w = [.. Enumerable.Range(0, 3).Select(k => double.CreateChecked(model.Coefficients[j, k]))];
                if (grouped)
                {
                    Condition(w, [c[0][j], c[1][j], c[2][j]], 0.05);
                    continue;
                }

                for (int k = 0; k < 3; k++)
                    Condition([w[k]], [c[k][j]], 0.05);
            }
        }
    }

    [Fact]
    public void Two_classes_grouped_by_entry_agree_with_the_logistic_model()
    {
        var problem = new SparseProblem<T>(24, 60, 8);
        Tensor<int> classes = Tensor.From(Array.ConvertAll(problem.Labels.ToArray(), label => label > T.Zero ? 1 : 0));
        SparseMultiModel<T> two = SparseMultinomial.Fit<T>(problem.Dense, classes, 2, 0.02, options: Exact with { MaxIterations = 2000 });
        // Symmetric classes take half of the coefficient each; the penalty is then the same.
        SparseLinearModel<T> one = SparseLogistic.Fit(problem.Dense, problem.Labels, 0.02, options: Exact);
        for (int j = 0; j < 8; j++)
            Assert.Equal(double.CreateChecked(one.Coefficients[j]), double.CreateChecked(two.Coefficients[j, 1] - two.Coefficients[j, 0]), Accuracy * 100);
        Assert.Equal(double.CreateChecked(one.Objective), double.CreateChecked(two.Objective), Accuracy * 10);
    }

    private void Condition(double[] w, double[] c, double limit)
    {
        double norm = Math.Sqrt(w.Sum(v => v * v));
        double violation = norm == 0
            ? Math.Sqrt(c.Sum(v => v * v)) - limit
            : Math.Sqrt(w.Select((v, i) => c[i] - (limit * v / norm)).Sum(v => v * v));
        Assert.InRange(violation, double.NegativeInfinity, Accuracy);
    }
}
