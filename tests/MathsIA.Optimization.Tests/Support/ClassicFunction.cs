using System.Numerics;

namespace MathsIA.Optimization.Tests;

/// <summary>A polynomial of the literature, with exact derivatives, its usual start and its minimum.</summary>
internal sealed class ClassicFunction<T>(Func<HyperDual<T>[], HyperDual<T>> body, double[] start, double minimum) : ITwiceDifferentiable<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public static readonly string[] Names = ["Rosenbrock", "Rosenbrock 6", "Beale", "Himmelblau", "Powell singular", "stiff quadratic", "one coordinate"];

    private readonly HyperDual<T>[] _x = new HyperDual<T>[start.Length];

    public Tensor<T> Start => Tensor.From(Array.ConvertAll(start, T.CreateChecked));

    public double Minimum => minimum;

    public T? LipschitzConstant => null;

    public T? StrongConvexity => null;

    public static ClassicFunction<T> Create(string name) => name switch
    {
        "Rosenbrock" => new(Rosenbrock, [-1.2, 1], 0),
        "Rosenbrock 6" => new(Rosenbrock, [0, 0, 0, 0, 0, 0], 0),
        "Beale" => new(x => (1.5 - x[0] + (x[0] * x[1])).Squared() + (2.25 - x[0] + (x[0] * x[1].Squared())).Squared() + (2.625 - x[0] + (x[0] * x[1] * x[1].Squared())).Squared(), [1, 1], 0),
        "Himmelblau" => new(x => (x[0].Squared() + x[1] - 11).Squared() + (x[0] + x[1].Squared() - 7).Squared(), [0.5, 0.5], 0),
        "Powell singular" => new(x => (x[0] + (10 * x[1])).Squared() + (5 * (x[2] - x[3]).Squared()) + (x[1] - (2 * x[2])).Squared().Squared() + (10 * (x[0] - x[3]).Squared().Squared()), [3, -1, 0, 1], 0),
        "stiff quadratic" => new(x => (0.5 * (x[0] - 1).Squared()) + (50 * (x[1] + 2).Squared()) + (5000 * (x[2] - 3).Squared()) - 7, [0, 0, 0], -7),
        "one coordinate" => new(x => (x[0] - 2).Squared().Squared() + (x[0] - 2).Squared(), [-3], 0),
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, "No such function."),
    };

    public T Value(Tensor<T> x) => Along(x, 0, null).Value;

    public void Gradient(Tensor<T> x, Tensor<T> destination) => ValueAndGradient(x, destination);

    public T ValueAndGradient(Tensor<T> x, Tensor<T> destination)
    {
        for (int i = 0; i < x.Length; i++)
            destination[i] = Along(x, i, null).First;
        return Value(x);
    }

    public void HessianVector(Tensor<T> x, Tensor<T> v, Tensor<T> destination)
    {
        for (int i = 0; i < x.Length; i++)
            destination[i] = Along(x, i, v).Mixed;
    }

    private static HyperDual<T> Rosenbrock(HyperDual<T>[] x)
    {
        HyperDual<T> sum = 0;
        for (int i = 0; i + 1 < x.Length; i++)
            sum += (100 * (x[i + 1] - x[i].Squared()).Squared()) + (1 - x[i]).Squared();
        return sum;
    }

    private HyperDual<T> Along(Tensor<T> x, int coordinate, Tensor<T>? v)
    {
        for (int i = 0; i < _x.Length; i++)
            _x[i] = new HyperDual<T>(x[i], i == coordinate ? T.One : T.Zero, v is null ? T.Zero : v[i], T.Zero);
        return body(_x);
    }
}
