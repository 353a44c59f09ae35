namespace MathsIA.Optimization.Tests;

/// <summary>NumPy's legacy generator, so that notebooks and recorded Python results can be reproduced from their seed: MT19937 with <c>rand</c> and <c>randn</c>.</summary>
internal sealed class NumpyLegacyRandom
{
    private readonly uint[] _state = new uint[624];
    private int _next = 624;
    private double? _spare;

    public NumpyLegacyRandom(uint seed)
    {
        _state[0] = seed;
        for (uint i = 1; i < 624; i++)
            _state[i] = (1812433253u * (_state[i - 1] ^ (_state[i - 1] >> 30))) + i;
    }

    public double Rand() => (((Word() >> 5) * 67108864.0) + (Word() >> 6)) / 9007199254740992.0;

    public double Randn()
    {
        if (_spare is { } spare)
        {
            _spare = null;
            return spare;
        }

        double x, y, square;
        do
        {
            x = (2 * Rand()) - 1;
            y = (2 * Rand()) - 1;
            square = (x * x) + (y * y);
        }
        while (square >= 1 || square == 0);
        double factor = Math.Sqrt(-2 * Math.Log(square) / square);
        _spare = factor * x;
        return factor * y;
    }

    public Tensor<double> Rand(params int[] lengths) => Fill(Rand, lengths);

    public Tensor<double> Randn(params int[] lengths) => Fill(Randn, lengths);

    private static Tensor<double> Fill(Func<double> draw, int[] lengths)
    {
        var tensor = Tensor.Zeros<double>(lengths);
        foreach (ref double element in tensor.AsSpan())
            element = draw();
        return tensor;
    }

    private uint Word()
    {
        if (_next == 624)
        {
            for (int i = 0; i < 624; i++)
            {
                uint y = (_state[i] & 0x80000000u) | (_state[(i + 1) % 624] & 0x7fffffffu);
                _state[i] = _state[(i + 397) % 624] ^ (y >> 1) ^ ((y & 1) == 0 ? 0 : 0x9908b0dfu);
            }

            _next = 0;
        }

        uint word = _state[_next++];
        word ^= word >> 11;
        word ^= (word << 7) & 0x9d2c5680u;
        word ^= (word << 15) & 0xefc60000u;
        return word ^ (word >> 18);
    }
}
