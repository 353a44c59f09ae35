namespace MathsIA.Tokenization;

/// <summary>How far a training has come.</summary>
/// <param name="Stage">What it is doing.</param>
/// <param name="Done">How much of the stage is done: bytes read, merges made, or tokens left to prune.</param>
/// <param name="Total">How much the stage has to do; 0 where that cannot be known, as for a stream without a length.</param>
public readonly record struct TrainingProgress(TrainingStage Stage, long Done, long Total);
