namespace MathsIA.Tokenization;

/// <summary>The two functions that the expectation-maximization of a unigram model needs.</summary>
internal static class SpecialFunctions
{
    /// <summary>The derivative of the logarithm of the gamma function, for positive arguments, to about twelve digits.</summary>
    /// <remarks>The recurrence ψ(x) = ψ(x + 1) − 1/x up to 7, then the asymptotic series (Abramowitz and Stegun 6.3.18).</remarks>
    public static double Digamma(double x)
    {
        double result = 0;
        for (; x < 7; x++)
            result -= 1 / x;
        double inverse = 1 / (x * x);
        return result + Math.Log(x) - (0.5 / x)
            - (inverse * (1.0 / 12 - (inverse * (1.0 / 120 - (inverse * (1.0 / 252 - (inverse * (1.0 / 240 - (inverse / 132)))))))));
    }

    /// <summary><c>log(exp(a) + exp(b))</c>, without overflow; negative infinity stands for zero.</summary>
    public static double LogarithmOfSum(double a, double b)
    {
        double high = Math.Max(a, b), low = Math.Min(a, b);
        return double.IsNegativeInfinity(low) ? high : high + Math.Log(1 + Math.Exp(low - high));
    }
}
