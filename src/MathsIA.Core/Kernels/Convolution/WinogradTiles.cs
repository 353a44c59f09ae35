using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace MathsIA.Kernels;

/// <summary>The two-dimensional transforms of Winograd convolution, for all channels of a tile: pixels with their channels together.</summary>
internal static unsafe class WinogradTiles
{
    public readonly struct Three : IConstant { public static int Value => 3; }

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

    /// <summary>The 36 values of a filter of 3 x 3 or 4 x 4 taps.</summary>
    public static void Filter<T, TTaps>(T* filter, nint row, int pitch, int channels, T* target, nint targetStep)
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

    /// <summary>The 4 x 4 outputs, or the 3 x 3 derivatives of a filter, from their 36 values, plus a bias a channel unless null.</summary>
    public static void Output<T, TOutputs>(T* values, nint valueStep, int channels, T* bias, T* target, nint row, int pitch)
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
        T* half = stackalloc T[WinogradPoints.Count * 4 * MostLanes];
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
        T* half = stackalloc T[WinogradPoints.Count * 4 * MostLanes];
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
