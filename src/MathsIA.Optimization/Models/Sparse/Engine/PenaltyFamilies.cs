using System.Numerics;

namespace MathsIA.Optimization;

/// <summary><c>n λ |w|</c>.</summary>
internal readonly struct L1Family<T>(T scale) : IPenaltyFamily<T, L1Penalty<T>> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public L1Penalty<T> At(T lambda) => new(lambda * scale);
}

/// <summary><c>n λ (a_j |w| + b_j w²/2)</c> on intervals.</summary>
internal readonly unsafe struct BoxElasticNetFamily<T>(int count, T* absolute, T* square, T* lower, T* upper, T* absoluteNow, T* squareNow) : IPenaltyFamily<T, BoxElasticNetPenalty<T>>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public BoxElasticNetPenalty<T> At(T lambda)
    {
        for (int j = 0; j < count; j++)
        {
            absoluteNow[j] = lambda * absolute[j];
            squareNow[j] = lambda * square[j];
        }

        return new BoxElasticNetPenalty<T>(absoluteNow, squareNow, lower, upper);
    }
}

/// <summary>The minimax concave penalty of one shape γ.</summary>
internal readonly struct McpFamily<T>(T gamma, T scale) : IPenaltyFamily<T, McpPenalty<T>> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public McpPenalty<T> At(T lambda) => new(lambda, gamma, scale);
}

/// <summary>The smoothly clipped absolute deviation of one shape γ.</summary>
internal readonly struct ScadFamily<T>(T gamma, T scale) : IPenaltyFamily<T, ScadPenalty<T>> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public ScadPenalty<T> At(T lambda) => new(lambda, gamma, scale);
}

/// <summary><c>n λ u_b ‖w_b‖</c>.</summary>
internal readonly unsafe struct GroupFamily<T>(int count, T* weights, T* now) : IPenaltyFamily<T, GroupPenalty<T>>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public GroupPenalty<T> At(T lambda)
    {
        for (int b = 0; b < count; b++)
            now[b] = lambda * weights[b];
        return new GroupPenalty<T>(now);
    }
}
