namespace MathsIA.Optimization;

/// <summary>How often a function was asked for what.</summary>
public sealed class EvaluationCounts
{
    /// <summary>The values, with those that came with a gradient.</summary>
    public long Values { get; internal set; }

    /// <summary>The gradients, with those that came with a value; not those of single terms.</summary>
    public long Gradients { get; internal set; }

    /// <summary>The Hessian-vector products.</summary>
    public long HessianVectors { get; internal set; }

    /// <summary>The gradients of single terms.</summary>
    public long TermGradients { get; internal set; }

    /// <summary>Sets all to 0.</summary>
    public void Reset() => Values = Gradients = HessianVectors = TermGradients = 0;
}
