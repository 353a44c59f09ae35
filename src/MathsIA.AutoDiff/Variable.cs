namespace MathsIA.AutoDiff;

/// <summary>The operations on variables, under the names that the operations on tensors have.</summary>
/// <remarks>Every operation stands in the file of its primitive, beside its derivative: <c>Exp</c> in Exp.cs. It works with the default
/// context, or that of the transform that is running.</remarks>
public static partial class Variable;
