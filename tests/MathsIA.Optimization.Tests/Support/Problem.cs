using System.Numerics;

namespace MathsIA.Optimization.Tests;

/// <summary>A row of the contract table: a function with a minimizer, and a start.</summary>
internal sealed record Problem<T>(string Name, IFiniteSum<T> Function, Tensor<T> Start) where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public static readonly string[] Names = ["least squares", "mean least squares", "ridge", "wide ridge", "logistic", "multinomial"];

    public static Problem<T> Create(string name)
    {
        Tensor<T> tall = Draw.Normal<T>(1, 60, 7), wide = Draw.Normal<T>(2, 6, 9);
        Tensor<T> y = Draw.Normal<T>(3, 60), signs = Draw.Signs<T>(4, 60);
        return name switch
        {
            "least squares" => new(name, new LeastSquares<T>(tall, y), Draw.Normal<T>(5, 7)),
            "mean least squares" => new(name, new LeastSquares<T>(tall, y) { IsMean = true }, Draw.Normal<T>(5, 7)),
            "ridge" => new(name, new RidgeRegularized<T>(new LeastSquares<T>(tall, y), 10), Draw.Normal<T>(5, 7)),
            "wide ridge" => new(name, new RidgeRegularized<T>(new LeastSquares<T>(wide, Draw.Normal<T>(3, 6)), 2), Draw.Normal<T>(5, 9)),
            "logistic" => new(name, new RidgeRegularized<T>(new LogisticLoss<T>(tall, signs), 0.1), Draw.Normal<T>(5, 7)),
            "multinomial" => new(name, new RidgeRegularized<T>(new MultinomialLoss<T>(tall, Draw.Classes(6, 60, 3), 3), 0.1), Draw.Normal<T>(5, 7, 3)),
            _ => throw new ArgumentOutOfRangeException(nameof(name), name, "No such problem."),
        };
    }
}
