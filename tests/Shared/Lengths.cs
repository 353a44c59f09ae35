namespace MathsIA.Tests;

/// <summary>Lengths that fall on, just before and just after every register width and unrolling.</summary>
internal static class Lengths
{
    public static readonly int[] AroundEveryTail =
        [0, 1, 2, 3, 4, 5, 7, 8, 9, 15, 16, 17, 23, 31, 32, 33, 47, 63, 64, 65, 100, 127, 128, 129, 255, 256, 257, 1000, 1023, 1024, 1025, 4099];

    public static TheoryData<int> Theory => [.. AroundEveryTail];
}
