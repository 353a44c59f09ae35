using System.Runtime.InteropServices;

namespace MathsIA.RandomNumbers;

/// <summary>A counter-based, splittable generator of random numbers: Philox4x32-10.</summary>
/// <remarks>
/// <para>A generator is a stream of 32-bit words, each a fixed function of the key, the stream's name and the word's place. So any
/// place is reached at once (<see cref="Position"/>), large fills run on several threads with the same result, and named
/// sub-streams (<see cref="Split(string)"/>) are independent of each other and of the order in which they are used.</para>
/// <para>The stream is stable: the same state gives the same numbers in every later version, for any vector width and any number of
/// threads; on machines with fused multiply-add also for the floating-point distributions, bit for bit. A fill draws exactly
/// what as many single draws would have drawn, one element after another. What a draw consumes: a <c>float</c> uniform,
/// normal or exponential one word, a <c>double</c> one two words; integers, gamma, beta and what is built on them a number
/// that depends on what is drawn.</para>
/// <para>Period of one stream: 2^64 words, after which it repeats. Passes the statistical batteries in the paper: J. K. Salmon et al., "Parallel random
/// numbers: as easy as 1, 2, 3", SC 2011. Not for cryptography.</para>
/// <para>Not safe for use by several threads at once: give each its own <see cref="Split(long)"/>.</para>
/// </remarks>
public sealed partial class Philox
{
    /// <summary>Words kept for draws one at a time; a multiple of every register's blocks.</summary>
    private const int BufferLength = 64;

    /// <summary>Keys of child streams are drawn under another key than the parent's numbers.</summary>
    private const ulong LabelDomain = 0x6C61_6265_6C73_7472, NumberDomain = 0x6E75_6D62_6572_7370;

    private readonly ulong _key;
    private readonly ulong _stream;
    private ulong _position;
    private uint[]? _buffer;
    private ulong _bufferStart;

    /// <summary>Creates the generator of a seed, at the start of its stream.</summary>
    /// <param name="seed">Any number; different seeds give independent streams.</param>
    public Philox(long seed) => _key = (ulong)seed;

    /// <summary>Creates a generator that continues from a stored state.</summary>
    /// <param name="state">What <see cref="State"/> returned.</param>
    public Philox(PhiloxState state)
    {
        _key = state.Key;
        _stream = state.Stream;
        _position = state.Position;
    }

    /// <summary>The state: a generator made from it draws the same numbers as this one will.</summary>
    public PhiloxState State => new(_key, _stream, _position);

    /// <summary>The place in the stream: how many 32-bit words lie before the next draw. Assign it to move there, at no cost.</summary>
    public ulong Position
    {
        get => _position;
        set => _position = value;
    }

    /// <summary>A copy that draws the same numbers from here on, by itself.</summary>
    /// <returns>A new generator in the same state.</returns>
    public Philox Clone() => new(State);

    /// <summary>The sub-stream of a name: independent of this stream and of every other name's.</summary>
    /// <remarks>Depends on this generator's seed and the name alone, not on what was drawn already: the same name gives the
    /// same numbers again. Two streams coincide with probability 2^-128. Cost: one block for every four characters.</remarks>
    /// <param name="label">The name, compared by its UTF-16 code units.</param>
    /// <returns>A new generator at the start of the sub-stream.</returns>
    /// <exception cref="ArgumentNullException">The name is null.</exception>
    public Philox Split(string label)
    {
        ArgumentNullException.ThrowIfNull(label);
        (ulong key, ulong stream) = PhiloxBlocks.Block(_key ^ LabelDomain, (ulong)label.Length, _stream);
        for (int i = 0; i < label.Length; i += 4)
        {
            ulong units = 0;
            for (int j = i; j < Math.Min(i + 4, label.Length); j++)
                units |= (ulong)label[j] << (16 * (j - i));
            (key, stream) = PhiloxBlocks.Block(key, units, stream);
        }

        return new Philox(new PhiloxState(key, stream, 0));
    }

    /// <summary>The sub-stream of a number: one an epoch, a worker, a sample. Independent as those of <see cref="Split(string)"/> are.</summary>
    /// <param name="index">Any number.</param>
    /// <returns>A new generator at the start of the sub-stream.</returns>
    public Philox Split(long index)
    {
        (ulong key, ulong stream) = PhiloxBlocks.Block(_key ^ NumberDomain, (ulong)index, _stream);
        return new Philox(new PhiloxState(key, stream, 0));
    }

    /// <summary>Moves forward, or backward for a negative number, without drawing.</summary>
    /// <param name="words">How many 32-bit words.</param>
    public void Skip(long words) => _position += (ulong)words;

    /// <summary>Draws 32 random bits: one word.</summary>
    /// <returns>Any number, all equally likely.</returns>
    public uint NextUInt32()
    {
        ulong place = _position - _bufferStart;
        if (_buffer is null || place >= BufferLength)
            place = FillBuffer();
        _position++;
        return _buffer![(int)place];
    }

    /// <summary>Draws 64 random bits: two words, the lower half first.</summary>
    /// <returns>Any number, all equally likely.</returns>
    public ulong NextUInt64()
    {
        uint low = NextUInt32();
        return low | ((ulong)NextUInt32() << 32);
    }

    /// <summary>Fills a span with random bits: one word an element.</summary>
    /// <param name="destination">Where to write.</param>
    public void FillBits(Span<uint> destination)
    {
        PhiloxBlocks.Fill(_key, _stream, _position, destination);
        _position += (ulong)destination.Length;
    }

    /// <summary>Fills a span with random bytes, one word for every four, the lowest byte first; a last word is used in part.</summary>
    /// <param name="destination">Where to write.</param>
    public void FillBytes(Span<byte> destination)
    {
        Span<uint> whole = MemoryMarshal.Cast<byte, uint>(destination);
        FillBits(whole);
        Span<byte> rest = destination[(whole.Length * 4)..];
        uint last = rest.IsEmpty ? 0 : NextUInt32();
        for (int i = 0; i < rest.Length; i++)
            rest[i] = (byte)(last >> (8 * i));
    }

    /// <summary>Generates the words around the present position, and says where in the buffer it lies.</summary>
    private ulong FillBuffer()
    {
        _buffer ??= new uint[BufferLength];
        ulong place = _position % BufferLength;
        _bufferStart = _position - place;
        PhiloxBlocks.Fill(_key, _stream, _bufferStart, _buffer);
        return place;
    }
}
