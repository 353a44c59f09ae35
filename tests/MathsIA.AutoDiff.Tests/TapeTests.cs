using MathsIA.RandomNumbers;

namespace MathsIA.AutoDiff.Tests;

public sealed class TapeTests
{
    [Fact]
    public void Gradients_go_into_the_callers_memory_and_accumulate()
    {
        var tape = new Tape<double>();
        Tensor<double> w = Tensor.From([1.0, 2, 3]), gradient = Tensor.From([7.0, 7, 7]);
        Variable<double> x = tape.Watch(w);
        tape.Backward((x * x).Sum(), [x], [gradient]);
        Assert.Equal([2, 4, 6], gradient.ToArray());
        tape.Reset();
        x = tape.Watch(w);
        tape.Backward(x.Sum(), [x], [gradient], accumulate: true);
        Assert.Equal([3, 5, 7], gradient.ToArray());
    }

    [Fact]
    public void A_second_backward_needs_a_kept_tape()
    {
        var tape = new Tape<double>();
        Variable<double> x = tape.Watch(Tensor.From([1.0, 2])), y = (x * x).Sum();
        tape.Backward(y, keepTape: true);
        Assert.Equal([2, 4], tape.GradientOf(x).Value.ToArray());
        tape.Backward(y);
        Assert.Equal([2, 4], tape.GradientOf(x).Value.ToArray());
        Assert.Contains("keepTape", Assert.Throws<InvalidOperationException>(() => tape.Backward(y)).Message, StringComparison.Ordinal);
        Assert.Throws<InvalidOperationException>(() => x * x);
        Assert.False(tape.IsRecording);
    }

    [Fact]
    public void Gradients_of_intermediate_values_are_there_when_retained()
    {
        var tape = new Tape<double>();
        Variable<double> x = tape.Watch(Tensor.From([1.0, 2])), hidden = x * 3.0, y = hidden.Square().Sum();
        tape.Backward(y, retain: [hidden]);
        Assert.Equal([6, 12], tape.GradientOf(hidden).Value.ToArray());
        Assert.Equal([18, 36], tape.GradientOf(x).Value.ToArray());
        Assert.Equal(45, y.ToScalar());
    }

    [Theory, InlineData(false), InlineData(true)]
    public void The_gradient_of_a_dense_layer_that_somebody_looks_at_is_not_written_over(bool keepTape)
    {
        // Where nobody looks, backward turns it into that of the product in its own memory.
        Tensor<double> x = Samples.Any(2, 3), weight = Samples.Any(3, 4), bias = Samples.Any(4);
        Tensor<double>? seen = null;
        var tape = new Tape<double>();
        Variable<double> w = tape.Watch(weight), b = tape.Watch(bias), layer = ((Variable<double>)x).Affine(w, b, Activation.Tanh);
        Variable<double> loss = layer.OnGradient(g =>
        {
            seen = g.Value;
            return g;
        }).Square().Sum();
        Tensor<double> expected = x.Affine(weight, bias, Activation.Tanh) * 2.0;
        tape.Backward(loss, retain: [layer], keepTape: keepTape);
        Assert.Equal(expected.ToArray(), tape.GradientOf(layer).Value.ToArray());
        Assert.Equal(expected.ToArray(), seen!.ToArray());
        Variable<double> plain = Differentiate.Gradient<double>(v => ((Variable<double>)x).Affine(v, bias, Activation.Tanh).Square().Sum(), weight);
        Assert.Equal(plain.Value.ToArray(), tape.GradientOf(w).Value.ToArray());
        if (!keepTape)
            return;
        tape.Backward(loss);
        Assert.Equal(expected.ToArray(), seen.ToArray());
        Assert.Equal(plain.Value.ToArray(), tape.GradientOf(w).Value.ToArray());
    }

    [Fact]
    public void A_value_that_was_given_back_says_so()
    {
        var tape = new Tape<double>();
        Variable<double> x = tape.Watch(Tensor.From([1.0, 2])), hidden = x * 3.0, y = hidden.Square().Sum();
        Tensor<double> seen = (x * 5.0).Value;
        tape.Backward(y);
        Assert.Contains("given back", Assert.Throws<InvalidOperationException>(() => hidden.Value).Message, StringComparison.Ordinal);
        tape.Reset();
        Assert.Contains("ended", Assert.Throws<InvalidOperationException>(() => y.Value).Message, StringComparison.Ordinal);
        // What was read stays as it was, whatever the tape does next.
        Variable<double> again = tape.Watch(Tensor.From([4.0, 4]));
        tape.Backward((again * 5.0 * again).Sum());
        Assert.Equal([5, 10], seen.ToArray());
    }

