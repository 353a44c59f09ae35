using System.Numerics;

namespace MathsIA.Optimization.Tests;

/// <summary>A number with two infinitesimal parts: what a function does to it is its exact derivative along two directions, and its second
/// derivative along both.</summary>
internal readonly record struct HyperDual<T>(T Value, T First, T Second, T Mixed) where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public static implicit operator HyperDual<T>(double value) => new(T.CreateChecked(value), T.Zero, T.Zero, T.Zero);

    public static HyperDual<T> operator +(HyperDual<T> a, HyperDual<T> b) => new(a.Value + b.Value, a.First + b.First, a.Second + b.Second, a.Mixed + b.Mixed);

    public static HyperDual<T> operator -(HyperDual<T> a, HyperDual<T> b) => new(a.Value - b.Value, a.First - b.First, a.Second - b.Second, a.Mixed - b.Mixed);

    public static HyperDual<T> operator *(HyperDual<T> a, HyperDual<T> b) => new(
        a.Value * b.Value, (a.First * b.Value) + (a.Value * b.First), (a.Second * b.Value) + (a.Value * b.Second),
        (a.Mixed * b.Value) + (a.First * b.Second) + (a.Second * b.First) + (a.Value * b.Mixed));

    public HyperDual<T> Squared() => this * this;
}
