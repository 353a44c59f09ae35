using System.Globalization;
using MathsIA.AutoDiff;
using MathsIA.LinearAlgebra;
using ScottPlot;

namespace MathsIA.Gallery;

/// <summary>Derivatives of derivatives: six of a curve, and the Hessian that Newton's method follows.</summary>
internal sealed class HighOrders(Page page, LectureRun run)
{
    private const string File = "HighOrders.cs", Topic = "Derivatives of derivatives";

    /// <summary>Of (1 − e^−x)/(1 + e^−x) at 1, from order 0, computed apart from this library.</summary>
    private static readonly double[] Known = [.4621171573, .3932238665, -.1817154953, -.0706511610, .2470137227, -.1020839522, -.5668678171];

    public void Write()
    {
        run.Report("derivatives of high order");
        #region orders
        Tensor<double> x = Tensor.Linspace(-3.0, 3.0, 301);
        // One call: all derivatives at all points.
        Variable<double>[] d = Differentiate.Derivatives<double>(v => v.Tanh(), x, 6);
        Ink[] inks = [Ink.Gray, Ink.Blue, Ink.Orange, Ink.Green, Ink.Red, Ink.Purple, Ink.Teal];
        var low = new Chart { Title = "tanh and its first three derivatives", X = "x" };
        var high = new Chart { Title = "Derivatives four to six", X = "x" };
        for (int order = 0; order <= 6; order++)
            (order <= 3 ? low : high).Line($"order {order}", x.ToArray(), d[order].Value.ToArray(), inks[order]);
        #endregion
        Variable<double>[] course = Differentiate.Derivatives<double>(v => (1.0 - (-v).Exp()) / (1.0 + (-v).Exp()), 1.0, 6);
        double distance = Known.Select((value, order) => Math.Abs(value - course[order].ToScalar())).Max();
        page.Section("Derivatives of derivatives")
            .Text("A derivative is a function like any other, so it can be differentiated again. Forward mode within forward mode gives all derivatives of a function of one number; the inner perturbation must never be taken for the outer one:")
            .Math("\\frac{\\partial}{\\partial x}\\,( x \\frac{\\partial}{\\partial y} (x + y) ) = 1 \\quad \\text{and not} \\; 2.")
            .Figure(File, "orders", "Exact to rounding, where differences of the sixth order would have no right digit left.", low, high);

        #region rosenbrock
        DifferentiableFunction<double> f = Differentiable.Of<double>(v =>
        {
            Variable<double> a = v.Select(0, 0), b = v.Select(0, 1);
            return 100.0 * (b - a * a).Square() + (1.0 - a).Square();
        });
        Tensor<double> point = Tensor.From([-1.2, 1.0]);
        List<Tensor<double>> newton = [point];
        while (f.Gradient(point).Norm() > 1e-10 && newton.Count < 30)
        {
            point -= Matrix.Solve(f.Hessian(point), f.Gradient(point).Reshape(2, 1)).Reshape(2);
            newton.Add(point);
        }

        Tensor<double> slow = Tensor.From([-1.2, 1.0]);
        List<Tensor<double>> descent = [slow];
        for (int k = 0; k < 2000; k++)
        {
            slow -= 1e-3 * f.Gradient(slow);
            descent.Add(slow);
        }
        #endregion
        #region valley
        const int cell = 200;
        var where = new CoordinateRect(-1.6, 1.6, -3.4, 1.8);
        var pixels = new Color[cell, cell];
        var map = new ScottPlot.Colormaps.Viridis();
        for (int r = 0; r < cell; r++)
        {
            for (int c = 0; c < cell; c++)
            {
                double a = where.Left + (c + 0.5) / cell * where.Width, b = where.Top - (r + 0.5) / cell * where.Height;
                double level = Math.Log10(1e-2 + 100 * Math.Pow(b - a * a, 2) + Math.Pow(1 - a, 2));
                // Bands, so that the picture reads like a map.
                pixels[r, c] = map.GetColor(Math.Clamp(Math.Floor((level + 2) * 3) / 18, 0, 1));
            }
        }

        var paths = new Chart { Title = "Rosenbrock's valley, from $(-1.2, 1)$", X = "x", Y = "y" }
            .Picture(pixels, where)
            .Line("gradient descent, 2000 steps", descent.Select(p => p[0]), descent.Select(p => p[1]), Ink.Orange, width: 3)
            .Line("Newton", newton.Select(p => p[0]), newton.Select(p => p[1]), Ink.Red, width: 1.5f)
            .Points(null, newton.Select(p => p[0]), newton.Select(p => p[1]), Ink.Red, size: 7, opacity: 1)
            .Limits(where.Left, where.Right, where.Bottom, where.Top);
        double[] k1 = [.. Enumerable.Range(0, newton.Count).Select(k => (double)k)], k2 = [.. Enumerable.Range(0, newton.Count).Select(k => (double)k)];
        var values = new Chart { Title = "Value along the way", X = "iteration", LogY = true }
            .Line("Newton", k1, newton.Select(p => Math.Max(f.Value(p), 1e-33)), Ink.Red)
            .Points(null, k1, newton.Select(p => Math.Max(f.Value(p), 1e-33)), Ink.Red, size: 6)
            .Line("gradient descent", k2, descent.Take(k2.Length).Select(f.Value), Ink.Orange);
        #endregion
        Tensor<double> start = Tensor.From([-1.2, 1.0]), hessian = f.Hessian(start), formula = Tensor.From([1200 * 1.44 - 400 + 2, 480.0, 480, 200], 2, 2);
        page.Text("The Hessian of a function of two numbers or of two thousand is forward mode over reverse mode. At the usual start of Rosenbrock's function $f(x, y) = 100(y - x^2)^2 + (1 - x)^2$ it is")
            .Table(["", "$\\partial x$", "$\\partial y$"], [["$\\partial x$", Entry(hessian[0, 0]), Entry(hessian[0, 1])], ["$\\partial y$", Entry(hessian[1, 0]), Entry(hessian[1, 1])]])
            .Figure(File, "rosenbrock,valley", $"Newton's method follows its quadratic model: down to the bottom of the valley, far across the bend, up once more, and home in {newton.Count - 1} steps. Gradient descent creeps along the bottom and is still on its way after 2000.", paths, values);
        page.Headline(Topic, "derivatives of order 0 to 6 against the course's (should be 0)", distance.ToString("0.0e+0", CultureInfo.InvariantCulture))
            .Headline(Topic, "Hessian of Rosenbrock against its formula (should be 0)", (hessian - formula).Abs().Max().ToString("0.0e+0", CultureInfo.InvariantCulture))
            .Headline(Topic, "Newton steps on Rosenbrock, and the distance to (1, 1)", $"{newton.Count - 1}, {(point - Tensor.Ones<double>(2)).Norm().ToString("0.0e+0", CultureInfo.InvariantCulture)}");
    }

    private static string Entry(double value) => value.ToString("0.#", CultureInfo.InvariantCulture);
}
