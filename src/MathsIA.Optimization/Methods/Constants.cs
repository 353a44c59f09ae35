using System.Numerics;

namespace MathsIA.Optimization;

/// <summary>The constants of a function that a method cannot do without.</summary>
internal static class Constants
{
    public static T Lipschitz<T>(ISmoothFunction<T> function, string method) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        function.LipschitzConstant is { } l && l > T.Zero && T.IsFinite(l) ? l
            : throw new ArgumentException($"{method}: the function knows no positive Lipschitz constant, so the step size must be given.", nameof(function));

    public static T StrongConvexity<T>(ISmoothFunction<T> function, string method) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        function.StrongConvexity is { } mu && mu > T.Zero && T.IsFinite(mu) ? mu
            : throw new ArgumentException($"{method}: the function is not known to be strongly convex, which this variant needs.", nameof(function));

    public static ITwiceDifferentiable<T> TwiceDifferentiable<T>(ISmoothFunction<T> function, string method) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        function as ITwiceDifferentiable<T>
            ?? throw new ArgumentException($"{method}: the function has no Hessian-vector product, which this method is made of.", nameof(function));

    /// <summary>The given step size, or one over the Lipschitz constant.</summary>
    public static T StepSize<T>(double? given, ISmoothFunction<T> function, string method) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        given is { } step ? T.CreateChecked(step) : T.One / Lipschitz(function, method);

    /// <summary>The given step size, or one over a multiple of the Lipschitz constant of the terms.</summary>
    public static T TermStepSize<T>(double? given, int multiple, IFiniteSum<T> function, string method) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        given is { } step ? T.CreateChecked(step)
            : function.TermLipschitzConstant is { } l && l > T.Zero && T.IsFinite(l) ? T.One / (T.CreateChecked(multiple) * l)
            : throw new ArgumentException($"{method}: the function knows no Lipschitz constant of its terms, so the step size must be given.", nameof(function));
}
