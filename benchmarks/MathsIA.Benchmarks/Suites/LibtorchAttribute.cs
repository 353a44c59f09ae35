namespace MathsIA.Benchmarks.Suites;

/// <summary>Marks a benchmark of libtorch, which is left out where its native part does not load.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class LibtorchAttribute : Attribute;
