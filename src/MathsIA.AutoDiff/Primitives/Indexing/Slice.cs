using System.Numerics;
using MathsIA.AutoDiff.Engine;
using MathsIA.AutoDiff.Primitives;

namespace MathsIA.AutoDiff
{
    public static partial class Variable
    {
        /// <summary>A part of a variable, sliced as a tensor is. A view.</summary>
        /// <remarks>In reverse the cotangent is put into zeros of the operand's shape.</remarks>
        /// <typeparam name="T">The element type.</typeparam>
        /// <param name="x">The variable.</param>
        /// <param name="slices">One entry an axis, from the first; axes not named are kept whole.</param>
        /// <returns>The part.</returns>
        /// <exception cref="ArgumentException">There are more entries than axes, or two ellipses.</exception>
        /// <exception cref="ArgumentOutOfRangeException">An entry is outside its axis.</exception>
        public static Variable<T> Slice<T>(this Variable<T> x, params ReadOnlySpan<AxisSlice> slices) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
            Interpreter.Apply(new Window<T, Slice<T>>(new Slice<T>(slices.ToArray())), x);

        /// <summary>One entry along an axis, which is dropped. A view.</summary>
        /// <typeparam name="T">The element type.</typeparam>
        /// <param name="x">The variable.</param>
        /// <param name="axis">The axis; negative counts from the end.</param>
        /// <param name="index">The entry, from 0.</param>
        /// <returns>A variable of rank one less.</returns>
        /// <exception cref="ArgumentOutOfRangeException">There is no such axis or entry.</exception>
        public static Variable<T> Select<T>(this Variable<T> x, int axis, int index) where T : unmanaged, IBinaryFloatingPointIeee754<T> => x.Slice(Primitives.Slice<T>.At(x.Shape, axis, index));

        /// <summary>Some neighbouring entries along an axis. A view.</summary>
        /// <typeparam name="T">The element type.</typeparam>
        /// <param name="x">The variable.</param>
        /// <param name="axis">The axis; negative counts from the end.</param>
        /// <param name="start">The first entry, from 0.</param>
        /// <param name="length">How many.</param>
        /// <returns>The part.</returns>
        /// <exception cref="ArgumentOutOfRangeException">There is no such axis, or the entries are outside it.</exception>
        public static Variable<T> Narrow<T>(this Variable<T> x, int axis, int start, int length) where T : unmanaged, IBinaryFloatingPointIeee754<T>
        {
            ArgumentOutOfRangeException.ThrowIfNegative(start);
            ArgumentOutOfRangeException.ThrowIfNegative(length);
            return x.Slice(Primitives.Slice<T>.At(x.Shape, axis, start..(start + length)));
        }

        /// <summary>The variable cut into parts of given lengths along an axis. Views.</summary>
        /// <typeparam name="T">The element type.</typeparam>
        /// <param name="x">The variable.</param>
        /// <param name="lengths">The lengths of the parts, which add up to that of the axis.</param>
        /// <param name="axis">The axis; negative counts from the end.</param>
        /// <returns>The parts.</returns>
        /// <exception cref="ShapeMismatchException">The lengths do not add up.</exception>
        public static Variable<T>[] Split<T>(this Variable<T> x, ReadOnlySpan<int> lengths, int axis = 0) where T : unmanaged, IBinaryFloatingPointIeee754<T>
        {
            Shape shape = x.Shape;
            long total = 0;
            foreach (int length in lengths)
                total += length;
            if (total != shape[axis])
                throw new ShapeMismatchException(nameof(Split), $"the lengths [{string.Join(", ", lengths.ToArray())}] add up to {total}, axis {axis} of {shape} has {shape[axis]}.", nameof(lengths));
            var parts = new Variable<T>[lengths.Length];
            for (int i = 0, start = 0; i < parts.Length; start += lengths[i++])
                parts[i] = x.Narrow(axis, start, lengths[i]);
            return parts;
        }

        /// <summary>The variable cut into equal parts along an axis. Views.</summary>
        /// <typeparam name="T">The element type.</typeparam>
        /// <param name="x">The variable.</param>
        /// <param name="sections">The number of parts, which divides the length of the axis.</param>
        /// <param name="axis">The axis; negative counts from the end.</param>
        /// <returns>The parts.</returns>
        /// <exception cref="ArgumentOutOfRangeException">The number is below 1.</exception>
        /// <exception cref="ShapeMismatchException">The axis does not fall into equal parts.</exception>
        public static Variable<T>[] Split<T>(this Variable<T> x, int sections, int axis = 0) where T : unmanaged, IBinaryFloatingPointIeee754<T>
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(sections, 1);
            Shape shape = x.Shape;
            if (shape[axis] % sections != 0)
                throw new ShapeMismatchException(nameof(Split), $"axis {axis} of {shape} does not fall into {sections} equal parts.", nameof(sections));
            var lengths = new int[sections];
            Array.Fill(lengths, shape[axis] / sections);
            return x.Split(lengths, axis);
        }
    }
}

namespace MathsIA.AutoDiff.Primitives
{
    internal readonly struct Slice<T>(AxisSlice[] slices) : IWindow<Slice<T>, T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public static string Name => nameof(Variable.Slice);

        public Tensor<T> View(Tensor<T> x) => x[slices];

        public Slice<T> Batched() => new([AxisSlice.All, .. slices]);

        /// <summary>One entry for an axis, all others whole.</summary>
        public static AxisSlice[] At(Shape shape, int axis, AxisSlice slice)
        {
            var slices = new AxisSlice[shape.Axis(axis) + 1];
            Array.Fill(slices, AxisSlice.All);
            slices[^1] = slice;
            return slices;
        }
    }
}
