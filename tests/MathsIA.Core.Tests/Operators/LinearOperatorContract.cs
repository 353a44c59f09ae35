using System.Numerics;
using MathsIA.Kernels;
using MathsIA.LinearAlgebra;
using MathsIA.Operators;

namespace MathsIA.Tests.Operators;

/// <summary>What every linear operator promises, for every row of <see cref="OperatorRows{T}"/>.</summary>
public abstract class LinearOperatorContract<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private static readonly T Eps = T.BitIncrement(T.One) - T.One;

    public static TheoryData<string> Names => [.. OperatorRows<T>.All.Keys];

    [Theory, MemberData(nameof(Names))]
    public void The_adjoint_identity_holds(string name)
    {
        ILinearOperator<T> op = OperatorRows<T>.All[name]();
        Tensor<T> x = Sample(op.Domain, 1), u = Sample(op.Range, 2);
        Tensor<T> kx = op.Apply(x), ku = op.ApplyAdjoint(u);
        T left = VectorKernels.Dot<T>(kx.AsSpan(), u.AsSpan()), right = VectorKernels.Dot<T>(x.AsSpan(), ku.AsSpan());
        T scale = T.Max(T.One, op.Norm.Bound) * VectorKernels.Norm<T>(x.AsSpan()) * VectorKernels.Norm<T>(u.AsSpan());
        Assert.True(T.Abs(left - right) <= T.CreateChecked(20) * Eps * scale, $"{left} against {right}");
    }

    [Theory, MemberData(nameof(Names))]
    public void Linear(string name)
    {
        ILinearOperator<T> op = OperatorRows<T>.All[name]();
        Tensor<T> x = Sample(op.Domain, 1), y = Sample(op.Domain, 3), both = Tensor.Uninitialized<T>(op.Domain);
        T a = T.CreateTruncating(0.75), b = T.CreateTruncating(-1.5);
        for (int i = 0; i < x.Length; i++)
            both.AsSpan()[i] = a * x.AsSpan()[i] + b * y.AsSpan()[i];
        T[] kx = op.Apply(x).ToArray(), ky = op.Apply(y).ToArray(), combined = op.Apply(both).ToArray();
        T tolerance = T.CreateChecked(40) * Eps * T.Max(T.One, op.Norm.Bound) * VectorKernels.Norm<T>(both.AsSpan());
        for (int i = 0; i < kx.Length; i++)
            Assert.True(T.Abs(combined[i] - (a * kx[i] + b * ky[i])) <= tolerance);
    }

    [Theory, MemberData(nameof(Names))]
    public void The_norm_bounds_and_where_exact_is_reached(string name)
    {
        ILinearOperator<T> op = OperatorRows<T>.All[name]();
        OperatorNorm<T> norm = op.Norm;
        Assert.True(T.IsFinite(norm.Bound));
        T slack = T.CreateChecked(50) * Eps * norm.Bound;
        T power = PowerIteration.Norm(op, new() { MaxIterations = 100 }).Value;
        SpectralEstimate<T> lanczos = op.EstimateNorm();
        Assert.Equal(Status.Converged, lanczos.Status);
        Assert.True(power <= norm.Bound + slack, $"{power} above {norm.Bound}");
        Assert.True(lanczos.Value <= norm.Bound + slack, $"{lanczos.Value} above {norm.Bound}");
        if (norm.IsExact)
            Assert.True(lanczos.Value >= norm.Bound * (T.One - T.CreateChecked(100) * Eps), $"{lanczos.Value} below the exact {norm.Bound}");
    }

    [Theory, MemberData(nameof(Names))]
    public void Equals_its_dense_matrix_both_ways(string name)
    {
        ILinearOperator<T> op = OperatorRows<T>.All[name]();
        Tensor<T> dense = op.ToDense();
        Assert.Equal(new Shape(op.Range.Length, op.Domain.Length), dense.Shape);
        Tensor<T> x = Sample(op.Domain, 1), u = Sample(op.Range, 2);
        T tolerance = T.CreateChecked(30) * Eps * T.Max(T.One, op.Norm.Bound);
        AssertClose(Product(dense, x.ToArray()), op.Apply(x).ToArray(), tolerance * VectorKernels.Norm<T>(x.AsSpan()));
        AssertClose(Product(dense.Transpose(), u.ToArray()), op.ApplyAdjoint(u).ToArray(), tolerance * VectorKernels.Norm<T>(u.AsSpan()));
        if (op.IsSelfAdjoint)
            AssertClose(dense.ToArray(), dense.Transpose().ToArray(), tolerance);
        AssertClose(dense.Transpose().ToArray(), op.Adjoint.ToDense().ToArray(), tolerance);
    }

    [Theory, MemberData(nameof(Names))]
    public void Allocates_nothing_in_steady_state(string name)
    {
        ILinearOperator<T> op = OperatorRows<T>.All[name]();
        Tensor<T> x = Sample(op.Domain, 1), y = Tensor.Zeros<T>(op.Range), back = Tensor.Zeros<T>(op.Domain);
        void Round()
        {
            op.Apply(x, y);
            op.ApplyAdjoint(y, back);
        }

        // The pool's own first buffers and static tables come with the first rounds.
        for (int i = 0; i < 3; i++)
            Round();
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 10; i++)
            Round();
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Theory, MemberData(nameof(Names))]
    public void Overwrites_the_destination_and_takes_strided_tensors(string name)
    {
        ILinearOperator<T> op = OperatorRows<T>.All[name]();
        Tensor<T> x = Sample(op.Domain, 1), u = Sample(op.Range, 2);
        Tensor<T> y = Strided(op.Range), back = Strided(op.Domain), stridedX = Strided(op.Domain), stridedU = Strided(op.Range);
        x.CopyTo(stridedX);
        u.CopyTo(stridedU);
        op.Apply(stridedX, y);
        op.ApplyAdjoint(stridedU, back);
        Assert.Equal(op.Apply(x).ToArray(), y.ToArray());
        Assert.Equal(op.ApplyAdjoint(u).ToArray(), back.ToArray());
        Assert.Equal(op.Apply(x).ToArray(), op.Adjoint.ApplyAdjoint(x).ToArray());
    }

    [Theory, MemberData(nameof(Names))]
    public void Refuses_wrong_shapes_before_any_work(string name)
    {
        ILinearOperator<T> op = OperatorRows<T>.All[name]();
        Tensor<T> x = Sample(op.Domain, 1), y = Tensor.Zeros<T>(op.Range);
        Tensor<T> wrongX = Tensor.Zeros<T>(op.Domain.Insert(0, 2)), wrongY = Tensor.Zeros<T>(op.Range.Insert(0, 2));
        Assert.Equal("x", Assert.Throws<ShapeMismatchException>(() => op.Apply(wrongX)).ParamName);
        Assert.Equal("destination", Assert.Throws<ShapeMismatchException>(() => op.Apply(x, wrongY)).ParamName);
        Assert.Equal("u", Assert.Throws<ShapeMismatchException>(() => op.ApplyAdjoint(wrongY)).ParamName);
        Assert.Equal("destination", Assert.Throws<ShapeMismatchException>(() => op.ApplyAdjoint(y, wrongX)).ParamName);
        Assert.Throws<ShapeMismatchException>(() => op.Apply(wrongX.AsSpan(), y.AsSpan()));
        Assert.Throws<ShapeMismatchException>(() => op.ApplyAdjoint(y.AsSpan(), wrongX.AsSpan()));
        Assert.Throws<ArgumentNullException>(() => op.Apply(null!, y));
        Assert.Throws<ArgumentNullException>(() => op.ApplyAdjoint(y, null!));
        if (op.Domain == op.Range)
        {
            Assert.Equal("destination", Assert.Throws<ArgumentException>(() => op.Apply(x, x)).ParamName);
            Assert.Throws<ArgumentException>(() => op.ApplyAdjoint(x.AsSpan(), x.AsSpan()));
        }
    }

    private static Tensor<T> Sample(Shape shape, int stream)
    {
        Tensor<T> tensor = Tensor.Uninitialized<T>(shape);
        StartVector.Scatter(tensor.AsSpan(), stream);
        return tensor;
    }

    /// <summary>A view whose last axis has stride 2, full of NaN.</summary>
    private static Tensor<T> Strided(Shape shape) => Tensor.Full([.. shape.Lengths[..^1], 2 * shape[-1]], T.NaN)[AxisSlice.Ellipsis, AxisSlice.Step(.., 2)];

    private static T[] Product(Tensor<T> matrix, T[] x)
    {
        var y = new T[matrix.Shape[0]];
        for (int i = 0; i < y.Length; i++)
        {
            for (int j = 0; j < x.Length; j++)
                y[i] += matrix[i, j] * x[j];
        }

        return y;
    }

    private static void AssertClose(T[] expected, T[] actual, T tolerance)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (int i = 0; i < expected.Length; i++)
            Assert.True(T.Abs(expected[i] - actual[i]) <= tolerance, $"element {i}: {expected[i]} against {actual[i]}");
    }
}

public sealed class DoubleLinearOperatorContractTests : LinearOperatorContract<double>;

public sealed class SingleLinearOperatorContractTests : LinearOperatorContract<float>;
