using CsCheck;

namespace MathsIA.Tests;

public abstract class MatMulTests<T> where T : unmanaged, System.Numerics.INumber<T>
{
    [Fact]
    public void Equals_the_sums_over_every_batch_in_every_layout() =>
        Gen.Select(Gen.Int[0, 4], Gen.Int[0, 4], Gen.Int[0, 4], Gen.Int[0, 3].Array[0, 2], Gen.Int[0, 1000]).Check(400, c =>
        {
            (int m, int k, int n, int[] batch, int choice) = c;
            // Each operand drops leading batch axes, or has length 1 there, as broadcasting allows.
            int[] Part(int digit) => [.. batch.Skip(digit % (batch.Length + 1)).Select((l, i) => (digit >> (2 + i)) % 2 == 0 ? l : 1)];
            int[] left = Part(choice), right = Part(choice / 32);
            Tensor<T> a = Numbers([.. left, m, k], 1), b = Numbers([.. right, k, n], 2);
            Shape common = Shape.Broadcast(new Shape(left), new Shape(right));
            Tensor<T> expected = Naive(a.BroadcastTo([.. common.Lengths, m, k]), b.BroadcastTo([.. common.Lengths, k, n]));
            foreach (Tensor<T> x in Layouts.Of(a))
            {
                foreach (Tensor<T> y in Layouts.Of(b))
                    Layouts.SameElements(expected, x.MatMul(y));
            }

            foreach (Tensor<T> destination in Layouts.Destinations<T>(expected.Shape))
            {
                destination.Fill(T.CreateChecked(77));
                Assert.Same(destination, a.MatMul(b, destination, ComputeContext.SingleThread));
                Layouts.SameElements(expected, destination);
            }
        });

    [Theory]
    [InlineData(new[] { 3, 4 }, new[] { 4, 5 }), InlineData(new[] { 90, 81 }, new[] { 81, 100 }), InlineData(new[] { 4 }, new[] { 4 }), InlineData(new[] { 6, 3, 4 }, new[] { 4, 2 })]
    [InlineData(new[] { 2, 1, 3, 4 }, new[] { 5, 4, 2 }), InlineData(new[] { 3, 0 }, new[] { 0, 5 }), InlineData(new[] { 0, 3 }, new[] { 3, 2 })]
    public void Scaled_products_are_added_to_what_stands_in_the_destination(int[] left, int[] right)
    {
        Tensor<T> a = Numbers(left, 1), b = Numbers(right, 2), product = a.MatMul(b), before = Numbers(product.Shape.ToArray(), 3);
        T alpha = T.CreateChecked(2), beta = T.CreateChecked(3);
        foreach (Tensor<T> destination in Layouts.Destinations<T>(product.Shape))
        {
            before.CopyTo(destination);
            Assert.Same(destination, a.MatMul(b, alpha, beta, destination));
            Layouts.SameElements(product * alpha + before * beta, destination);
            Assert.Same(destination, a.MatMul(b, alpha, T.Zero, destination));
            Layouts.SameElements(product * alpha, destination);
        }

        Assert.Throws<ShapeMismatchException>("destination", () => a.MatMul(b, alpha, beta, Tensor.Zeros<T>([.. product.Shape.Lengths, 1])));
        Assert.Throws<ArgumentNullException>("destination", () => a.MatMul(b, alpha, beta, null!));
    }

    [Fact]
    public void Vectors_are_rows_on_the_left_and_columns_on_the_right()
    {
        Tensor<T> v = Numbers([3], 1), m = Numbers([2, 3], 2), stack = Numbers([5, 3, 2], 3);
        Assert.Equal(0, v.MatMul(v).Rank);
        Layouts.SameElements(Naive(v.Reshape(1, 3), v.Reshape(3, 1)).Reshape(), v.MatMul(v));
        Layouts.SameElements(Naive(m, v.Reshape(3, 1)).Reshape(2), m.MatMul(v));
        Layouts.SameElements(Naive(v.Reshape(1, 3), m.Transpose()).Reshape(2), v.MatMul(m.Transpose()));
        Layouts.SameElements(Naive(v.Reshape(1, 3).BroadcastTo(5, 1, 3), stack).Reshape(5, 2), v.MatMul(stack));
        Layouts.SameElements(Naive(stack.Transpose(1, 2), v.Reshape(3, 1).BroadcastTo(5, 3, 1)).Reshape(5, 2), stack.Transpose(1, 2).MatMul(v));
        foreach (Tensor<T> destination in Layouts.Destinations<T>(new Shape(5, 2)))
            Layouts.SameElements(v.MatMul(stack), v.MatMul(stack, destination));
        Tensor<T> scalar = Tensor.Zeros<T>();
        Assert.Equal(v.MatMul(v).ToScalar(), v.MatMul(v, scalar).ToScalar());
    }

