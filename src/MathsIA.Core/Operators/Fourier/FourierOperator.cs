using System.Numerics;
using System.Numerics.Tensors;
using MathsIA.Execution;

namespace MathsIA.Operators;

/// <summary>The unitary discrete Fourier transform along every axis:
/// <c>X[k] = (1/√N) Σⱼ x[j] exp(-2πi Σₐ jₐkₐ/nₐ)</c>.</summary>
/// <remarks>
/// <para>Complex numbers stand as a trailing axis of length 2: real part, imaginary part. Of a real tensor the whole spectrum is
/// given, both halves, so that <c>K*K = I</c>; the adjoint then is the real part of the inverse transform. Of a complex
/// tensor the transform is unitary and the adjoint its inverse. Norm 1.</para>
/// <para>Any lengths: <c>O(N log N)</c> by mixed radices, and by Bluestein's method where a prime factor exceeds 31.</para>
/// </remarks>
/// <typeparam name="T">The element type.</typeparam>
public sealed class FourierOperator<T> : LinearOperator<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly FourierTransform<T> _transform;
    private readonly bool _complex;
    private readonly int _length;
    private readonly T _scale;

    /// <summary>Creates the transform.</summary>
    /// <param name="shape">The shape of the signal, without the axis of real and imaginary parts.</param>
    /// <param name="complex">Whether operands are complex, with a trailing axis of length 2. By default they are real.</param>
    public FourierOperator(Shape shape, bool complex = false)
        : base(complex ? shape.Insert(shape.Rank, 2) : shape, shape.Insert(shape.Rank, 2))
    {
        _transform = new FourierTransform<T>(shape);
        _complex = complex;
        _length = shape.ElementCount;
        _scale = T.One / T.Sqrt(T.CreateChecked(Math.Max(1, _length)));
    }

    /// <inheritdoc/>
    public override OperatorNorm<T> Norm => OperatorNorm<T>.Exactly(_length == 0 ? T.Zero : T.One);

    /// <inheritdoc/>
    protected override void Forward(ReadOnlySpan<T> x, Span<T> destination)
    {
        using var parts = new Workspace<T>(checked(2 * _length));
        Span<T> re = parts.Span[.._length], im = parts.Span[_length..];
        if (_complex)
            Separate(x, re, im);
        else
        {
            TensorPrimitives.Multiply(x, _scale, re);
            im.Clear();
        }

        _transform.Run(re, im);
        for (int i = 0; i < _length; i++)
        {
            destination[2 * i] = re[i];
            destination[2 * i + 1] = im[i];
        }
    }

    /// <inheritdoc/>
    protected override void Backward(ReadOnlySpan<T> u, Span<T> destination)
    {
        using var parts = new Workspace<T>(checked(2 * _length));
        Span<T> re = parts.Span[.._length], im = parts.Span[_length..];
        Separate(u, re, im);
        _transform.Run(im, re);
        if (!_complex)
        {
            re.CopyTo(destination);
            return;
        }

        for (int i = 0; i < _length; i++)
        {
            destination[2 * i] = re[i];
            destination[2 * i + 1] = im[i];
        }
    }

    private void Separate(ReadOnlySpan<T> complex, Span<T> re, Span<T> im)
    {
        for (int i = 0; i < re.Length; i++)
        {
            re[i] = complex[2 * i] * _scale;
            im[i] = complex[2 * i + 1] * _scale;
        }
    }
}
