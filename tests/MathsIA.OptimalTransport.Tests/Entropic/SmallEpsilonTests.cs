using System.Numerics;
using CsCheck;

namespace MathsIA.OptimalTransport.Tests;

/// <summary>However small ε is, answers are numbers with a status that is true of them.</summary>
public abstract class SmallEpsilonTests<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Half the distance of 1 to the next number.</summary>
    private static double Unit => typeof(T) == typeof(float) ? Math.ScaleB(1, -24) : Math.ScaleB(1, -53);

    [Fact]
    public void Answers_are_finite_bounded_and_honest_down_to_a_hundred_millionth_of_the_largest_cost() =>
        Gen.Select(Gen.Int[1, 20], Gen.Int[1, 20], Gen.Int[0, 1000], Gen.Double[-8, 0], Gen.Int[0, 7], Gen.Bool).Sample(
            (n, m, seed, power, way, far) =>
            {
                (EntropicForm form, Acceleration acceleration) = ((EntropicForm)(1 + (way % 2)), (Acceleration)(way / 2));
                Tensor<double> x = Problems.Matrix(n, 2, (ulong)seed), y = Problems.Matrix(m, 2, (ulong)seed + 1) + (far ? 10 : 0);
                var costs = new PointCloudCost<T, SquaredEuclideanCost<T>>(x.To<T>(), y.To<T>());
                Tensor<double> a = Problems.Masses(n, (ulong)seed + 2), b = Problems.Masses(m, (ulong)seed + 3);
                // Masses of very different sizes, and none at all.
                if (n > 1)
                    a[0] = 0;
                if (m > 1)
                    b[m - 1] = 1e-9;
                (a, b) = (a / a.Sum(), b / b.Sum());
                double largest = CostScale.Of(costs, CostUnit.Largest), exact = new NetworkSimplex().Solve(costs, a.To<T>(), b.To<T>()).LinearCost;
                TransportResult<T> result = new Sinkhorn { Epsilon = Math.Pow(10, power), Unit = CostUnit.Largest, MaxIterations = 200, Form = form, Acceleration = acceleration, Tolerance = 1e-5 }
                    .Solve(costs, a.To<T>(), b.To<T>());
                Assert.True(double.IsFinite(result.LinearCost + result.KlValue!.Value + result.EntropicValue!.Value + result.DualValue + result.Gap + result.MarginalError), $"{result}");
                // Exponents of the size of largest/ε are rounded, and with them the masses that the upper bound is made of.
                double below = 1000 * Unit * largest, above = below + (16 * Unit * Math.Pow(10, -power) * largest);
                Assert.True(result.LowerBound <= exact + below && exact <= result.UpperBound + above, $"{result.LowerBound} {exact} {result.UpperBound}");
                Assert.True(result.Gap >= 0 && result.MarginalError is >= 0 and <= 2.001);
                Assert.True(result.Status is Status.IterationLimit or Status.Stalled || (result.Status == Status.Converged && result.MarginalError <= 1e-4), $"{result}");
                Assert.DoesNotContain(result.Plan.ToDense().ToArray(), T.IsNaN);
                Assert.DoesNotContain(result.TargetPotentials.ToArray(), potential => !T.IsFinite(potential));
            },
            iter: 150, seed: "0N0XIzNsQ0O2");
}

public sealed class SmallEpsilonSingleTests : SmallEpsilonTests<float>;

public sealed class SmallEpsilonDoubleTests : SmallEpsilonTests<double>;
