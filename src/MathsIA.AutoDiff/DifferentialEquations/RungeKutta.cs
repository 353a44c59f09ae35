using System.Numerics;

namespace MathsIA.AutoDiff;

/// <summary>One step of an explicit Runge-Kutta method.</summary>
internal static class RungeKutta
{
    /// <summary>The slopes at all stages, and the state at the end of the step.</summary>
    /// <param name="method">The method.</param>
    /// <param name="f">The right side.</param>
    /// <param name="time">Where the step starts.</param>
    /// <param name="size">How long it is; negative goes back.</param>
    /// <param name="start">The state there.</param>
    /// <param name="parameters">The parameters.</param>
    /// <param name="first">The slope there, if known; none otherwise.</param>
    public static (Variable<T> End, Variable<T>[] Stages) Step<T>(
        ButcherTableau method, OdeFunction<T> f, double time, double size, Variable<T> start, IReadOnlyList<Variable<T>> parameters, Variable<T> first)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var stages = new Variable<T>[method.Stages];
        stages[0] = first.IsNone ? f(time, start, parameters) : first;
        Variable<T> at = start;
        for (int i = 1; i < stages.Length; i++)
        {
            at = Combine(start, size, method.Row(i), stages);
            stages[i] = f(time + method.Nodes[i] * size, at, parameters);
        }

        // With the first stage of the next step as the last, that stage's state is the result.
        return (method.FirstSameAsLast ? at : Combine(start, size, method.Weights, stages), stages);
    }

    /// <summary><c>y + h Σ w_i k_i</c>; weights of zero cost nothing.</summary>
    public static Variable<T> Combine<T>(Variable<T> start, double size, ReadOnlySpan<double> weights, ReadOnlySpan<Variable<T>> stages)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int count = 1 + weights.Length - weights.Count(0.0);
        var factors = new T[count];
        var terms = new Variable<T>[count];
        (factors[0], terms[0]) = (T.One, start);
        int next = 1;
        for (int i = 0; i < weights.Length; i++)
        {
            if (weights[i] == 0)
                continue;
            factors[next] = T.CreateChecked(size * weights[i]);
            terms[next++] = stages[i];
        }

        return Variable.LinearCombination<T>(factors, terms);
    }
}