    [Fact]
    public void Batches_that_fold_and_batches_that_do_not_agree()
    {
        // Shared right operand (folds into rows), shared left (folds into columns when these follow on), many small, few large.
        foreach ((int[] left, int[] right) in new[] { ((int[])[40, 6, 5], (int[])[5, 7]), ([6, 5], [40, 5, 7]), ([40, 1, 5], [5, 7]), ([6, 5], [40, 5, 1]), ([300, 3, 3], [300, 3, 3]), ([4, 1, 7, 5], [1, 3, 5, 6]) })
        {
            Tensor<T> a = Numbers(left, 1), b = Numbers(right, 2);
            Shape common = Shape.Broadcast(new Shape(left.AsSpan(..^2)), new Shape(right.AsSpan(..^2)));
            Layouts.SameElements(Naive(a.BroadcastTo([.. common.Lengths, .. left[^2..]]), b.BroadcastTo([.. common.Lengths, .. right[^2..]])), a.MatMul(b));
        }
    }

    [Fact]
    public void Any_number_of_threads_gives_the_same_elements()
    {
        Tensor<T> a = Numbers([200, 9, 11], 1), b = Numbers([200, 11, 7], 2);
        Layouts.SameElements(a.MatMul(b, ComputeContext.SingleThread), a.MatMul(b, new ComputeContext { DegreeOfParallelism = 7 }));
    }

    /// <summary>Small whole numbers, so that every sum is exact in every type and order.</summary>
    internal static Tensor<T> Numbers(int[] lengths, int salt) =>
        Tensor.From([.. Enumerable.Range(0, new Shape(lengths).ElementCount).Select(i => T.CreateChecked((i * 7 + salt * 5) % 6))], lengths);

    internal static Tensor<T> Naive(Tensor<T> a, Tensor<T> b)
    {
        int[] lengths = [.. a.Shape.Lengths[..^1], b.Shape[-1]];
        Tensor<T> result = Tensor.Zeros<T>(lengths);
        foreach (int[] i in NaiveTensor<T>.AllIndices(lengths))
        {
            T sum = T.Zero;
            for (int p = 0; p < a.Shape[-1]; p++)
                sum += a[[.. i[..^1], p]] * b[[.. i[..^2], p, i[^1]]];
            result[i.AsSpan()] = sum;
        }

        return result;
    }
}

public class SingleMatMulTests : MatMulTests<float>;

public class DoubleMatMulTests : MatMulTests<double>
{
    [Fact]
    public void Misuse_names_the_shapes_before_any_work()
    {
        Tensor<double> a = Tensor.Ones<double>(2, 3), b = Tensor.Ones<double>(4, 5);
        Assert.StartsWith("MatMul: left [2, 3], right [4, 5]: inner lengths 3 and 4 differ", Assert.Throws<ShapeMismatchException>("right", () => a.MatMul(b)).Message, StringComparison.Ordinal);
        Assert.Throws<ShapeMismatchException>("left", () => Tensor.Scalar(1.0).MatMul(a));
        Assert.Throws<ShapeMismatchException>("right", () => a.MatMul(Tensor.Scalar(1.0)));
        Assert.Throws<ShapeMismatchException>(() => Tensor.Ones<double>(2, 3, 3).MatMul(Tensor.Ones<double>(3, 3, 3)));
        Assert.Throws<ArgumentNullException>("left", () => Tensor.MatMul(null!, a));
        Assert.Throws<ArgumentNullException>("right", () => a.MatMul(null!));
        Tensor<double> square = Tensor.Ones<double>(3, 3);
        Assert.Throws<ArgumentException>("destination", () => square.MatMul(square, square));
        Assert.Throws<ArgumentException>("destination", () => a.MatMul(square, a));
        Assert.Throws<ShapeMismatchException>("destination", () => a.MatMul(square, square));
        Assert.Throws<ArgumentException>("destination", () => a.MatMul(square, Tensor.Zeros<double>(1, 3).BroadcastTo(2, 3)));
        Assert.All(square.ToArray(), static v => Assert.Equal(1, v));
    }
}

public class IntegerMatMulTests : MatMulTests<int>;
