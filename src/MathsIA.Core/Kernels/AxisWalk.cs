using System.Runtime.CompilerServices;

namespace MathsIA.Kernels;

/// <summary>Where the elements of some axes of a strided operand lie, counted in row-major order.</summary>
/// <remarks>Axes of length 1 are dropped and neighbours that follow one another in memory are joined, so most walks end with
/// one axis. Immutable, hence safe to share between threads.</remarks>
internal sealed class AxisWalk
{
    /// <summary>The joined axes; none where one stride describes the walk, for most walks are made for one reduction and dropped.</summary>
    private readonly int[] _lengths = [], _strides = [];

    public AxisWalk(ReadOnlySpan<int> lengths, ReadOnlySpan<int> strides)
    {
        Span<int> joinedLengths = stackalloc int[lengths.Length + 1], joinedStrides = stackalloc int[lengths.Length + 1];
        int count = 0;
        Length = 1;
        for (int axis = 0; axis < lengths.Length; axis++)
        {
            Length *= lengths[axis];
            if (lengths[axis] == 1)
                continue;
            if (count > 0 && joinedStrides[count - 1] == (long)strides[axis] * lengths[axis])
            {
                joinedLengths[count - 1] *= lengths[axis];
                joinedStrides[count - 1] = strides[axis];
                continue;
            }

            joinedLengths[count] = lengths[axis];
            joinedStrides[count++] = strides[axis];
        }

        if (count == 0)
        {
            joinedLengths[count] = Length;
            joinedStrides[count++] = 1;
        }

        RunLength = joinedLengths[count - 1];
        RunStride = joinedStrides[count - 1];
        IsStrided = count == 1;
        if (IsStrided)
            return;
        _lengths = joinedLengths[..count].ToArray();
        _strides = joinedStrides[..count].ToArray();
    }

    /// <summary>The walk over elements that lie one after another.</summary>
    public static AxisWalk Contiguous(int length) => new([length], [1]);

    /// <summary>How many elements are walked.</summary>
    public int Length { get; }

    /// <summary>The length of the innermost joined axis.</summary>
    public int RunLength { get; }

    /// <summary>The distance between neighbours along the innermost joined axis.</summary>
    public int RunStride { get; }

    /// <summary>Whether one stride describes the whole walk.</summary>
    public bool IsStrided { get; }

    /// <summary>Whether the elements lie one after another.</summary>
    public bool IsContiguous => IsStrided && RunStride == 1;

    /// <summary>The place of element <paramref name="index"/> relative to the first.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public nint Place(int index) => IsStrided ? (nint)index * RunStride : JoinedPlace(index);

    private nint JoinedPlace(int index)
    {
        nint place = 0;
        for (int axis = _lengths.Length - 1; axis >= 0; axis--)
        {
            (index, int along) = Math.DivRem(index, _lengths[axis]);
            place += (nint)along * _strides[axis];
        }

        return place;
    }
}
