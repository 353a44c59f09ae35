namespace MathsIA.Optimization;

/// <summary>The momentum sequence of an accelerated method: immutable.</summary>
public interface IMomentumRule
{
    /// <summary>Whether the rule needs to know the strong convexity of the problem.</summary>
    bool NeedsStrongConvexity { get; }

    /// <summary>The weights after step k.</summary>
    /// <param name="k">The step, from 1; counted anew after a restart.</param>
    /// <param name="t">The number t_k that the method keeps for the rule, 1 at the start; replaced by t_{k+1}.</param>
    /// <param name="inverseCondition">The product <c>μτ</c> of strong convexity and step, in [0, 1]; 0 where it is not known.</param>
    /// <returns>The weights.</returns>
    Momentum Next(int k, ref double t, double inverseCondition);
}
