namespace MathsIA.Tests;

public class ProductTests
{
    [Fact]
    public void Outer_multiplies_every_pair()
    {
        Assert.Equal([3, 4, 6, 8], Tensor.From([1, 2]).Outer(Tensor.From([3, 4])).ToArray());
        Tensor<double> a = MatMulTests<double>.Numbers([2, 3], 1), b = MatMulTests<double>.Numbers([4], 2);
        Tensor<double> expected = Tensor.Einsum("ij,k->ijk", a, b);
        Layouts.SameElements(expected, a.Outer(b));
        foreach (Tensor<double> destination in Layouts.Destinations<double>(expected.Shape))
            Layouts.SameElements(expected, a.Outer(b, destination));
        Assert.Equal(6, Tensor.Scalar(2).Outer(Tensor.Scalar(3)).ToScalar());
    }

    [Fact]
    public void Tensor_dot_sums_over_pairs_of_axes()
    {
        Tensor<double> a = MatMulTests<double>.Numbers([2, 3, 4], 1), b = MatMulTests<double>.Numbers([4, 3, 5], 2);
        Layouts.SameElements(Tensor.Einsum("ijk,kjl->il", a, b), a.TensorDot(b, [1, 2], [1, 0]));
        Layouts.SameElements(Tensor.Einsum("ijk,kml->ijml", a, b), a.TensorDot(b, 1));
        Layouts.SameElements(Tensor.Einsum("ijk,njl->iknl", a, b), a.TensorDot(b, [-2], [-2]));
        Layouts.SameElements(a.Outer(b), a.TensorDot(b, 0));
        foreach (Tensor<double> destination in Layouts.Destinations<double>(new Shape(2, 5)))
            Layouts.SameElements(a.TensorDot(b, [1, 2], [1, 0]), a.TensorDot(b, [1, 2], [1, 0], destination));
    }

    [Fact]
    public void Kronecker_products_have_their_block_structure()
    {
        foreach ((int[] left, int[] right) in new[] { ((int[])[2, 3], (int[])[4, 2]), ([3], [2]), ([2, 3], [2]), ([3], [2, 2]), ([2, 1, 3], [2, 2, 1]), ([], [2]), ([0, 2], [3, 1]) })
        {
            Tensor<double> a = MatMulTests<double>.Numbers(left, 1), b = MatMulTests<double>.Numbers(right, 2);
            int rank = Math.Max(left.Length, right.Length);
            int[] Padded(int[] l) => [.. Enumerable.Repeat(1, rank - l.Length), .. l];
            int[] p = Padded(left), q = Padded(right);
            Tensor<double> pa = a.Reshape(p), pb = b.Reshape(q);
            var expected = new NaiveTensor<double>([.. p.Zip(q, static (u, v) => u * v)], i =>
                pa[i.Select((v, axis) => v / q[axis]).ToArray().AsSpan()] * pb[i.Select((v, axis) => v % q[axis]).ToArray().AsSpan()]);
            Layouts.SameElements(expected, a.Kron(b));
            foreach (Tensor<double> destination in Layouts.Destinations<double>(new Shape(expected.Lengths)))
                Layouts.SameElements(expected, a.Kron(b, destination));
        }
    }

    [Fact]
    public void Misuse_is_refused()
    {
        Tensor<double> a = Tensor.Ones<double>(2, 3), b = Tensor.Ones<double>(3, 2);
        Assert.Throws<ArgumentOutOfRangeException>("axes", () => a.TensorDot(b, 3));
        Assert.Throws<ArgumentOutOfRangeException>("axes", () => a.TensorDot(b, -1));
        Assert.Throws<ShapeMismatchException>("right", () => a.TensorDot(b, [0], [0]));
        Assert.Throws<ArgumentException>("rightAxes", () => a.TensorDot(b, [0], [1, 0]));
        Assert.Throws<ArgumentException>("rightAxes", () => Tensor.Ones<double>(2, 2).TensorDot(Tensor.Ones<double>(2, 2), [0, 0], [0, 1]));
        Assert.Throws<ArgumentException>("rightAxes", () => Tensor.Ones<double>(2, 2).TensorDot(Tensor.Ones<double>(2, 2), [0, 1], [0, 0]));
        Assert.Throws<ArgumentOutOfRangeException>("leftAxes", () => a.TensorDot(b, [2], [0]));
        Assert.Throws<ArgumentOutOfRangeException>("lengths", () => Tensor.Zeros<byte>(65536).Outer(Tensor.Zeros<byte>(65536)));
        Assert.Throws<ArgumentOutOfRangeException>("lengths", () => Tensor.Zeros<byte>(65536).Kron(Tensor.Zeros<byte>(65536)));
        Tensor<double> square = Tensor.Ones<double>(4, 4);
        Assert.Throws<ArgumentException>("destination", () => square[..2, ..2].Kron(square[2.., 2..], square));
    }
}
