namespace MathsIA.Gallery;

/// <summary>Centres and scales features by the statistics of the training samples.</summary>
internal sealed class Scaler(Tensor<double> train)
{
    private readonly Tensor<double> _mean = train.Mean(0), _deviation = train.StandardDeviation(0);

    public Tensor<double> Apply(Tensor<double> features) => (features - _mean) / _deviation;
}
