namespace MathsIA.Execution;

/// <summary>The body of a <see cref="ParallelLoop"/>: a struct, so that the call is direct and nothing is captured.</summary>
internal interface ILoopBody
{
    /// <summary>Does the work of one index. Indices run in any order, each once, possibly at the same time.</summary>
    void Run(int index);
}

/// <summary>Runs independent pieces of work on the caller's thread and the thread pool.</summary>
/// <remarks>
/// <para>Pieces are claimed one by one, so an uneven cut balances itself; which thread runs a piece never changes its result. The caller works too and
/// waits only for pieces already claimed, so nesting cannot deadlock and an idle pool costs nothing. This replaces
/// <see cref="Parallel.For(int, int, Action{int})"/>, whose start-up is longer than a whole 128 x 128 matrix product.</para>
/// <para>The caller claims from the first index up, the others from the last down: in a loop that is run again and again, a thread meets much the same
/// pieces each time. Run there and back, it meets first what it left last, which is still in its own cache.</para>
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

    /// <summary>As <see cref="For{TBody}(int, TBody, ComputeContext?)"/>, with every thread going through its part of the indices the other way round when
    /// <paramref name="back"/> is set.</summary>
    public static void ThereAndBack<TBody>(int count, TBody body, bool back, ComputeContext? context = null) where TBody : ILoopBody
    {
        if (!back)
            For(count, body, context);
        else
            For(count, new BackBody<TBody>(body, count, (context ?? ComputeContext.Default).DegreeOfParallelism > 1 ? count / 2 : count), context);
    }

    /// <summary>Runs a delegate for every index below <paramref name="count"/>: for coarse work, where a capture does not matter.</summary>
    public static void For(int count, Action<int> body, ComputeContext? context = null) => For(count, new DelegateBody(body), context);

    private readonly struct DelegateBody(Action<int> body) : ILoopBody
    {
        public void Run(int index) => body(index);
    }

    /// <summary>The indices below <paramref name="middle"/> in reverse, and so the others.</summary>
    private readonly struct BackBody<TBody>(TBody body, int count, int middle) : ILoopBody where TBody : ILoopBody
    {
        public void Run(int index) => body.Run(index < middle ? middle - 1 - index : count - 1 + middle - index);
    }

    /// <summary>One loop. The last to leave it, caller or worker, puts it aside for a later loop of its kind, so that a steady program
    /// allocates none: a worker that the pool starts late still finds the loop that it was queued for, and nothing left to do.</summary>
    private sealed class Job<TBody> : IThreadPoolWorkItem where TBody : ILoopBody
    {
        private static readonly Stack<Job<TBody>> Idle = new();

        private TBody _body = default!;
        private int _count;
        private int _users;
        private int _claimed;
        private int _first;
        private int _last;
        private int _finished;
        private Exception? _failure;

        public static Job<TBody> Take(int count, TBody body, int workers)
        {
            Job<TBody>? job;
            lock (Idle)
            {
                if (!Idle.TryPop(out job))
                    job = new Job<TBody>();
            }

            job._body = body;
            job._count = count;
            job._users = workers;
            job._claimed = job._finished = 0;
            (job._first, job._last) = (0, count);
            job._failure = null;
            return job;
        }

        void IThreadPoolWorkItem.Execute()
        {
            Work(isCaller: false);
            Leave();
        }

        public void RunAsCaller()
        {
            Work(isCaller: true);
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
            lock (Idle)
                Idle.Push(this);
        }

        private void Work(bool isCaller)
        {
            while (true)
            {
                // A late worker must not wrap the counter round: look before taking.
                if (Volatile.Read(ref _claimed) >= _count || Interlocked.Increment(ref _claimed) > _count)
                    return;
                // No more indices are claimed than there are, so that the two ends cannot cross; the first end is the caller's alone.
                int index = isCaller ? _first++ : Interlocked.Decrement(ref _last);
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
