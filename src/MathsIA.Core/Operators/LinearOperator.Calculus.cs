using System.Numerics;

namespace MathsIA.Operators;

public static partial class LinearOperator
{
    extension<T>(ILinearOperator<T> op) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        /// <summary>The adjoint K*, as an operator: for real operators the transpose. Nothing is copied.</summary>
        public ILinearOperator<T> Adjoint
        {
            get
            {
                ArgumentNullException.ThrowIfNull(op);
                return op.IsSelfAdjoint ? op : op is AdjointOperator<T> view ? view.Inner : new AdjointOperator<T>(op);
            }
        }

        /// <summary>The operator <c>K*K</c>, self-adjoint and positive semidefinite: what normal equations and norms are made of.</summary>
        public ILinearOperator<T> Gram => op.Then(op.Adjoint);

        /// <summary>First this operator, then <paramref name="next"/>: <c>x ↦ next(this(x))</c>.</summary>
        /// <param name="next">The operator applied to this one's result.</param>
        /// <returns>The composition, from this operator's domain to the next one's range.</returns>
        /// <exception cref="ShapeMismatchException">The next operator's domain is not this one's range.</exception>
        public ILinearOperator<T> Then(ILinearOperator<T> next) => new CompositionOperator<T>(OperatorGuard.NotNull(op), OperatorGuard.NotNull(next));

        /// <summary>The same operator on tensors of other shapes with as many elements.</summary>
        /// <param name="domain">The new shape of its operands.</param>
        /// <param name="range">The new shape of its results.</param>
        /// <returns>An operator with the same matrix.</returns>
        /// <exception cref="ShapeMismatchException">A shape has another number of elements.</exception>
        public ILinearOperator<T> Reshape(Shape domain, Shape range) => new ReshapedOperator<T>(OperatorGuard.NotNull(op), domain, range);

        /// <summary>The sum <c>A + B</c>.</summary>
        /// <param name="left">A.</param>
        /// <param name="right">B, of the same domain and range.</param>
        /// <returns>The sum.</returns>
        /// <exception cref="ShapeMismatchException">The shapes differ.</exception>
        public static ILinearOperator<T> operator +(ILinearOperator<T> left, ILinearOperator<T> right) => new SumOperator<T>(left, right);

        /// <summary>The difference <c>A - B</c>.</summary>
        /// <param name="left">A.</param>
        /// <param name="right">B, of the same domain and range.</param>
        /// <returns>The difference.</returns>
        /// <exception cref="ShapeMismatchException">The shapes differ.</exception>
        public static ILinearOperator<T> operator -(ILinearOperator<T> left, ILinearOperator<T> right) =>
            new SumOperator<T>(left, new ScaledOperator<T>(right, -T.One));

        /// <summary>The operator with its sign changed.</summary>
        /// <param name="value">K.</param>
        /// <returns><c>-K</c>.</returns>
        public static ILinearOperator<T> operator -(ILinearOperator<T> value) => new ScaledOperator<T>(value, -T.One);

        /// <summary>The operator scaled.</summary>
        /// <param name="factor">The factor; finite.</param>
        /// <param name="value">K.</param>
        /// <returns><c>factor K</c>.</returns>
        /// <exception cref="ArgumentOutOfRangeException">The factor is not finite.</exception>
        public static ILinearOperator<T> operator *(T factor, ILinearOperator<T> value) => new ScaledOperator<T>(value, factor);

        /// <summary>The product <c>A B</c>: first B, then A, as for matrices.</summary>
        /// <param name="left">A.</param>
        /// <param name="right">B, whose range is A's domain.</param>
        /// <returns>The product.</returns>
        /// <exception cref="ShapeMismatchException">B's range is not A's domain.</exception>
        public static ILinearOperator<T> operator *(ILinearOperator<T> left, ILinearOperator<T> right) => new CompositionOperator<T>(right, left);

        /// <summary>The product <c>K x</c>.</summary>
        /// <param name="left">K.</param>
        /// <param name="x">A tensor of K's domain.</param>
        /// <returns>A new tensor of K's range.</returns>
        /// <exception cref="ShapeMismatchException">The shape of x is not K's domain.</exception>
        public static Tensor<T> operator *(ILinearOperator<T> left, Tensor<T> x) => left.Apply(x);
    }
}
