using System.Numerics;
using MathsIA.RandomNumbers;

namespace MathsIA.OptimalTransport;

/// <summary>Gives one image the colours of another: a map between samples of their colours, applied to every pixel.</summary>
/// <remarks>Pixels are rows of a matrix, n × 3, with any number of channels. Colours that leave the range are clamped to it.</remarks>
public sealed record ColourTransfer
{
    /// <summary>How the map is made. By default the affine map between normal distributions.</summary>
    /// <exception cref="ArgumentNullException">The estimator is null.</exception>
    public IMapEstimator Estimator
    {
        get;
        init
        {
            ArgumentNullException.ThrowIfNull(value);
            field = value;
        }
    } = new GaussianMapEstimator();

    /// <summary>How many pixels of each image to make the map from, drawn without replacement.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is below 1.</exception>
    public int Samples { get; init => field = SolverOption.AtLeast(value, 1, nameof(ColourTransfer)); } = 1000;

    /// <summary>The seed of the draw.</summary>
    public long Seed { get; init; }

    /// <summary>The range of the channels.</summary>
    public (double Low, double High) Range { get; init; } = (0, 1);

    /// <summary>Fits the map alone.</summary>
    /// <typeparam name="T">The element type: <c>float</c> or <c>double</c>.</typeparam>
    /// <param name="image">The pixels whose colours change, one a row.</param>
    /// <param name="palette">The pixels whose colours are taken, one a row, with as many channels.</param>
    /// <param name="context">How to use the machine; the default one if null.</param>
    /// <param name="cancellationToken">Looked at by the solvers within.</param>
    /// <returns>The map of colours.</returns>
    /// <exception cref="ArgumentNullException">An image is null.</exception>
    /// <exception cref="ShapeMismatchException">An image is not a matrix with at least one row, or the numbers of channels differ.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A channel is not finite.</exception>
    public IPointMap<T> Fit<T>(Tensor<T> image, Tensor<T> palette, ComputeContext? context = null, CancellationToken cancellationToken = default) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        PointGuard.Check(image, nameof(ColourTransfer), nameof(image));
        PointGuard.Check(palette, nameof(ColourTransfer), nameof(palette), image.Shape[1]);
        var random = new Philox(Seed);
        return Estimator.Fit(Draw(image, random.Split(0)), Draw(palette, random.Split(1)), context: context, cancellationToken: cancellationToken);
    }

    /// <summary>Fits the map and applies it to every pixel.</summary>
    /// <inheritdoc cref="Fit{T}"/>
    /// <returns>The image in new colours.</returns>
    public Tensor<T> Transfer<T>(Tensor<T> image, Tensor<T> palette, ComputeContext? context = null, CancellationToken cancellationToken = default) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Tensor<T> result = Fit(image, palette, context, cancellationToken).Apply(image, context);
        T low = T.CreateTruncating(Range.Low), high = T.CreateTruncating(Range.High);
        foreach (ref T channel in result.AsSpan())
            channel = T.Max(low, T.Min(high, channel));
        return result;
    }

    private Tensor<T> Draw<T>(Tensor<T> pixels, Philox random) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int n = pixels.Shape[0], channels = pixels.Shape[1], count = Math.Min(Samples, n);
        if (count == n)
            return pixels.Contiguous();
        int[] chosen = random.Choice(n, count).ToArray();
        Tensor<T> all = pixels.Contiguous(), drawn = Tensor.Uninitialized<T>(count, channels);
        for (int i = 0; i < count; i++)
            all.AsSpan().Slice(chosen[i] * channels, channels).CopyTo(drawn.AsSpan()[(i * channels)..]);
        return drawn;
    }
}
