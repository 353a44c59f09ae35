using System.Numerics;

namespace MathsIA.Optimization.Tests;

public sealed class DoubleLeastSquaresMethodTests : LeastSquaresMethodTests<double>
{
    protected override double Tolerance => 1e-9;
}

public sealed class SingleLeastSquaresMethodTests : LeastSquaresMethodTests<float>
{
    protected override double Tolerance => 5e-3;
}

/// <summary>The methods for nonlinear least squares, with a Jacobian, with its products and with differences.</summary>
public abstract class LeastSquaresMethodTests<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private static readonly (string Name, ILeastSquaresMethod Method)[] All =
    [
        ("Gauss-Newton", new GaussNewton()),
        ("Levenberg-Marquardt", new LevenbergMarquardt()),
        ("Levenberg", new LevenbergMarquardt { IsScaled = false }),
    ];

    public static TheoryData<string, string> Everything => new MatrixTheoryData<string, string>([.. All.Select(row => row.Name)], ["whole", "products", "differences"]);

    public static TheoryData<string> Methods => [.. All.Select(row => row.Name)];

    protected abstract double Tolerance { get; }

    private static ILeastSquaresMethod Named(string name) => All.Single(row => string.Equals(row.Name, name, StringComparison.Ordinal)).Method;

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

    private static Tensor<T> Start => Tensor.From([T.CreateChecked(1), T.CreateChecked(0.3), T.CreateChecked(0)]);

    [Theory, MemberData(nameof(Everything))]
    public void Fits_a_curve(string method, string kind)
    {
        double tolerance = string.Equals(kind, "differences", StringComparison.Ordinal) ? Math.Max(1e-6, 4 * Tolerance) : Tolerance;
        Solution<T> s = Minimize.Run(Decay(kind), Named(method), Start, new() { MaxIterations = 300, Tolerance = tolerance });
        Assert.Equal(Status.Converged, s.Status);
        double[] truth = [2.5, 1.3, 0.7];
        for (int i = 0; i < 3; i++)
            Assert.Equal(truth[i], double.CreateChecked(s.Value[i]), 0.05);
        // The same point that a method for any smooth function finds.
        Solution<T> other = Minimize.Run(new NonlinearLeastSquares<T>(Decay("whole"), Start), new Bfgs(), Start, new() { MaxIterations = 300, Tolerance = Tolerance });
        Assert.Equal(double.CreateChecked(other.Objective), double.CreateChecked(s.Objective), Tolerance);
    }

    [Theory, MemberData(nameof(Methods))]
    public void A_linear_problem_is_solved_in_one_step_or_a_few(string method)
    {
        Tensor<T> a = Draw.Normal<T>(1, 9, 4), y = Draw.Normal<T>(2, 9);
        var residuals = new VectorFunction<T>(9, (x, r) => Vectors.Subtract(a.MatMul(x), y, r), (_, j) => a.CopyTo(j));
        Solution<T> s = Minimize.Run(residuals, Named(method), Tensor.Zeros<T>(4), new() { Tolerance = Tolerance });
        Assert.Equal(Status.Converged, s.Status);
        Assert.InRange(s.Iterations, 1, method.StartsWith('G') ? 2 : 12);
        Tensor<T> exact = MathsIA.LinearAlgebra.Matrix.LeastSquares(a, y).Solution;
        for (int i = 0; i < 4; i++)
            Assert.Equal(double.CreateChecked(exact[i]), double.CreateChecked(s.Value[i]), 10 * Tolerance);
    }

    [Theory, MemberData(nameof(Methods))]
    public void Fewer_residuals_than_unknowns_are_made_zero(string method)
    {
        Tensor<T> a = Draw.Normal<T>(1, 2, 5), y = Draw.Normal<T>(2, 2);
        var residuals = new VectorFunction<T>(2, (x, r) => Vectors.Subtract(a.MatMul(x), y, r), (_, j) => a.CopyTo(j));
        Solution<T> s = Minimize.Run(residuals, Named(method), Tensor.Zeros<T>(5), new() { Tolerance = Tolerance });
        Assert.Equal(Status.Converged, s.Status);
        Assert.InRange(double.CreateChecked(s.Objective), 0, Tolerance);
    }

    [Theory, MemberData(nameof(Methods))]
    public void Keeps_the_status_contract(string method)
    {
        Solution<T> limited = Minimize.Run(Decay("whole"), Named(method), Start, new() { MaxIterations = 2, Tolerance = 0 });
        Assert.Equal(Status.IterationLimit, limited.Status);
        Assert.True(limited.Objective <= new NonlinearLeastSquares<T>(Decay("whole"), Start).Value(Start));
        Assert.Equal(Status.Cancelled, Minimize.Run(Decay("whole"), Named(method), Start, null, new CancellationToken(true)).Status);
        var undefined = new VectorFunction<T>(2, (_, r) => r.Fill(T.NaN), (_, j) => j.Fill(T.NaN));
        Assert.Equal(Status.NonFinite, Minimize.Run(undefined, Named(method), Start).Status);
    }

    [Theory, MemberData(nameof(Everything))]
    public void Allocates_nothing_in_a_steady_iteration(string method, string kind)
    {
        IIteration<T> iteration = Named(method).Start(Decay(kind), Start);
        for (int k = 0; k < 3; k++)
        {
            iteration.Step();
            iteration.Measure();
        }

        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int k = 0; k < 10; k++)
        {
            iteration.Step();
            iteration.Measure();
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void The_jacobian_checker_sees_right_from_wrong()
    {
        var fit = new DecayFit<T>(30);
        Assert.InRange(double.CreateChecked(FiniteDifferences.JacobianError(fit, Start, Draw.Unit<T>(1, 3))), 0, 10 * Math.Sqrt(Tolerance) * Math.Sqrt(Tolerance) + 1e-8);
        var wrong = new VectorFunction<T>(30, fit.Evaluate, (x, j) => j.Fill(T.One));
        Assert.InRange(double.CreateChecked(FiniteDifferences.JacobianError(wrong, Start, Draw.Unit<T>(1, 3))), 0.1, 100);
    }

    [Fact]
    public void Arguments_are_checked()
    {
        Assert.Throws<ArgumentOutOfRangeException>("outputLength", () => new VectorFunction<T>(0, (_, _) => { }));
        Assert.Throws<ArgumentNullException>("evaluate", () => new VectorFunction<T>(1, null!));
        Assert.Throws<ArgumentNullException>("residuals", () => Minimize.Run((IVectorFunction<T>)null!, new GaussNewton(), Start));
        Assert.Throws<ArgumentException>("function", () => Minimize.Run(new Quadratic<T>(Tensor.Eye<T>(3), Start), new LineSearchMethod(new GaussNewtonDirection(), new ArmijoStep()), Start));
        Assert.Throws<ArgumentOutOfRangeException>(() => new LevenbergMarquardt { InitialDamping = double.NaN });
        Assert.Throws<ShapeMismatchException>("x", () => new NonlinearLeastSquares<T>(Decay("whole"), Start).Value(Tensor.Zeros<T>(4)));
    }
}
