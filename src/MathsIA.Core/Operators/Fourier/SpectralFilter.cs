using System.Numerics;
using System.Numerics.Tensors;
using MathsIA.Execution;

namespace MathsIA.Operators;

/// <summary>Circular convolution on a two-dimensional grid as a product of Fourier transforms.</summary>
internal sealed class SpectralFilter<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly Shape _grid;
    private readonly FourierTransform<T> _transform;
    private readonly T[] _re;
    private readonly T[] _im;

    /// <summary>Creates the filter from its impulse response, one value a place of the grid.</summary>
    public SpectralFilter(Shape grid, T[] response)
    {
        _grid = grid;
        _transform = new FourierTransform<T>(grid);
        _re = response;
        _im = new T[response.Length];
        _transform.Run(_re, _im);
    }

    /// <summary>The largest modulus of the spectrum: the norm of the circular convolution.</summary>
    public T LargestGain()
    {
        T largest = T.Zero;
        for (int i = 0; i < _re.Length; i++)
            largest = T.Max(largest, T.Hypot(_re[i], _im[i]));
        return largest;
    }

    /// <summary>Lays a matrix on the corner of the grid, filters, and takes a matrix from the corner.</summary>
    public void Apply(ReadOnlySpan<T> source, Shape from, Span<T> destination, Shape to, bool adjoint)
    {
        int n = _grid.ElementCount, columns = _grid.Lengths[1];
        using var scratch = new Workspace<T>(checked(2 * n));
        Span<T> re = scratch.Span[..n], im = scratch.Span[n..];
        scratch.Span.Clear();
        Copy(source, from.Lengths[1], re, columns, from);
        _transform.Run(re, im);
        T scale = T.One / T.CreateChecked(n);
        for (int i = 0; i < n; i++)
        {
            T gainRe = _re[i] * scale, gainIm = adjoint ? -_im[i] * scale : _im[i] * scale;
            (re[i], im[i]) = (re[i] * gainRe - im[i] * gainIm, re[i] * gainIm + im[i] * gainRe);
        }

        _transform.Run(im, re);
        Copy(re, columns, destination, to.Lengths[1], to);
    }

    private static void Copy(ReadOnlySpan<T> source, int sourceStride, Span<T> destination, int destinationStride, Shape shape)
    {
        int width = shape.Lengths[1];
        for (int i = 0; i < shape.Lengths[0]; i++)
            source.Slice(i * sourceStride, width).CopyTo(destination.Slice(i * destinationStride, width));
    }
}
