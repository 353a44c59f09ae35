using System.Globalization;
using MathsIA.LinearAlgebra;
using MathsIA.Optimization;
using MathsIA.RandomNumbers;
using ScottPlot;

namespace MathsIA.Gallery;

/// <summary>Linear regression: least squares by gradient descent, stochastic gradients, ridge.</summary>
internal sealed class Regression(Page page, LectureRun run)
{
    private const string File = "Regression.cs", Topic = "Regression on the diabetes data";

    private static readonly Ink[] Inks = [Ink.Blue, Ink.Orange, Ink.Green, Ink.Red, Ink.Purple, Ink.Teal, Ink.Gold, Ink.Pink, Ink.Olive, Ink.Gray];

    private readonly DataSet _data = DataSets.Diabetes();

    public void Write()
    {
        (DataSet train, DataSet test) = _data.Split(342, new Philox(1));
        var scaler = new Scaler(train.Features);
        Tensor<double> a = scaler.Apply(train.Features), b = scaler.Apply(test.Features);
        Tensor<double> y = train.Targets - train.Targets.Mean(), z = test.Targets - train.Targets.Mean();
        page.Section("Linear regression")
            .Text("The data are 442 patients: ten measures at the start, and how far their diabetes went in a year. A linear model $\\langle x, a\\rangle$ predicts the second from the first. 342 patients train the model, 100 test it; features are centred and scaled by the statistics of the first group.");
        run.Report("covariance and principal components");
        Components(a, y);
        run.Report("pairs of variables and prediction");
        var exploration = new Exploration(page, _data.Names, a, y);
        exploration.Pairs();
        exploration.Components();
        exploration.Prediction(b, z);
        run.Report("gradient descent");
        Descent(a, y);
        run.Report("stochastic gradients");
        Sampling(a, y);
        run.Report("ridge regression");
        Shrinkage(a, y, b, z);
    }

    private void Components(Tensor<double> a, Tensor<double> y)
    {
        #region components
        int n = a.Shape[0];
        Tensor<double> covariance = a.Transpose().MatMul(a) / n;
        Tensor<double> correlation = a.Transpose().MatMul(y) / (n * y.StandardDeviation());

        string[] numbers = [.. Enumerable.Range(1, 10).Select(i => $"{i}")];
        var svd = Matrix.Svd(a);                        // a = U diag(σ) Vᵀ
        Tensor<double> scores = a.MatMul(svd.Vt.Transpose());   // coordinates along the principal axes

        var image = new Chart { Title = "Covariance of the features" }
            .Matrix(ToArray(covariance), Signed, _data.Names, numbers);
        var bars = new Chart { Title = "Correlation with the target", X = "feature" }
            .Bars(correlation.ToArray(), Ink.Blue, numbers);
        var spectrum = new Chart { Title = "Singular values $\\sigma_i$ of the design", X = "i" }
            .Bars(svd.Values.ToArray(), Ink.Teal, numbers);
        var cloud = new Chart { Title = "First two principal components, coloured by the target", X = "component 1", Y = "component 2" }
            .ColouredPoints(Column(scores, 0), Column(scores, 1), Ranks(y.ToArray()), new ScottPlot.Colormaps.Viridis());
        #endregion
        page.Figure(File, "components", "Cholesterol and LDL (5 and 6) carry nearly the same information: two directions have small singular values, and those will slow gradient descent down. Body mass (3) and triglycerides (9) say most about the target.", image, bars, spectrum, cloud);
    }

