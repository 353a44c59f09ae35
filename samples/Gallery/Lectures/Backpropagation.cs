using System.Globalization;
using MathsIA.AutoDiff;
using MathsIA.Optimization;
using MathsIA.RandomNumbers;
using ScottPlot;

namespace MathsIA.Gallery;

/// <summary>Small networks: backpropagation by hand against the tape, training, and BFGS on a network's weights.</summary>
internal sealed class Backpropagation(Page page, LectureRun run)
{
    private const string File = "Backpropagation.cs", Topic = "Backpropagation";

    public void Write()
    {
        run.Report("backpropagation by hand and by machine");
        #region moons
        const int n = 400;
        var random = new Philox(4);
        Tensor<double> x = Tensor.Zeros<double>(n, 2), y = Tensor.Zeros<double>(n, 1);
        for (int i = 0; i < n; i++)
        {
            double r = 1 + 0.1 * random.NextDouble(), angle = Math.PI / 2 + Math.PI * random.NextDouble();
            y[i, 0] = random.NextNormal<double>() > 0 ? 1 : -1;
            (x[i, 0], x[i, 1]) = y[i, 0] > 0 ? (r * Math.Sin(angle), r * Math.Cos(angle)) : (r * Math.Sin(angle) + 1, -0.7 - r * Math.Cos(angle));
        }

        // Into the box [0.2, 0.8]², as the course has it.
        for (int axis = 0; axis < 2; axis++)
        {
            double[] column = x[.., axis].ToArray();
            for (int i = 0; i < n; i++)
                x[i, axis] = 0.2 + 0.6 * (x[i, axis] - column.Min()) / (column.Max() - column.Min());
        }
        #endregion
        #region byhand
        // Weights and biases in turn; an arctangent after every layer, the last one too.
        Variable<double> Network(Variable<double> input, IReadOnlyList<Variable<double>> p)
        {
            for (int layer = 0; layer < p.Count; layer += 2)
                input = (input.MatMul(p[layer]) + p[layer + 1]).Atan();
            return input;
        }

        Variable<double> Loss(IReadOnlyList<Variable<double>> p) => (-1.0 * (Variable<double>)y * Network(x, p)).Softplus().Mean();

        Tensor<double>[] ByHand(Tensor<double>[] p)
        {
            int layers = p.Length / 2;
            Tensor<double>[] values = [x, .. new Tensor<double>[layers]], sums = new Tensor<double>[layers], gradients = new Tensor<double>[p.Length];
            for (int l = 0; l < layers; l++)
            {
                sums[l] = values[l].MatMul(p[2 * l]) + p[2 * l + 1];
                values[l + 1] = sums[l].Atan();
            }

            Tensor<double> back = -y * (-y * values[layers]).Sigmoid() / n;
            for (int l = layers - 1; l >= 0; l--)
            {
                Tensor<double> m = back / (1.0 + sums[l] * sums[l]);
                gradients[2 * l] = values[l].Transpose().MatMul(m);
                gradients[2 * l + 1] = m.Sum(0);
                back = m.MatMul(p[2 * l].Transpose());
            }

            return gradients;
        }
        #endregion
        #region training
        int steps = run.Choose(10_000, 1500);
        int[][] architectures = [[2, 1], [2, 8, 1], [2, 15, 1], [2, 4, 5, 8, 4, 1]];
        Ink[] inks = [Ink.Gray, Ink.Orange, Ink.Blue, Ink.Green];
        var losses = new Chart { Title = "Loss while training", X = "iteration k", LogX = true, LogY = true };
        var maps = new List<Chart>();
        double worst = 0, accuracy = 0;
        for (int a = 0; a < architectures.Length; a++)
        {
            int[] sizes = architectures[a];
            Tensor<double>[] p = [.. Enumerable.Range(0, 2 * (sizes.Length - 1)).Select(i => i % 2 == 0 ? random.Normal<double>(sizes[i / 2], sizes[i / 2 + 1]) : random.Normal<double>(sizes[i / 2 + 1]))];
            Tensor<double>[] gradients = [.. p.Select(w => Tensor.Zeros<double>(w.Shape))];
            var tape = new Tape<double>();
            var trace = new List<double>();
            for (int k = 0; k < steps; k++)
            {
                tape.Reset();
                Variable<double>[] watched = [.. p.Select(w => tape.Watch(w))];
                Variable<double> loss = Loss(watched);
                tape.Backward(loss, watched, gradients);
                if (k == 0)
                    worst = Math.Max(worst, ByHand(p).Zip(gradients, (hand, machine) => (hand - machine).Abs().Max()).Max());
                trace.Add(loss.ToScalar());
                for (int i = 0; i < p.Length; i++)
                    p[i] -= 0.5 * gradients[i];
            }

            losses.Line(Name(sizes), Enumerable.Range(1, steps).Select(k => (double)k), trace, inks[a]);
            Variable<double>[] trained = [.. p.Select(w => (Variable<double>)w)];
            maps.Add(Map($"Layers {Name(sizes)}", x, y, grid => Network(grid, trained).Value));
            accuracy = Network(x, trained).Value.ToArray().Zip(y.ToArray(), (z, label) => z * label > 0 ? 1.0 : 0).Average();
        }
        #endregion
        page.Section("Backpropagation, by hand and by machine")
            .Text("For layers $x_{r+1} = \\rho(x_r A_r + b_r)$ the chain rule, read from the last layer to the first, is backpropagation. It is what reverse mode does for any program:")
            .Math("M_r = \\rho'(x_r A_r + b_r) \\odot \\nabla_{x_{r+1}},", "\\nabla_{x_r} = M_r A_r^\\top, \\quad \\nabla A_r = x_r^\\top M_r,", "\\nabla b_r = M_r^\\top 1.")
            .Text("Two half-moons of 400 points are told apart by networks with arctangents, trained by plain gradient descent with step 0.5. At the start the gradient by hand is compared with that of the tape.")
            .Figure(File, "moons,byhand,training", "Without a hidden layer the border is a line. One hidden layer bends it a little in the time given; four bend it round both tips, and train in jolts. The last arctangent bounds the answer by $\\pm\\frac{1}{2}\\text{π}$, so that no loss falls below 0.19.", [.. maps, losses]);

        (double descent, double quasiNewton, double formula) = Curve();
        page.Headline(Topic, "tape against hand-written backpropagation, half-moons (should be 0)", worst.ToString("0.0e+0", CultureInfo.InvariantCulture))
            .Headline(Topic, "tape against the formula of the gradient, regression (should be 0)", formula.ToString("0.0e+0", CultureInfo.InvariantCulture))
            .Headline(Topic, "points told apart by the deepest network", accuracy.ToString("0.0 %", CultureInfo.InvariantCulture))
            .Headline(Topic, "objective after gradient descent, after BFGS", $"{descent.ToString("0.0e+0", CultureInfo.InvariantCulture)}, {quasiNewton.ToString("0.0e+0", CultureInfo.InvariantCulture)}");
    }

