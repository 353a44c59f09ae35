namespace MathsIA.Tokenization;

/// <summary>How often a training by merges looks up from its work.</summary>
internal static class MergeProgress
{
    /// <summary>The number of merges from one report to the next.</summary>
    public const int Interval = 64;

    /// <summary>Stops if asked to, and tells how far it has come.</summary>
    public static void Report(int done, int total, IProgress<TrainingProgress>? progress, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        progress?.Report(new(TrainingStage.Merging, done, total));
    }
}
