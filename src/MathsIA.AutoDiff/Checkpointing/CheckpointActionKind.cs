namespace MathsIA.AutoDiff;

/// <summary>What one line of a <see cref="CheckpointSchedule"/> asks for.</summary>
public enum CheckpointActionKind
{
    /// <summary>Keep the current state in a slot.</summary>
    Store = 0,

    /// <summary>Make the state of a slot the current one.</summary>
    Restore,

    /// <summary>Run steps from the current state, keeping nothing else.</summary>
    Advance,

    /// <summary>Record the one step from the current state and go backward through it.</summary>
    Reverse,
}