    [Fact]
    public void A_constant_of_an_ended_transform_says_so()
    {
        Variable<double> escaped = default, watched = default, constant = default;
        Differentiate.Gradient<double>(x =>
        {
            watched = x;
            escaped = x.StopGradient() * 2.0;
            constant = (x * 2.0).StopGradient() * 3.0;
            return x.Sum();
        }, Tensor.From([1.0, 2]));
        Assert.Throws<InvalidOperationException>(() => watched.Value);
        Assert.Throws<InvalidOperationException>(() => escaped.Value);
        Assert.Throws<InvalidOperationException>(() => constant + 1.0);
        Assert.Throws<InvalidOperationException>(() => default(Variable<double>) + 1.0);
    }

    [Fact]
    public void No_recording_while_paused()
    {
        var tape = new Tape<double>();
        Variable<double> x = tape.Watch(Tensor.From([1.0, 2]));
        Variable<double> constant;
        using (tape.PauseRecording())
        {
            Assert.False(tape.IsRecording);
            constant = x * x;
        }

        Assert.True(tape.IsRecording);
        tape.Backward((constant * x).Sum());
        Assert.Equal([1, 4], tape.GradientOf(x).Value.ToArray());
        Assert.Equal([1, 4], constant.Value.ToArray());
    }

    [Fact]
    public void A_hook_sees_the_gradient_and_may_replace_it()
    {
        Tensor<double>? seen = null;
        Variable<double> gradient = Differentiate.Gradient<double>(x =>
        {
            Variable<double> hidden = (x * 2.0).OnGradient(g =>
            {
                seen = g.Value;
                return g.Clamp(-1.0, 1.0);
            });
            return hidden.Square().Sum() + hidden.Sum();
        }, Tensor.From([0.0, 5]));
        Assert.Equal([1, 21], seen!.ToArray());
        Assert.Equal([2, 2], gradient.Value.ToArray());
        Assert.Throws<ShapeMismatchException>(() => Differentiate.Gradient<double>(x => x.OnGradient(_ => 1.0).Sum(), Tensor.From([0.0, 5])));
    }

    [Theory, InlineData(ChangeDetection.Sampled, 40), InlineData(ChangeDetection.Full, 5000)]
    public void A_saved_tensor_that_was_changed_is_noticed(ChangeDetection detection, int length)
    {
        var tape = new Tape<double>(new() { ChangeDetection = detection });
        Tensor<double> weights = Tensor.Ones<double>(length);
        Variable<double> x = tape.Watch(Tensor.Ones<double>(length)), y = (x * weights).Sum();
        weights[length / 2 + 1] = 2;
        Assert.Contains("Multiply", Assert.Throws<InvalidOperationException>(() => tape.Backward(y)).Message, StringComparison.Ordinal);

        // A value that was shown to the caller is watched as well.
        tape.Reset();
        x = tape.Watch(Tensor.Ones<double>(length));
        Variable<double> hidden = x.Exp();
        hidden.Value[0] = 0;
        Variable<double> other = hidden.Sum();
        Assert.Contains("Exp", Assert.Throws<InvalidOperationException>(() => tape.Backward(other)).Message, StringComparison.Ordinal);

        // What no derivative reads may change.
        tape.Reset();
        x = tape.Watch(weights);
        y = (x + weights).Sum();
        weights[0] = 5;
        tape.Backward(y);
        Assert.Equal(1, tape.GradientOf(x).Value[0]);
    }

