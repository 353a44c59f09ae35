using System.Globalization;
using MathsIA.LinearAlgebra;
using MathsIA.Optimization;
using MathsIA.RandomNumbers;
using ScottPlot;

namespace MathsIA.Gallery;

/// <summary>Logistic classification: two classes on the plane, ten classes of handwritten digits.</summary>
internal sealed class Classification(Page page, LectureRun run)
{
    private const string File = "Classification.cs", Topic = "Classification of handwritten digits";

    private static readonly Color[] ClassColours = [.. new[] { "#4C78A8", "#F58518", "#54A24B", "#E45756", "#B279A2", "#72B7B2", "#D4A72C", "#9D755D", "#7A7A7A", "#FF9DA6" }.Select(Color.FromHex)];

    public void Write()
    {
        run.Report("losses and two Gaussians");
        Losses();
        TwoGaussians();
        run.Report("handwritten digits");
        DataSet digits = DataSets.Digits();
        (DataSet train, DataSet test) = digits.Split(1437, new Philox(2));
        Look(digits);
        Train(train, test);
    }

    private void Losses()
    {
        #region losses
        double[] t = [.. Enumerable.Range(0, 255).Select(i => -3 + 6 * i / 254.0)];
        var chart = new Chart { X = "t = −y⟨x, w⟩", Y = "loss" }
            .Line("0-1 loss", t, t.Select(s => s > 0 ? 1.0 : 0), Ink.Gray)
            .Line("logistic, $\\log(1 + e^t)$", t, t.Select(s => Math.Log(1 + Math.Exp(s))), Ink.Blue)
            .Line("hinge, $\\max(1 + t, 0)$", t, t.Select(s => Math.Max(1 + s, 0)), Ink.Orange);
        #endregion
        page.Section("Two classes")
            .Text("A linear classifier gives sample $x$ the sign of $\\langle x, w\\rangle$. Counting its mistakes is not something a gradient can work on, so a smooth and convex loss stands in for the count. For labels $y_i = \\pm 1$ the logistic loss is")
            .Math("E(w) = \\frac{1}{n}\\sum_{i=1}^{n} \\log(1 + \\exp(-y_i \\langle x_i, w\\rangle)),", "\\nabla E(w) = -\\frac{1}{n} X^\\top (y \\odot \\theta(-y \\odot X w)), \\quad \\theta(s) = \\frac{1}{1 + e^{-s}}.")
            .Figure(File, "losses", "The logistic loss is smooth everywhere, and its curvature is at most ¼: $L = \\|X\\|^2/(4n)$.", chart);
    }

    private void TwoGaussians()
    {
        int iterations = run.Choose(5000, 1000);
        #region gaussians
        const int count = 1000;
        var maps = new List<Chart>();
        var energy = new Chart { Title = "Logistic loss along gradient descent", X = "iteration k", LogY = true };
        foreach (var (distance, ink) in new[] { (0.3, Ink.Red), (1, Ink.Orange), (3, Ink.Green), (5, Ink.Blue) })
        {
            // Two clouds, one moved by distance · (1, ½).
            Tensor<double> points = new Philox(3).Normal<double>(count, 2), labels = Tensor.Full([count], -1.0);
            for (int i = count / 2; i < count; i++)
            {
                points[i, 0] += distance;
                points[i, 1] += distance / 2;
                labels[i] = 1;
            }

            var loss = new LogisticLoss<double>(Design.WithOffset(points), labels);
            var result = Minimize.Run(loss, new GradientDescent(), Tensor.Zeros<double>(3), new() { MaxIterations = iterations, Tolerance = 1e-12 });
            energy.Line($"distance ${distance}$", result.Trace.Select(p => (double)p.Iteration), result.Trace.Select(p => p.Objective), ink);

            Tensor<double> w = result.Value;
            double right = Enumerable.Range(0, count).Count(i => labels[i] * (points[i, 0] * w[0] + points[i, 1] * w[1] + w[2]) > 0) / (double)count;
            var where = new CoordinateRect(-4, distance + 4, -4, distance / 2 + 4);
            maps.Add(new Chart { Title = $"Distance {distance}: {right:0.0%} right", Bare = true, Square = true }
                .Picture(Paint(where, (x, y) => Design.Sigmoid(x * w[0] + y * w[1] + w[2])), where)
                .Points(null, Column(points, 0, 0, count / 2), Column(points, 1, 0, count / 2), Ink.Blue, 3)
                .Points(null, Column(points, 0, count / 2, count), Column(points, 1, count / 2, count), Ink.Orange, 3)
                .Limits(where.Left, where.Right, where.Bottom, where.Top));
        }
        #endregion
        page.Figure(File, "gaussians", "The probability of the second class, learned from two Gaussian clouds at growing distance. The further apart, the steeper the transition, and the slower the descent: for separated clouds the best $w$ is at infinity.", [.. maps, energy]);
    }

