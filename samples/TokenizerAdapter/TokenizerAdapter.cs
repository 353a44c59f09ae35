using System.Buffers;
using System.Text;
using Microsoft.ML.Tokenizers;

namespace MathsIA.Samples;

/// <summary>A tokenizer of MathsIA where <see cref="Microsoft.ML.Tokenizers.Tokenizer"/> is asked for. Copy it into your project.</summary>
public sealed class TokenizerAdapter(MathsIA.Tokenization.Tokenizer tokenizer) : Tokenizer
{
    /// <inheritdoc/>
    protected override EncodeResults<EncodedToken> EncodeToTokens(string? text, ReadOnlySpan<char> textSpan, EncodeSettings settings)
    {
        string whole = text ?? textSpan.ToString();
        var tokens = new List<EncodedToken>();
        foreach (MathsIA.Tokenization.Token token in tokenizer.EncodeWithOffsets(whole, MathsIA.Tokenization.SpecialTokenPolicy.AsText))
        {
            if (tokens.Count == settings.MaxTokenCount)
                break;
            tokens.Add(new EncodedToken(token.Id, Encoding.UTF8.GetString(tokenizer.GetBytes(token.Id)), token.CharStart..token.CharEnd));
        }

        int consumed = tokens.Count == settings.MaxTokenCount && tokens.Count > 0 ? tokens[^1].Offset.End.Value : whole.Length;
        return new EncodeResults<EncodedToken> { Tokens = tokens, CharsConsumed = consumed };
    }

    /// <inheritdoc/>
    public override OperationStatus Decode(IEnumerable<int> ids, Span<char> destination, out int idsConsumed, out int charsWritten)
    {
        int[] all = [.. ids];
        string decoded = tokenizer.Decode(all);
        bool fits = decoded.AsSpan().TryCopyTo(destination);
        (idsConsumed, charsWritten) = fits ? (all.Length, decoded.Length) : (0, 0);
        return fits ? OperationStatus.Done : OperationStatus.DestinationTooSmall;
    }
}
