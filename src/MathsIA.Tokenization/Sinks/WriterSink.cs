using System.Buffers;

namespace MathsIA.Tokenization;

/// <summary>Writes ids into a buffer writer.</summary>
internal struct WriterSink(IBufferWriter<int> writer) : ITokenSink
{
    public readonly bool NeedsSpans => false;

    public long Written { get; private set; }

    public bool Take(scoped ReadOnlySpan<int> ids, scoped ReadOnlySpan<Piece> spans)
    {
        writer.Write(ids);
        Written += ids.Length;
        return true;
    }
}
