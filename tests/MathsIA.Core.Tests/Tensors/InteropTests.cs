using SystemTensors = System.Numerics.Tensors;

namespace MathsIA.Tests;

public class InteropTests
{
    [Fact]
    public void Tensor_spans_share_memory_and_strides()
    {
        foreach (Tensor<int> x in Layouts.Of(TensorViewTests.Numbered([2, 3, 4])).Where(static t => t.Strides[0] > 0))
        {
            SystemTensors.TensorSpan<int> span = x.AsTensorSpan();
            Assert.Equal([2, 3, 4], span.Lengths.ToArray().Select(static l => (int)l));
            foreach (int[] i in NaiveTensor<int>.AllIndices([2, 3, 4]))
                Assert.Equal(x[i.AsSpan()], span[i[0], i[1], i[2]]);
            span[1, 2, 3] = -1;
            Assert.Equal(-1, x[1, 2, 3]);
            Assert.Equal(-1, x.AsReadOnlyTensorSpan()[1, 2, 3]);
        }

        Assert.Equal(5, Tensor.Scalar(5).AsTensorSpan()[0]);
        Assert.Equal(7, Tensor.Scalar(7).BroadcastTo(2, 3).AsReadOnlyTensorSpan()[1, 2]);
        Assert.Equal(0, Tensor.Zeros<int>(0, 3).AsTensorSpan().FlattenedLength);
        Assert.Equal([0, 3], Tensor.Zeros<int>(0, 3).AsTensorSpan().Lengths.ToArray().Select(static l => (int)l));
        Assert.Equal(4, TensorViewTests.Numbered([1, 5, 1])[.., 4.., ..].AsTensorSpan()[0, 0, 0]);
    }

    [Fact]
    public void Layouts_that_the_platform_lacks_are_refused_clearly()
    {
        Tensor<int> x = TensorViewTests.Numbered([4]);
        Assert.Contains("call Contiguous() first", Assert.Throws<InvalidOperationException>(() => x.Flip().AsTensorSpan()).Message, StringComparison.Ordinal);
        Assert.Throws<InvalidOperationException>(() => x.Unfold(0, 3).AsTensorSpan());
        Assert.Throws<InvalidOperationException>(() => x.Flip().AsSystemTensor());
        Assert.Throws<InvalidOperationException>(() => x.Unfold(0, 3).AsSystemTensor());
    }

    [Fact]
    public void Platform_tensors_share_memory_both_ways()
    {
        foreach (Tensor<int> x in Layouts.Of(TensorViewTests.Numbered([2, 3])).Where(static t => t.Strides[0] > 0))
        {
            SystemTensors.Tensor<int> system = x.AsSystemTensor();
            Assert.Equal(5, system[1, 2]);
            system[1, 2] = 50;
            Assert.Equal(50, x[1, 2]);
            Tensor<int> back = Tensor.From(system);
            Layouts.SameElements(x, back);
            back[0, 1] = 10;
            Assert.Equal(10, x[0, 1]);
        }

        Assert.Equal(new Shape(0, 3), Tensor.From(Tensor.Zeros<int>(0, 3).AsSystemTensor()).Shape);
        Assert.Equal(3, Tensor.Scalar(3).AsSystemTensor()[0]);
    }

