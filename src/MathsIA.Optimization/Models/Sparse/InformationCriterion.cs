namespace MathsIA.Optimization;

/// <summary>Which information criterion chooses a model.</summary>
public enum InformationCriterion
{
    /// <summary>Akaike's: for prediction.</summary>
    Akaike = 0,

    /// <summary>The Bayesian one, of Schwarz: for the true support when features are few.</summary>
    Bayes,

    /// <summary>The extended Bayesian one, of Chen and Chen: for the true support when features are many.</summary>
    ExtendedBayes,
}
