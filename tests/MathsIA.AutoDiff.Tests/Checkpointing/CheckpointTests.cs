using System.Numerics;
using MathsIA.RandomNumbers;

namespace MathsIA.AutoDiff.Tests;

/// <summary>What is computed again on the way back gives the same bits as what was kept.</summary>
public sealed class CheckpointTests
{
    [Fact]
    public void Segments_give_the_bits_of_the_plain_tape_in_double() => Segments<double>();

    [Fact]
    public void Segments_give_the_bits_of_the_plain_tape_in_float() => Segments<float>();

    [Fact]
    public void Steps_give_the_bits_of_the_plain_loop_in_double() => Steps<double>();

    [Fact]
    public void Steps_give_the_bits_of_the_plain_loop_in_float() => Steps<float>();

    private static void Segments<T>() where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var random = new Philox(1);
        Variable<T>[] point = [random.Normal<T>(8, 6), random.Normal<T>(6, 6), random.Normal<T>(6)];
        // The weights are used twice in a segment and by every segment: shares of the gradient are summed across segments.
        static Variable<T> Segment(IReadOnlyList<Variable<T>> x) => x[0].Affine(x[1], x[2], Activation.Tanh).MatMul(x[1]).Sigmoid() * x[2];
        static Variable<T> Loss(IReadOnlyList<Variable<T>> p, Func<Variable<T>, Variable<T>> segment)
        {
            Variable<T> h = p[0];
            for (int k = 0; k < 4; k++)
                h = segment(h);
            return (h * p[2]).Square().Sum() + p[1].Square().Sum();
        }

