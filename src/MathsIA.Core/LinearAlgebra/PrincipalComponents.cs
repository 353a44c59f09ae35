using System.Numerics;
using MathsIA.RandomNumbers;

namespace MathsIA.LinearAlgebra;

/// <summary>Principal component analysis: the orthogonal directions in which data vary most.</summary>
/// <remarks>
/// <para>With X the samples less their mean, <c>X = U diag(σ) Vᵀ</c>: the components are the rows of Vᵀ, the variance along component
/// i is <c>σᵢ² / (samples - 1)</c>.</para>
/// <para>Sign: of each component the entry of largest magnitude (the first of them in a tie) is positive.</para>
/// <para>Immutable; safe to use from several threads.</para>
/// </remarks>
/// <typeparam name="T">The element type.</typeparam>
public sealed class PrincipalComponents<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    // What a whitened coordinate is divided by; a direction without variance has no scale and maps to zero.
    private readonly T[] _scales;

    private PrincipalComponents(Tensor<T> mean, Tensor<T> components, Tensor<T> singularValues, T totalVariance, int samples, bool whiten)
    {
        (Mean, Components, SingularValues, TotalVariance, SampleCount, IsWhitened) = (mean, components, singularValues, totalVariance, samples, whiten);
        int k = singularValues.Length;
        _scales = new T[k];
        ExplainedVariance = Tensor.Zeros<T>(k);
        ExplainedVarianceRatio = Tensor.Zeros<T>(k);
        T degrees = T.CreateTruncating(samples - 1);
        T limit = k == 0 ? T.Zero : QrFactorization<T>.DefaultTolerance(samples, components.Shape[1]) * singularValues[0];
        for (int i = 0; i < k; i++)
        {
            T deviation = singularValues[i] / T.Sqrt(degrees);
            ExplainedVariance[i] = deviation * deviation;
            ExplainedVarianceRatio[i] = totalVariance == T.Zero ? T.Zero : ExplainedVariance[i] / totalVariance;
            _scales[i] = singularValues[i] > limit ? deviation : T.Zero;
        }
    }

    /// <summary>The mean of the samples, [features].</summary>
    public Tensor<T> Mean { get; }

    /// <summary>The components as orthonormal rows, [k, features], the one of largest variance first.</summary>
    public Tensor<T> Components { get; }

    /// <summary>The singular values of the centred data, [k], in decreasing order.</summary>
    public Tensor<T> SingularValues { get; }

    /// <summary>The variance of the samples along each component, [k], with the divisor samples - 1.</summary>
    public Tensor<T> ExplainedVariance { get; }

    /// <summary>The fraction of the total variance along each component, [k]; zeros where there is no variance at all.</summary>
    public Tensor<T> ExplainedVarianceRatio { get; }

    /// <summary>The sum of the variances of all features.</summary>
    public T TotalVariance { get; }

    /// <summary>The number of samples that were seen.</summary>
    public int SampleCount { get; }

    /// <summary>Whether <see cref="Transform(Tensor{T}, ComputeContext?)"/> scales every component to unit variance.</summary>
    public bool IsWhitened { get; }

    /// <summary>Finds the principal components of samples.</summary>
    /// <remarks>Means and the total variance are summed in double. The work is that of <see cref="Matrix.Svd{T}"/>, or of the method
    /// that the options name.</remarks>
    /// <param name="samples">The data, [samples, features]: at least two samples.</param>
    /// <param name="options">How many components, whitening, method; all components by default.</param>
    /// <param name="context">Threads; all processors by default.</param>
    /// <returns>The fitted model.</returns>
    /// <exception cref="ShapeMismatchException">The data are not a matrix, have fewer than two rows, or no column.</exception>
    /// <exception cref="ArgumentOutOfRangeException">More components are asked for than min(samples, features).</exception>
    /// <exception cref="ArgumentException">The data hold NaN or an infinity, or the options contradict each other.</exception>
    public static PrincipalComponents<T> Fit(Tensor<T> samples, PrincipalComponentsOptions? options = null, ComputeContext? context = null)
    {
        const string operation = "PrincipalComponents";
        options ??= new();
        MatrixArgument.RequireMatrix(operation, samples, nameof(samples));
        int n = samples.Shape[0], d = samples.Shape[1], most = Math.Min(n, d), k = options.Components ?? most;
        if (n < 2 || d < 1)
            throw new ShapeMismatchException(operation, $"the samples {samples.Shape} must have at least 2 rows and 1 column.", nameof(samples));
        if (k > most)
            throw new ArgumentOutOfRangeException(nameof(options), k, $"{operation}: at most {most} components exist for samples of shape {samples.Shape}.");
        bool randomized = options.Method == PrincipalComponentsMethod.Randomized;
        if (randomized && (options.Random is null || options.ExplainedVariance is not null))
            throw new ArgumentException($"{operation}: the randomized method needs a Random and a number of components, not a fraction of the variance.", nameof(options));
        MatrixArgument.RequireFinite(operation, samples, nameof(samples));

        RequireMemory(operation, samples.Shape, options, context);
        Tensor<T> mean = MeanOf(samples), centred = Centred(samples, mean);
        double total = 0;
        foreach (T x in centred.AsSpan())
            total += double.CreateTruncating(x) * double.CreateTruncating(x);
        (Tensor<T> values, Tensor<T> rows) = Directions(centred, k, options, context);
        if (options.ExplainedVariance is { } wanted)
            k = Math.Min(k, CountFor(values, total, wanted));
        Tensor<T> components = Tensor.CopyOf<T>(rows[..k, ..].Contiguous().AsSpan(), k, d);
        OrientRows(components);
        return new PrincipalComponents<T>(mean, components, Tensor.CopyOf<T>(values[..k].Contiguous().AsSpan(), k), T.CreateTruncating(total / (n - 1)), n, options.Whiten);
    }

    /// <summary>The coordinates of samples along the components: <c>(X - mean) Vᵀ</c>, divided by the standard deviations when
    /// whitening; a component without variance then gives zero.</summary>
    /// <param name="samples">[samples, features], or one sample [features].</param>
    /// <param name="context">Threads; all processors by default.</param>
    /// <returns>[samples, k], or [k].</returns>
    /// <exception cref="ShapeMismatchException">The number of features differs from the fitted one.</exception>
    public Tensor<T> Transform(Tensor<T> samples, ComputeContext? context = null)
    {
        ArgumentNullException.ThrowIfNull(samples);
        return Transform(samples, Tensor.Uninitialized<T>(ResultShape(nameof(Transform), nameof(samples), samples, Components.Shape[1], Components.Shape[0])), context);
    }

    /// <summary>The coordinates of samples along the components, into a destination.</summary>
    /// <param name="samples">[samples, features], or one sample [features].</param>
    /// <param name="destination">[samples, k], or [k]; may be the samples themselves when k is the number of features.</param>
    /// <param name="context">Threads; all processors by default.</param>
    /// <returns>The destination.</returns>
    /// <exception cref="ShapeMismatchException">A shape does not fit.</exception>
    /// <exception cref="ArgumentException">The samples partly overlap the destination.</exception>
    public Tensor<T> Transform(Tensor<T> samples, Tensor<T> destination, ComputeContext? context = null)
    {
        ArgumentNullException.ThrowIfNull(samples);
        MatrixArgument.RequireDestination(nameof(Transform), ResultShape(nameof(Transform), nameof(samples), samples, Components.Shape[1], Components.Shape[0]), destination, samples);
        Tensor<T> centred = Centred(AsRows(samples), Mean), target = AsRows(destination);
        SpectralProduct.Run(nameof(Transform), centred, null, Components.Transpose(), target, symmetric: false, context);
        if (IsWhitened)
        {
            for (int j = 0; j < _scales.Length; j++)
            {
                for (int i = 0; i < target.Shape[0]; i++)
                    target[i, j] = _scales[j] == T.Zero ? T.Zero : target[i, j] / _scales[j];
            }
        }

        return destination;
    }

    /// <summary>The points that have given coordinates: <c>Y V + mean</c>, the inverse of
    /// <see cref="Transform(Tensor{T}, ComputeContext?)"/> on the span of the components.</summary>
    /// <param name="coordinates">[samples, k], or [k].</param>
    /// <param name="context">Threads; all processors by default.</param>
    /// <returns>[samples, features], or [features].</returns>
    /// <exception cref="ShapeMismatchException">The number of coordinates differs from the number of components.</exception>
    public Tensor<T> InverseTransform(Tensor<T> coordinates, ComputeContext? context = null)
    {
        ArgumentNullException.ThrowIfNull(coordinates);
        return InverseTransform(coordinates, Tensor.Uninitialized<T>(ResultShape(nameof(InverseTransform), nameof(coordinates), coordinates, Components.Shape[0], Components.Shape[1])), context);
    }

    /// <summary>The points that have given coordinates, into a destination.</summary>
    /// <param name="coordinates">[samples, k], or [k].</param>
    /// <param name="destination">[samples, features], or [features]; may be the coordinates themselves when k is the number of features.</param>
    /// <param name="context">Threads; all processors by default.</param>
    /// <returns>The destination.</returns>
    /// <exception cref="ShapeMismatchException">A shape does not fit.</exception>
    /// <exception cref="ArgumentException">The coordinates partly overlap the destination.</exception>
    public Tensor<T> InverseTransform(Tensor<T> coordinates, Tensor<T> destination, ComputeContext? context = null)
    {
        ArgumentNullException.ThrowIfNull(coordinates);
        MatrixArgument.RequireDestination(nameof(InverseTransform), ResultShape(nameof(InverseTransform), nameof(coordinates), coordinates, Components.Shape[0], Components.Shape[1]), destination, coordinates);
        Tensor<T> rows = AsRows(coordinates).Clone(), target = AsRows(destination);
        for (int j = 0; IsWhitened && j < _scales.Length; j++)
        {
            for (int i = 0; i < rows.Shape[0]; i++)
                rows[i, j] *= _scales[j];
        }

        SpectralProduct.Run(nameof(InverseTransform), rows, null, Components, target, symmetric: false, context);
        for (int i = 0; i < target.Shape[0]; i++)
        {
            for (int j = 0; j < target.Shape[1]; j++)
                target[i, j] += Mean[j];
        }

        return destination;
    }

    /// <summary>Asks for the centred copy and for what the method takes, one after the other never more.</summary>
    private static void RequireMemory(string operation, Shape samples, PrincipalComponentsOptions options, ComputeContext? context)
    {
        long n = samples[0], d = samples[1], size = System.Runtime.CompilerServices.Unsafe.SizeOf<T>();
        long method = options.Method == PrincipalComponentsMethod.Covariance
            ? d * d * size + SymmetricEigenKernel.WorkspaceBytes<T>((int)d, vectors: true)
            : options.Method == PrincipalComponentsMethod.Svd ? SingularValueKernel.WorkspaceBytes<T>((int)n, (int)d, vectors: true) : 0;
        Execution.Workspace.Reserve(operation, n * d * size + method, context);
    }

    private static (Tensor<T> Values, Tensor<T> Rows) Directions(Tensor<T> centred, int k, PrincipalComponentsOptions options, ComputeContext? context)
    {
        switch (options.Method)
        {
            case PrincipalComponentsMethod.Svd:
                SingularValueDecomposition<T> svd = Matrix.Svd(centred, context);
                return (svd.Values, svd.Vt);
            case PrincipalComponentsMethod.Randomized:
                Philox random = options.Random!;
                SingularValueDecomposition<T> sampled = Matrix.RandomizedSvd(centred, k, random, options.Randomized, context);
                return (sampled.Values, sampled.Vt);
            case PrincipalComponentsMethod.Covariance:
                int n = centred.Shape[0], d = centred.Shape[1];
                Tensor<T> scatter = Tensor.Uninitialized<T>(d, d);
                SpectralProduct.Run("PrincipalComponents", centred.Transpose(), null, centred, scatter, symmetric: false, context);
                SymmetricEigen<T> eigen = Matrix.SymmetricEigen(scatter, context);
                int count = Math.Min(n, d);
                Tensor<T> values = Tensor.Uninitialized<T>(count);
                for (int i = 0; i < count; i++)
                    values[i] = T.Sqrt(T.Max(eigen.Values[d - 1 - i], T.Zero));
                return (values, eigen.Vectors.Transpose()[AxisSlice.Step(.., -1)]);
            default:
                throw new ArgumentOutOfRangeException(nameof(options), options.Method, "PrincipalComponents: unknown method.");
        }
    }

    private static int CountFor(Tensor<T> values, double total, double wanted)
    {
        double explained = 0;
        for (int i = 0; i < values.Length; i++)
        {
            double value = double.CreateTruncating(values[i]);
            explained += value * value;
            if (explained >= wanted * total)
                return i + 1;
        }

        return values.Length;
    }

    private static void OrientRows(Tensor<T> components)
    {
        int d = components.Shape[1];
        for (int i = 0; i < components.Shape[0]; i++)
        {
            Span<T> row = components.AsSpan().Slice(i * d, d);
            int largest = 0;
            for (int j = 1; j < d; j++)
                largest = T.Abs(row[j]) > T.Abs(row[largest]) ? j : largest;
            if (row[largest] < T.Zero)
            {
                foreach (ref T x in row)
                    x = -x;
            }
        }
    }

    private static Tensor<T> MeanOf(Tensor<T> samples)
    {
        int n = samples.Shape[0], d = samples.Shape[1];
        var sums = new double[d];
        ReadOnlySpan<T> elements = samples.Contiguous().AsSpan();
        for (int i = 0; i < n; i++)
        {
            // Divided before they are added: the sum of finite numbers may overflow, their mean does not.
            ReadOnlySpan<T> row = elements.Slice(i * d, d);
            for (int j = 0; j < d; j++)
                sums[j] += double.CreateTruncating(row[j]) / n;
        }

        Tensor<T> mean = Tensor.Uninitialized<T>(d);
        for (int j = 0; j < d; j++)
            mean[j] = T.CreateTruncating(sums[j]);
        return mean;
    }

    private static Tensor<T> Centred(Tensor<T> samples, Tensor<T> mean)
    {
        int d = mean.Length;
        Tensor<T> result = Tensor.Uninitialized<T>(samples.Shape);
        samples.CopyTo(result);
        Span<T> elements = result.AsSpan();
        ReadOnlySpan<T> centre = mean.AsSpan();
        for (int start = 0; start < elements.Length; start += d)
        {
            Span<T> row = elements.Slice(start, d);
            for (int j = 0; j < d; j++)
                row[j] -= centre[j];
        }

        return result;
    }

    private static Tensor<T> AsRows(Tensor<T> a) => a.Rank == 1 ? a.Unsqueeze(0) : a;

    private static Shape ResultShape(string operation, string paramName, Tensor<T> a, int expected, int result)
    {
        if (a.Rank is not (1 or 2) || a.Shape[-1] != expected)
            throw new ShapeMismatchException(operation, $"the argument {a.Shape} must be [{expected}] or [count, {expected}].", paramName);
        return a.Shape.With(a.Rank - 1, result);
    }
}