    private void Descent(Tensor<double> a, Tensor<double> y)
    {
        int short_ = 200, long_ = run.Choose(3000, 1500);
        #region steps
        var loss = new LeastSquares<double>(a, y);
        double l = loss.LipschitzConstant!.Value, mu = loss.StrongConvexity!.Value, kappa = l / mu;
        Tensor<double> x0 = Tensor.Zeros<double>(10), solution = Matrix.LeastSquares(a, y).Solution;
        double minimum = loss.Value(solution);

        var energy = new Chart { Title = "Excess $f(x_k) - f^\\star$ for steps $\\tau = m/L$", X = "iteration k", LogY = true };
        double[] multiples = [0.1, 0.5, 1, 1.8, 1.98];
        for (int i = 0; i < multiples.Length; i++)
        {
            var method = new GradientDescent { Step = new FixedStep(multiples[i] / l) };
            var result = Minimize.Run(loss, method, x0, new() { MaxIterations = short_ });
            energy.Line($"$m = {multiples[i]}$", result.Trace.Select(p => (double)p.Iteration), result.Trace.Select(p => p.Objective - minimum), Inks[i]);
        }

        // The distance to the solution at the step 2/(L + μ), against the rate that theory predicts for it.
        var iteration = new GradientDescent { Step = new OptimalStep() }.Start(loss, x0);
        var distances = new List<double>();
        for (int k = 0; k < long_; k++)
        {
            distances.Add((iteration.Point - solution).Norm());
            iteration.Step();
        }

        double predicted = (kappa - 1) / (kappa + 1);
        double measured = Math.Pow(distances[^1] / distances[long_ / 2], 1.0 / (long_ - 1 - long_ / 2));
        var rate = new Chart { Title = "Distance $\\|x_k - x^\\star\\|$ at the optimal step", X = "iteration k", LogY = true }
            .Line("measured", Indices(distances.Count), distances, Ink.Blue, width: 3)
            .Line("predicted $(\\frac{\\kappa-1}{\\kappa+1})^k$", Indices(distances.Count), Indices(distances.Count).Select(k => distances[0] * Math.Pow(predicted, k)), Ink.Red, dashed: true);
        #endregion
        page.Section("Gradient descent and its step")
            .Text("Least squares minimizes a quadratic whose gradient and curvature are explicit:")
            .Math("f(x) = \\frac{1}{2}\\|A x - y\\|^2, \\quad \\nabla f(x) = A^\\top(A x - y),", "L = \\sigma_{\\max}(A)^2, \\quad \\mu = \\sigma_{\\min}(A)^2.")
            .Text("Gradient descent $x_{k+1} = x_k - \\tau\\nabla f(x_k)$ converges for any $\\tau$ below $2/L$. The step with the best guarantee is $\\tau = 2/(L + \\mu)$; the distance to the solution then shrinks at each iteration by at least")
            .Math("\\frac{\\|x_{k+1} - x^\\star\\|}{\\|x_k - x^\\star\\|} \\le \\frac{\\kappa - 1}{\\kappa + 1}, \\quad \\kappa = \\frac{L}{\\mu}.")
            .Figure(File, "steps", $"Longer steps help until they touch $2/L$, where the direction of largest curvature hardly shrinks any more. With $\\kappa = {kappa:0}$ the optimal step follows its prediction: a rate of {measured:0.00000} measured, {predicted:0.00000} predicted.", energy, rate);
        page.Headline(Topic, "condition number $\\kappa = L/\\mu$", kappa.ToString("0.0", CultureInfo.InvariantCulture))
            .Headline(Topic, "optimal step, in units of $1/L$", (2 * l / (l + mu)).ToString("0.0000", CultureInfo.InvariantCulture))
            .Headline(Topic, "rate per iteration, measured and predicted", $"{measured:0.00000}, {predicted:0.00000}");

        #region acceleration
        var accelerated = new Chart { Title = "Excess $f(x_k) - f^\\star$", X = "iteration k", LogY = true };
        (string Name, ISmoothMethod Method, Ink Ink)[] methods =
        [
            ("gradient descent", new GradientDescent { Step = new OptimalStep() }, Ink.Gray),
            ("heavy ball", new HeavyBall(), Ink.Green),
            ("Nesterov", new Nesterov(), Ink.Blue),
            ("Nesterov, strongly convex", new Nesterov { Momentum = NesterovMomentum.StronglyConvex }, Ink.Orange),
        ];
        foreach (var (name, method, ink) in methods)
        {
            var result = Minimize.Run(loss, method, x0, new() { MaxIterations = 600, Tolerance = 1e-3 });
            accelerated.Line(name, result.Trace.Select(p => (double)p.Iteration), result.Trace.Select(p => p.Objective - minimum), ink);
        }
        #endregion
        page.Text("Momentum changes the condition number into its square root. Nesterov's method takes the gradient at an extrapolated point,")
            .Math("x_k = y_k - \\tau\\nabla f(y_k), \\quad y_{k+1} = x_k + \\beta_k (x_k - x_{k-1}),", "f(x_k) - f^\\star \\le \\frac{2 L \\|x_0 - x^\\star\\|^2}{(k+1)^2}.")
            .Figure(File, "acceleration", "The same number of gradients, a very different distance to the minimum. Nesterov's convex momentum $(k-1)/(k+2)$ overshoots and ripples; knowing $\\mu$ removes the ripples.", accelerated);
    }

