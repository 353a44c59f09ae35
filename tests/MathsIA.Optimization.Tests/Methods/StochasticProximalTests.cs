using System.Numerics;
using MathsIA.RandomNumbers;

namespace MathsIA.Optimization.Tests;

public sealed class DoubleStochasticProximalTests : StochasticProximalTests<double>
{
    protected override double Tolerance => 1e-8;
}

public sealed class SingleStochasticProximalTests : StochasticProximalTests<float>
{
    protected override double Tolerance => 1e-3;
}

/// <summary>The stochastic methods with a prox: an elastic net and a constraint, against proximal gradient descent written out here.</summary>
public abstract class StochasticProximalTests<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private static readonly (string Name, IStochasticProximalMethod Method)[] All =
    [
        ("SAGA", new Saga { Random = new Philox(3) }),
        ("SAGA batch", new Saga { Random = new Philox(3), BatchSize = 6 }),
        ("SVRG", new Svrg { Random = new Philox(3) }),
        ("SVRG batch", new Svrg { Random = new Philox(3), BatchSize = 6 }),
    ];

    public static TheoryData<string, bool> Exact => new MatrixTheoryData<string, bool>([.. All.Select(row => row.Name)], [true, false]);

    protected abstract double Tolerance { get; }

    private static IStochasticProximalMethod Named(string name) => All.Single(row => string.Equals(row.Name, name, StringComparison.Ordinal)).Method;

    private static RidgeRegularized<T> Smooth => new(new LogisticLoss<T>(Draw.Normal<T>(1, 60, 8), Draw.Signs<T>(2, 60)), 0.05);

    private static IProximable<T> Function(bool isConstraint) => isConstraint ? new Positive() : new Absolute(T.CreateChecked(0.03));

    [Theory, MemberData(nameof(Exact))]
    public void Reaches_the_solution(string method, bool isConstraint)
    {
        RidgeRegularized<T> f = Smooth;
        IProximable<T> g = Function(isConstraint);
        Solution<T> s = Minimize.Run(f, g, Named(method), Draw.Normal<T>(4, 8), new() { MaxIterations = 60_000, Tolerance = Tolerance });
        Assert.Equal(Status.Converged, s.Status);
        // Proximal gradient descent, step by step.
        Tensor<T> x = Tensor.Zeros<T>(8), gradient = Tensor.Zeros<T>(8);
        T step = T.One / f.LipschitzConstant!.Value;
        for (int k = 0; k < 3000; k++)
        {
            f.Gradient(x, gradient);
            Vectors.AddScaled(x, -step, gradient, x);
            g.Prox(x.AsSpan(), step, x.AsSpan());
        }

        double exact = double.CreateChecked(f.Value(x) + g.Value(x.AsSpan()));
        Assert.Equal(exact, double.CreateChecked(s.Objective), Tolerance);
        Assert.Equal(s.Objective, f.Value(s.Value) + g.Value(s.Value.AsSpan()));
        Assert.Contains(T.Zero, s.Value.ToArray());
        Assert.Equal(Status.Converged, Minimize.Run(f, g, Named(method), s.Value, new() { Tolerance = Tolerance * 1.01 }).Status);
    }

    [Fact]
    public void Sgd_comes_close()
    {
        RidgeRegularized<T> f = Smooth;
        var method = new Sgd { Schedule = new InverseDecay(0.3, 50), Random = new Philox(5), BatchSize = 4 };
        Solution<T> exact = Minimize.Run(f, Function(false), new Saga { Random = new Philox(1) }, Tensor.Zeros<T>(8), new() { MaxIterations = 60_000, Tolerance = Tolerance });
        Solution<T> s = Minimize.Run(f, Function(false), method, Tensor.Ones<T>(8), new() { MaxIterations = 20_000, Tolerance = 0 });
        Assert.InRange(double.CreateChecked(s.Objective - exact.Objective), -1e-6, 1e-3);
    }

    [Fact]
    public void A_start_outside_the_domain_is_brought_in()
    {
        Solution<T> s = Minimize.Run(Smooth, new Positive(), Named("SAGA"), Tensor.Full([8], -T.One), new() { MaxIterations = 0 });
        Assert.Equal(Status.IterationLimit, s.Status);
        Assert.Equal(new T[8], s.Value.ToArray());
    }

    [Fact]
    public void A_linear_model_remembers_numbers_and_another_sum_gradients()
    {
        // The same run with the table of slopes and, its linearity hidden, with the table of gradients.
        RidgeRegularized<T> f = Smooth;
        foreach (int batch in new[] { 1, 7 })
        {
            foreach (Func<IFiniteSum<T>, IIteration<T>> start in new Func<IFiniteSum<T>, IIteration<T>>[]
            {
                sum => new Saga { Random = new Philox(9), BatchSize = batch, StepSize = 0.05 }.Start(sum, Tensor.Ones<T>(8)),
                sum => new Sag { Random = new Philox(9), BatchSize = batch, StepSize = 0.02 }.Start(sum, Tensor.Ones<T>(8)),
            })
            {
                IIteration<T> few = start(f), many = start(new CountingFiniteSum<T>(f));
                for (int k = 0; k < 400; k++)
                {
                    few.Step();
                    many.Step();
                }

                // The ridge term is exact in one and remembered in the other: the same solution by slightly different ways.
                for (int k = 0; k < 20_000; k++)
                {
                    few.Step();
                    many.Step();
                }

                for (int i = 0; i < 8; i++)
                    Assert.Equal(double.CreateChecked(many.Point[i]), double.CreateChecked(few.Point[i]), 2e-3);
            }
        }
    }

    [Fact]
    public void Batches_of_distinct_terms_are_uniform_and_distinct()
    {
        var sampler = new TermSampler(new Philox(8), 10, 4, distinct: true);
        int[] counts = new int[10];
        for (int k = 0; k < 5000; k++)
        {
            int[] batch = sampler.Draw().ToArray();
            Assert.Equal(4, batch.Distinct().Count());
            foreach (int term in batch)
                counts[term]++;
        }

        Assert.All(counts, count => Assert.InRange(count, 1800, 2200));
        Assert.Equal(10, new TermSampler(new Philox(8), 10, 40, distinct: true).Draw().Length);
    }

    [Fact]
    public void Arguments_are_checked()
    {
        RidgeRegularized<T> f = Smooth;
        Tensor<T> x0 = Tensor.Zeros<T>(8);
        Assert.Throws<ArgumentNullException>("proximable", () => Minimize.Run(f, (IProximable<T>)null!, Named("SAGA"), x0));
        Assert.Throws<ArgumentNullException>("method", () => Minimize.Run(f, new Positive(), (IStochasticProximalMethod)null!, x0));
        Assert.Throws<ArgumentException>("function", () => Minimize.Run(new PoissonLoss<T>(Draw.Normal<T>(1, 5, 2), Tensor.Ones<T>(5)), new Saga { Random = new Philox(1) }, Tensor.Zeros<T>(2)));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Svrg { Random = new Philox(1), RoundLength = 0 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new Saga { Random = new Philox(1), BatchSize = 0 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new Sag { Random = new Philox(1), BatchSize = 0 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new Sgd { Random = new Philox(1), Schedule = new ConstantSchedule(1), Momentum = 1 });
    }

    private sealed class Absolute(T weight) : IProximable<T>
    {
        public FunctionTraits Traits => FunctionTraits.Convex;

        public T Value(ReadOnlySpan<T> x)
        {
            T sum = T.Zero;
            foreach (T value in x)
                sum += weight * T.Abs(value);
            return sum;
        }

        public T Prox(ReadOnlySpan<T> x, T step, Span<T> destination)
        {
            for (int i = 0; i < x.Length; i++)
                destination[i] = T.CopySign(T.Max(T.Zero, T.Abs(x[i]) - (step * weight)), x[i]);
            return Value(destination);
        }
    }

    private sealed class Positive : IProximable<T>
    {
        public FunctionTraits Traits => FunctionTraits.Convex | FunctionTraits.Indicator;

        public T Value(ReadOnlySpan<T> x)
        {
            foreach (T value in x)
            {
                if (value < T.Zero)
                    return T.PositiveInfinity;
            }

            return T.Zero;
        }

        public T Prox(ReadOnlySpan<T> x, T step, Span<T> destination)
        {
            for (int i = 0; i < x.Length; i++)
                destination[i] = x[i] > T.Zero ? x[i] : T.Zero;
            return T.Zero;
        }
    }
}