    /// <summary>Regression on a line with one hidden layer of 20 sigmoids.</summary>
    private (double Descent, double QuasiNewton, double Formula) Curve()
    {
        #region regression
        const int n = 256, q = 20;
        var random = new Philox(5);
        Tensor<double> line = Tensor.Linspace(-1.0, 1.0, n), x = Tensor.Stack(1, line, Tensor.Ones<double>(n));
        Tensor<double> target = Tensor.From([.. line.ToArray().Select(t => Math.Sin(6 * Math.PI * Math.Pow(Math.Abs(t), 1.5)) + t * t)]);
        Variable<double> Fit(Variable<double> a, Variable<double> c) => ((Variable<double>)x).MatMul(a).Sigmoid().MatMul(c);
        Variable<double> Objective(IReadOnlyList<Variable<double>> p) => (Fit(p[0], p[1]) - target).Square().Sum() * (0.5 / n);

        Tensor<double> a = random.Normal<double>([2, q], 0, 10), c = random.Normal<double>([q], 0, 0.1);
        (Variable<double> _, Variable<double>[] first) = Differentiate.ValueAndGradient<double>(Objective, [a, c]);
        Tensor<double> hidden = x.MatMul(a).Sigmoid(), residual = hidden.MatMul(c) - target;
        Tensor<double> byC = hidden.Transpose().MatMul(residual) / n, byA = x.Transpose().MatMul(hidden * (1.0 - hidden) * residual.Reshape(n, 1) * c) / n;
        double formula = Math.Max((byC - first[1].Value).Abs().Max(), (byA - first[0].Value).Abs().Max());

        int steps = run.Choose(2000, 600);
        var descent = new List<double>();
        for (int k = 0; k < steps; k++)
        {
            (Variable<double> value, Variable<double>[] g) = Differentiate.ValueAndGradient<double>(Objective, [a, c]);
            descent.Add(value.ToScalar());
            (a, c) = (a - 0.1 * g[0].Value, c - 0.2 * g[1].Value);
        }

        // A solver that knows nothing of tapes takes the function, its weights as one vector.
        DifferentiableFunction<double> flat = Differentiable.Of<double>(w => Objective([w[..(2 * q)].Reshape(2, q), w[(2 * q)..]]));
        Solution<double> s = Minimize.Run(flat, new Bfgs(), random.Normal<double>(3 * q), new() { MaxIterations = 2000, Tolerance = 1e-5 });
        #endregion
        #region fits
        Tensor<double> w = s.Value;
        var fits = new Chart { Title = "Fits", X = "x" }
            .Line("target", line.ToArray(), target.ToArray(), Ink.Gray, width: 4)
            .Line("gradient descent", line.ToArray(), Fit(a, c).Value.ToArray(), Ink.Orange)
            .Line("BFGS", line.ToArray(), Fit(w[..(2 * q)].Reshape(2, q), w[(2 * q)..]).Value.ToArray(), Ink.Blue, dashed: true);
        var errors = new Chart { Title = "$\\sqrt{2E}$, the root mean square error", X = "iteration", LogY = true }
            .Line("gradient descent", Enumerable.Range(0, steps).Select(k => (double)k), descent.Select(e => Math.Sqrt(2 * e)), Ink.Orange)
            .Line("BFGS", s.Trace.Select(p => (double)p.Iteration), s.Trace.Select(p => Math.Sqrt(2 * p.Objective)), Ink.Blue);
        #endregion
        page.Text("The other notebook fits a curve with one hidden layer of twenty sigmoids, $\\Phi(A, c) = \\phi(X A) c$. The tape's gradient goes to BFGS as it is: the solver takes any function with a value and a gradient.")
            .Figure(File, "regression,fits", "Gradient descent with two fixed steps gets little more than the mean; BFGS, with gradients from the same tape, follows every wave.", fits, errors);
        return (descent[^1], s.Objective, formula);
    }

