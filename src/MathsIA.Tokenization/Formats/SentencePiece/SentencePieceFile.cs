namespace MathsIA.Tokenization;

/// <summary>What a SentencePiece model file holds.</summary>
internal sealed class SentencePieceFile
{
    public const string Format = "SentencePiece";
    public const int Unigram = 1;
    public const int BytePair = 2;

    private SentencePieceFile() { }

    public List<(byte[] Text, float Score, SentencePieceKind Kind)> Pieces { get; } = [];

    public int ModelType { get; private set; } = Unigram;

    public bool ByteFallback { get; private set; }

    public byte[] CharacterMap { get; private set; } = [];

    public byte[] UnknownSurface { get; private set; } = " \u2047 "u8.ToArray();

    public SentencePieceNormalization Normalization { get; private set; } = new();

    public static SentencePieceFile Read(ReadOnlySpan<byte> data)
    {
        var file = new SentencePieceFile();
        var reader = new ProtobufReader(data, 0, Format);
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case 1:
                    file.ReadPiece(reader.Message());
                    break;
                case 2:
                    file.ReadTrainer(reader.Message());
                    break;
                case 3:
                    file.ReadNormalizer(reader.Message());
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }

        return file.Pieces.Count > 0 ? file : throw new TokenizerFormatException(Format, "the model holds no piece", data.Length);
    }

    private void ReadPiece(ProtobufReader reader)
    {
        byte[] text = [];
        float score = 0;
        var kind = SentencePieceKind.Normal;
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case 1:
                    text = reader.Bytes().ToArray();
                    break;
                case 2:
                    score = reader.Single();
                    if (!float.IsFinite(score))
                        throw reader.Fail("the score of a piece is not finite");
                    break;
                case 3:
                    long number = reader.Number();
                    kind = number is >= 1 and <= 6 ? (SentencePieceKind)number : throw reader.Fail($"the kind {number} of a piece is not known");
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }

        if (text.Length == 0)
            throw reader.Fail("a piece is empty");
        Pieces.Add((text, score, kind));
    }

    private void ReadTrainer(ProtobufReader reader)
    {
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case 3:
                    long type = reader.Number();
                    ModelType = type is Unigram or BytePair ? (int)type : throw reader.Fail($"the model type {type} is not supported: only Unigram and BPE are");
                    break;
                case 24:
                    Normalization = Normalization with { PutsSpacesBehind = reader.Flag() };
                    break;
                case 35:
                    ByteFallback = reader.Flag();
                    break;
                case 44:
                    UnknownSurface = reader.Bytes().ToArray();
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }
    }

    private void ReadNormalizer(ProtobufReader reader)
    {
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case 2:
                    CharacterMap = reader.Bytes().ToArray();
                    break;
                case 3:
                    Normalization = Normalization with { AddsDummyPrefix = reader.Flag() };
                    break;
                case 4:
                    Normalization = Normalization with { RemovesExtraSpaces = reader.Flag() };
                    break;
                case 5:
                    Normalization = Normalization with { EscapesSpaces = reader.Flag() };
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }
    }
}