    [Fact]
    public void Slices_of_platform_tensors_start_where_they_start()
    {
        SystemTensors.Tensor<float> system = SystemTensors.Tensor.Create([.. Enumerable.Range(0, 24).Select(static i => (float)i)], [2, 3, 4]);
        Tensor<float> x = Tensor.From(system.Slice([(System.Buffers.NRange)(1..2), 1..3, 1..3]));
        Assert.Equal([17f, 18, 21, 22], x.ToArray());
        x[0, 1, 1] = -1;
        Assert.Equal(-1, system[1, 2, 2]);
        Assert.Equal([17f, 21, 18, -1], x.Transpose(1, 2).MatMul(Tensor.Eye<float>(2)).ToArray());
        Assert.Same(system, Tensor.From(system).AsSystemTensor());
        Assert.Throws<InvalidOperationException>(() => Tensor.From(system)[1.., ..].AsSystemTensor());
        Assert.Equal(new Shape(1, 2, 2), Tensor.CopyOf<float>(system.Slice([(System.Buffers.NRange)(1..2), 1..3, 1..3]).AsReadOnlyTensorSpan()).Shape);
        Assert.Equal([17f, 18, 21, -1], Tensor.CopyOf<float>(system.Slice([(System.Buffers.NRange)(1..2), 1..3, 1..3]).AsReadOnlyTensorSpan()).ToArray());
        Assert.Throws<ArgumentNullException>("tensor", () => Tensor.From((SystemTensors.Tensor<float>)null!));
    }

    [Fact]
    public unsafe void Memory_of_a_platform_tensor_pins()
    {
        SystemTensors.Tensor<int> system = SystemTensors.Tensor.Create([1, 2, 3], [3]);
        Memory<int> memory = Tensor.From(system).AsMemory();
        using (System.Buffers.MemoryHandle handle = memory[1..].Pin())
        {
            GC.Collect();
            Assert.Equal(2, *(int*)handle.Pointer);
            Assert.True(handle.Pointer == System.Runtime.CompilerServices.Unsafe.AsPointer(ref memory.Span[1]));
        }
    }

    [Fact]
    public void MathNet_matrices_and_vectors_convert_both_ways()
    {
        Tensor<double> x = Tensor.From([1.0, 2, 3, 4, 5, 6], 2, 3);
        foreach (Tensor<double> view in Layouts.Of(x))
        {
            MathNet.Numerics.LinearAlgebra.Matrix<double> matrix = view.ToMathNetMatrix();
            Assert.Equal(2, matrix.RowCount);
            Assert.Equal(6, matrix[1, 2]);
            Layouts.SameElements(x, matrix.ToTensor());
            Tensor<double> shared = matrix.AsTensor();
            Layouts.SameElements(x, shared);
            shared[0, 1] = 20;
            Assert.Equal(20, matrix[0, 1]);
            Assert.Equal(2, view[0, 1]);
        }

        foreach (Tensor<float> view in Layouts.Of(Tensor.From([1f, 2, 3])))
        {
            MathNet.Numerics.LinearAlgebra.Vector<float> vector = view.ToMathNetVector();
            Assert.Equal([1f, 2, 3], vector.ToTensor().ToArray());
            vector.AsTensor()[1] = 9;
            Assert.Equal(9, vector[1]);
            Assert.Equal(2, view[1]);
        }
    }

    [Fact]
    public void MathNet_conversions_refuse_what_cannot_be()
    {
        Tensor<double> x = Tensor.Ones<double>(2, 3);
        Assert.Throws<ShapeMismatchException>("tensor", () => x[0, ..].ToMathNetMatrix());
        Assert.Throws<ShapeMismatchException>("tensor", () => x.ToMathNetVector());
        Assert.Throws<ShapeMismatchException>("tensor", () => Tensor.Zeros<double>(0, 3).ToMathNetMatrix());
        Assert.Throws<NotSupportedException>(() => Tensor.Ones<int>(2, 3).ToMathNetMatrix());
        Assert.Throws<ArgumentNullException>("matrix", () => ((MathNet.Numerics.LinearAlgebra.Matrix<double>)null!).ToTensor());
        var sparse = MathNet.Numerics.LinearAlgebra.Matrix<double>.Build.Sparse(2, 2, 1);
        Assert.Throws<ArgumentException>("matrix", () => sparse.AsTensor());
        Assert.Equal([1.0, 1, 1, 1], sparse.ToTensor().ToArray());
        Assert.Throws<ArgumentException>("vector", () => MathNet.Numerics.LinearAlgebra.Vector<double>.Build.Sparse(2).AsTensor());
    }
}
