namespace MathsIA.Tokenization;

/// <summary>One part of a <see cref="SequenceTemplate"/>: the tokens of a text, or one fixed token.</summary>
public readonly record struct TemplatePart
{
    private TemplatePart(int text, int tokenId, int typeId)
    {
        Text = text;
        TokenId = tokenId;
        TypeId = typeId;
    }

    /// <summary>Which text stands here: 0 the first, 1 the second, -1 none but <see cref="TokenId"/>.</summary>
    public int Text { get; }

    /// <summary>The token that stands here when <see cref="Text"/> is -1.</summary>
    public int TokenId { get; }

    /// <summary>The type id of every token of this part.</summary>
    public int TypeId { get; }

    /// <summary>The tokens of the first text.</summary>
    /// <param name="typeId">Their type id.</param>
    public static TemplatePart First(int typeId = 0) => new(0, -1, typeId);

    /// <summary>The tokens of the second text.</summary>
    /// <param name="typeId">Their type id.</param>
    public static TemplatePart Second(int typeId = 1) => new(1, -1, typeId);

    /// <summary>One fixed token, such as <c>[CLS]</c>.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="typeId">Its type id.</param>
    public static TemplatePart Token(int id, int typeId = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(id);
        return new(-1, id, typeId);
    }
}
