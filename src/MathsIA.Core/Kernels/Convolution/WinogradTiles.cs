using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace MathsIA.Kernels;

/// <summary>The two-dimensional transforms of Winograd convolution, for all channels of a tile: pixels with their channels together.</summary>
internal static unsafe class WinogradTiles
{
    private readonly struct Three : IConstant { public static int Value => 3; }

    private readonly struct Five : IConstant { public static int Value => 5; }

    /// <summary>The elements of the largest register: room for a tile in passing.</summary>
    private const int MostLanes = 16;

    /// <summary>The 36 values of a patch of 6 x 6 pixels, each <paramref name="targetStep"/> after the former.</summary>
    public static void Input<T>(T* patch, nint row, int pitch, int channels, T* target, nint targetStep) where T : unmanaged, System.Numerics.INumber<T>
    {
        if (Vector512.IsHardwareAccelerated)
            Input<Lane512<T>, T>(patch, row, pitch, channels, target, targetStep);
        else if (Vector256.IsHardwareAccelerated)
            Input<Lane256<T>, T>(patch, row, pitch, channels, target, targetStep);
        else if (Vector128.IsHardwareAccelerated)
            Input<Lane128<T>, T>(patch, row, pitch, channels, target, targetStep);
        else
            Input<LaneScalar<T>, T>(patch, row, pitch, channels, target, targetStep);
    }

    /// <summary>The 36 values of a square filter of two to five taps.</summary>
    public static void Filter<T>(int taps, T* filter, nint row, int pitch, int channels, T* target, nint targetStep) where T : unmanaged, System.Numerics.INumber<T>
    {
        if (taps == 2)
            Filter<T, GemmTile.Two>(filter, row, pitch, channels, target, targetStep);
        else if (taps == 3)
            Filter<T, Three>(filter, row, pitch, channels, target, targetStep);
        else if (taps == 4)
            Filter<T, GemmTile.Four>(filter, row, pitch, channels, target, targetStep);
        else
            Filter<T, Five>(filter, row, pitch, channels, target, targetStep);
    }

    /// <summary>A square of two to five outputs, or derivatives of a filter, from their 36 values, plus a bias a channel unless null.</summary>
    public static void Output<T>(int outputs, T* values, nint valueStep, int channels, T* bias, T* target, nint row, int pitch) where T : unmanaged, System.Numerics.INumber<T>
    {
        if (outputs == 2)
            Output<T, GemmTile.Two>(values, valueStep, channels, bias, target, row, pitch);
        else if (outputs == 3)
            Output<T, Three>(values, valueStep, channels, bias, target, row, pitch);
        else if (outputs == 4)
            Output<T, GemmTile.Four>(values, valueStep, channels, bias, target, row, pitch);
        else
            Output<T, Five>(values, valueStep, channels, bias, target, row, pitch);
    }

    private static void Filter<T, TTaps>(T* filter, nint row, int pitch, int channels, T* target, nint targetStep)
        where T : unmanaged, System.Numerics.INumber<T>
        where TTaps : struct, IConstant
    {
        if (Vector512.IsHardwareAccelerated)
            Filter<Lane512<T>, T, TTaps>(filter, row, pitch, channels, target, targetStep);
        else if (Vector256.IsHardwareAccelerated)
            Filter<Lane256<T>, T, TTaps>(filter, row, pitch, channels, target, targetStep);
        else if (Vector128.IsHardwareAccelerated)
            Filter<Lane128<T>, T, TTaps>(filter, row, pitch, channels, target, targetStep);
        else
            Filter<LaneScalar<T>, T, TTaps>(filter, row, pitch, channels, target, targetStep);
    }

    private static void Output<T, TOutputs>(T* values, nint valueStep, int channels, T* bias, T* target, nint row, int pitch)
        where T : unmanaged, System.Numerics.INumber<T>
        where TOutputs : struct, IConstant
    {
        if (Vector512.IsHardwareAccelerated)
            Output<Lane512<T>, T, TOutputs>(values, valueStep, channels, bias, target, row, pitch);
        else if (Vector256.IsHardwareAccelerated)
            Output<Lane256<T>, T, TOutputs>(values, valueStep, channels, bias, target, row, pitch);
        else if (Vector128.IsHardwareAccelerated)
            Output<Lane128<T>, T, TOutputs>(values, valueStep, channels, bias, target, row, pitch);
        else
            Output<LaneScalar<T>, T, TOutputs>(values, valueStep, channels, bias, target, row, pitch);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    [SkipLocalsInit]
    private static void Input<TLane, T>(T* patch, nint row, int pitch, int channels, T* target, nint targetStep)
        where TLane : struct, ILane<TLane, T>
        where T : unmanaged
    {
        T* half = stackalloc T[WinogradPoints.Count * WinogradPoints.Count * MostLanes];
        for (int c = 0; c < channels; c += TLane.Count)
        {
            for (int x = 0; x < WinogradPoints.Count; x++)
                WinogradPoints.Input<TLane, T>(patch + c + (nint)x * pitch, row, half + x * TLane.Count, WinogradPoints.Count * TLane.Count);
            for (int y = 0; y < WinogradPoints.Count; y++)
                WinogradPoints.Input<TLane, T>(half + y * WinogradPoints.Count * TLane.Count, TLane.Count, target + c + y * WinogradPoints.Count * targetStep, targetStep);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    [SkipLocalsInit]
    private static void Filter<TLane, T, TTaps>(T* filter, nint row, int pitch, int channels, T* target, nint targetStep)
        where TLane : struct, ILane<TLane, T>
        where T : unmanaged
        where TTaps : struct, IConstant
    {
        T* half = stackalloc T[WinogradPoints.Count * 5 * MostLanes];
        for (int c = 0; c < channels; c += TLane.Count)
        {
            for (int x = 0; x < TTaps.Value; x++)
                WinogradPoints.Filter<TLane, T, TTaps>(filter + c + (nint)x * pitch, row, half + x * TLane.Count, TTaps.Value * TLane.Count);
            for (int y = 0; y < WinogradPoints.Count; y++)
                WinogradPoints.Filter<TLane, T, TTaps>(half + y * TTaps.Value * TLane.Count, TLane.Count, target + c + y * WinogradPoints.Count * targetStep, targetStep);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    [SkipLocalsInit]
    private static void Output<TLane, T, TOutputs>(T* values, nint valueStep, int channels, T* bias, T* target, nint row, int pitch)
        where TLane : struct, ILane<TLane, T>
        where T : unmanaged
        where TOutputs : struct, IConstant
    {
        T* half = stackalloc T[WinogradPoints.Count * 5 * MostLanes];
        for (int c = 0; c < channels; c += TLane.Count)
        {
            for (int x = 0; x < WinogradPoints.Count; x++)
                WinogradPoints.Output<TLane, T, TOutputs>(values + c + x * valueStep, WinogradPoints.Count * valueStep, half + x * TLane.Count, WinogradPoints.Count * TLane.Count);
            for (int y = 0; y < TOutputs.Value; y++)
            {
                T* line = target + c + y * row;
                WinogradPoints.Output<TLane, T, TOutputs>(half + y * WinogradPoints.Count * TLane.Count, TLane.Count, line, pitch);
                for (int x = 0; bias is not null && x < TOutputs.Value; x++)
                    (TLane.Load(line + (nint)x * pitch) + TLane.Load(bias + c)).Store(line + (nint)x * pitch);
            }
        }
    }
}
