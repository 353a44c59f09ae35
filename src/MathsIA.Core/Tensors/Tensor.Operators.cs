using System.Numerics;

namespace MathsIA;

public static partial class Tensor
{
    /// <summary>Arithmetic between tensors, and between a tensor and a number.</summary>
    extension<T>(Tensor<T>) where T : unmanaged, INumber<T>
    {
        /// <summary>The sum, element by element.</summary>
        /// <param name="left">The left operand.</param>
        /// <param name="right">The right operand; the shapes broadcast.</param>
        /// <returns>A new tensor.</returns>
        /// <exception cref="ShapeMismatchException">The shapes do not broadcast.</exception>
        public static Tensor<T> operator +(Tensor<T> left, Tensor<T> right) => left.Add(right);

        /// <summary>The sum, element by element.</summary>
        /// <param name="left">The left operand.</param>
        /// <param name="right">A number.</param>
        /// <returns>A new tensor.</returns>
        public static Tensor<T> operator +(Tensor<T> left, T right) => left.Add(right);

        /// <summary>The sum, element by element.</summary>
        /// <param name="left">A number.</param>
        /// <param name="right">The right operand.</param>
        /// <returns>A new tensor.</returns>
        public static Tensor<T> operator +(T left, Tensor<T> right) => right.Add(left);

        /// <summary>The difference, element by element.</summary>
        /// <param name="left">The left operand.</param>
        /// <param name="right">The right operand; the shapes broadcast.</param>
        /// <returns>A new tensor.</returns>
        /// <exception cref="ShapeMismatchException">The shapes do not broadcast.</exception>
        public static Tensor<T> operator -(Tensor<T> left, Tensor<T> right) => left.Subtract(right);

        /// <summary>The difference, element by element.</summary>
        /// <param name="left">The left operand.</param>
        /// <param name="right">A number.</param>
        /// <returns>A new tensor.</returns>
        public static Tensor<T> operator -(Tensor<T> left, T right) => left.Subtract(right);

        /// <summary>The difference, element by element.</summary>
        /// <param name="left">A number.</param>
        /// <param name="right">The right operand.</param>
        /// <returns>A new tensor.</returns>
        public static Tensor<T> operator -(T left, Tensor<T> right) => Subtract(left, right);

        /// <summary>The elementwise product, element by element.</summary>
        /// <param name="left">The left operand.</param>
        /// <param name="right">The right operand; the shapes broadcast.</param>
        /// <returns>A new tensor.</returns>
        /// <exception cref="ShapeMismatchException">The shapes do not broadcast.</exception>
        public static Tensor<T> operator *(Tensor<T> left, Tensor<T> right) => left.Multiply(right);

        /// <summary>The elementwise product, element by element.</summary>
        /// <param name="left">The left operand.</param>
        /// <param name="right">A number.</param>
        /// <returns>A new tensor.</returns>
        public static Tensor<T> operator *(Tensor<T> left, T right) => left.Multiply(right);

        /// <summary>The elementwise product, element by element.</summary>
        /// <param name="left">A number.</param>
        /// <param name="right">The right operand.</param>
        /// <returns>A new tensor.</returns>
        public static Tensor<T> operator *(T left, Tensor<T> right) => right.Multiply(left);

        /// <summary>The quotient, element by element.</summary>
        /// <param name="left">The left operand.</param>
        /// <param name="right">The right operand; the shapes broadcast.</param>
        /// <returns>A new tensor.</returns>
        /// <exception cref="ShapeMismatchException">The shapes do not broadcast.</exception>
        public static Tensor<T> operator /(Tensor<T> left, Tensor<T> right) => left.Divide(right);

        /// <summary>The quotient, element by element.</summary>
        /// <param name="left">The left operand.</param>
        /// <param name="right">A number.</param>
        /// <returns>A new tensor.</returns>
        public static Tensor<T> operator /(Tensor<T> left, T right) => left.Divide(right);

        /// <summary>The quotient, element by element.</summary>
        /// <param name="left">A number.</param>
        /// <param name="right">The right operand.</param>
        /// <returns>A new tensor.</returns>
        public static Tensor<T> operator /(T left, Tensor<T> right) => Divide(left, right);

