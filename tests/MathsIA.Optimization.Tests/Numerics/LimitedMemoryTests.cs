using MathsIA.RandomNumbers;

namespace MathsIA.Optimization.Tests;

public class LimitedMemoryTests
{
    private const int Length = 7, Capacity = 4;

    [Theory, InlineData(0), InlineData(2), InlineData(4), InlineData(9)]
    public void Multiplies_as_the_matrix_of_the_last_pairs(int pushed)
    {
        var memory = new LimitedMemory<double>(Capacity, Length);
        List<(Tensor<double> S, Tensor<double> Y)> pairs = Pairs(pushed);
        foreach ((Tensor<double> s, Tensor<double> y) in pairs)
            Push(memory, s, y);
        AssertIs(memory, pairs.TakeLast(Capacity));
    }

    [Fact]
    public void A_refused_pair_costs_a_full_memory_its_oldest_and_nothing_else()
    {
        var memory = new LimitedMemory<double>(Capacity, Length);
        List<(Tensor<double> S, Tensor<double> Y)> pairs = Pairs(Capacity + 1);
        foreach ((Tensor<double> s, Tensor<double> y) in pairs)
            Push(memory, s, y);
        // Negative curvature, none, and not a number.
        Push(memory, pairs[0].S, -pairs[0].Y);
        AssertIs(memory, pairs.TakeLast(Capacity - 1));
        Push(memory, pairs[0].S, Tensor.Zeros<double>(Length));
        Push(memory, pairs[0].S, Tensor.Full([Length], double.NaN));
        AssertIs(memory, pairs.TakeLast(Capacity - 1));
        // The next good one fills the memory again.
        (Tensor<double> S, Tensor<double> Y) next = Pairs(Capacity + 2)[^1];
        Push(memory, next.S, next.Y);
        AssertIs(memory, pairs.TakeLast(Capacity - 1).Append(next));
    }

    [Fact]
    public void A_refused_pair_in_a_memory_with_room_changes_nothing()
    {
        var memory = new LimitedMemory<double>(Capacity, Length);
        List<(Tensor<double> S, Tensor<double> Y)> pairs = Pairs(2);
        foreach ((Tensor<double> s, Tensor<double> y) in pairs)
            Push(memory, s, y);
        Push(memory, pairs[0].S, -pairs[0].Y);
        AssertIs(memory, pairs);
        memory.Clear();
        Assert.True(memory.IsEmpty);
        AssertIs(memory, []);
    }

    private static List<(Tensor<double> S, Tensor<double> Y)> Pairs(int count)
    {
        var random = new Philox(5);
        Tensor<double> root = random.Normal<double>(Length, Length), hessian = root.MatMul(root.Transpose()) + Tensor.Eye<double>(Length);
        return [.. Enumerable.Range(0, count).Select(_ => random.Normal<double>(Length)).Select(s => (s, hessian.MatMul(s)))];
    }

    private static void Push(LimitedMemory<double> memory, Tensor<double> s, Tensor<double> y)
    {
        s.AsSpan().CopyTo(memory.NextStep);
        y.AsSpan().CopyTo(memory.NextChange);
        memory.Push();
    }

    /// <summary>The definition: H grows from the scaled identity by <c>(I − ρ s yᵀ) H (I − ρ y sᵀ) + ρ s sᵀ</c>, the oldest pair first.</summary>
    private static void AssertIs(LimitedMemory<double> memory, IEnumerable<(Tensor<double> S, Tensor<double> Y)> pairs)
    {
        (Tensor<double> S, Tensor<double> Y)[] kept = [.. pairs];
        Tensor<double> identity = Tensor.Eye<double>(Length), h = identity;
        if (kept.Length > 0)
            h = identity * (kept[^1].S.Dot(kept[^1].Y) / kept[^1].Y.Dot(kept[^1].Y));
        foreach ((Tensor<double> s, Tensor<double> y) in kept)
        {
            double rho = 1 / s.Dot(y);
            Tensor<double> left = identity - (rho * s.Outer(y));
            h = left.MatMul(h).MatMul(left.Transpose()) + (rho * s.Outer(s));
        }

        Tensor<double> v = new Philox(9).Normal<double>(Length), product = v.Clone();
        memory.Multiply(product.AsSpan());
        Assert.True((product - h.MatMul(v)).Abs().Max() <= 1e-11 * product.Abs().Max());
    }
}
