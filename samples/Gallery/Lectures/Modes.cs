using System.Diagnostics;
using System.Globalization;
using MathsIA.AutoDiff;
using MathsIA.RandomNumbers;

namespace MathsIA.Gallery;

/// <summary>The cost of a derivative in each mode, against the number of inputs and of outputs.</summary>
internal sealed class Modes(Page page, LectureRun run)
{
    private const string File = "Modes.cs", Topic = "Forward and reverse mode";

    public void Write()
    {
        run.Report("the cost of forward and reverse mode");
        int[] sizes = [.. Enumerable.Range(0, run.Choose(9, 7)).Select(i => 1 << i)];
        #region modes
        const int width = 256;
        var random = new Philox(1);
        double[] forward = new double[sizes.Length], reverse = new double[sizes.Length], forwardCurve = new double[sizes.Length], reverseCurve = new double[sizes.Length];
        double disagreement = 0;
        for (int i = 0; i < sizes.Length; i++)
        {
            int n = sizes[i];
            Tensor<double> into = random.Normal<double>([n, width], 0, 0.1), through = random.Normal<double>([width, width], 0, 0.05), x = random.Normal<double>(n);
            Tensor<double> outOf = random.Normal<double>([width, n], 0, 0.1), t = Tensor.From([0.5]), row = random.Normal<double>(1, width);
            // Many inputs and one output; one input and many outputs.
            Variable<double> Scalar(Variable<double> v) => v.MatMul(into).Tanh().MatMul(through).Tanh().LogSumExp();
            Variable<double> Curve(Variable<double> v) => (v * row).Tanh().MatMul(through).Tanh().MatMul(outOf);

            double value = Seconds(() => Scalar(x)), curve = Seconds(() => Curve(t));
            reverse[i] = Seconds(() => Differentiate.Gradient<double>(Scalar, x)) / value;
            forward[i] = Seconds(() => EachInput(Scalar, x)) / value;
            forwardCurve[i] = Seconds(() => Differentiate.Jvp<double>(Curve, t, Tensor.Ones<double>(1))) / curve;
            reverseCurve[i] = Seconds(() => EachOutput(Curve, t, n)) / curve;
            disagreement = Math.Max(disagreement, (Differentiate.Gradient<double>(Scalar, x).Value - EachInput(Scalar, x)).Abs().Max());
        }

        double[] dimension = [.. sizes.Select(n => (double)n)];
        var inputs = new Chart { Title = "A gradient: $n$ inputs, one output", X = "inputs n", LogX = true, LogY = true, Y = "cost in evaluations" }
            .Line("forward, one pass an input", dimension, forward, Ink.Orange)
            .Line("reverse, one pass", dimension, reverse, Ink.Blue);
        var outputs = new Chart { Title = "A tangent: one input, $m$ outputs", X = "outputs m", LogX = true, LogY = true, Y = "cost in evaluations" }
            .Line("forward, one pass", dimension, forwardCurve, Ink.Orange)
            .Line("reverse, one pass an output", dimension, reverseCurve, Ink.Blue);
        #endregion
        page.Section("What a derivative costs")
            .Text("A program is a chain of operations with Jacobians $J_1, \\ldots, J_L$. Forward mode multiplies them from the right, a direction at a time; reverse mode from the left, a covector at a time:")
            .Math("J v = J_L(\\ldots(J_2(J_1 v))),", "J^\\top u = J_1^\\top(\\ldots(J_{L-1}^\\top(J_L^\\top u))).")
            .Text("One pass of either costs a small multiple of one evaluation, whatever the dimensions. So the gradient of a function with many inputs is cheap in reverse, and the tangent of a curve with many outputs is cheap forward. Reverse mode pays with memory: it needs every intermediate value on its way back.")
            .Figure(File, "modes", "Measured on this machine, with two layers of width 256 between input and output. The cost of the wrong mode grows with the dimension; that of the right one does not.", inputs, outputs);
        page.Headline(Topic, $"gradient of {sizes[^1]} inputs, in evaluations: forward, reverse", $"{Number(forward[^1])}, {Number(reverse[^1])}")
            .Headline(Topic, $"tangent of {sizes[^1]} outputs, in evaluations: forward, reverse", $"{Number(forwardCurve[^1])}, {Number(reverseCurve[^1])}")
            .Headline(Topic, "forward against reverse (should be 0)", disagreement.ToString("0.0e+0", CultureInfo.InvariantCulture));
    }

    #region passes
    private static Tensor<double> EachInput(Func<Variable<double>, Variable<double>> f, Tensor<double> x)
    {
        Tensor<double> gradient = Tensor.Zeros<double>(x.Shape), direction = Tensor.Zeros<double>(x.Shape);
        for (int i = 0; i < x.Length; i++)
        {
            direction[i] = 1;
            gradient[i] = Differentiate.Jvp(f, x, direction).Tangent.ToScalar();
            direction[i] = 0;
        }

        return gradient;
    }

    private static void EachOutput(Func<Variable<double>, Variable<double>> f, Tensor<double> t, int outputs)
    {
        Tensor<double> covector = Tensor.Zeros<double>(1, outputs);
        for (int i = 0; i < outputs; i++)
        {
            covector[0, i] = 1;
            Differentiate.Vjp(f, t, covector);
            covector[0, i] = 0;
        }
    }
    #endregion

    /// <summary>The shortest of several runs, each long enough for the clock.</summary>
    private double Seconds(Action action)
    {
        // Long enough for the compiler to have made its final code.
        long warm = Stopwatch.GetTimestamp();
        do
            action();
        while (Stopwatch.GetElapsedTime(warm).TotalMilliseconds < run.Choose(60, 15));
        double best = double.PositiveInfinity;
        for (int attempt = 0; attempt < run.Choose(9, 3); attempt++)
        {
            int count = 0;
            long start = Stopwatch.GetTimestamp();
            do
            {
                action();
                count++;
            }
            while (Stopwatch.GetElapsedTime(start).TotalMilliseconds < 2);
            best = Math.Min(best, Stopwatch.GetElapsedTime(start).TotalSeconds / count);
        }

        return best;
    }

    private static string Number(double value) => value.ToString("0.0", CultureInfo.InvariantCulture);
}
