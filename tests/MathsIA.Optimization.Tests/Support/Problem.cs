using System.Numerics;
using MathsIA.Operators;

namespace MathsIA.Optimization.Tests;

/// <summary>A row of the contract table: a function with a minimizer, and a start.</summary>
internal sealed record Problem<T>(string Name, IFiniteSum<T> Function, Tensor<T> Start) where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public static readonly string[] Names = ["least squares", "mean least squares", "ridge", "wide ridge", "logistic", "multinomial"];

    /// <summary>The other losses and designs, which each loss test sees and the methods need not.</summary>
    public static readonly string[] Losses = [.. Names, "huber", "squared hinge", "poisson", "sparse least squares", "sparse logistic", "sparse multinomial"];

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
            "huber" => new(name, new HuberLoss<T>(tall, y, 0.8), Draw.Normal<T>(5, 7)),
            "squared hinge" => new(name, new SquaredHingeLoss<T>(tall, signs), Draw.Normal<T>(5, 7)),
            "poisson" => new(name, new PoissonLoss<T>(tall, y.Abs()), Draw.Normal<T>(5, 7) * T.CreateChecked(0.3)),
            "sparse least squares" => new(name, new LeastSquares<T>(Holes(tall), y), Draw.Normal<T>(5, 7)),
            "sparse logistic" => new(name, new RidgeRegularized<T>(new LogisticLoss<T>(Holes(tall), signs), 0.1), Draw.Normal<T>(5, 7)),
            "sparse multinomial" => new(name, new MultinomialLoss<T>(Holes(tall), Draw.Classes(6, 60, 3), 3), Draw.Normal<T>(5, 7, 3)),
            _ => throw new ArgumentOutOfRangeException(nameof(name), name, "No such problem."),
        };
    }

    /// <summary>The entries above average, and rows and columns that are left empty.</summary>
    private static CsrMatrix<T> Holes(Tensor<T> dense)
    {
        Tensor<T> matrix = dense.Clone();
        for (int i = 0; i < matrix.Shape[0]; i++)
        {
            for (int j = 0; j < matrix.Shape[1]; j++)
                matrix[i, j] = matrix[i, j] > T.Zero && i != 5 && j != 2 ? matrix[i, j] : T.Zero;
        }

        return CsrMatrix<T>.FromDense(matrix);
    }
}