        /// <summary>The remainder, with the sign of the left operand, element by element.</summary>
        /// <param name="left">The left operand.</param>
        /// <param name="right">The right operand; the shapes broadcast.</param>
        /// <returns>A new tensor.</returns>
        /// <exception cref="ShapeMismatchException">The shapes do not broadcast.</exception>
        public static Tensor<T> operator %(Tensor<T> left, Tensor<T> right) => left.Remainder(right);

        /// <summary>The remainder, with the sign of the left operand, element by element.</summary>
        /// <param name="left">The left operand.</param>
        /// <param name="right">A number.</param>
        /// <returns>A new tensor.</returns>
        public static Tensor<T> operator %(Tensor<T> left, T right) => left.Remainder(right);

        /// <summary>The remainder, with the sign of the left operand, element by element.</summary>
        /// <param name="left">A number.</param>
        /// <param name="right">The right operand.</param>
        /// <returns>A new tensor.</returns>
        public static Tensor<T> operator %(T left, Tensor<T> right) => Remainder(left, right);

        /// <summary>The opposite of each element.</summary>
        /// <param name="x">The operand.</param>
        /// <returns>A new tensor.</returns>
        public static Tensor<T> operator -(Tensor<T> x) => x.Negate();
    }

    /// <summary>Logic on truth values.</summary>
    extension(Tensor<bool>)
    {
        /// <summary>What both have, element by element.</summary>
        /// <param name="left">The left operand.</param>
        /// <param name="right">The right operand; the shapes broadcast.</param>
        /// <returns>A new tensor.</returns>
        /// <exception cref="ShapeMismatchException">The shapes do not broadcast.</exception>
        public static Tensor<bool> operator &(Tensor<bool> left, Tensor<bool> right) => left.And(right);

        /// <summary>What either has, element by element.</summary>
        /// <param name="left">The left operand.</param>
        /// <param name="right">The right operand; the shapes broadcast.</param>
        /// <returns>A new tensor.</returns>
        /// <exception cref="ShapeMismatchException">The shapes do not broadcast.</exception>
        public static Tensor<bool> operator |(Tensor<bool> left, Tensor<bool> right) => left.Or(right);

        /// <summary>What one has and the other has not, element by element.</summary>
        /// <param name="left">The left operand.</param>
        /// <param name="right">The right operand; the shapes broadcast.</param>
        /// <returns>A new tensor.</returns>
        /// <exception cref="ShapeMismatchException">The shapes do not broadcast.</exception>
        public static Tensor<bool> operator ^(Tensor<bool> left, Tensor<bool> right) => left.Xor(right);

        /// <summary>The complement of each element.</summary>
        /// <param name="x">The operand.</param>
        /// <returns>A new tensor.</returns>
        public static Tensor<bool> operator !(Tensor<bool> x) => x.Not();
    }

    /// <summary>Logic on the bits of integers.</summary>
    extension<T>(Tensor<T>) where T : unmanaged, IBinaryInteger<T>
    {
        /// <summary>What both have, element by element.</summary>
        /// <param name="left">The left operand.</param>
        /// <param name="right">The right operand; the shapes broadcast.</param>
        /// <returns>A new tensor.</returns>
        /// <exception cref="ShapeMismatchException">The shapes do not broadcast.</exception>
        public static Tensor<T> operator &(Tensor<T> left, Tensor<T> right) => left.And(right);

        /// <summary>What either has, element by element.</summary>
        /// <param name="left">The left operand.</param>
        /// <param name="right">The right operand; the shapes broadcast.</param>
        /// <returns>A new tensor.</returns>
        /// <exception cref="ShapeMismatchException">The shapes do not broadcast.</exception>
        public static Tensor<T> operator |(Tensor<T> left, Tensor<T> right) => left.Or(right);

        /// <summary>What one has and the other has not, element by element.</summary>
        /// <param name="left">The left operand.</param>
        /// <param name="right">The right operand; the shapes broadcast.</param>
        /// <returns>A new tensor.</returns>
        /// <exception cref="ShapeMismatchException">The shapes do not broadcast.</exception>
        public static Tensor<T> operator ^(Tensor<T> left, Tensor<T> right) => left.Xor(right);

        /// <summary>The complement of each element.</summary>
        /// <param name="x">The operand.</param>
        /// <returns>A new tensor.</returns>
        public static Tensor<T> operator ~(Tensor<T> x) => x.Not();
    }
}