    private void Look(DataSet digits)
    {
        #region digits
        // Five examples of each class, side by side.
        const int side = 8, zoom = 4, cell = 10, rows = 5;
        var mosaic = new Color[rows * cell * zoom, 10 * cell * zoom];
        for (int digit = 0; digit < 10; digit++)
        {
            int[] examples = [.. Enumerable.Range(0, digits.Count).Where(i => (int)digits.Targets[i] == digit).Take(rows)];
            for (int r = 0; r < rows; r++)
            {
                for (int pixel = 0; pixel < side * side * zoom * zoom; pixel++)
                {
                    int up = pixel / (side * zoom), across = pixel % (side * zoom);
                    double grey = digits.Features[examples[r], (up / zoom * side) + (across / zoom)] / 16;
                    mosaic[((r * cell) + 1) * zoom + up, ((digit * cell) + 1) * zoom + across] = ClassColours[digit].WithAlpha(grey);
                }
            }
        }

        Tensor<double> centred = digits.Features - digits.Features.Mean(0);
        var svd = Matrix.Svd(centred);
        Tensor<double> scores = centred.MatMul(svd.Vt[..2].Transpose());
        var cloud = new Chart { Title = "First two principal components", X = "component 1", Y = "component 2" };
        for (int digit = 0; digit < 10; digit++)
        {
            int[] members = [.. Enumerable.Range(0, digits.Count).Where(i => (int)digits.Targets[i] == digit)];
            cloud.ColouredPoints([.. members.Select(i => scores[i, 0])], [.. members.Select(i => scores[i, 1])], [.. members.Select(_ => digit / 9.0)], new ClassMap(ClassColours), 4);
        }

        for (int digit = 0; digit < 10; digit++)
            cloud.Explain($"{digit}", ClassColours[digit]);
        var board = new CoordinateRect(0, 10 * cell, 0, rows * cell);
        var images = new Chart { Title = "Five of each digit", Bare = true, Square = true, Height = 240 }.Picture(mosaic, board).Limits(0, 10 * cell, 0, rows * cell);
        var values = new Chart { Title = "Singular values of the centred images", X = "i", LogY = true }.Line(null, Enumerable.Range(1, 61).Select(i => (double)i), svd.Values.ToArray().Take(61), Ink.Teal);
        #endregion
        page.Section("Ten classes: handwritten digits")
            .Text("1797 digits of 8 × 8 pixels. The same colours stand for the same classes in every plot below.")
            .Figure(File, "digits", "A tenth of the directions carries most of the variance, but two are not enough to tell ten digits apart: the clouds overlap.", images, cloud, values);
    }

    private void Train(DataSet train, DataSet test)
    {
        int iterations = run.Choose(1000, 300);
        #region multinomial
        Tensor<double> a = Design.WithOffset(train.Features / 16), b = Design.WithOffset(test.Features / 16);
        var loss = new MultinomialLoss<double>(a, train.Targets.To<int>(), classes: 10);
        var curve = new Chart { Title = "Loss along the iterations", X = "iteration k", LogY = true };
        Tensor<double> w = Tensor.Zeros<double>(65, 10);
        foreach (var (name, method, ink) in new (string, ISmoothMethod, Ink)[] { ("gradient descent", new GradientDescent(), Ink.Gray), ("Nesterov", new Nesterov(), Ink.Blue) })
        {
            var result = Minimize.Run(loss, method, Tensor.Zeros<double>(65, 10), new() { MaxIterations = iterations });
            curve.Line(name, result.Trace.Select(p => (double)p.Iteration), result.Trace.Select(p => p.Objective), ink);
            w = result.Value;
        }

        // The class with the largest score.
        int[] guesses = b.MatMul(w).ArgMax(1).ToArray();
        var confusion = new double[10, 10];
        for (int i = 0; i < guesses.Length; i++)
            confusion[(int)test.Targets[i], guesses[i]]++;
        double accuracy = Enumerable.Range(0, 10).Sum(k => confusion[k, k]) / guesses.Length;
        int[] trained = a.MatMul(w).ArgMax(1).ToArray();
        double training = trained.Where((guess, i) => guess == (int)train.Targets[i]).Count() / (double)trained.Length;
        string[] digits = [.. Enumerable.Range(0, 10).Select(k => $"{k}")];
        var matrix = new Chart { Title = "True class (down) and predicted class (across)", X = "predicted", Y = "true", Height = 380 }
            .Matrix(confusion, count => Color.FromHex("#2F7BC4").WithAlpha(Math.Sqrt(count / 45)), digits, digits);
        for (int i = 0; i < 100; i++)
        {
            if (confusion[i / 10, i % 10] > 0)
                matrix.Label($"{confusion[i / 10, i % 10]}", i % 10, 9 - i / 10);
        }
        #endregion
        page.Text("With one column $w_k$ of $W$ a class, the probabilities of a sample are the softmax of its scores, and the loss and its gradient are")
            .Math("E(W) = \\frac{1}{n}\\sum_{i=1}^{n} \\log \\sum_{k} e^{\\langle x_i, w_k\\rangle} - \\langle x_i, w_{c_i}\\rangle,", "\\nabla E(W) = \\frac{1}{n} X^\\top(\\operatorname{softmax}(X W) - D).")
            .Figure(File, "multinomial,plane", $"{accuracy:0.0%} of the {test.Count} digits that were not used for training are read right. The largest score is taken off before the exponentials, so no score is too large.", curve, matrix, Plane(train, w));
        page.Headline(Topic, "accuracy on training digits", training.ToString("0.0%", CultureInfo.InvariantCulture))
            .Headline(Topic, "accuracy on test digits", accuracy.ToString("0.0%", CultureInfo.InvariantCulture));
    }

