using System.Globalization;
using MathsIA.AutoDiff;
using MathsIA.Optimization;
using MathsIA.RandomNumbers;

namespace MathsIA.Gallery;

/// <summary>Rates of a differential equation, found from noisy counts by the adjoint equation.</summary>
internal sealed class PredatorPrey(Page page, LectureRun run)
{
    private const string File = "PredatorPrey.cs", Topic = "Rates of a differential equation";

    public void Write()
    {
        run.Report("identifying an equation by its adjoint");
        #region field
        // Hares breed at rate a and are eaten; lynxes live on them and die at rate d. Rates are positive: their logarithms are sought.
        Variable<double> Field(double time, Variable<double> y, IReadOnlyList<Variable<double>> p)
        {
            Variable<double> rates = p[0].Exp(), hares = y.Select(0, 0), lynxes = y.Select(0, 1), meetings = hares * lynxes;
            return Variable.Stack(0,
                rates.Select(0, 0) * hares - rates.Select(0, 1) * meetings,
                rates.Select(0, 2) * meetings - rates.Select(0, 3) * lynxes);
        }

        Tensor<double> truth = Tensor.From([1.1, 0.4, 0.1, 0.4]).Log(), guess = Tensor.From([0.8, 0.3, 0.14, 0.55]).Log(), start = Tensor.From([10.0, 5]);
        double[] times = [.. Enumerable.Range(0, 41).Select(i => i / 2.0)];
        var options = new OdeOptions { RelativeTolerance = 1e-8, AbsoluteTolerance = 1e-8 };
        // What an observer counts: every number a few percent off.
        var random = new Philox(6);
        Tensor<double>[] counts = [.. Ode.Solve<double>(Field, start, times, [truth], options).States.Select(state => state.Value * random.Normal<double>([2], 0, 0.07).Exp())];
        #endregion
        #region adjoint
        Variable<double> Misfit(Variable<double> rates, OdeGradient gradient)
        {
            OdeSolution<double> solution = Ode.Solve(Field, start, times, [rates], options with { Gradient = gradient });
            if (solution.Status != Status.Converged)
                return double.PositiveInfinity;
            Variable<double> sum = 0.0;
            for (int i = 1; i < times.Length; i++)
                sum += (solution.States[i].Log() - counts[i].Log()).Square().Sum();
            return sum / (2.0 * times.Length);
        }

        DifferentiableFunction<double> loss = Differentiable.Of<double>(rates => Misfit(rates, OdeGradient.ContinuousAdjoint));
        Solution<double> found = Minimize.Run(loss, new Lbfgs(), guess, new() { MaxIterations = 60, Tolerance = 1e-6 });
        Tensor<double> direct = Differentiate.Gradient<double>(rates => Misfit(rates, OdeGradient.Direct), guess).Value;
        Tensor<double> discrete = Differentiate.Gradient<double>(rates => Misfit(rates, OdeGradient.DiscreteAdjoint), guess).Value;
        double continuousError = (loss.Gradient(guess) - direct).Norm() / direct.Norm(), discreteError = (discrete - direct).Norm() / direct.Norm();
        #endregion
        #region curves
        var both = new[] { "hares", "lynxes" };
        Chart[] charts = [.. both.Select(name => new Chart { Title = $"Number of {name}", X = "years", Height = 260 })];
        double[] fine = [.. Enumerable.Range(0, 401).Select(i => i / 20.0)];
        foreach (var (label, rates, ink) in new[] { ("true", truth, Ink.Gray), ("first guess", guess, Ink.Orange), ("found", found.Value, Ink.Blue) })
        {
            OdeSolution<double> curve = Ode.Solve<double>(Field, start, [0, 20], [rates], options with { DenseOutput = true });
            Tensor<double>[] states = [.. fine.Select(t => curve.At(t).Value)];
            for (int species = 0; species < 2; species++)
                charts[species].Line(label, fine, states.Select(state => state[species]), ink, dashed: ink == Ink.Orange, width: ink == Ink.Gray ? 4 : 2);
        }

        for (int species = 0; species < 2; species++)
            charts[species].Points("counted", times, counts.Select(count => count[species]), Ink.Red, size: 5);
        var descent = new Chart { Title = "Misfit along L-BFGS", X = "iteration", LogY = true, Height = 260 }
            .Line(null, found.Trace.Select(p => (double)p.Iteration), found.Trace.Select(p => p.Objective), Ink.Blue);
        #endregion
        string[] names = ["a", "b", "c", "d"];
        double[] real = truth.Exp().ToArray(), begun = guess.Exp().ToArray(), fitted = found.Value.Exp().ToArray();
        page.Section("Rates of a differential equation")
            .Text("Hares and lynxes follow $h' = a h - b h l$ and $l' = c h l - d l$. From 41 noisy counts of each, the four rates are sought that make the solution fit best. The gradient of the misfit $\\sum_i \\ell_i(y(t_i))$ comes from the adjoint equation, solved backward in time by the same adaptive method (Dormand and Prince, order 5):")
            .Math("\\lambda' = -(\\partial_y f)^\\top \\lambda, \\quad \\lambda \\; \\text{jumps by} \\; \\nabla \\ell_i \\; \\text{at} \\; t_i, \\quad \\nabla_p = \\text{∫} (\\partial_p f)^\\top \\lambda \\, d t.")
            .Figure(File, "field,adjoint,curves", $"From a guess up to 40 % off, {found.Iterations} iterations of L-BFGS find rates whose solution the eye cannot tell from the true one.", [.. charts, descent])
            .Table(["rate", "true", "guessed", "found"], names.Select((name, i) => (IReadOnlyList<string>)[$"${name}$", Rate(real[i]), Rate(begun[i]), Rate(fitted[i])]));
        page.Headline(Topic, "largest error of a rate: guessed, found", $"{Worst(begun)}, {Worst(fitted)}")
            .Headline(Topic, "continuous adjoint against the gradient through all steps, relative", continuousError.ToString("0.0e+0", CultureInfo.InvariantCulture))
            .Headline(Topic, "discrete adjoint against the gradient through all steps (should be 0)", discreteError.ToString("0.0e+0", CultureInfo.InvariantCulture));

        string Worst(double[] rates) => rates.Zip(real, (value, right) => Math.Abs(value / right - 1)).Max().ToString("0.0 %", CultureInfo.InvariantCulture);
    }

    private static string Rate(double value) => value.ToString("0.000", CultureInfo.InvariantCulture);
}
