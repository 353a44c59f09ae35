namespace MathsIA.Gallery;

/// <summary>Small helpers for design matrices.</summary>
internal static class Design
{
    /// <summary>The features with a column of ones, so that a linear model has an offset.</summary>
    public static Tensor<double> WithOffset(Tensor<double> features)
    {
        Tensor<double> design = Tensor.Ones<double>(features.Shape[0], features.Shape[1] + 1);
        design[.., ..^1] = features;
        return design;
    }

    public static double Sigmoid(double s) => 1 / (1 + Math.Exp(-s));
}
