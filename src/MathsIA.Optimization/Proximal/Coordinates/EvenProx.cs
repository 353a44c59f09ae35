namespace MathsIA.Optimization;

/// <summary>The prox of an even function, which keeps signs, from the one on the positive half-line.</summary>
internal readonly struct EvenProx<TFunction>(TFunction function) : IScalarProx where TFunction : struct, IScalarProx
{
    public double Value(double x, int index) => function.Value(x, index);

    public double Prox(double x, double step, int index) => Math.CopySign(function.Prox(Math.Abs(x), step, index), x);
}