    private void Sampling(Tensor<double> a, Tensor<double> y)
    {
        int steps = run.Choose(20_000, 6_000), runs = run.Choose(10, 3);
        #region sampling
        var loss = new LeastSquares<double>(a, y) { IsMean = true };
        double l = loss.TermLipschitzConstant!.Value;         // the largest ‖aᵢ‖²
        double minimum = loss.Value(Matrix.LeastSquares(a, y).Solution);
        Tensor<double> x0 = Tensor.Zeros<double>(10);

        // The mean excess of several runs, each with its own random stream.
        (double[] Steps, double[] Excess) Average(Func<Philox, Sgd> method, int count)
        {
            var options = new MinimizeOptions { MaxIterations = steps, MeasureEvery = steps / 200, Tolerance = 0 };
            var traces = Enumerable.Range(0, count).Select(i => Minimize.Run(loss, method(new Philox(i)), x0, options).Trace).ToArray();
            return ([.. traces[0].Select(p => (double)p.Iteration)], [.. traces[0].Select((_, k) => traces.Average(t => t[k].Objective) - minimum)]);
        }

        var fixedSteps = new Chart { Title = "Fixed steps $\\tau = m/L$, one run", X = "iteration k", LogY = true };
        foreach (var (m, ink) in new[] { (0.05, Ink.Blue), (0.3, Ink.Green), (0.8, Ink.Orange) })
        {
            var (k, excess) = Average(random => new Sgd { Schedule = new ConstantSchedule(m / l), Random = random }, 1);
            fixedSteps.Line($"$m = {m}$", k, excess, ink, width: 1.5f);
        }

        var variants = new Chart { Title = $"Mean of {runs} runs", X = "iteration k", LogY = true };
        (string Name, Func<Philox, Sgd> Method, Ink Ink)[] methods =
        [
            ("fixed, $m = 0.05$", random => new() { Schedule = new ConstantSchedule(0.05 / l), Random = random }, Ink.Blue),
            ("fixed, $m = 0.8$", random => new() { Schedule = new ConstantSchedule(0.8 / l), Random = random }, Ink.Orange),
            ("mini-batches of 16, $m = 0.8$", random => new() { Schedule = new ConstantSchedule(0.8 / l), Random = random, BatchSize = 16 }, Ink.Gold),
            ("decaying like $1/k$", random => new() { Schedule = new InverseDecay(1 / l, 1000), Random = random }, Ink.Purple),
            ("averaged, decaying like $1/\\sqrt{k}$", random => new() { Schedule = new InverseSquareRootDecay(1 / l, 1000), Random = random, Average = true }, Ink.Teal),
        ];
        foreach (var (name, method, ink) in methods)
        {
            var (k, excess) = Average(method, runs);
            variants.Line(name, k, excess, ink);
        }
        #endregion
        page.Section("One sample at a time")
            .Text("The loss is a mean, $f = \\frac{1}{n}\\sum_i f_i$ with $f_i(x) = \\frac{1}{2}(\\langle x, a_i\\rangle - y_i)^2$, so the gradient of one term drawn at random points the right way on average. Stochastic gradient descent follows it:")
            .Math("x_{k+1} = x_k - \\tau_k \\nabla f_{i_k}(x_k).")
            .Figure(File, "sampling", "A fixed step falls fast, then hovers at a height that grows with the step; larger batches lower it. Steps that decay keep descending, and averaging the iterates allows longer steps. Here $L$ is the largest $\\|a_i\\|^2$.", fixedSteps, variants);
    }

