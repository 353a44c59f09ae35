using MathsIA.Execution;
using Xunit;

namespace MathsIA.Tests;

public sealed unsafe class WorkspaceTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(511)]
    [InlineData(512)]
    [InlineData(513)]
    [InlineData(100_000)]
    [InlineData(9_000_000)]
    public void MemoryIsAlignedAsLongAsAskedAndZeroOnRequest(int length)
    {
        for (int round = 0; round < 2; round++)
        {
            using var workspace = new Workspace<double>(length, clear: true);
            Assert.Equal(0, (nint)workspace.Data % 64);
            Assert.Equal(length, workspace.Span.Length);
            Assert.False(workspace.Span.ContainsAnyExcept(0.0));
            workspace.Span.Fill(double.NaN);
        }
    }

    [Fact]
    public void NoElementsNeedNoMemory()
    {
        using var workspace = new Workspace<float>(0);
        Assert.True(workspace.Data == null);
        Assert.True(workspace.Span.IsEmpty);
        default(Workspace<float>).Dispose();
    }

    [Fact]
    public void BlocksInUseAtTheSameTimeAreApart()
    {
        var taken = new Workspace<int>[50];
        for (int i = 0; i < taken.Length; i++)
        {
            taken[i] = new Workspace<int>(1000);
            taken[i].Span.Fill(i);
        }

        for (int i = 0; i < taken.Length; i++)
        {
            Assert.False(taken[i].Span.ContainsAnyExcept(i));
            taken[i].Dispose();
        }
    }

    [Fact]
    public void BlocksAreApartUnderContention()
    {
        Parallel.For(0, 2000, static i =>
        {
            int length = 1 << (8 + i % 12);
            using var first = new Workspace<int>(length);
            using var second = new Workspace<int>(length);
            first.Span.Fill(i);
            second.Span.Fill(~i);
            Thread.Yield();
            Assert.False(first.Span.ContainsAnyExcept(i));
            Assert.False(second.Span.ContainsAnyExcept(~i));
        });
    }

    [Theory]
    [InlineData(10)]
    [InlineData(100_000)]
    [InlineData(1_000_000)]
    public void ASteadyLoopAllocatesNothing(int length)
    {
        Loop(length, 3);
        long before = GC.GetAllocatedBytesForCurrentThread();
        Loop(length, 100);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);

        static void Loop(int length, int rounds)
        {
            for (int i = 0; i < rounds; i++)
            {
                using var outer = new Workspace<float>(length);
                using var inner = new Workspace<float>(length);
                using var third = new Workspace<float>(length);
            }
        }
    }

    [Fact]
    public void WhatIsKeptIsBounded()
    {
        // Many more blocks of the largest kept size than there are slots: most must become garbage again.
        const int count = 24;
        var weak = new WeakReference[count];
        Take(weak);
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
        Assert.InRange(weak.Count(static reference => reference.IsAlive), 0, 8);

        static void Take(WeakReference[] weak)
        {
            var taken = new BlockPool.CacheLine[weak.Length][];
            for (int i = 0; i < weak.Length; i++)
                weak[i] = new WeakReference(taken[i] = BlockPool.Rent(BlockPool.LargestKept));
            foreach (BlockPool.CacheLine[] block in taken)
                BlockPool.Return(block);
        }
    }

    [Fact]
    public void ReservationsLeaveTheRestToInnerWork()
    {
        ComputeContext context = new() { MemoryLimit = 1000 };
        Assert.Equal(300, Workspace.Reserve("Test", 700, context).MemoryLimit);
        Assert.Equal(1, Workspace.Reserve("Test", 1000, context).MemoryLimit);
        Assert.Same(ComputeContext.Default, Workspace.Reserve("Test", 1000, null));
        MemoryLimitException refused = Assert.Throws<MemoryLimitException>(() => Workspace.Reserve("Test", 1001, context));
        Assert.Equal(("Test", 1001L, 1000L), (refused.Operation, refused.RequestedBytes, refused.LimitBytes));
    }

    [Fact]
    public void PiecesRunOnFewerThreadsWhenNotAllFit()
    {
        ComputeContext context = new() { MemoryLimit = 1000, DegreeOfParallelism = 8 };
        Assert.Equal(3, Workspace.ReserveEach("Test", 300, 20, context).DegreeOfParallelism);
        Assert.Same(context, Workspace.ReserveEach("Test", 100, 20, context));
        Assert.Same(context, Workspace.ReserveEach("Test", 500, 2, context));
        Assert.Throws<MemoryLimitException>(() => Workspace.ReserveEach("Test", 1001, 20, context));
    }
}
