using System.Numerics;
using MathsIA.Operators;

namespace MathsIA.Optimization;

/// <summary>Restores signals and images by total variation, <c>TV(x) = Σ ‖(∇x)_i‖</c>: denoising, inpainting, deconvolution.</summary>
/// <remarks>
/// <para>Each is one call of the primal-dual method of Chambolle and Pock on the <see cref="GradientOperator{T}"/>. Answers carry a duality gap: the objective is within
/// it of the smallest possible one. Set <see cref="MinimizeOptions.GapTolerance"/> to stop by it.</para>
/// <para>Sources: Rudin, Osher, Fatemi, Physica D 60, 1992; Chambolle and Pock, "A First-Order Primal-Dual Algorithm for Convex Problems with Applications to
/// Imaging", J. Math. Imaging Vision 40, 2011.</para>
/// </remarks>
public static class TotalVariation
{
    private const string Operation = nameof(TotalVariation);

    /// <summary>The total variation of a tensor of one to three axes.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="image">The tensor.</param>
    /// <param name="options">Which variation; the isotropic one with a border that nothing crosses when null.</param>
    /// <returns>The variation, at least 0.</returns>
    /// <exception cref="ArgumentNullException">The image is null.</exception>
    /// <exception cref="ShapeMismatchException">The image has no axis or more than three, or is empty.</exception>
    public static T Value<T>(Tensor<T> image, TotalVariationOptions? options = null) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        CheckImage(image, nameof(image));
        Composition<T> variation = Of<T>(image.Shape, 1, options);
        return variation.Outer.Value(variation.Operator.Apply(image).AsSpan());
    }

    /// <summary>Removes noise: <c>min ½‖x − y‖² + w TV(x)</c>.</summary>
    /// <remarks>The data term is strongly convex, so the steps accelerate and the error falls like <c>1/k²</c>. For one axis
    /// <see cref="TotalVariation1D{T}"/> is exact.</remarks>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="image">The noisy image y, of one to three axes.</param>
    /// <param name="weight">The weight w, at least 0.</param>
    /// <param name="options">Which variation and method; the defaults when null.</param>
    /// <param name="stopping">When to stop and what to record; the defaults when null.</param>
    /// <param name="cancellationToken">Looked at before each step.</param>
    /// <returns>The image, the dual field (of the shape of the gradient) and their gap.</returns>
    /// <exception cref="ArgumentNullException">The image is null.</exception>
    /// <exception cref="ShapeMismatchException">The image has no axis or more than three, or is empty.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The weight is negative or not finite, or an element is not finite.</exception>
    public static Solution<T> Denoise<T>(Tensor<T> image, double weight, TotalVariationOptions? options = null, MinimizeOptions? stopping = null, CancellationToken cancellationToken = default)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Guard.NonNegative(weight, Operation);
        CheckImage(image, nameof(image));
        IPrimalDualMethod method = options?.Method ?? new ChambollePock { Steps = PrimalDualSteps.Accelerated };
        return Minimize.Run(new SquaredDistance<T>(image), Of<T>(image.Shape, weight, options), method, image, stopping, cancellationToken);
    }

    /// <summary>Fills in missing elements: <c>min TV(x)</c> subject to <c>x = y</c> where y is known.</summary>
    /// <remarks>Known elements come back exactly. Values are kept between the smallest and the largest known one, which excludes no solution of least variation
    /// (cutting off what lies beyond lowers it) and makes the gap finite.</remarks>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="image">The image y, of one to three axes; what it holds where it is not known does not matter.</param>
    /// <param name="known">True where it is known, somewhere at least; of the shape of the image.</param>
    /// <param name="options">Which variation and method; the defaults when null.</param>
    /// <param name="stopping">When to stop and what to record; the defaults when null.</param>
    /// <param name="cancellationToken">Looked at before each step.</param>
    /// <returns>The image, the dual field (of the shape of the gradient) and their gap.</returns>
    /// <exception cref="ArgumentNullException">A tensor is null.</exception>
    /// <exception cref="ShapeMismatchException">The image has no axis or more than three or is empty, or the shapes differ.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A known element is not finite.</exception>
    /// <exception cref="ArgumentException">Nothing is known.</exception>
    public static Solution<T> Inpaint<T>(Tensor<T> image, Tensor<bool> known, TotalVariationOptions? options = null, MinimizeOptions? stopping = null, CancellationToken cancellationToken = default)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        CheckAxes(image, nameof(image));
        Guard.Shape(known, image.Shape, Operation);
        T[] values = image.ToArray(), lower = new T[values.Length], upper = new T[values.Length];
        bool[] keep = known.ToArray();
        T least = T.PositiveInfinity, most = T.NegativeInfinity;
        for (int i = 0; i < keep.Length; i++)
        {
            if (!keep[i])
                continue;
            if (!T.IsFinite(values[i]))
                throw new ArgumentOutOfRangeException(nameof(image), values[i], $"{Operation}: element {i} of image, of shape {image.Shape}, is known and not finite.");
            (least, most) = (T.Min(least, values[i]), T.Max(most, values[i]));
        }

        if (least > most)
            throw new ArgumentException($"{Operation}: none of the elements {known.Shape} is known.", nameof(known));
        // The start: the middle of the range where nothing is known.
        T middle = least + ((most - least) / (T.One + T.One));
        for (int i = 0; i < keep.Length; i++)
        {
            (lower[i], upper[i]) = keep[i] ? (values[i], values[i]) : (least, most);
            values[i] = keep[i] ? values[i] : middle;
        }

        var constraint = new Box<T>(Tensor.From(lower), Tensor.From(upper));
        IPrimalDualMethod method = options?.Method ?? new ChambollePock { Steps = PrimalDualSteps.Balanced };
        return Minimize.Run(constraint, Of<T>(image.Shape, 1, options), method, Tensor.From(values, image.Shape.Lengths), stopping, cancellationToken);
    }

    /// <summary>Inverts a linear operator, such as a blur: <c>min ½‖K x − y‖² + w TV(x)</c> subject to <c>lower ≤ x ≤ upper</c>.</summary>
    /// <remarks>Splits the data term too, so that no step depends on how badly K is conditioned; the range, that of the image format, makes the gap finite.</remarks>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="operator">The operator K, from images to data; a <see cref="ConvolutionOperator{T}"/> for a blur.</param>
    /// <param name="data">The data y, of the shape of the operator's range.</param>
    /// <param name="weight">The weight w, at least 0.</param>
    /// <param name="lower">The smallest value an element may have.</param>
    /// <param name="upper">The largest value an element may have, above the smallest.</param>
    /// <param name="options">Which variation and method; the defaults when null.</param>
    /// <param name="stopping">When to stop and what to record; the defaults when null.</param>
    /// <param name="cancellationToken">Looked at before each step.</param>
    /// <returns>The image, the dual vector (the residual's part, then the field's) and their gap.</returns>
    /// <exception cref="ArgumentNullException">The operator or the data are null.</exception>
    /// <exception cref="ShapeMismatchException">The operator's domain has no axis or more than three or is empty, or the data do not have the shape of its range.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The weight is negative, the range is empty, or a number is not finite.</exception>
    public static Solution<T> Deconvolve<T>(ILinearOperator<T> @operator, Tensor<T> data, double weight, double lower = 0, double upper = 1, TotalVariationOptions? options = null, MinimizeOptions? stopping = null, CancellationToken cancellationToken = default)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(@operator, nameof(@operator));
        Guard.NonNegative(weight, Operation);
        Guard.Shape(data, @operator.Range, Operation);
        SensingGuard.Finite(data, Operation);
        if (@operator.Domain.Rank is < 1 or > 3 || @operator.Domain.ElementCount == 0)
            throw new ShapeMismatchException(Operation, $"the operator {@operator.Domain} → {@operator.Range} must take images of one to three axes, none empty.", nameof(@operator));
        if (!(double.IsFinite(lower) && double.IsFinite(upper) && lower < upper))
            throw new ArgumentOutOfRangeException(nameof(upper), upper, $"{Operation}: the range from {lower} to {upper} must be finite and not empty.");
        Composition<T> variation = Of<T>(@operator.Domain, weight, options);
        ILinearOperator<T> stacked = LinearOperator.Column(@operator, variation.Operator);
        var outer = new SeparableSum<T>((new SquaredDistance<T>(data), data.Length), (variation.Outer, variation.Operator.Range.ElementCount));
        var start = Tensor.Full(@operator.Domain.Lengths, T.CreateChecked((lower + upper) / 2));
        IPrimalDualMethod method = options?.Method ?? new ChambollePock { Steps = PrimalDualSteps.Balanced };
        return Minimize.Run(new Box<T>(lower, upper), outer.Compose(stacked), method, start, stopping, cancellationToken);
    }

    private static Composition<T> Of<T>(Shape shape, double weight, TotalVariationOptions? options) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var gradient = new GradientOperator<T>(shape, options?.Boundary ?? GridBoundary.Neumann);
        return options?.IsAnisotropic == true
            ? new L1Norm<T>(weight).Compose(gradient)
            : new Composition<T>(new GroupNorm<T>(weight, GroupLayout.Components(shape.Rank)), gradient);
    }

    private static void CheckImage<T>(Tensor<T> image, string paramName) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        CheckAxes(image, paramName);
        SensingGuard.Finite(image, Operation, paramName);
    }

    private static void CheckAxes<T>(Tensor<T> image, string paramName) where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(image, paramName);
        if (image.Rank is < 1 or > 3 || image.IsEmpty)
            throw new ShapeMismatchException(Operation, $"{paramName} {image.Shape} must have one to three axes, none empty.", paramName);
    }
}
