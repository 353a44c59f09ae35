namespace MathsIA.AutoDiff.Tests;

public sealed class CheckpointScheduleTests
{
    /// <summary>Runs a schedule on states that are plain numbers, and checks every rule of the game.</summary>
    private static (long Advances, int MostStored) Play(CheckpointSchedule schedule)
    {
        int?[] slots = new int?[schedule.Snapshots];
        int? current = 0;
        int next = schedule.Steps - 1, mostStored = 0;
        long advances = 0;
        foreach (CheckpointAction action in schedule.Actions())
        {
            switch (action.Kind)
            {
                case CheckpointActionKind.Store:
                    Assert.Equal(current, action.From);
                    slots[action.Slot] = current;
                    break;
                case CheckpointActionKind.Restore:
                    Assert.Equal(action.From, slots[action.Slot]);
                    current = action.From;
                    break;
                case CheckpointActionKind.Advance:
                    Assert.Equal(current, action.From);
                    Assert.True(action.To > action.From);
                    advances += action.To - action.From;
                    current = action.To;
                    break;
                case CheckpointActionKind.Reverse:
                    Assert.Equal(current, action.From);
                    Assert.Equal(next--, action.From);
                    current = null;
                    break;
            }

            mostStored = Math.Max(mostStored, slots.Count(slot => slot is not null));
        }

        Assert.Equal(-1, next);
        return (advances, mostStored);
    }

    [Fact]
    public void Every_step_is_reversed_once_with_the_fewest_advances_there_can_be()
    {
        // The optimum by dynamic programming: t(l, s) = min over m of m + t(l − m, s − 1) + t(m, s).
        const int most = 40;
        var best = new long[most + 1, most + 1];
        for (int steps = 2; steps <= most; steps++)
        {
            best[steps, 1] = (long)steps * (steps - 1) / 2;
            for (int snapshots = 2; snapshots <= most; snapshots++)
                best[steps, snapshots] = Enumerable.Range(1, steps - 1).Min(m => m + best[steps - m, snapshots - 1] + best[m, snapshots]);
        }

        for (int steps = 1; steps <= most; steps++)
        {
            for (int snapshots = 1; snapshots <= most; snapshots++)
            {
                var schedule = new CheckpointSchedule(steps, snapshots);
                (long advances, int stored) = Play(schedule);
                Assert.Equal(best[steps, snapshots], advances);
                Assert.Equal(advances, schedule.Advances);
                Assert.InRange(stored, 1, Math.Min(snapshots, steps));
            }
        }
    }

    [Theory, InlineData(1000, 5), InlineData(4321, 8), InlineData(20_000, 3), InlineData(100_000, 12)]
    public void Long_chains_take_what_the_closed_form_says(int steps, int snapshots)
    {
        var schedule = new CheckpointSchedule(steps, snapshots);
        Assert.Equal((schedule.Advances, schedule.Snapshots), Play(schedule));
        Assert.True(CheckpointSchedule.Reach(snapshots, schedule.Repetitions) >= steps && CheckpointSchedule.Reach(snapshots, schedule.Repetitions - 1) < steps);
        Assert.True(schedule.Advances <= (long)schedule.Repetitions * steps);
    }

    [Fact]
    public void The_default_needs_as_few_states_as_repetitions()
    {
        foreach (int steps in new[] { 1, 2, 3, 10, 100, 1000, 1_000_000, int.MaxValue })
        {
            CheckpointSchedule schedule = CheckpointSchedule.Logarithmic(steps);
            Assert.True(schedule.Repetitions <= schedule.Snapshots);
            // β(s, s) is about 4ˢ / √(πs).
            Assert.InRange(schedule.Snapshots, 1, 3 + 0.65 * Math.Log2(steps));
        }

        Assert.Equal(11, CheckpointSchedule.Logarithmic(700_000).Snapshots);
    }

    [Fact]
    public void Numbers_below_one_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>("steps", () => new CheckpointSchedule(0, 1));
        Assert.Throws<ArgumentOutOfRangeException>("snapshots", () => new CheckpointSchedule(1, 0));
        Assert.Throws<ArgumentOutOfRangeException>("snapshots", () => CheckpointSchedule.Reach(-1, 1));
        Assert.Equal(int.MaxValue, CheckpointSchedule.Reach(1000, 1000));
        Assert.Equal(3, new CheckpointSchedule(3, 50).Snapshots);
    }
}