        Same(p => Loss(p, h => Segment([h, p[1], p[2]])), p => Loss(p, h => Variable.Checkpoint(Segment, h, p[1], p[2])), point);
        // One operand in two places.
        Same(p => Loss(p, h => Segment([h, h.Transpose().MatMul(h), p[2]])), p => Loss(p, h => Variable.Checkpoint(x => Segment([x[0], x[1].Transpose().MatMul(x[0]), x[2]]), h, h, p[2])), point, exact: false);
    }

    private static void Steps<T>() where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var random = new Philox(2);
        T small = T.CreateChecked(0.1);
        Variable<T>[] point = [random.Normal<T>(5), random.Normal<T>(5, 5), random.Normal<T>(5)];
        Variable<T> Step(Variable<T> x, IReadOnlyList<Variable<T>> p, int k) => x + small * (p[0].MatMul(x.Sin()) * p[1] + p[0].MatMul(x) * T.CreateChecked(0.2 * Math.Cos(k)));
        Variable<T> Loop(IReadOnlyList<Variable<T>> p, int n)
        {
            Variable<T> x = p[0];
            for (int k = 0; k < n; k++)
                x = Step(x, [p[1], p[2]], k);
            return (x * p[2]).Square().Sum() + (p[0] * p[2]).Sum() + p[1].Sum();
        }

        foreach (int n in new[] { 1, 2, 3, 10, 33 })
        {
            foreach (int? snapshots in new int?[] { 1, 2, 3, 7, 100, null })
            {
                Same(p => Loop(p, n), p =>
                {
                    Variable<T> x = Variable.Iterate(Step, p[0], [p[1], p[2]], n, snapshots);
                    return (x * p[2]).Square().Sum() + (p[0] * p[2]).Sum() + p[1].Sum();
                }, point);
            }
        }
    }

    private static void Same<T>(Func<IReadOnlyList<Variable<T>>, Variable<T>> plain, Func<IReadOnlyList<Variable<T>>, Variable<T>> checkpointed, Variable<T>[] point, bool exact = true)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        (Variable<T> value, Variable<T>[] gradients) = Differentiate.ValueAndGradient(plain, point);
        (Variable<T> other, Variable<T>[] others) = Differentiate.ValueAndGradient(checkpointed, point);
        Assert.Equal(value.ToScalar(), other.ToScalar());
        for (int k = 0; k < point.Length; k++)
        {
            Assert.True(exact ? gradients[k].Value.ElementsEqual(others[k].Value) : others[k].Value.AllClose(gradients[k].Value, 1e-4, 1e-4), $"gradient {k}");
        }
    }

    [Fact]
    public void Steps_are_computed_as_often_as_the_schedule_says()
    {
        foreach ((int n, int snapshots) in new[] { (1, 1), (2, 1), (20, 3), (100, 4), (100, 100) })
        {
            int count = 0;
            Variable<double> Step(Variable<double> x, IReadOnlyList<Variable<double>> p, int k)
            {
                count++;
                return x + 0.1 * p[0] * x.Sin();
            }

            Differentiate.ValueAndGradient<double>(p => Variable.Iterate(Step, p[0], [p[1]], n, snapshots), [1.0, 0.3]);
            // The value, what the schedule advances beyond its first sweep, and one recording of each step.
            Assert.Equal(n + new CheckpointSchedule(n, snapshots).Advances - (n - 1) + n, count);
        }
    }

    [Fact]
    public void Memory_grows_like_the_logarithm_of_the_number_of_steps()
    {
        long plain = Allocated(n => Differentiate.Gradient<double>(x =>
        {
            for (int k = 0; k < n; k++)
                x += 0.01 * x.Sin();
            return x.Sum();
        }, Tensor.Ones<double>(100_000)), 100);
        long few = Allocated(n => Differentiate.Gradient<double>(x => Variable.Iterate((y, _, _) => y + 0.01 * y.Sin(), x, [], n).Sum(), Tensor.Ones<double>(100_000)), 400);
        long many = Allocated(n => Differentiate.Gradient<double>(x => Variable.Iterate((y, _, _) => y + 0.01 * y.Sin(), x, [], n).Sum(), Tensor.Ones<double>(100_000)), 1600);
        const long state = 100_000 * sizeof(double);
        Assert.True(plain > 200 * state, $"{plain / state} states");
        Assert.True(few < 30 * state, $"{few / state} states");
        Assert.True(many < few + 4 * state, $"{many / state} states after {few / state}");

        // A thread of its own has an empty pool.
        static long Allocated(Action<int> run, int steps)
        {
            long bytes = 0;
            var thread = new Thread(() =>
            {
                long before = GC.GetAllocatedBytesForCurrentThread();
                run(steps);
                bytes = GC.GetAllocatedBytesForCurrentThread() - before;
            });
            thread.Start();
            thread.Join();
            return bytes;
        }
    }

    [Fact]
    public void Derivatives_of_derivatives_pass_through()
    {
        Variable<double> a = new Philox(3).Normal<double>([4, 4], 0, 0.4), x0 = new Philox(4).Normal<double>(4), v = new Philox(5).Normal<double>(4);
        Func<Variable<double>, Variable<double>> Chain(int? snapshots) => x =>
        {
            if (snapshots is { } s)
                return Variable.Iterate((y, p, k) => (p[0].MatMul(y) + 0.1 * k).Tanh(), x, [a], 9, s).Square().Sum();
            for (int k = 0; k < 9; k++)
                x = (a.MatMul(x) + 0.1 * k).Tanh();
            return x.Square().Sum();
        };
        Tensor<double> expected = Differentiate.HessianVector(Chain(null), x0, v).Value;
        foreach (int snapshots in new[] { 1, 2, 3, 9 })
        {
            Func<Variable<double>, Variable<double>> f = Chain(snapshots);
            Assert.True(Differentiate.HessianVector(f, x0, v).Value.AllClose(expected, 1e-11, 1e-13));
            Assert.True(Differentiate.Gradient<double>(x => (Differentiate.Gradient(f, x) * v).Sum(), x0).Value.AllClose(expected, 1e-11, 1e-13));
            Assert.True(Differentiate.Gradient<double>(x => Differentiate.Jvp(f, x, v).Tangent, x0).Value.AllClose(expected, 1e-11, 1e-13));
            Assert.True(Differentiate.Jvp(f, x0, v).Tangent.Value.AllClose(Differentiate.Jvp(Chain(null), x0, v).Tangent.Value, 1e-13));
        }
    }

    [Fact]
    public void Operands_that_are_one_variable_add_up()
    {
        Variable<double> gradient = Differentiate.Gradient<double>(w => Variable.Iterate((x, p, k) => x * p[0] + p[1] * p[0], w, [w, w], 3), 1.3);
        Variable<double> plain = Differentiate.Gradient<double>(w =>
        {
            Variable<double> x = w;
            for (int k = 0; k < 3; k++)
                x = x * w + w * w;
            return x;
        }, 1.3);
        Assert.Equal(plain.ToScalar(), gradient.ToScalar(), 1e-13);
    }

    [Fact]
    public void Misuse_is_a_clear_error()
    {
        Assert.Contains("parameter", Assert.Throws<InvalidOperationException>(() => Differentiate.Gradient<double>(a => Variable.Iterate<double>((x, p, k) => x * a, 1.0, [], 3), 2.0)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>("steps", () => Variable.Iterate<double>((x, p, k) => x, 1.0, [], -1));
        Assert.Throws<ArgumentOutOfRangeException>("snapshots", () => Variable.Iterate<double>((x, p, k) => x, 1.0, [], 1, 0));
        Assert.Throws<ArgumentNullException>("step", () => Variable.Iterate(null!, (Variable<double>)1.0, [], 1));
        Assert.Throws<ArgumentNullException>("parameters", () => Variable.Iterate<double>((x, p, k) => x, 1.0, null!, 1));
        Assert.Equal(5, Variable.Iterate<double>((x, p, k) => x, 5.0, [], 0).ToScalar());
        // A step that throws leaves nothing behind that would make the next computation wrong.
        Assert.Throws<TimeoutException>(() => Differentiate.Gradient<double>(a => Variable.Iterate<double>((x, p, k) => k == 2 ? throw new TimeoutException() : x * p[0], 1.0, [a], 5), 2.0));
        Assert.Equal(12, Differentiate.Gradient<double>(a => Variable.Iterate<double>((x, p, k) => x * p[0], 1.0, [a], 3), 2.0).ToScalar());
    }
}
