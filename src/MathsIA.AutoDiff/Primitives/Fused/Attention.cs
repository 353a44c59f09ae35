using System.Numerics;
using MathsIA.AutoDiff.Engine;
using MathsIA.Kernels;

namespace MathsIA.AutoDiff.Primitives;

/// <summary>Attention on tensors of rank 4: queries, keys, values and perhaps a bias give the output and the log-sum-exp of each row.</summary>
internal sealed class Attention<T> : IPrimitive<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly AttentionTerms<T> _terms;

    private Attention(in AttentionTerms<T> terms) => _terms = terms;

    public string Name => nameof(Variable.ScaledDotProductAttention);

    /// <summary>Checks everything and creates the primitive.</summary>
    public static Attention<T> Create(AttentionOptions options, Shape q, Shape k, Shape v, Shape? bias)
    {
        if (typeof(T) != typeof(float) && typeof(T) != typeof(double))
            throw new NotSupportedException($"ScaledDotProductAttention: elements are float or double, not {typeof(T)}.");
        AttentionShapes.Check(q, k, v);
        Shape scores = [q[0], q[1], q[2], k[2]];
        if (bias is { } added)
            AttentionShapes.Scores(added, scores, nameof(bias));
        Tensor<bool>? mask = options.Mask?.Reshape(AttentionShapes.Scores(options.Mask.Shape, scores, "mask").Lengths);
        if (options.KeyLengths is not null)
            AttentionShapes.CheckLengths(options.KeyLengths, q[0], k[2]);
        double scale = options.Scale ?? 1 / Math.Sqrt(Math.Max(1, q[3]));
        return new Attention<T>(new AttentionTerms<T>(T.CreateChecked(scale), null, mask, options.KeyLengths?.Contiguous(),
            options.Causal != CausalMask.None, options.Causal == CausalMask.LowerRight ? k[2] - q[2] : 0));
    }

    public Variable<T> Apply(Variable<T> query, Variable<T> key, Variable<T> value, Variable<T>? bias)
    {
        Operands<Variable<T>> room = default;
        Span<Variable<T>> results = room[..2];
        if (bias is { } added)
            Interpreter.Apply(this, [query, key, value, AttentionShapes.WithAxes(added, 4 - added.Rank)], results);
        else
            Interpreter.Apply(this, [query, key, value], results);
        return results[0];
    }

    public void InferShapes(ReadOnlySpan<Shape> operands, Span<Shape> results)
    {
        ReadOnlySpan<int> q = operands[0].Lengths;
        results[0] = new Shape(q[0], q[1], q[2], operands[2].Lengths[3]);
        results[1] = new Shape(q[0], q[1], q[2]);
    }

    public void Evaluate(in EvaluationCall<T> call) =>
        AttentionKernel.Forward(call.Operand(0), call.Operand(1), call.Operand(2), _terms with { Bias = call.Count > 3 ? call.Operand(3) : null }, call.Result(0), call.Result(1), call.Context);

    public void Forward(in ForwardCall<T> call)
    {
        var operands = new Variable<T>[call.Count];
        var tangents = new Variable<T>[call.Count];
        for (int k = 0; k < operands.Length; k++)
        {
            operands[k] = call.Operand(k);
            tangents[k] = call.HasTangent(k) ? call.Tangent(k) : Variable.Zeros<T>(operands[k].Shape);
        }

        call.Add(new AttentionRows<T>(_terms).Tangent(operands, tangents));
    }

    public void Reverse(in ReverseCall<T> call)
    {
        if (call.Count > 3 && call.Needs(3))
        {
            // The kernel has no gradient of the bias.
            Variable<T>[] cotangents = new AttentionRows<T>(_terms).Cotangents([call.Operand(0), call.Operand(1), call.Operand(2), call.Operand(3)], call.Cotangent());
            for (int k = 0; k < cotangents.Length; k++)
                call.Add(k, cotangents[k]);
            return;
        }

        Operands<Variable<T>> room = default;
        Span<Variable<T>> results = room[..3];
        var slope = new Slope(this);
        if (call.Count > 3)
            Interpreter.Apply(slope, [call.Operand(0), call.Operand(1), call.Operand(2), call.Cotangent(), call.Result(0), call.Result(1), call.Operand(3)], results);
        else
            Interpreter.Apply(slope, [call.Operand(0), call.Operand(1), call.Operand(2), call.Cotangent(), call.Result(0), call.Result(1)], results);
        for (int k = 0; k < 3; k++)
            call.Add(k, results[k]);
    }

    public void Batch(in BatchCall<T> call)
    {
        (Attention<T> primitive, Variable<T>[] operands, int size) = Merged(call, bias: 3);
        var results = new Variable<T>[2];
        Interpreter.Apply(primitive, operands, results);
        for (int i = 0; i < results.Length; i++)
            call.Set(Parted(results[i], size), i);
    }

    /// <summary>The operands of a batch rule with the examples made one axis, and the primitive for them.</summary>
    private (Attention<T> Primitive, Variable<T>[] Operands, int Size) Merged(in BatchCall<T> call, int bias)
    {
        int size = call.Size, batch = call.Operand(0).Shape[call.IsBatched(0) ? 1 : 0];
        var operands = new Variable<T>[call.Count];
        for (int k = 0; k < operands.Length; k++)
        {
            if (k != bias)
            {
                operands[k] = AttentionShapes.Merged(call.Expanded(k));
                continue;
            }

            Shape shape = call.Operand(k).Shape;
            bool isShared = !call.IsBatched(k) && (shape[0] != batch || batch == 1);
            operands[k] = isShared ? call.Operand(k) : AttentionShapes.Merged(call.Expanded(k).BroadcastTo([size, batch, .. shape.Lengths[^3..]]));
        }

        return (new Attention<T>(_terms with { Mask = AttentionShapes.Repeated(_terms.Mask, size, batch), KeyLengths = AttentionShapes.Repeated(_terms.KeyLengths, size, batch) }), operands, size);
    }

    private static Variable<T> Parted(Variable<T> x, int size) => x.Reshape([size, x.Shape[0] / size, .. x.Shape.Lengths[1..]]);

    /// <summary>The reverse rule as an operation of its own: from queries, keys, values, the cotangent of the output, output, log-sum-exp and
    /// perhaps the bias, the cotangents of the first three. Its derivatives are those of the formula, which knows output and log-sum-exp as
    /// functions of the others.</summary>
    private sealed class Slope(Attention<T> attention) : IPrimitive<T>
    {
        private const int Output = 4, LogSumExp = 5, Bias = 6;

        public string Name => attention.Name;

        public void InferShapes(ReadOnlySpan<Shape> operands, Span<Shape> results) => operands[..3].CopyTo(results);

        public void Evaluate(in EvaluationCall<T> call) => AttentionKernel.Backward(
            call.Operand(0), call.Operand(1), call.Operand(2), attention._terms with { Bias = call.Count > Bias ? call.Operand(Bias) : null },
            call.Operand(Output), call.Operand(LogSumExp), call.Operand(3), call.Result(0), call.Result(1), call.Result(2), call.Context);

        public void Forward(in ForwardCall<T> call)
        {
            int[] places = Places(call.Count);
            var operands = new Variable<T>[places.Length];
            var tangents = new Variable<T>[places.Length];
            for (int k = 0; k < places.Length; k++)
            {
                operands[k] = call.Operand(places[k]);
                tangents[k] = call.HasTangent(places[k]) ? call.Tangent(places[k]) : Variable.Zeros<T>(operands[k].Shape);
            }

            Variable<T>[] results = new AttentionRows<T>(attention._terms).CotangentTangents(operands, tangents);
            for (int k = 0; k < 3; k++)
                call.Add(results[k], k);
        }

        public void Reverse(in ReverseCall<T> call)
        {
            int[] places = Places(call.Count);
            var operands = new Variable<T>[places.Length];
            for (int k = 0; k < places.Length; k++)
                operands[k] = call.Operand(places[k]);
            Variable<T>[] results = new AttentionRows<T>(attention._terms).CotangentCotangents(operands, [call.Cotangent(0), call.Cotangent(1), call.Cotangent(2)]);
            for (int k = 0; k < places.Length; k++)
                call.Add(places[k], results[k]);
        }

        public void Batch(in BatchCall<T> call)
        {
            (Attention<T> primitive, Variable<T>[] operands, int size) = attention.Merged(call, Bias);
            var results = new Variable<T>[3];
            Interpreter.Apply(new Slope(primitive), operands, results);
            for (int i = 0; i < results.Length; i++)
                call.Set(Parted(results[i], size), i);
        }

        /// <summary>Where queries, keys, values, perhaps the bias, and the cotangent of the output stand among the operands.</summary>
        private static int[] Places(int count) => count > Bias ? [0, 1, 2, Bias, 3] : [0, 1, 2, 3];
    }
}