    private static Chart Map(string title, Tensor<double> x, Tensor<double> y, Func<Tensor<double>, Tensor<double>> score)
    {
        const int side = 100;
        Tensor<double> grid = Tensor.Zeros<double>(side * side, 2);
        for (int i = 0; i < side * side; i++)
            (grid[i, 0], grid[i, 1]) = ((i % side + 0.5) / side, 1 - (i / side + 0.5) / side);
        double[] chance = score(grid).Sigmoid().ToArray();
        var colours = new ScottPlot.Colormaps.Viridis();
        var pixels = new Color[side, side];
        for (int i = 0; i < side * side; i++)
            pixels[i / side, i % side] = colours.GetColor(chance[i]);
        int[] upper = [.. Enumerable.Range(0, y.Length).Where(i => y[i, 0] > 0)], lower = [.. Enumerable.Range(0, y.Length).Where(i => y[i, 0] < 0)];
        return new Chart { Title = title, Height = 300 }
            .Picture(pixels, new CoordinateRect(0, 1, 0, 1))
            .Points("class 1", upper.Select(i => x[i, 0]), upper.Select(i => x[i, 1]), Ink.Red, size: 3, opacity: 1)
            .Points("class −1", lower.Select(i => x[i, 0]), lower.Select(i => x[i, 1]), Ink.Gold, size: 3, opacity: 1)
            .Limits(0, 1, 0, 1);
    }

    private static string Name(int[] sizes) => string.Join(", ", sizes);
}
