using System.Runtime.CompilerServices;

namespace MathsIA.Tokenization;

/// <summary>The English endings that the patterns treat on their own: 's 't 're 've 'm 'll 'd.</summary>
internal static class Contraction
{
    /// <summary>The length of the ending whose apostrophe is at a place, or 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Length(ReadOnlySpan<byte> text, int at, bool ignoreCase)
    {
        int first = at + 1 < text.Length ? text[at + 1] : 0;
        int fold = ignoreCase ? 0x20 : 0;
        switch (first | fold)
        {
            case 's' or 't' or 'm' or 'd':
                return 2;
            case 'r' or 'v':
                return at + 2 < text.Length && (text[at + 2] | fold) == 'e' ? 3 : 0;
            case 'l':
                return at + 2 < text.Length && (text[at + 2] | fold) == 'l' ? 3 : 0;
            default:
                // The long s, U+017F, folds to s; nothing else folds to one of the letters above. (The Kelvin sign folds to k.)
                return ignoreCase && first == 0xC5 && at + 2 < text.Length && text[at + 2] == 0xBF ? 3 : 0;
        }
    }
}
