namespace MathsIA.AutoDiff;

/// <summary>One line of a <see cref="CheckpointSchedule"/>. State k is that before step k.</summary>
/// <param name="Kind">What to do.</param>
/// <param name="From">The state it starts at or keeps; for a reversal, the step.</param>
/// <param name="To">The state it ends at: further on for an advance, the same otherwise.</param>
/// <param name="Slot">The slot written or read; −1 where none is.</param>
public readonly record struct CheckpointAction(CheckpointActionKind Kind, int From, int To, int Slot);
