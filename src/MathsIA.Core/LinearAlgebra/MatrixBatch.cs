using MathsIA.Execution;
using MathsIA.Kernels;

namespace MathsIA.LinearAlgebra;

/// <summary>A tensor <c>[..., m, n]</c> seen as a row of matrices.</summary>
internal readonly unsafe struct MatrixBatch<T>(T* storage, Tensor<T> tensor) where T : unmanaged
{
    private readonly T* _origin = storage + tensor.Offset;
    private readonly int[] _lengths = tensor.Shape.ToArray();
    private readonly int[] _strides = tensor.Strides.ToArray();

    /// <summary>The number of matrices.</summary>
    public int Count { get; } = CountOf(tensor.Shape);

    /// <summary>Matrix number <paramref name="index"/>, in row-major order of the leading axes.</summary>
    public MatrixView<T> this[int index]
    {
        get
        {
            T* start = _origin;
            for (int axis = _lengths.Length - 3; axis >= 0; axis--)
            {
                (index, int i) = Math.DivRem(index, _lengths[axis]);
                start += (nint)i * _strides[axis];
            }

            return new(start, _lengths[^2], _lengths[^1], _strides[^2], _strides[^1]);
        }
    }

    /// <summary>The number of matrices in a tensor of this shape.</summary>
    public static int CountOf(Shape shape)
    {
        int count = 1;
        foreach (int length in shape.Lengths[..^2])
            count *= length;
        return count;
    }

    /// <summary>Runs a body once for each matrix: several at a time when there are several, else with all threads inside.</summary>
    /// <param name="operation">The operation, for the message when its workspace exceeds the memory limit.</param>
    /// <param name="bytesEach">The workspace that the body takes for one matrix.</param>
    /// <param name="count">The number of matrices.</param>
    /// <param name="body">What to do.</param>
    /// <param name="context">How to use the machine.</param>
    public static void ForEach<TBody>(string operation, long bytesEach, int count, TBody body, ComputeContext? context) where TBody : struct, IMatrixBody
    {
        context = Workspace.ReserveEach(operation, bytesEach, count, context);
        if (count == 1)
            body.Run(0, context);
        else
            ParallelLoop.For(count, new LoopBody<TBody>(body, Workspace.Share(bytesEach, count, context)), context);
    }

    private readonly struct LoopBody<TBody>(TBody body, ComputeContext inner) : ILoopBody where TBody : struct, IMatrixBody
    {
        private readonly TBody _body = body;

        public void Run(int index) => _body.Run(index, inner);
    }
}

/// <summary>What is done to one matrix of a batch.</summary>
internal interface IMatrixBody
{
    /// <summary>Does the work of one matrix with the threads of the context.</summary>
    void Run(int index, ComputeContext? context);
}
