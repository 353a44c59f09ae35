using System.Numerics;

namespace MathsIA.Optimization.Tests;

public sealed class DoubleRobustResidualsTests : RobustResidualsTests<double>
{
    protected override double Tolerance => 1e-9;
}

public sealed class SingleRobustResidualsTests : RobustResidualsTests<float>
{
    protected override double Tolerance => 1e-3;
}

/// <summary>Robust losses: the sum they stand for, its gradient, and fits that outliers do not move.</summary>
public abstract class RobustResidualsTests<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public static TheoryData<RobustLoss> Losses => [.. Enum.GetValues<RobustLoss>()];

    public static TheoryData<RobustLoss, string> Everything => new MatrixTheoryData<RobustLoss, string>(Enum.GetValues<RobustLoss>(), ["whole", "products", "differences"]);

    protected abstract double Tolerance { get; }

    private static Tensor<T> Start => Tensor.From([T.CreateChecked(1.5), T.CreateChecked(1), T.Zero]);

    private static double Cost(RobustLoss loss, double z) => loss switch
    {
        RobustLoss.SoftL1 => 2 * (Math.Sqrt(1 + z) - 1),
        RobustLoss.Huber => z <= 1 ? z : (2 * Math.Sqrt(z)) - 1,
        RobustLoss.Cauchy => Math.Log(1 + z),
        _ => Math.Atan(z),
    };

    [Theory, MemberData(nameof(Losses))]
    public void Half_the_sum_of_squares_is_the_robust_sum(RobustLoss loss)
    {
        const double scale = 0.25;
        Tensor<T> r = Draw.Normal<T>(1, 50), s = Tensor.Zeros<T>(50);
        RobustResiduals.Create(new VectorFunction<T>(50, (_, d) => r.CopyTo(d)), loss, scale).Evaluate(Start, s);
        for (int i = 0; i < 50; i++)
        {
            double residual = double.CreateChecked(r[i]), value = double.CreateChecked(s[i]);
            Assert.Equal(scale * scale * Cost(loss, residual * residual / (scale * scale)), value * value, 1e-3 * Tolerance);
            Assert.Equal(Math.Sign(residual), Math.Sign(value));
            Assert.True(Math.Abs(value) <= Math.Abs(residual) * (1 + 1e-6));
        }
    }

    /// <summary>Near 0 a residual is its own, to the last digit that squares leave, and none is lost.</summary>
    [Theory, MemberData(nameof(Losses))]
    public void Small_and_large_residuals_keep_their_digits(RobustLoss loss)
    {
        for (int exponent = -40; exponent < 0; exponent++)
        {
            T r = T.ScaleB(T.One, exponent * (typeof(T) == typeof(float) ? 3 : 25));
            (T value, T slope) = RobustResiduals.Apply(loss, T.One, -r);
            double expected = Math.Sqrt(1 - (double.CreateChecked(r * r) / 2));
            Assert.Equal(-expected, double.CreateChecked(value / r), exponent < -3 ? Tolerance : 0.01);
            Assert.Equal(1, double.CreateChecked(slope), exponent < -3 ? Tolerance : 0.05);
        }

        Assert.Equal((T.Zero, T.One), RobustResiduals.Apply(loss, T.One, T.Zero));
        Assert.True(T.IsNaN(RobustResiduals.Apply(loss, T.One, T.NaN).Value));
    }

    [Theory, MemberData(nameof(Everything))]
    public void The_derivatives_are_those_of_the_values(RobustLoss loss, string kind)
    {
        if (typeof(T) == typeof(float))
            return;
        Tensor<T> x = Tensor.From([T.CreateChecked(2.3), T.CreateChecked(0.4), T.CreateChecked(0.2)]), u = Draw.Unit<T>(3, 3);
        IVectorFunction<T> wrapped = RobustResiduals.Create(Decay(kind), loss, 0.3);
        if (wrapped is IJacobian<T> whole)
        {
            Assert.InRange(double.CreateChecked(FiniteDifferences.JacobianError(whole, x, u)), 0, 1e-6);
            return;
        }

        var products = (IJacobianProducts<T>)wrapped;
        var reference = (IJacobian<T>)RobustResiduals.Create(Decay("whole"), loss, 0.3);
        Tensor<T> jacobian = Tensor.Zeros<T>(30, 3), image = Tensor.Zeros<T>(30), back = Tensor.Zeros<T>(3), weights = Draw.Normal<T>(4, 30);
        reference.Jacobian(x, jacobian);
        products.JacobianVector(x, u, image);
        products.VectorJacobian(x, weights, back);
        Assert.Equal(0, double.CreateChecked(Vectors.Norm(image - jacobian.MatMul(u))), 1e-12);
        Assert.Equal(0, double.CreateChecked(Vectors.Norm(back - jacobian.Transpose().MatMul(weights))), 1e-12);
    }

    [Theory, MemberData(nameof(Everything))]
    public void Outliers_do_not_move_a_fit(RobustLoss loss, string kind)
    {
        IVectorFunction<T> clean = Decay(kind), spoilt = new Spoilt(clean);
        if (clean is IJacobian<T> jacobian)
            spoilt = new VectorFunction<T>(30, spoilt.Evaluate, jacobian.Jacobian);
        if (clean is IJacobianProducts<T>)
            spoilt = new Products<T>(new VectorFunction<T>(30, spoilt.Evaluate, ((IJacobian<T>)Decay("whole")).Jacobian));
        double tolerance = Math.Max(Math.Min(Tolerance, 1e-5), string.Equals(kind, "differences", StringComparison.Ordinal) ? 1e-5 : 0);
        Solution<T> squares = Minimize.Run(spoilt, new LevenbergMarquardt(), Start, new() { Tolerance = tolerance });
        Solution<T> s = Minimize.Run(RobustResiduals.Create(spoilt, loss, 0.05), new LevenbergMarquardt(), Start, new() { Tolerance = tolerance, MaxIterations = 3000 });
        Assert.Equal(Status.Converged, s.Status);
        double[] truth = [2.5, 1.3, 0.7];
        double error = 0, squaresError = 0;
        for (int j = 0; j < 3; j++)
        {
            error = Math.Max(error, Math.Abs(truth[j] - double.CreateChecked(s.Value[j])));
            squaresError = Math.Max(squaresError, Math.Abs(truth[j] - double.CreateChecked(squares.Value[j])));
        }

        Assert.InRange(error, 0, 0.12);
        Assert.InRange(squaresError, 2 * error, 100);
    }

    /// <summary>scipy 1.10.1, tests/fixtures/bounded_least_squares.py: parameters, and the cost with its scaling.</summary>
    [Theory]
    [InlineData(RobustLoss.SoftL1, 2.0000166872426943, 0.7939429881819037, 0.2975867452694567, 0.6985487200462748)]
    [InlineData(RobustLoss.Huber, 1.9971624746308112, 0.7942400368759556, 0.29870103416993904, 0.708682919257021)]
    [InlineData(RobustLoss.Cauchy, 1.961225227993804, 0.8077311227016711, 0.3184705762283391, 0.07998368818058725)]
    [InlineData(RobustLoss.Arctangent, 1.9620019273414733, 0.80480069360527, 0.3165982885484481, 0.025114000219936563)]
    public void Agrees_with_recorded_values(RobustLoss loss, double a, double b, double c, double cost)
    {
        var residuals = new VectorFunction<T>(20, (x, r) =>
        {
            for (int i = 0; i < 20; i++)
            {
                double t = i / 5.0, y = (2 * Math.Exp(-0.8 * t)) + 0.3 + (0.05 * Math.Sin(5 * i)) + (i == 3 ? 4 : i == 11 ? -3 : 0);
                r[i] = (x[0] * T.Exp(-x[1] * T.CreateChecked(t))) + x[2] - T.CreateChecked(y);
            }
        }, (x, j) =>
        {
            for (int i = 0; i < 20; i++)
            {
                T t = T.CreateChecked(i / 5.0), decay = T.Exp(-x[1] * t);
                (j[i, 0], j[i, 1], j[i, 2]) = (decay, -t * x[0] * decay, T.One);
            }
        });
        Solution<T> s = Minimize.Run(RobustResiduals.Create(residuals, loss, 0.1), new LevenbergMarquardt(), Start, new() { Tolerance = Tolerance, MaxIterations = 5000 });
        Assert.Equal(Status.Converged, s.Status);
        Assert.Equal(cost, double.CreateChecked(s.Objective), Math.Max(1e-12, Tolerance / 100));
        double[] expected = [a, b, c];
        for (int j = 0; j < 3; j++)
            Assert.Equal(expected[j], double.CreateChecked(s.Value[j]), Math.Max(2e-7, 20 * Tolerance));
    }

    [Fact]
    public void Arguments_are_checked()
    {
        Assert.Throws<ArgumentNullException>("residuals", () => RobustResiduals.Create<T>(null!, RobustLoss.Huber));
        Assert.Throws<ArgumentOutOfRangeException>("loss", () => RobustResiduals.Create(Decay("whole"), (RobustLoss)7));
        Assert.Throws<ArgumentOutOfRangeException>("scale", () => RobustResiduals.Create(Decay("whole"), RobustLoss.Huber, 0));
        Assert.Throws<ArgumentOutOfRangeException>("scale", () => RobustResiduals.Create(Decay("whole"), RobustLoss.Huber, double.NaN));
        Assert.Throws<ArgumentOutOfRangeException>("scale", () => RobustResiduals.Create(Decay("whole"), RobustLoss.Huber, double.Epsilon));
    }

    private static IVectorFunction<T> Decay(string kind)
    {
        var fit = new DecayFit<T>(30);
        return kind switch
        {
            "whole" => fit,
            "products" => new Products<T>(fit),
            _ => new VectorFunction<T>(30, fit.Evaluate),
        };
    }

    /// <summary>Three data of thirty are far off.</summary>
    private sealed class Spoilt(IVectorFunction<T> inner) : IVectorFunction<T>
    {
        public int OutputLength => inner.OutputLength;

        public void Evaluate(Tensor<T> x, Tensor<T> destination)
        {
            inner.Evaluate(x, destination);
            destination[4] -= T.CreateChecked(3);
            destination[12] -= T.CreateChecked(4);
            destination[25] += T.CreateChecked(2);
        }
    }
}
