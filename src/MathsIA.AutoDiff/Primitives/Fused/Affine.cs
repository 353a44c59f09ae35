using System.Numerics;
using MathsIA.AutoDiff.Engine;
using MathsIA.AutoDiff.Primitives;

namespace MathsIA.AutoDiff
{
    public static partial class Variable
    {
        /// <summary>A dense layer in one pass: <c>φ(x W + b)</c>.</summary>
        /// <remarks>Bias and activation are applied while the product is in the cache, and only the result is kept for backward, where the
        /// derivative of the activation is found from the activation's own value. From <see cref="Activation.Silu"/> and <see cref="Activation.Gelu"/>,
        /// which are not monotone, the slope cannot be found: product and bias are written beside the result in the same pass, and kept.</remarks>
        /// <typeparam name="T">The element type.</typeparam>
        /// <param name="x">Rows of inputs, [..., k].</param>
        /// <param name="weight">The weights, [k, n]; a transpose is read as it lies.</param>
        /// <param name="bias">The bias, [n].</param>
        /// <param name="activation">The function φ.</param>
        /// <returns>The outputs, [..., n].</returns>
        /// <exception cref="ShapeMismatchException">The shapes are not as above.</exception>
        public static Variable<T> Affine<T>(this Variable<T> x, Variable<T> weight, Variable<T> bias, Activation activation = Activation.None) where T : unmanaged, IBinaryFloatingPointIeee754<T>
        {
            Shape shape = x.Shape;
            if (shape.Rank != 2)
                return shape.Rank == 0
                    ? throw new ShapeMismatchException(nameof(Affine), $"the input {shape} has no axis of features.", nameof(x))
                    : x.Reshape(new Shape(shape.Lengths[..^1]).ElementCount, shape[-1]).Affine(weight, bias, activation).Reshape([.. shape.Lengths[..^1], weight.Shape[-1]]);
            return activation switch
            {
                Activation.None => Interpreter.Apply(Primitives.Affine<T>.Linear, x, weight, bias),
                Activation.Silu or Activation.Gelu => new AffineInner<T>(activation).Of(x, weight, bias),
                _ => Interpreter.Apply(new Affine<T>(activation), x, weight, bias),
            };
        }
    }
}

namespace MathsIA.AutoDiff.Primitives
{
    internal sealed class Affine<T>(Activation activation) : IPrimitive<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        /// <summary>Product and bias alone.</summary>
        public static readonly Affine<T> Linear = new(Activation.None);

        public string Name => nameof(Variable.Affine);

        /// <summary>The shape rule.</summary>
        public static Shape ResultShape(ReadOnlySpan<Shape> operands)
        {
            Shape x = operands[0], weight = operands[1], bias = operands[2];
            if (x.Rank != 2 || weight.Rank != 2 || bias.Rank != 1 || x.Lengths[1] != weight.Lengths[0] || bias.Lengths[0] != weight.Lengths[1])
                throw new ShapeMismatchException(nameof(Variable.Affine), $"input {x}, weight {weight}, bias {bias}: wanted are [m, k], [k, n] and [n].", nameof(weight));
            return new Shape(x.Lengths[0], weight.Lengths[1]);
        }

        public void InferShapes(ReadOnlySpan<Shape> operands, Span<Shape> results) => results[0] = ResultShape(operands);

        public void Evaluate(in EvaluationCall<T> call) => call.Operand(0).Affine(call.Operand(1), call.Operand(2), activation, call.Result(), call.Context);

        public void Forward(in ForwardCall<T> call) => call.Add(Chain(call.Result(), InnerTangent(call)));

        public void Reverse(in ReverseCall<T> call)
        {
            Variable<T> inner = activation switch
            {
                Activation.Relu => Slope<T, ReluSlope<T>>.OfResult(call),
                Activation.Sigmoid => Slope<T, SigmoidSlope<T>>.OfResult(call),
                Activation.Tanh => Slope<T, TanhSlope<T>>.OfResult(call),
                _ => call.Cotangent(),
            };
            call.LetResultsGo();
            AddInnerCotangent(call, inner);
        }

        /// <summary>The tangent of product and bias.</summary>
        public static Variable<T> InnerTangent(in ForwardCall<T> call)
        {
            Variable<T> inner = default;
            if (call.HasTangent(0))
                inner = call.Tangent(0).MatMul(call.Operand(1));
            if (call.HasTangent(1))
                inner = Sum(inner, call.Operand(0).MatMul(call.Tangent(1)));
            if (call.HasTangent(2))
                inner = Sum(inner, call.Tangent(2).BroadcastTo(call.Result().Shape));
            return inner;
        }

        /// <summary>Hands the cotangent of product and bias on to the operands.</summary>
        public static void AddInnerCotangent(in ReverseCall<T> call, Variable<T> g)
        {
            if (call.Needs(0))
                call.Add(0, MatMul<T>.Of(g, call.Operand(1), false, true));
            if (call.Needs(1))
                call.Add(1, MatMul<T>.Of(call.Operand(0), g, true, false));
            if (call.Needs(2))
                call.Add(2, Interpreter.Apply(Reduction<T, Sum<T>>.OverRows, g));
        }

        public void Batch(in BatchCall<T> call) => call.SetByComposition(Plain);

        private static Variable<T> Sum(Variable<T> left, Variable<T> right) => left.IsNone ? right : left + right;

        /// <summary>The derivative of the activation, found from its value, times a tangent.</summary>
        private Variable<T> Chain(Variable<T> y, Variable<T> d) => activation switch
        {
            Activation.Relu => Slope<T, ReluSlope<T>>.Of(y, d),
            Activation.Sigmoid => Slope<T, SigmoidSlope<T>>.Of(y, d),
            Activation.Tanh => Slope<T, TanhSlope<T>>.Of(y, d),
            _ => d,
        };

        private Variable<T> Plain(IReadOnlyList<Variable<T>> x)
        {
            Variable<T> inner = x[0].MatMul(x[1]) + x[2];
            return activation switch
            {
                Activation.Relu => inner.Relu(),
                Activation.Sigmoid => inner.Sigmoid(),
                Activation.Tanh => inner.Tanh(),
                _ => inner,
            };
        }
    }
}
