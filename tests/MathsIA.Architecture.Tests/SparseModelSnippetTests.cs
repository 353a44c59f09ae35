using MathsIA.Architecture.Tests.Snippets;

namespace MathsIA.Architecture.Tests;

/// <summary>The code of docs/sparse-models.md runs.</summary>
public sealed class SparseModelSnippetTests
{
    [Fact]
    public void A_fit_runs() => SparseModelSnippets.Fit_example();

    [Fact]
    public void A_path_runs() => SparseModelSnippets.Path_example();

    [Fact]
    public void The_models_run() => SparseModelSnippets.Models_example();

    [Fact]
    public void A_sparse_design_runs() => SparseModelSnippets.Sparse_example();

    [Fact]
    public void Offsets_run() => SparseModelSnippets.Offset_example();

    [Fact]
    public void Structured_models_run() => SparseModelSnippets.Structured_example();
}