    /// <summary>The classifier seen on the plane of the first two principal components.</summary>
    private static Chart Plane(DataSet train, Tensor<double> w)
    {
        #region plane
        const int size = 120;
        Tensor<double> mean = train.Features.Mean(0), axes = Matrix.Svd(train.Features - mean).Vt[..2];
        Tensor<double> scores = (train.Features - mean).MatMul(axes.Transpose());
        var where = new CoordinateRect(scores[.., 0].Min(), scores[.., 0].Max(), scores[.., 1].Min(), scores[.., 1].Max());
        Tensor<double> grid = Tensor.Zeros<double>(size * size, 2);
        for (int i = 0; i < size * size; i++)
        {
            grid[i, 0] = where.Left + (where.Right - where.Left) * (i % size + 0.5) / size;
            grid[i, 1] = where.Top - (where.Top - where.Bottom) * (i / size + 0.5) / size;
        }

        Tensor<double> probabilities = Design.WithOffset((grid.MatMul(axes) + mean) / 16).MatMul(w).Softmax(1);
        var pixels = new Color[size, size];
        for (int i = 0; i < size * size; i++)
        {
            double red = 0, green = 0, blue = 0;
            for (int k = 0; k < 10; k++)
            {
                red += probabilities[i, k] * ClassColours[k].R;
                green += probabilities[i, k] * ClassColours[k].G;
                blue += probabilities[i, k] * ClassColours[k].B;
            }

            pixels[i / size, i % size] = new Color((byte)red, (byte)green, (byte)blue).WithAlpha(0.45);
        }

        var chart = new Chart { Title = "Class probabilities on the plane of two components", X = "component 1", Y = "component 2" }.Picture(pixels, where);
        for (int digit = 0; digit < 10; digit++)
        {
            int[] members = [.. Enumerable.Range(0, train.Count).Where(i => (int)train.Targets[i] == digit).Take(25)];
            chart.ColouredPoints([.. members.Select(i => scores[i, 0])], [.. members.Select(i => scores[i, 1])], [.. members.Select(_ => digit / 9.0)], new ClassMap(ClassColours), 4);
        }

        return chart.Limits(where.Left, where.Right, where.Bottom, where.Top);
        #endregion
    }

    /// <summary>A picture of a probability over a rectangle, from blue to orange.</summary>
    private static Color[,] Paint(CoordinateRect where, Func<double, double, double> probability)
    {
        const int size = 140;
        var pixels = new Color[size, size];
        for (int r = 0; r < size; r++)
        {
            for (int c = 0; c < size; c++)
            {
                double p = probability(where.Left + where.Width * (c + 0.5) / size, where.Top - where.Height * (r + 0.5) / size);
                pixels[r, c] = (p < 0.5 ? ClassColours[0] : ClassColours[1]).WithAlpha(0.08 + 0.5 * Math.Abs(2 * p - 1));
            }
        }

        return pixels;
    }

    private static double[] Column(Tensor<double> matrix, int j, int from, int to) => matrix[from..to, j].ToArray();
}
