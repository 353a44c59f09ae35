namespace MathsIA.Benchmarks.Compare;

/// <summary>One piece of work done by us and by a peer, on the same data.</summary>
/// <param name="Name">The work, such as <c>gemm_f32_512</c>.</param>
/// <param name="Peer">Who else does it.</param>
/// <param name="Ours">Does it once our way.</param>
/// <param name="Theirs">Does it once the peer's way; or see <paramref name="TheirSeconds"/>.</param>
/// <param name="Agree">Whether the two answers, left behind by the last runs, agree.</param>
/// <param name="Memory">What our side takes in memory, measured when it is asked for; null where nobody asks.</param>
/// <param name="TheirSeconds">For a peer in a process of its own: runs it there and returns the seconds it measured itself.</param>
internal sealed record Comparison(string Name, string Peer, Action Ours, Action? Theirs, Func<bool> Agree, Func<double>? TheirSeconds = null, Func<StepMemory>? Memory = null);
