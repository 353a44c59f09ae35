using System.Collections.Immutable;

namespace MathsIA.Tokenization;

/// <summary>What an encoding of one text, or of a pair, is made of: <c>[CLS] A [SEP]</c> and <c>[CLS] A [SEP] B [SEP]</c> for BERT.</summary>
public sealed class SequenceTemplate
{
    /// <summary>Creates a template.</summary>
    /// <param name="single">The parts around one text: <see cref="TemplatePart.First"/> once, <see cref="TemplatePart.Second"/> never.</param>
    /// <param name="pair">The parts around two texts, each of which stands in it once; null where pairs are the two texts alone.</param>
    /// <exception cref="ArgumentException">A text is missing or stands there twice.</exception>
    public SequenceTemplate(IEnumerable<TemplatePart> single, IEnumerable<TemplatePart>? pair = null)
    {
        ArgumentNullException.ThrowIfNull(single);
        Single = [.. single];
        Pair = pair is null ? [TemplatePart.First(), TemplatePart.Second()] : [.. pair];
        if (Single.Count(part => part.Text == 0) != 1 || Single.Any(part => part.Text == 1))
            throw new ArgumentException("SequenceTemplate: a template of one text holds the first text once and the second never.", nameof(single));
        if (Pair.Count(part => part.Text == 0) != 1 || Pair.Count(part => part.Text == 1) != 1)
            throw new ArgumentException("SequenceTemplate: a template of a pair holds each of the two texts once.", nameof(pair));
    }

    /// <summary>The parts around one text.</summary>
    public ImmutableArray<TemplatePart> Single { get; }

    /// <summary>The parts around two texts.</summary>
    public ImmutableArray<TemplatePart> Pair { get; }
}
