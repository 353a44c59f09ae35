namespace MathsIA.Optimization;

/// <summary>A point of the central path, as a run of <see cref="LogBarrier"/> passed it.</summary>
/// <param name="Parameter">The parameter t: the point minimizes <c>f − (1/t) Σ log(b − Ax)</c>.</param>
/// <param name="NewtonSteps">The Newton steps that led there from the last one.</param>
/// <param name="Objective">The value f there.</param>
/// <param name="GapBound">The bound <c>m/t</c> on <c>f(x) − f*</c>, m the number of inequalities.</param>
public readonly record struct CentralPoint(double Parameter, int NewtonSteps, double Objective, double GapBound);
