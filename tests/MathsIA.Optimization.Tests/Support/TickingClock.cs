namespace MathsIA.Optimization.Tests;

/// <summary>A clock that moves on by one second whenever it is read.</summary>
internal sealed class TickingClock : TimeProvider
{
    private long _seconds;

    public override long TimestampFrequency => 1;

    public override long GetTimestamp() => _seconds++;
}
