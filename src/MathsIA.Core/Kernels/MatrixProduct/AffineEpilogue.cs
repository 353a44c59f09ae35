using System.Numerics;

namespace MathsIA.Kernels;

/// <summary>Adds a bias to each column, then applies an activation.</summary>
internal sealed unsafe class AffineEpilogue<T>(T* bias, Activation activation) : IGemmEpilogue<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public void Finish(T* row, int column, int count)
    {
        if (bias is not null)
            Zip.Run(row, bias + column, row, count, default(AddOperator<T>));
        switch (activation)
        {
            case Activation.Relu:
                Map.Run(row, row, count, default(ReluOperator<T>));
                break;
            case Activation.Sigmoid:
                Map.Run(row, row, count, default(SigmoidOperator<T>));
                break;
            case Activation.Tanh:
                Map.Run(row, row, count, default(TanhOperator<T>));
                break;
            case Activation.Silu:
                Wide.Run(row, row, count, default(SiluOperator<double>), default(SiluSingleOperator));
                break;
            case Activation.Gelu:
                Wide.Run(row, row, count, default(GeluOperator), default(GeluSingleOperator));
                break;
        }
    }
}