    private void Shrinkage(Tensor<double> a, Tensor<double> y, Tensor<double> b, Tensor<double> z)
    {
        #region ridge
        double l = new LeastSquares<double>(a, y).LipschitzConstant!.Value;
        double[] weights = [.. Enumerable.Range(0, 60).Select(i => l * Math.Pow(10, -5 + i / 11.0))];
        RidgePath<double> path = Ridge.Path(a, y, weights);

        double TestError(Tensor<double> x) => (b.MatMul(x) - z).Norm() / z.Norm();
        double[] errors = [.. Enumerable.Range(0, weights.Length).Select(i => TestError(path.Coefficients[i, ..]))];
        int best = Array.IndexOf(errors, errors.Min());

        var curve = new Chart { Title = "Relative error on the test patients", X = "λ / L", LogX = true }
            .Line(null, weights.Select(w => w / l), errors, Ink.Blue)
            .Vertical("best $\\lambda$", weights[best] / l, Ink.Red);
        var paths = new Chart { Title = "Coefficients along the path", X = "λ / L", LogX = true };
        for (int j = 0; j < 10; j++)
            paths.Line(_data.Names[j], weights.Select(w => w / l), Column(path.Coefficients, j), Inks[j]);
        paths.Vertical(null, weights[best] / l, Ink.Red);

        var freedom = new Chart { Title = "Effective degrees of freedom $\\sum_i \\sigma_i^2/(\\sigma_i^2 + \\lambda)$", X = "λ / L", LogX = true }
            .Line(null, weights.Select(w => w / l), path.DegreesOfFreedom, Ink.Purple)
            .Vertical(null, weights[best] / l, Ink.Red);
        Tensor<double> prediction = b.MatMul(path.Coefficients[best, ..]);
        var scatter = new Chart { Title = "Predicted against true, test patients", X = "true", Y = "predicted" }
            .Points(null, z.ToArray(), prediction.ToArray(), Ink.Teal)
            .Line("perfect", [-150, 200], [-150, 200], Ink.Gray, dashed: true);

        // The two closed forms are equal; only rounding tells them apart.
        Tensor<double> primal = Ridge.Solve(a, y, 0.2 * l, RidgeForm.Primal), dual = Ridge.Solve(a, y, 0.2 * l, RidgeForm.Dual);
        double difference = (primal - dual).Norm() / primal.Norm();
        #endregion
        double leastSquares = TestError(Matrix.LeastSquares(a, y).Solution);
        page.Section("Ridge regression")
            .Text("Penalizing the size of the coefficients trades a little bias for less variance. The solution has two equal closed forms, one with a $p \\times p$ and one with an $n \\times n$ system:")
            .Math("x_\\lambda = (A^\\top A + \\lambda I)^{-1} A^\\top y = A^\\top (A A^\\top + \\lambda I)^{-1} y.")
            .Figure(File, "ridge", $"Along each singular direction the coefficient shrinks by $\\sigma^2/(\\sigma^2+\\lambda)$. The two collinear cholesterol measures, huge and opposite for small $\\lambda$, are tamed first. The best test error is {errors[best]:0.0000} at $\\lambda = {weights[best] / l:0.0000}\\,L$, against {leastSquares:0.0000} for plain least squares.", curve, paths, freedom, scatter);
        page.Headline(Topic, "relative test error, least squares", leastSquares.ToString("0.0000", CultureInfo.InvariantCulture))
            .Headline(Topic, "relative test error, best ridge", errors[best].ToString("0.0000", CultureInfo.InvariantCulture))
            .Headline(Topic, "primal against dual ridge formula, relative (should be 0)", difference.ToString("0.0e+0", CultureInfo.InvariantCulture));
    }

    private static double[] Indices(int count) => [.. Enumerable.Range(0, count).Select(k => (double)k)];

    private static double[] Column(Tensor<double> matrix, int j) => matrix[.., j].ToArray();

    /// <summary>Blue for negative, red for positive, clear for zero.</summary>
    private static Color Signed(double value) => Color.FromHex(value < 0 ? "#2F7BC4" : "#D1495B").WithAlpha(Math.Min(1, Math.Abs(value)));

    private static double[] Ranks(double[] values)
    {
        int[] order = [.. Enumerable.Range(0, values.Length).OrderBy(i => values[i])];
        var ranks = new double[values.Length];
        for (int i = 0; i < order.Length; i++)
            ranks[order[i]] = i / (values.Length - 1.0);
        return ranks;
    }

    private static double[,] ToArray(Tensor<double> matrix)
    {
        var array = new double[matrix.Shape[0], matrix.Shape[1]];
        for (int i = 0; i < array.GetLength(0); i++)
        {
            for (int j = 0; j < array.GetLength(1); j++)
                array[i, j] = matrix[i, j];
        }

        return array;
    }
}
