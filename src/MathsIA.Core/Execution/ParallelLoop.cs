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

        Job<TBody> job = Job<TBody>.Take(count, body, workers);
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

    /// <summary>One loop. The last to leave it, caller or worker, puts it aside for the next loop of its kind, so that a steady program
    /// allocates none: a worker that the pool starts late still finds the loop that it was queued for, and nothing left to do.</summary>
    private sealed class Job<TBody> : IThreadPoolWorkItem where TBody : ILoopBody
    {
        private static Job<TBody>? _idle;

        private TBody _body = default!;
        private int _count;
        private int _users;
        private int _next;
        private int _finished;
        private Exception? _failure;

        public static Job<TBody> Take(int count, TBody body, int workers)
        {
            Job<TBody> job = Interlocked.Exchange(ref _idle, null) ?? new Job<TBody>();
            job._body = body;
            job._count = count;
            job._users = workers;
            job._next = job._finished = 0;
            job._failure = null;
            return job;
        }

        void IThreadPoolWorkItem.Execute()
        {
            Work();
            Leave();
        }

        public void RunAsCaller()
        {
            Work();
            var wait = new SpinWait();
            while (Volatile.Read(ref _finished) < _count)
                wait.SpinOnce(sleep1Threshold: -1);
            Exception? failure = _failure;
            Leave();
            if (failure is not null)
                System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(failure);
        }

        private void Leave()
        {
            if (Interlocked.Decrement(ref _users) > 0)
                return;
            _body = default!;
            _failure = null;
            Volatile.Write(ref _idle, this);
        }

        private void Work()
        {
            while (true)
            {
                // A late worker must not wrap the counter round: look before taking.
                if (Volatile.Read(ref _next) >= _count)
                    return;
                int index = Interlocked.Increment(ref _next) - 1;
                if (index >= _count)
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
