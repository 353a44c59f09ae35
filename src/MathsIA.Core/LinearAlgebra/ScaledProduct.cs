using System.Numerics;

namespace MathsIA.LinearAlgebra;

/// <summary>A product of many factors that overflows only if the whole product does.</summary>
internal struct ScaledProduct<T>(bool negative) where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private T _fraction = negative ? T.NegativeOne : T.One;
    private long _exponent;
    private T _logarithm;

    /// <summary>Multiplies one finite factor in.</summary>
    public void Multiply(T factor)
    {
        _logarithm += T.Log(T.Abs(factor));
        if (factor == T.Zero)
        {
            _fraction = T.Zero;
            return;
        }

        // Each factor is brought near one before it is multiplied in, so that no partial product leaves the range.
        int exponent = T.ILogB(factor);
        _fraction *= T.ScaleB(factor, -exponent);
        int carry = _fraction == T.Zero ? 0 : T.ILogB(_fraction);
        _fraction = T.ScaleB(_fraction, -carry);
        _exponent += exponent + carry;
    }

    /// <summary>The product.</summary>
    public readonly T Value => T.ScaleB(_fraction, (int)Math.Clamp(_exponent, -100_000, 100_000));

    /// <summary>The sign of the product and the logarithm of its magnitude.</summary>
    public readonly LogDeterminant<T> Log => _fraction == T.Zero ? new(0, T.NegativeInfinity) : new(T.Sign(_fraction), _logarithm);
}
