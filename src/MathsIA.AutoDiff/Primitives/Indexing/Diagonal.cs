using System.Numerics;
using MathsIA.AutoDiff.Engine;
using MathsIA.AutoDiff.Primitives;

namespace MathsIA.AutoDiff
{
    public static partial class Variable
    {
        /// <summary>A diagonal of the matrices that two axes span, as a new last axis. A view.</summary>
        /// <typeparam name="T">The element type.</typeparam>
        /// <param name="x">The variable.</param>
        /// <param name="offset">Which diagonal: 0 the main one, above 0 to its right, below 0 under it.</param>
        /// <param name="rowAxis">The axis of rows; negative counts from the end.</param>
        /// <param name="columnAxis">The axis of columns; negative counts from the end.</param>
        /// <returns>A variable of rank one less.</returns>
        /// <exception cref="ArgumentOutOfRangeException">There is no such axis.</exception>
        /// <exception cref="ArgumentException">The two axes are the same.</exception>
        public static Variable<T> Diagonal<T>(this Variable<T> x, int offset = 0, int rowAxis = -2, int columnAxis = -1) where T : unmanaged, IBinaryFloatingPointIeee754<T>
        {
            Shape shape = x.Shape;
            return Interpreter.Apply(new Window<T, Diagonal<T>>(new Diagonal<T>(offset, shape.Axis(rowAxis, nameof(rowAxis)), shape.Axis(columnAxis, nameof(columnAxis)))), x);
        }

        /// <summary>The sum of the diagonal of a matrix, or of each matrix of a batch.</summary>
        /// <typeparam name="T">The element type.</typeparam>
        /// <param name="x">The variable, of rank at least 2.</param>
        /// <returns>A variable of rank two less.</returns>
        public static Variable<T> Trace<T>(this Variable<T> x) where T : unmanaged, IBinaryFloatingPointIeee754<T> => x.Diagonal().Sum(-1);

        /// <summary>A square matrix with a vector on its diagonal and zeros elsewhere; a batch of them for a rank above 1.</summary>
        /// <typeparam name="T">The element type.</typeparam>
        /// <param name="x">The diagonal, along the last axis.</param>
        /// <returns>A variable of rank one more.</returns>
        public static Variable<T> Diag<T>(this Variable<T> x) where T : unmanaged, IBinaryFloatingPointIeee754<T>
        {
            Shape shape = x.Shape;
            return Interpreter.Apply(new Embed<T, Diagonal<T>>(new Diagonal<T>(0, shape.Rank - 1, shape.Rank), shape.Insert(shape.Rank, shape[-1])), x);
        }
    }
}

namespace MathsIA.AutoDiff.Primitives
{
    internal readonly struct Diagonal<T>(int offset, int rowAxis, int columnAxis) : IWindow<Diagonal<T>, T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public static string Name => nameof(Variable.Diagonal);

        public Tensor<T> View(Tensor<T> x) => x.Diagonal(offset, rowAxis, columnAxis);

        public Diagonal<T> Batched() => new(offset, rowAxis + 1, columnAxis + 1);
    }
}
