using MathsIA.Execution;
using Xunit;

namespace MathsIA.Tests;

public sealed class ParallelLoopTests
{
    [Theory]
    [InlineData(1), InlineData(2), InlineData(5)]
    public void Every_index_is_run_once_there_and_back(int threads)
    {
        var context = new ComputeContext { DegreeOfParallelism = threads };
        foreach (int count in (int[])[0, 1, 2, 3, 7, 100])
        {
            foreach (bool back in (bool[])[false, true])
            {
                var runs = new int[count];
                ParallelLoop.ThereAndBack(count, new Count(runs), back, context);
                Assert.All(runs, run => Assert.Equal(1, run));
            }
        }
    }

    [Fact]
    public void On_one_thread_the_way_back_is_the_way_there_in_reverse()
    {
        var order = new List<int>();
        ParallelLoop.ThereAndBack(5, new Note(order), back: false, ComputeContext.SingleThread);
        ParallelLoop.ThereAndBack(5, new Note(order), back: true, ComputeContext.SingleThread);
        Assert.Equal([0, 1, 2, 3, 4, 4, 3, 2, 1, 0], order);
    }

    [Fact]
    public void The_caller_begins_at_the_first_index_and_each_way_back_ends_where_the_way_there_began()
    {
        int caller = Environment.CurrentManagedThreadId;
        var context = new ComputeContext { DegreeOfParallelism = 2 };
        for (int round = 0; round < 50; round++)
        {
            List<int> there = [], back = [];
            ParallelLoop.ThereAndBack(8, new NoteOf(caller, there), back: false, context);
            ParallelLoop.ThereAndBack(8, new NoteOf(caller, back), back: true, context);
            Assert.Equal(Enumerable.Range(0, there.Count), there);
            Assert.Equal(((int[])[3, 2, 1, 0, 7, 6, 5, 4]).Take(back.Count), back);
        }
    }

    [Fact]
    public void The_first_failure_reaches_the_caller_and_the_next_loop_runs()
    {
        var context = new ComputeContext { DegreeOfParallelism = 3 };
        for (int round = 0; round < 20; round++)
        {
            Assert.Throws<InvalidTimeZoneException>(() => ParallelLoop.For(10, new Fail(), context));
            var runs = new int[10];
            ParallelLoop.For(10, new Count(runs), context);
            Assert.All(runs, run => Assert.Equal(1, run));
        }
    }

    [Fact]
    public void Loops_within_loops_come_to_an_end()
    {
        var context = new ComputeContext { DegreeOfParallelism = 4 };
        int sum = 0;
        ParallelLoop.For(20, i => ParallelLoop.For(20, j => Interlocked.Add(ref sum, (20 * i) + j), context), context);
        Assert.Equal(399 * 400 / 2, sum);
    }

    [Fact]
    public void A_steady_program_allocates_nothing()
    {
        var context = new ComputeContext { DegreeOfParallelism = 2 };
        void Loops(int count)
        {
            // Pieces that take their time: the pool's own queue grows where loops are handed out faster than threads begin.
            for (int k = 0; k < count; k++)
                ParallelLoop.ThereAndBack(4, new Spin(), k % 2 == 1, context);
        }

        Loops(500);
        long least = Enumerable.Range(0, 20).Min(_ =>
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            Loops(200);
            return GC.GetAllocatedBytesForCurrentThread() - before;
        });
        Assert.Equal(0, least);
    }

    private readonly struct Count(int[] runs) : ILoopBody
    {
        public void Run(int index) => Interlocked.Increment(ref runs[index]);
    }

    private readonly struct Note(List<int> order) : ILoopBody
    {
        public void Run(int index) => order.Add(index);
    }

    private readonly struct NoteOf(int thread, List<int> order) : ILoopBody
    {
        public void Run(int index)
        {
            if (Environment.CurrentManagedThreadId == thread)
                order.Add(index);
        }
    }

    private readonly struct Spin : ILoopBody
    {
        public void Run(int index) => Thread.SpinWait(500);
    }

    private readonly struct Fail : ILoopBody
    {
        public void Run(int index) => throw new InvalidTimeZoneException("failed on purpose");
    }
}
