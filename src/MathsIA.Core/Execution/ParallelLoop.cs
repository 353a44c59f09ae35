namespace MathsIA.Execution;

/// <summary>The body of a <see cref="ParallelLoop"/>: a struct, so that the call is direct and nothing is captured.</summary>
internal interface ILoopBody
{
    /// <summary>Does the work of one index. Indices run in any order, each once, possibly at the same time.</summary>
    void Run(int index);
}

/// <summary>Runs independent pieces of work on the caller's thread and the thread pool.</summary>
/// <remarks>
/// Pieces are claimed one by one from a shared counter, so an uneven cut balances itself; which thread runs a piece never
/// changes its result. The caller works too and waits only for pieces already claimed, so nesting cannot deadlock and an
/// idle pool costs nothing. This replaces <see cref="Parallel.For(int, int, Action{int})"/>, whose start-up is longer than
/// a whole 128 x 128 matrix product.
/// </remarks>
internal static class ParallelLoop
{
    /// <summary>Runs <paramref name="body"/> for every index below <paramref name="count"/>.</summary>
    public static void For<TBody>(int count, TBody body, ComputeContext? context = null) where TBody : ILoopBody
    {
        int workers = Math.Min((context ?? ComputeContext.Default).DegreeOfParallelism, count);
        if (workers <= 1)
        {
            for (int i = 0; i < count; i++)
                body.Run(i);
            return;
        }

        var job = new Job<TBody>(count, body);
        for (int w = 1; w < workers; w++)
            ThreadPool.UnsafeQueueUserWorkItem(job, preferLocal: false);
        job.RunAsCaller();
    }

    /// <summary>Runs a delegate for every index below <paramref name="count"/>: for coarse work, where a capture does not matter.</summary>
    public static void For(int count, Action<int> body, ComputeContext? context = null) => For(count, new DelegateBody(body), context);

    private readonly struct DelegateBody(Action<int> body) : ILoopBody
    {
        public void Run(int index) => body(index);
    }

    private sealed class Job<TBody>(int count, TBody body) : IThreadPoolWorkItem where TBody : ILoopBody
    {
        private TBody _body = body;
        private int _next;
        private int _finished;
        private Exception? _failure;

        void IThreadPoolWorkItem.Execute() => Work();

        public void RunAsCaller()
        {
            Work();
            var wait = new SpinWait();
            while (Volatile.Read(ref _finished) < count)
                wait.SpinOnce(sleep1Threshold: -1);
            if (_failure is { } failure)
                System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(failure);
        }

        private void Work()
        {
            while (true)
            {
                // A late worker must not wrap the counter round: look before taking.
                if (Volatile.Read(ref _next) >= count)
                    return;
                int index = Interlocked.Increment(ref _next) - 1;
                if (index >= count)
                    return;
                try
                {
                    if (Volatile.Read(ref _failure) is null)
                        _body.Run(index);
                }
#pragma warning disable CA1031 // The first failure, whatever it is, is rethrown on the caller's thread.
                catch (Exception exception)
#pragma warning restore CA1031
                {
                    Interlocked.CompareExchange(ref _failure, exception, null);
                }

                Interlocked.Increment(ref _finished);
            }
        }
    }
}