    [Fact]
    public void The_first_NaN_is_traced_to_its_operation()
    {
        DifferentiationOptions options = new() { DetectAnomalies = true };
        AnomalyException inValue = Assert.Throws<AnomalyException>(() => Differentiate.Gradient<double>(x => (x.Log() * 2.0).Sum(), Tensor.From([1.0, -1]), options));
        Assert.Equal("Log", inValue.Operation);
        Assert.Null(inValue.DerivativeOf);
        // √0 is fine, its derivative is infinite, and times zero it is not a number.
        AnomalyException inDerivative = Assert.Throws<AnomalyException>(() => Differentiate.Gradient<double>(x => (x.Square().Sqrt() * 2.0).Sum(), Tensor.From([1.0, 0]), options));
        Assert.Equal("Square", inDerivative.DerivativeOf);
        AnomalyException forward = Assert.Throws<AnomalyException>(() => Differentiate.Jvp<double>(x => x.Square().Sqrt(), Tensor.From([0.0]), Tensor.From([1.0]), options));
        Assert.Equal("Sqrt", forward.DerivativeOf);
    }

    [Fact]
    public void A_failure_in_the_middle_leaves_everything_usable()
    {
        var f = Differentiable.Of<double>(x => x.Length == 2 ? throw new InvalidDataException() : x.Square().Sum());
        Assert.Throws<InvalidDataException>(() => f.ValueAndGradient(Tensor.From([1.0, 2])));
        Assert.Equal([2, 4, 6], f.ValueAndGradient(Tensor.From([1.0, 2, 3])).Gradient.ToArray());
        var tape = new Tape<double>();
        Variable<double> v = tape.Watch(Tensor.From([1.0, 2]));
        ShapeMismatchException error = Assert.Throws<ShapeMismatchException>(() => v * Tensor.From([1.0, 2, 3]));
        Assert.Contains("Multiply", error.Message, StringComparison.Ordinal);
        Assert.Throws<ShapeMismatchException>(() => tape.Backward(v * 1.0));
    }

    [Fact]
    public void A_steady_training_step_allocates_at_most_64_KB()
    {
        var random = new Philox(1);
        Tensor<float> input = random.Normal<float>(128, 64);
        Tensor<int> labels = random.Integers<int>([128], 0, 10);
        Tensor<float>[] weights = [random.Normal<float>(64, 128), random.Normal<float>(128), random.Normal<float>(128, 10), random.Normal<float>(10)];
        Tensor<float>[] gradients = [.. weights.Select(w => Tensor.Zeros<float>(w.Shape))];
        var tape = new Tape<float>(new() { Context = ComputeContext.SingleThread });
        var watched = new Variable<float>[4];

        void Step()
        {
            tape.Reset();
            for (int i = 0; i < watched.Length; i++)
                watched[i] = tape.Watch(weights[i]);
            Variable<float> hidden = ((Variable<float>)input).Affine(watched[0], watched[1], Activation.Relu);
            Variable<float> loss = (hidden.Tanh() * hidden).Affine(watched[2], watched[3]).SoftmaxCrossEntropy(labels).Mean();
            tape.Backward(loss, watched, gradients);
            for (int i = 0; i < weights.Length; i++)
            {
                gradients[i].Multiply(-1e-3f, gradients[i]);
                weights[i].Add(gradients[i], weights[i]);
            }
        }

        for (int i = 0; i < 5; i++)
            Step();
        long before = GC.GetAllocatedBytesForCurrentThread();
        Step();
        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        TestContext.Current.TestOutputHelper!.WriteLine($"{allocated} bytes");
        Assert.InRange(allocated, 0, 16 << 10);
    }

    [Fact]
    public void A_thousand_tiny_operations_allocate_next_to_nothing()
    {
        Tensor<float> w = Tensor.From([0.1f, 0.2f, 0.3f, 0.4f]), gradient = Tensor.Zeros<float>(4);
        Variable<float> c = Tensor.From([0.9f, 0.8f, 0.7f, 0.6f]);
        var tape = new Tape<float>();
        void Step()
        {
            tape.Reset();
            Variable<float> x = tape.Watch(w), z = x;
            for (int i = 0; i < 500; i++)
                z = z * c + x;
            tape.Backward(z.Sum(), [x], [gradient]);
        }

        for (int i = 0; i < 3; i++)
            Step();
        long before = GC.GetAllocatedBytesForCurrentThread();
        Step();
        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        TestContext.Current.TestOutputHelper!.WriteLine($"{allocated} bytes");
        Assert.InRange(allocated, 0, 4 << 10);
    }
}
