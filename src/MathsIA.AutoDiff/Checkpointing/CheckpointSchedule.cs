namespace MathsIA.AutoDiff;

/// <summary>The order in which to go backward through <c>n</c> steps with room for <c>s</c> states, advancing as little as possible.</summary>
/// <remarks>
/// <para>With <c>s</c> snapshots, the initial state among them, and every step advanced at most <c>r</c> times, the longest chain that can be
/// reversed has <c>β(s, r) = (s + r)! / (s! r!)</c> steps. With <c>r</c> the smallest that reaches <c>n</c>, the fewest advances are
/// <c>r n − β(s + 1, r − 1)</c> (A. Griewank, Optim. Methods Softw. 1, 1992; A. Griewank and A. Walther, Algorithm 799: revolve,
/// ACM Trans. Math. Softw. 26, 2000). The steps recorded on the way back, one each, are not among them.</para>
/// <para>A schedule is plain data, computed as it is read; it runs nothing itself. <see cref="Variable.Iterate"/> follows it.</para>
/// </remarks>
public sealed class CheckpointSchedule
{
    /// <summary>Creates the schedule for a number of steps and of snapshots.</summary>
    /// <param name="steps">The number of steps n, at least 1.</param>
    /// <param name="snapshots">The most states kept at a time, the initial one included; at least 1. More than there are steps are not used.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is below 1.</exception>
    public CheckpointSchedule(int steps, int snapshots)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(steps, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(snapshots, 1);
        Steps = steps;
        Snapshots = Math.Min(snapshots, steps);
        Repetitions = LeastRepetitions(steps, Snapshots);
    }

    /// <summary>The number of steps n.</summary>
    public int Steps { get; }

    /// <summary>The number of slots s.</summary>
    public int Snapshots { get; }

    /// <summary>The most often that any step is advanced, r.</summary>
    public int Repetitions { get; }

    /// <summary>How many single steps all advances make together: <c>r n − β(s + 1, r − 1)</c>, the smallest possible number.</summary>
    public long Advances => Repetitions == 0 ? 0 : ((long)Repetitions * Steps) - Reach(Snapshots + 1, Repetitions - 1);

    /// <summary>The schedule whose memory and repetitions both grow like the logarithm of the number of steps.</summary>
    /// <remarks>The fewest snapshots that reach n with as many repetitions, <c>β(s, s) ≥ n</c>: about half the binary logarithm of n; 12 for a million.</remarks>
    /// <param name="steps">The number of steps, at least 1.</param>
    /// <returns>The schedule.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The number is below 1.</exception>
    public static CheckpointSchedule Logarithmic(int steps)
    {
        int snapshots = 1;
        while (Reach(snapshots, snapshots) < steps)
            snapshots++;
        return new CheckpointSchedule(steps, snapshots);
    }

    /// <summary>The most steps that can be reversed: <c>β(s, r) = (s + r)! / (s! r!)</c>.</summary>
    /// <param name="snapshots">The number of snapshots s, from 0.</param>
    /// <param name="repetitions">The number of times r that a step may be advanced, from 0.</param>
    /// <returns>The number, or <see cref="int.MaxValue"/> if it is larger than that.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A number is negative.</exception>
    public static int Reach(int snapshots, int repetitions)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(snapshots);
        ArgumentOutOfRangeException.ThrowIfNegative(repetitions);
        (long large, long small) = (Math.Max(snapshots, repetitions), Math.Min(snapshots, repetitions));
        long reach = 1;
        for (long k = 1; k <= small; k++)
        {
            // Divides exactly: after k factors the product is a binomial coefficient.
            reach = reach * (large + k) / k;
            if (reach >= int.MaxValue)
                return int.MaxValue;
        }

        return (int)reach;
    }

    /// <summary>What to do, line by line. The current state is the initial one at first, and undefined after a reversal.</summary>
    /// <returns>The lines; steps are reversed from the last to the first, each once.</returns>
    public IEnumerable<CheckpointAction> Actions()
    {
        // Slot i holds state places[i]; the slots below count hold states in increasing order.
        var places = new int[Snapshots];
        int count = 1, current = 0, end = Steps;
        yield return new(CheckpointActionKind.Store, 0, 0, 0);
        while (end > 0)
        {
            int place = places[count - 1];
            if (current != place)
            {
                current = place;
                yield return new(CheckpointActionKind.Restore, place, place, count - 1);
            }

            while (end - current > 1)
            {
                int next = current + Split(end - current, Snapshots - count + 1);
                yield return new(CheckpointActionKind.Advance, current, next, -1);
                current = next;
                if (end - current > 1)
                {
                    places[count] = current;
                    yield return new(CheckpointActionKind.Store, current, current, count++);
                }
            }

            yield return new(CheckpointActionKind.Reverse, current, current, -1);
            end = current;
            current = -1;
            if (places[count - 1] == end)
                count--;
        }
    }

    /// <summary>How far to advance before the next snapshot: the largest of the best choices, which leaves the fewest stores.</summary>
    private static int Split(int steps, int snapshots)
    {
        int repetitions = LeastRepetitions(steps, snapshots);
        return Math.Min(Reach(snapshots, repetitions - 1), steps - Reach(snapshots - 1, repetitions - 1));
    }

    private static int LeastRepetitions(int steps, int snapshots)
    {
        int repetitions = 0;
        // One snapshot reaches one step more with each repetition: no search there.
        if (snapshots == 1)
            return steps - 1;
        while (Reach(snapshots, repetitions) < steps)
            repetitions++;
        return repetitions;
    }
}
