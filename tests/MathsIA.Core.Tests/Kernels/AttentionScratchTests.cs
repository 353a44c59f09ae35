using MathsIA.Kernels;

namespace MathsIA.Tests.Kernels;

/// <summary>What attention takes for each thread. Its numbers are checked where it is differentiated.</summary>
public sealed class AttentionScratchTests
{
    [Theory, InlineData(1, 1), InlineData(32, 32), InlineData(64, 64), InlineData(80, 64), InlineData(128, 128), InlineData(256, 256)]
    public void A_thread_takes_at_most_a_megabyte(int width, int valueWidth)
    {
        Assert.InRange(AttentionForwardBody<float>.ScratchBytes(width, valueWidth), 1, 1 << 20);
        Assert.InRange(AttentionForwardBody<double>.ScratchBytes(width, valueWidth), 1, 1 << 20);
        Assert.InRange(AttentionBackwardBody<float>.ScratchBytes(width, valueWidth), 1, 1 << 20);
        Assert.InRange(AttentionBackwardBody<double>.ScratchBytes(width, valueWidth), 1, 1 << 20);
    }

    [Fact]
    public void Blocks_of_queries_are_whole_groups()
    {
        foreach (int width in (int[])[0, 1, 64, 300, 4096])
            Assert.Equal(0, AttentionBlocking.Queries<double>(width, width) % AttentionBlocking.Group);
    }
}
