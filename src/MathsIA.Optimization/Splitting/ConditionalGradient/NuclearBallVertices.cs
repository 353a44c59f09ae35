using System.Numerics;
using MathsIA.Execution;

namespace MathsIA.Optimization;

/// <summary>The ball <c>‖X‖_* ≤ r</c> of matrices; its extreme points are <c>r u vᵀ</c> with unit vectors u and v.</summary>
/// <remarks>The oracle is the leading pair of singular vectors of the gradient, by power iteration on <c>GᵀG</c> to a relative change of 1e-12 of the
/// singular value, at most 1000 rounds: two products with the gradient each. It allocates nothing.</remarks>
/// <typeparam name="T">The element type: <c>float</c> or <c>double</c>.</typeparam>
public sealed class NuclearBallVertices<T> : ILinearMinimizer<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private const int MostRounds = 1000;
    private readonly int _rows;
    private readonly int _columns;
    private readonly T _radius;

    /// <summary>Creates the set.</summary>
    /// <param name="rows">The rows of the matrices, from 1.</param>
    /// <param name="columns">The columns of the matrices, from 1.</param>
    /// <param name="radius">The radius r, positive.</param>
    /// <exception cref="ArgumentOutOfRangeException">A size is below 1, or the radius is not positive and finite.</exception>
    public NuclearBallVertices(int rows, int columns, double radius)
    {
        _rows = Guard.AtLeastOne(rows, nameof(NuclearBallVertices<>));
        _columns = Guard.AtLeastOne(columns, nameof(NuclearBallVertices<>));
        _radius = T.CreateChecked(Guard.Positive(radius, nameof(NuclearBallVertices<>)));
    }

    /// <inheritdoc/>
    public void Minimize(ReadOnlySpan<T> gradient, Span<T> vertex)
    {
        VertexGuard.SameLength(gradient, vertex, nameof(NuclearBallVertices<>));
        Check(gradient.Length);
        using var vectors = new Workspace<T>((long)_rows + _columns, clear: true);
        Span<T> left = vectors.Span[.._rows], right = vectors.Span[_rows..];
        // The longest row is never orthogonal to the leading singular vector of all rows together unless it is 0.
        int longest = 0;
        for (int i = 1; i < _rows; i++)
        {
            if (Vectors.Norm(Row(gradient, i)) > Vectors.Norm(Row(gradient, longest)))
                longest = i;
        }

        Row(gradient, longest).CopyTo(right);
        T norm = Vectors.Norm<T>(right), value = T.Zero;
        if (norm == T.Zero)
            right[0] = norm = T.One;
        for (int round = 0; round < MostRounds; round++)
        {
            Vectors.Scale(right, T.One / norm);
            for (int i = 0; i < _rows; i++)
                left[i] = Vectors.Dot<T>(Row(gradient, i), right);
            T next = Vectors.Norm<T>(left);
            if (next == T.Zero)
            {
                left[0] = next = T.One;
                round = MostRounds;
            }

            Vectors.Scale(left, T.One / next);
            if (T.Abs(next - value) <= T.CreateChecked(1e-12) * next)
                break;
            value = next;
            right.Clear();
            for (int i = 0; i < _rows; i++)
                Vectors.AddScaled(right, left[i], Row(gradient, i), right);
            norm = Vectors.Norm<T>(right);
            if (norm == T.Zero)
                right[0] = norm = T.One;
        }

        norm = Vectors.Norm<T>(right);
        for (int i = 0; i < _rows; i++)
            System.Numerics.Tensors.TensorPrimitives.Multiply(right, -_radius * left[i] / norm, vertex.Slice(i * _columns, _columns));
    }

    /// <inheritdoc/>
    /// <remarks>By a singular value decomposition, which allocates.</remarks>
    public bool Contains(ReadOnlySpan<T> x, T tolerance)
    {
        Check(x.Length);
        return LinearAlgebra.Matrix.NuclearNorm(Tensor.CopyOf(x, _rows, _columns)) <= _radius * (T.One + tolerance);
    }

    private ReadOnlySpan<T> Row(ReadOnlySpan<T> matrix, int i) => matrix.Slice(i * _columns, _columns);

    private void Check(int length)
    {
        if (length != _rows * _columns)
            throw new ShapeMismatchException(nameof(NuclearBallVertices<>), $"{length} elements were given; the matrices are {_rows} x {_columns}.", "x");
    }
}
