using System.Numerics;
using MathsIA.AutoDiff.Engine;

namespace MathsIA.AutoDiff.Primitives;

/// <summary>The value <c>f(x, θ)</c> at a minimizer x: operands x and θ.</summary>
/// <remarks>Envelope theorem: <c>∂_x f = 0</c> there, so that only θ itself moves the value. The rules read x as a variable, whose own dependence on θ
/// makes the derivatives of second and higher order.</remarks>
internal sealed class EnvelopeValue<T>(Func<Variable<T>, IReadOnlyList<Variable<T>>, Variable<T>> function) : IPrimitive<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public string Name => nameof(Implicit.Minimum);

    public void InferShapes(ReadOnlySpan<Shape> operands, Span<Shape> results) => results.Clear();

    public void Evaluate(in EvaluationCall<T> call)
    {
        var theta = new Variable<T>[call.Count - 1];
        for (int k = 0; k < theta.Length; k++)
            theta[k] = call.Constant(k + 1);
        call.SetComputed(function(call.Constant(0), theta));
    }

    public void Forward(in ForwardCall<T> call)
    {
        Variable<T> minimizer = call.Operand(0);
        var theta = new Variable<T>[call.Count - 1];
        var directions = new Variable<T>[theta.Length];
        for (int k = 0; k < theta.Length; k++)
        {
            theta[k] = call.Operand(k + 1);
            directions[k] = call.HasTangent(k + 1) ? call.Tangent(k + 1) : default;
        }

        call.Add(LinearMap<T>.Pushforward(p => function(minimizer, p), theta, directions));
    }

    public void Reverse(in ReverseCall<T> call)
    {
        Variable<T> minimizer = call.Operand(0);
        var theta = new Variable<T>[call.Count - 1];
        var needed = new bool[theta.Length];
        for (int k = 0; k < theta.Length; k++)
        {
            theta[k] = call.Operand(k + 1);
            needed[k] = call.Needs(k + 1);
        }

        Variable<T>[] shares = LinearMap<T>.Pullback(p => function(minimizer, p), theta, needed, call.Cotangent(), call.Options);
        for (int k = 0; k < shares.Length; k++)
            call.Add(k + 1, shares[k]);
    }

    public void Batch(in BatchCall<T> call)
    {
        var axes = new int?[call.Count];
        var operands = new Variable<T>[call.Count];
        for (int k = 0; k < axes.Length; k++)
        {
            axes[k] = call.IsBatched(k) ? 0 : null;
            operands[k] = call.Operand(k);
        }

        // The minimum of each example, as one operation: the theorem holds for a batch of them.
        call.Apply(new EnvelopeValue<T>((x, theta) => Vectorize.Map<T>(inputs => function(inputs[0], [.. inputs.Skip(1)]), [x, .. theta], axes)), operands);
    }
}
