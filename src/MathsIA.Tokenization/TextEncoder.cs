using System.Text;
using System.Text.Unicode;

namespace MathsIA.Tokenization;

/// <summary>Takes one text through the parts of a tokenizer; owns the scratch memory of one thread.</summary>
/// <remarks>
/// text -> added tokens -> normalizer -> added tokens of the normalized text -> pieces -> tokens -> sink, a batch at a time, so that the
/// memory in work stays in the cache and a sink that has enough can stop early.
/// </remarks>
internal sealed class TextEncoder
{
    /// <summary>Scratch beyond this is given back to the collector after use.</summary>
    private const int KeptBytes = 64 << 20;

    private readonly TokenizerParts _parts;
    private readonly AddedTokenFinder _rawTokens;
    private readonly AddedTokenFinder _normalizedTokens;
    private readonly IPieceEncoder _encoder;
    private readonly PieceBuffer _pieces = new();
    private readonly TokenBuffer _tokens = new();
    private readonly NormalizedText _normalized = new();
    private byte[] _utf8 = new byte[1024];

    public TextEncoder(TokenizerParts parts, AddedTokenFinder rawTokens, AddedTokenFinder normalizedTokens)
    {
        _parts = parts;
        _rawTokens = rawTokens;
        _normalizedTokens = normalizedTokens;
        _encoder = parts.Model.CreateEncoder();
    }

    /// <summary>Whether the scratch memory is small enough to be kept for the next text.</summary>
    public bool IsWorthKeeping => _utf8.Length <= KeptBytes;

    /// <summary>The text as UTF-8, lone surrogates as U+FFFD; valid until the next call.</summary>
    public ReadOnlySpan<byte> ToUtf8(ReadOnlySpan<char> text)
    {
        // Three bytes a char always suffice; counting first pays only when that much memory would hurt.
        int needed = text.Length <= 1 << 16 ? 3 * text.Length : Encoding.UTF8.GetByteCount(text);
        if (_utf8.Length < needed)
            _utf8 = GC.AllocateUninitializedArray<byte>(needed);
        Utf8.FromUtf16(text, _utf8, out _, out int written);
        return _utf8.AsSpan(0, written);
    }

    /// <summary>Encodes a text, with the template around it, into a sink.</summary>
    /// <returns>False when the sink had enough.</returns>
    public bool RunTemplate<TSink>(ReadOnlySpan<byte> text, SpecialTokenPolicy policy, ref TSink sink)
        where TSink : struct, ITokenSink, allows ref struct
    {
        if (_parts.Template is not { } template)
            return Run(text, policy, ref sink);
        int at = 0;
        foreach (TemplatePart part in template.Single)
        {
            if (part.Text == 0 ? !Run(text, policy, ref sink) : !sink.Take([part.TokenId], [new(at, at)]))
                return false;
            at = part.Text == 0 ? text.Length : at;
        }

        return true;
    }

    /// <summary>Encodes a text alone into a sink.</summary>
    /// <returns>False when the sink had enough.</returns>
    public bool Run<TSink>(ReadOnlySpan<byte> text, SpecialTokenPolicy policy, ref TSink sink)
        where TSink : struct, ITokenSink, allows ref struct
    {
        _tokens.TracksSpans = _normalized.TracksSources = sink.NeedsSpans;
        if (!_rawTokens.MayFind(policy))
            return Normalize(text, 0, isFirst: true, policy, ref sink);
        int at = 0;
        while (_rawTokens.TryFind(text, at, policy, out Piece place, out int id))
        {
            if (place.Start > at && !Normalize(text[at..place.Start], at, at == 0, policy, ref sink))
                return false;
            if (!sink.Take([id], [place]))
                return false;
            at = place.End;
        }

        return at == text.Length || Normalize(text[at..], at, at == 0, policy, ref sink);
    }

    /// <summary>Encodes the text between two added tokens. <paramref name="offset"/> is where it stands in the whole.</summary>
    private bool Normalize<TSink>(ReadOnlySpan<byte> text, int offset, bool isFirst, SpecialTokenPolicy policy, ref TSink sink)
        where TSink : struct, ITokenSink, allows ref struct
    {
        var origin = new Origin(offset, [], text.Length);
        if (_parts.Normalizer is not null)
        {
            _normalized.Clear();
            _parts.Normalizer.Normalize(text, isFirst, _normalized);
            text = _normalized.Bytes;
            origin = new(offset, _normalized.Sources, origin.Length);
        }

        if (!_normalizedTokens.MayFind(policy))
            return Encode(text, 0, in origin, ref sink);
        int at = 0;
        while (_normalizedTokens.TryFind(text, at, policy, out Piece place, out int id))
        {
            if (place.Start > at && !Encode(text[at..place.Start], at, in origin, ref sink))
                return false;
            if (!sink.Take([id], [sink.NeedsSpans ? origin.Of(place) : place]))
                return false;
            at = place.End;
        }

        return at == text.Length || Encode(text[at..], at, in origin, ref sink);
    }

    /// <summary>Encodes text that holds no added token.</summary>
    private bool Encode<TSink>(ReadOnlySpan<byte> text, int offset, in Origin origin, ref TSink sink)
        where TSink : struct, ITokenSink, allows ref struct
    {
        int at = 0;
        while (at < text.Length)
        {
            _pieces.Clear();
            _tokens.Clear();
            if (_parts.PreTokenizer is null)
            {
                _pieces.Add(0, text.Length);
                at = text.Length;
            }
            else
            {
                at = _parts.PreTokenizer.Split(text, at, _pieces);
            }

            _encoder.Encode(text, _pieces.Pieces, _tokens);
            if (sink.NeedsSpans)
                _tokens.MoveSpans(offset, in origin);
            if (!sink.Take(_tokens.Ids, _tokens.Spans))
                return false;
        }

        return true;
    }
}
