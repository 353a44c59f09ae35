using System.Numerics;
using MathsIA.Execution;

namespace MathsIA.Operators;

/// <summary>The orthonormal discrete cosine transform (DCT-II) along every axis:
/// <c>y[k] = σₖ Σⱼ x[j] cos(π (2j + 1) k / 2n)</c> with <c>σ₀ = √(1/n)</c>, <c>σₖ = √(2/n)</c>.</summary>
/// <remarks>The adjoint is the inverse (DCT-III). Norm 1. Any lengths, <c>O(N log N)</c>: a Fourier transform of the same length of
/// the even elements followed by the odd ones backwards (Makhoul, IEEE Trans. ASSP 28, 1980).</remarks>
/// <typeparam name="T">The element type.</typeparam>
public sealed unsafe class CosineOperator<T> : LinearOperator<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly FourierPlan<T>[] _plans;
    private readonly T[][] _cosines;
    private readonly T[][] _sines;

    /// <summary>Creates the transform.</summary>
    /// <param name="shape">The shape of the tensors.</param>
    public CosineOperator(Shape shape)
        : base(shape, shape)
    {
        _plans = new FourierPlan<T>[shape.Rank];
        _cosines = new T[shape.Rank][];
        _sines = new T[shape.Rank][];
        for (int axis = 0; axis < shape.Rank; axis++)
        {
            int n = shape.Lengths[axis];
            _plans[axis] = new FourierPlan<T>(n);
            _cosines[axis] = new T[n];
            _sines[axis] = new T[n];
            for (int k = 0; k < n; k++)
            {
                double scale = Math.Sqrt((k == 0 ? 1.0 : 2.0) / n);
                (double sine, double cosine) = FourierPlan<T>.SinCosOfTurn(k, 4L * n);
                _cosines[axis][k] = T.CreateTruncating(cosine * scale);
                _sines[axis][k] = T.CreateTruncating(sine * scale);
            }
        }
    }

    /// <inheritdoc/>
    public override OperatorNorm<T> Norm => OperatorNorm<T>.Exactly(Domain.ElementCount == 0 ? T.Zero : T.One);

    /// <inheritdoc/>
    protected override void Forward(ReadOnlySpan<T> x, Span<T> destination)
    {
        x.CopyTo(destination);
        for (int axis = 0; axis < Domain.Rank; axis++)
            RunAxis(axis, destination, inverse: false);
    }

    /// <inheritdoc/>
    protected override void Backward(ReadOnlySpan<T> u, Span<T> destination)
    {
        u.CopyTo(destination);
        for (int axis = 0; axis < Domain.Rank; axis++)
            RunAxis(axis, destination, inverse: true);
    }

    private void RunAxis(int axis, Span<T> data, bool inverse)
    {
        FourierPlan<T> plan = _plans[axis];
        if (plan.Length <= 1 || data.IsEmpty)
            return;
        var lines = new AxisLines(Domain, axis, FourierTransform<T>.BlockWidth(plan.Length));
        int block = lines.Length * lines.Width;
        using var scratch = new Workspace<T>(checked(3 * block + plan.WorkLength(lines.Width)));
        fixed (T* tensor = data, work = scratch.Span)
        {
            T* line = work, re = work + block, im = work + 2 * block, rest = work + 3 * block;
            for (int b = 0; b < lines.Blocks; b++)
            {
                int width = lines.Count(b);
                lines.Gather(tensor, b, line);
                if (inverse)
                {
                    Unfold(axis, line, re, im, width);
                    plan.Run(im, re, width, rest);
                    Order(plan.Length, width, re, line, toLine: true);
                }
                else
                {
                    Order(plan.Length, width, re, line, toLine: false);
                    new Span<T>(im, plan.Length * width).Clear();
                    plan.Run(re, im, width, rest);
                    Fold(axis, re, im, line, width);
                }

                lines.Scatter(line, b, tensor);
            }
        }
    }

    /// <summary>Moves rows between the natural order and "even ones, then odd ones backwards".</summary>
    private static void Order(int n, int width, T* shuffled, T* line, bool toLine)
    {
        for (int j = 0; j < n; j++)
        {
            int place = (j & 1) == 0 ? j / 2 : n - 1 - j / 2;
            var natural = new Span<T>(line + (nint)j * width, width);
            var other = new Span<T>(shuffled + (nint)place * width, width);
            if (toLine)
                other.CopyTo(natural);
            else
                natural.CopyTo(other);
        }
    }

    /// <summary><c>y[k] = σₖ Re(exp(-πik/2n) V[k])</c>.</summary>
    private void Fold(int axis, T* re, T* im, T* line, int width)
    {
        T[] cosines = _cosines[axis], sines = _sines[axis];
        for (int k = 0; k < cosines.Length; k++)
        {
            T c = cosines[k], s = sines[k];
            nint row = (nint)k * width;
            for (int b = 0; b < width; b++)
                line[row + b] = re[row + b] * c + im[row + b] * s;
        }
    }

    /// <summary><c>V[k] = exp(πik/2n) (C[k] - i C[n-k])</c> over n, where <c>C = y / σ</c>: the factors are folded into the tables,
    /// since <c>1 / (n σₖ) = σₖ / 2</c> for k above zero.</summary>
    private void Unfold(int axis, T* line, T* re, T* im, int width)
    {
        T[] cosines = _cosines[axis], sines = _sines[axis];
        int n = cosines.Length;
        T half = T.CreateTruncating(0.5);
        for (int b = 0; b < width; b++)
        {
            re[b] = line[b] * cosines[0];
            im[b] = T.Zero;
        }

        for (int k = 1; k < n; k++)
        {
            T c = cosines[k] * half, s = sines[k] * half;
            nint row = (nint)k * width, mirror = (nint)(n - k) * width;
            for (int b = 0; b < width; b++)
            {
                T a = line[row + b], d = line[mirror + b];
                re[row + b] = c * a + s * d;
                im[row + b] = s * a - c * d;
            }
        }
    }
}
