namespace MathsIA.Execution;

/// <summary>Keeps the promise of <see cref="ComputeContext.MemoryLimit"/>: operations ask here before they take a <see cref="Workspace{T}"/>.</summary>
internal static class Workspace
{
    /// <summary>Asks for all the workspace that an operation is about to take, before any work.</summary>
    /// <param name="operation">The operation, for the message.</param>
    /// <param name="bytes">What it takes at most at one time, what inner products pack not included.</param>
    /// <param name="context">How to use the machine; the default one if null.</param>
    /// <returns>The context for the inner work: it may take what is left.</returns>
    /// <exception cref="MemoryLimitException">That is more than the context allows.</exception>
    public static ComputeContext Reserve(string operation, long bytes, ComputeContext? context)
    {
        context ??= ComputeContext.Default;
        if (bytes > context.MemoryLimit)
            throw new MemoryLimitException(operation, bytes, context.MemoryLimit);
        // Inner products pack pieces of bounded size: far below the limit there is nothing to tell them.
        return context.MemoryLimit - bytes >= Plenty ? context : context with { MemoryLimit = Math.Max(1, context.MemoryLimit - bytes) };
    }

    /// <summary>Asks for the workspace of many equal pieces of work, of which each thread has one in hand.</summary>
    /// <param name="operation">The operation, for the message.</param>
    /// <param name="bytesEach">What one piece takes.</param>
    /// <param name="pieces">How many pieces there are.</param>
    /// <param name="context">How to use the machine; the default one if null.</param>
    /// <returns>The context for the work: with fewer threads where not all of them would fit, for the bits do not depend on them.</returns>
    /// <exception cref="MemoryLimitException">Even one piece at a time is more than the context allows.</exception>
    public static ComputeContext ReserveEach(string operation, long bytesEach, int pieces, ComputeContext? context)
    {
        if (pieces <= 1)
            return Reserve(operation, bytesEach, context);
        context ??= ComputeContext.Default;
        if (bytesEach > context.MemoryLimit)
            throw new MemoryLimitException(operation, bytesEach, context.MemoryLimit);
        long fit = context.MemoryLimit / Math.Max(1, bytesEach);
        return fit >= Math.Min(pieces, context.DegreeOfParallelism) ? context : context with { DegreeOfParallelism = (int)fit };
    }

    /// <summary>The context inside one of the pieces of <see cref="ReserveEach"/>: one thread, and its share of what is left.</summary>
    public static ComputeContext Share(long bytesEach, int pieces, ComputeContext context)
    {
        long left = context.MemoryLimit / Math.Clamp(pieces, 1, context.DegreeOfParallelism) - bytesEach;
        return left >= Plenty ? ComputeContext.SingleThread : new ComputeContext { DegreeOfParallelism = 1, MemoryLimit = Math.Max(1, left) };
    }

    /// <summary>More than the packed pieces of one matrix product ever take.</summary>
    private const long Plenty = 1L << 25;
}
