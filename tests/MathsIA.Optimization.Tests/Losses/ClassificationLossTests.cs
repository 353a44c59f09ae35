using System.Numerics;
using MathsIA.Tests;

namespace MathsIA.Optimization.Tests;

public sealed class DoubleClassificationLossTests : ClassificationLossTests<double>
{
    protected override double Accuracy => 1e-14;

    protected override double Farthest => 700;
}

public sealed class SingleClassificationLossTests : ClassificationLossTests<float>
{
    protected override double Accuracy => 2e-6;

    protected override double Farthest => 80;
}

/// <summary>The logistic losses against their reference twins, at lengths around every tail and at margins of every size.</summary>
public abstract class ClassificationLossTests<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public static TheoryData<int> Sizes => [.. Lengths.AroundEveryTail.Where(length => length > 0)];

    public static TheoryData<int, int> Tables => new MatrixTheoryData<int, int>([1, 3, 16, 33], [2, 3, 8, 10, 17, 65]);

    private static T Largest => T.BitDecrement(T.PositiveInfinity);

    protected abstract double Accuracy { get; }

    /// <summary>The largest margin whose exponential is a normal number of the type.</summary>
    protected abstract double Farthest { get; }

    [Theory, MemberData(nameof(Sizes))]
    public void Logistic_agrees_with_its_reference(int count)
    {
        // One feature, and the point 1: the predictions are the design.
        Tensor<T> design = Draw.Normal<T>(1, count, 1) * T.CreateChecked(5), labels = Draw.Signs<T>(2, count), one = Tensor.Ones<T>(1), g = Tensor.Zeros<T>(1);
        var loss = new LogisticLoss<T>(design, labels);
        double[] margins = [.. Enumerable.Range(0, count).Select(i => double.CreateChecked(design[i, 0] * labels[i]))];
        double value = margins.Average(ReferenceLosses.Logistic);
        Near(value, loss.Value(one));
        Near(value, loss.ValueAndGradient(one, g));
        double[] slopes = [.. margins.Select(ReferenceLosses.LogisticSlope)];
        Near(slopes.Zip(margins, (slope, margin) => slope * margin).Average(), g[0], slopes.Zip(margins, (slope, margin) => Math.Abs(slope * margin)).Average());
        loss.HessianVector(one, one, g);
        Near(margins.Average(margin => ReferenceLosses.LogisticCurvature(margin) * margin * margin), g[0]);
    }

    [Theory, MemberData(nameof(Tables))]
    public void Multinomial_agrees_with_its_reference(int count, int classes)
    {
        // Samples are unit vectors: the predictions are the point.
        Tensor<T> scores = Draw.Normal<T>(3, count, classes) * T.CreateChecked(5), g = Tensor.Zeros<T>(count, classes), v = Draw.Normal<T>(5, count, classes);
        Tensor<int> labels = Draw.Classes(4, count, classes);
        var loss = new MultinomialLoss<T>(Tensor.Eye<T>(count), labels, classes);
        double[][] rows = [.. Enumerable.Range(0, count).Select(i => Enumerable.Range(0, classes).Select(k => double.CreateChecked(scores[i, k])).ToArray())];
        double value = rows.Select((row, i) => ReferenceLosses.Multinomial(row, labels[i])).Average();
        Near(value, loss.Value(scores));
        Near(value, loss.ValueAndGradient(scores, g));
        Tensor<T> h = Tensor.Zeros<T>(count, classes);
        loss.HessianVector(scores, v, h);
        for (int i = 0; i < count; i++)
        {
            double[] q = ReferenceLosses.Softmax(rows[i]);
            double mean = Enumerable.Range(0, classes).Sum(k => q[k] * double.CreateChecked(v[i, k]));
            for (int k = 0; k < classes; k++)
            {
                Near((q[k] - (k == labels[i] ? 1 : 0)) / count, g[i, k], 1.0 / count);
                Near(q[k] * (double.CreateChecked(v[i, k]) - mean) / count, h[i, k], 4.0 / count);
            }
        }
    }

    [Fact]
    public void Tails_keep_their_relative_accuracy()
    {
        foreach (double margin in new[] { 1e-5, 1, 20, 40, Farthest, -1e-5, -1, -20, -40, -Farthest })
        {
            Tensor<T> x = Tensor.From(new[] { T.CreateChecked(margin) }), g = Tensor.Zeros<T>(1), one = Tensor.Ones<T>(1);
            var loss = new LogisticLoss<T>(Tensor.Ones<T>(1, 1), one);
            double at = double.CreateChecked(x[0]);
            Near(ReferenceLosses.Logistic(at), loss.Value(x));
            Near(ReferenceLosses.Logistic(at), loss.ValueAndGradient(x, g));
            Near(ReferenceLosses.LogisticSlope(at), g[0]);
            loss.HessianVector(x, one, g);
            Near(ReferenceLosses.LogisticCurvature(at), g[0]);
        }
    }

    [Fact]
    public void Margins_without_bound_have_limits()
    {
        Tensor<T> labels = Tensor.From(new[] { T.One, -T.One }), g = Tensor.Zeros<T>(1), one = Tensor.Ones<T>(1);
        Tensor<T> far = Tensor.From(new[] { Largest });
        var right = new LogisticLoss<T>(Tensor.From(new[] { T.One, -T.One }, 2, 1), labels);
        Assert.Equal(T.Zero, right.ValueAndGradient(far, g));
        Assert.Equal(T.Zero, g[0]);
        right.HessianVector(far, one, g);
        Assert.Equal(T.Zero, g[0]);
        var wrong = new LogisticLoss<T>(Tensor.From(new[] { T.One }, 1, 1), Tensor.From(new[] { -T.One }));
        Assert.Equal(Largest, wrong.ValueAndGradient(far, g));
        Assert.Equal(T.One, g[0]);
        var classes = new MultinomialLoss<T>(Tensor.Ones<T>(1, 1), Tensor.From([1]), 2);
        Tensor<T> w = Tensor.From(new[] { Largest, T.Zero }, 1, 2), gw = Tensor.Zeros<T>(1, 2);
        Assert.Equal(Largest, classes.ValueAndGradient(w, gw));
        Assert.Equal([T.One, -T.One], gw.ToArray());
    }

    [Fact]
    public void Every_road_to_the_gradient_gives_the_same_bits()
    {
        foreach (string name in Problem<T>.Names)
        {
            Problem<T> p = Problem<T>.Create(name);
            Tensor<T> alone = Tensor.Zeros<T>(p.Start.Shape), both = Tensor.Zeros<T>(p.Start.Shape);
            p.Function.Gradient(p.Start, alone);
            T value = p.Function.ValueAndGradient(p.Start, both);
            Assert.Equal(alone.ToArray(), both.ToArray());
            Assert.Equal(value, p.Function.Value(p.Start));
        }
    }

    [Fact]
    public void Batches_of_changing_length_agree_with_the_mean_of_their_terms()
    {
        foreach (string name in Problem<T>.Names)
        {
            Problem<T> p = Problem<T>.Create(name);
            Tensor<T> batch = Tensor.Zeros<T>(p.Start.Shape), term = Tensor.Zeros<T>(p.Start.Shape), mean = Tensor.Zeros<T>(p.Start.Shape);
            foreach (int length in new[] { 1, 4, 2, 6 })
            {
                int[] terms = [.. Enumerable.Range(0, length).Select(j => j * 5 % p.Function.Count)];
                p.Function.Gradient(p.Start, terms, batch);
                mean.Fill(T.Zero);
                foreach (int one in terms)
                {
                    p.Function.Gradient(p.Start, [one], term);
                    Vectors.AddScaled(mean, T.One / T.CreateChecked(length), term, mean);
                }

                double scale = 1 + double.CreateChecked(Vectors.Norm(mean));
                for (int i = 0; i < mean.Length; i++)
                    Near(double.CreateChecked(mean.AsSpan()[i]), batch.AsSpan()[i], scale);
            }
        }
    }

    private void Near(double expected, T actual, double? scale = null) =>
        Assert.Equal(expected, double.CreateChecked(actual), Accuracy * (scale ?? Math.Abs(expected)));
}
