using System.Numerics;
using MathsIA.Operators;
using MathsIA.RandomNumbers;

namespace MathsIA.Optimization.Tests;

/// <summary>Data of a sparse linear model, and plain evaluations of it in double precision.</summary>
internal sealed class SparseProblem<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public SparseProblem(int seed, int samples, int features, double density = 1, double noise = 0.1)
    {
        var random = new Philox(seed);
        Dense = random.Normal<T>(samples, features);
        for (int i = 0; i < samples; i++)
        {
            for (int j = 0; j < features; j++)
            {
                // Different scales and means, so that centring and scaling matter.
                Dense[i, j] = random.NextDouble() < density ? (Dense[i, j] * T.CreateChecked(0.5 + (j % 3))) + T.CreateChecked(0.3 * (j % 4)) : T.Zero;
            }
        }

        Sparse = CscMatrix<T>.FromDense(Dense);
        Truth = new double[features];
        for (int j = 0; j < Math.Min(features, 5); j++)
            Truth[j * features / Math.Min(features, 5)] = (j % 2 == 0 ? 1 : -1) * (1 + (0.3 * j));
        Targets = Tensor.Zeros<T>(samples);
        Labels = Tensor.Zeros<T>(samples);
        Counts = Tensor.Zeros<T>(samples);
        Classes = Tensor.Zeros<int>(samples);
        Outputs = Tensor.Zeros<T>(samples, 3);
        for (int i = 0; i < samples; i++)
        {
            double eta = 0.7;
            for (int j = 0; j < features; j++)
                eta += double.CreateChecked(Dense[i, j]) * Truth[j];
            double away = noise * random.NextNormal<double>();
            Targets[i] = T.CreateChecked(eta + away);
            Labels[i] = eta + (3 * random.NextNormal<double>()) > 1 ? T.One : -T.One;
            Counts[i] = T.CreateChecked(Math.Floor(Math.Exp(Math.Clamp(0.3 * eta, -2, 2)) + random.NextDouble()));
            Classes[i] = Math.Clamp((int)Math.Floor((eta + random.NextNormal<double>() + 2) / 2), 0, 2);
            for (int k = 0; k < 3; k++)
                Outputs[i, k] = T.CreateChecked((eta * (k + 1)) + random.NextNormal<double>());
        }
    }

    public Tensor<T> Dense { get; }

    public CscMatrix<T> Sparse { get; }

    public double[] Truth { get; }

    public Tensor<T> Targets { get; }

    public Tensor<T> Labels { get; }

    public Tensor<T> Counts { get; }

    public Tensor<int> Classes { get; }

    public Tensor<T> Outputs { get; }

    public Design<T> As(bool sparse) => sparse ? Sparse : Dense;

    /// <summary>The linear predictor, in double precision.</summary>
    public double[] Predictor(SparseLinearModel<T> model)
    {
        var eta = new double[Dense.Shape[0]];
        Tensor<T> w = model.Coefficients;
        for (int i = 0; i < eta.Length; i++)
        {
            eta[i] = double.CreateChecked(model.Intercept);
            for (int j = 0; j < w.Length; j++)
                eta[i] += double.CreateChecked(Dense[i, j]) * double.CreateChecked(w[j]);
        }

        return eta;
    }

    /// <summary>The mean correlation of each column with residuals.</summary>
    public double[] Correlations(double[] residual, IReadOnlyList<double>? weights = null)
    {
        var c = new double[Dense.Shape[1]];
        double total = weights?.Sum() ?? residual.Length;
        for (int i = 0; i < residual.Length; i++)
        {
            for (int j = 0; j < c.Length; j++)
                c[j] += double.CreateChecked(Dense[i, j]) * residual[i] * (weights?[i] ?? 1) / total;
        }

        return c;
    }
}
