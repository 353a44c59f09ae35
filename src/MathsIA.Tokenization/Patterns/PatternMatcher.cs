using System.Runtime.CompilerServices;
using System.Text;

namespace MathsIA.Tokenization;

/// <summary>Runs a compiled pattern over UTF-8, by backtracking on a stack of its own, within a budget of steps.</summary>
/// <remarks>Works on code points: an astral letter is one letter. A byte that is not valid UTF-8 counts as U+FFFD by itself. One
/// matcher serves one text at a time; the budget grows with the text, so that no pattern costs more than linear time.</remarks>
internal sealed class PatternMatcher(CodePointPattern pattern)
{
    /// <summary>Published patterns take less than twenty steps a byte.</summary>
    private const long StepsPerByte = 1000;
    private const long StepsToStart = 100_000;
    private readonly PatternInstruction[] program = pattern.Program;
    private readonly int[] slots = new int[pattern.Slots];
    private Frame[] frames = new Frame[64];
    private int frameCount;
    private long steps;

    /// <summary>How far the matches since <see cref="Begin"/> have looked: one past the last byte looked at, and one past the
    /// length of the text where it mattered that it ends.</summary>
    public int Reach { get; private set; }

    private enum FrameKind
    {
        Retry,
        GiveBack,
        TakeMore,
        Restore,
    }

    /// <summary>Prepares for a new text.</summary>
    public void Begin(ReadOnlySpan<byte> text) => (steps, frameCount, Reach) = (StepsToStart + (StepsPerByte * text.Length), 0, 0);

    /// <summary>The end of the match that starts exactly here; -1 when there is none.</summary>
    public int Match(ReadOnlySpan<byte> text, int start) => Run(text, 0, start);

    /// <summary>The first match at or after a place.</summary>
    public bool TryFind(ReadOnlySpan<byte> text, int from, out int start, out int end)
    {
        for (start = from; start <= text.Length; start += start < text.Length ? Length(text, start) : 1)
        {
            end = Match(text, start);
            if (end >= 0)
                return true;
        }

        (start, end) = (text.Length, -1);
        return false;
    }

    /// <summary>The code point at a place, and its length in bytes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static int Decode(ReadOnlySpan<byte> text, int at, out int length)
    {
        byte first = text[at];
        length = 1;
        return first < 0x80 ? first : DecodeLong(text[at..], out length);
    }

    private static int DecodeLong(ReadOnlySpan<byte> text, out int length)
    {
        if (Rune.DecodeFromUtf8(text, out Rune rune, out length) == System.Buffers.OperationStatus.Done)
            return rune.Value;
        length = 1;
        return Rune.ReplacementChar.Value;
    }

    private static int Length(ReadOnlySpan<byte> text, int at)
    {
        Decode(text, at, out int length);
        return length;
    }

    /// <summary>Where the code point that ends at a place starts.</summary>
    private static int Before(ReadOnlySpan<byte> text, int at)
    {
        if (text[at - 1] < 0x80)
            return at - 1;
        return Rune.DecodeLastFromUtf8(text[..at], out _, out int length) == System.Buffers.OperationStatus.Done ? at - length : at - 1;
    }

    private int Run(ReadOnlySpan<byte> text, int pc, int at)
    {
        int bottom = frameCount;
        while (true)
        {
            if (--steps < 0)
                throw new TokenizerFormatException("Pattern", $"'{pattern.Text}' backtracks more than {StepsPerByte} steps a byte on this text", at);
            PatternInstruction instruction = program[pc];
            bool fits = true;
            switch (instruction.Operation)
            {
                case PatternOperation.Match:
                    frameCount = bottom;
                    return at;
                case PatternOperation.One:
                    See(at);
                    fits = at < text.Length && instruction.Set!.Contains(Decode(text, at, out int length)) && (at += length) > 0;
                    pc++;
                    break;
                case PatternOperation.Many or PatternOperation.Most:
                    fits = TakeMany(text, instruction, pc, ref at);
                    pc++;
                    break;
                case PatternOperation.Few:
                    fits = TakeFew(text, instruction, pc, ref at);
                    pc++;
                    break;
                case PatternOperation.Split:
                    Push(new(FrameKind.Retry, instruction.B, at, 0));
                    pc = instruction.A;
                    break;
                case PatternOperation.Jump:
                    pc = instruction.A;
                    break;
                case PatternOperation.Place:
                    fits = Holds(text, at, (PatternPlace)instruction.A);
                    pc++;
                    break;
                case PatternOperation.Atomic:
                    int end = Run(text, pc + 1, at);
                    fits = end >= 0;
                    (pc, at) = (instruction.A, end);
                    break;
                case PatternOperation.Ahead:
                    fits = Run(text, pc + 1, at) >= 0 == (instruction.B == 0);
                    pc = instruction.A;
                    break;
                case PatternOperation.Behind:
                    fits = LooksBehind(text, pc, at, instruction.B / 2) == (instruction.B % 2 == 0);
                    pc = instruction.A;
                    break;
                case PatternOperation.Mark:
                    Push(new(FrameKind.Restore, instruction.A, slots[instruction.A], 0));
                    slots[instruction.A] = at;
                    pc++;
                    break;
                case PatternOperation.Moved:
                    fits = slots[instruction.A] != at;
                    pc++;
                    break;
            }

            if (!fits && !Backtrack(text, bottom, ref pc, ref at))
                return -1;
        }
    }

    private bool TakeMany(ReadOnlySpan<byte> text, PatternInstruction instruction, int pc, ref int at)
    {
        int count = 0, least = at;
        while (count < instruction.B && at < text.Length && instruction.Set!.Contains(Decode(text, at, out int length)))
        {
            at += length;
            if (++count == instruction.A)
                least = at;
        }

        steps -= count;
        See(at);
        if (count < instruction.A)
            return false;
        if (at > least && instruction.Operation == PatternOperation.Many)
            Push(new(FrameKind.GiveBack, pc + 1, at, least));
        return true;
    }

    private bool TakeFew(ReadOnlySpan<byte> text, PatternInstruction instruction, int pc, ref int at)
    {
        for (int count = 0; count < instruction.A; count++)
        {
            See(at);
            if (at == text.Length || !instruction.Set!.Contains(Decode(text, at, out int length)))
                return false;
            at += length;
        }

        steps -= instruction.A;
        if (instruction.B > instruction.A)
            Push(new(FrameKind.TakeMore, pc, at, instruction.B - instruction.A));
        return true;
    }

    private bool Backtrack(ReadOnlySpan<byte> text, int bottom, ref int pc, ref int at)
    {
        while (frameCount > bottom)
        {
            steps--;
            ref Frame frame = ref frames[frameCount - 1];
            switch (frame.Kind)
            {
                case FrameKind.Retry:
                    (pc, at) = (frame.Pc, frame.At);
                    frameCount--;
                    return true;
                case FrameKind.GiveBack:
                    (pc, at) = (frame.Pc, Before(text, frame.At));
                    frame.At = at;
                    if (at == frame.Limit)
                        frameCount--;
                    return true;
                case FrameKind.TakeMore:
                    See(frame.At);
                    if (frame.At < text.Length && program[frame.Pc].Set!.Contains(Decode(text, frame.At, out int length)))
                    {
                        (pc, at) = (frame.Pc + 1, frame.At + length);
                        frame.At = at;
                        if (--frame.Limit == 0)
                            frameCount--;
                        return true;
                    }

                    frameCount--;
                    break;
                default:
                    slots[frame.Pc] = frame.At;
                    frameCount--;
                    break;
            }
        }

        return false;
    }

    private bool LooksBehind(ReadOnlySpan<byte> text, int pc, int at, int length)
    {
        int start = at;
        for (; length > 0 && start > 0; length--)
            start = Before(text, start);
        return length == 0 && Run(text, pc + 1, start) == at;
    }

    private static bool Holds(ReadOnlySpan<byte> text, int at, PatternPlace place) => place switch
    {
        PatternPlace.Start => at == 0,
        PatternPlace.End => at == text.Length,
        PatternPlace.EndOrLastLineFeed => at == text.Length || (at == text.Length - 1 && text[at] == '\n'),
        PatternPlace.LineStart => at == 0 || text[at - 1] == '\n',
        PatternPlace.LineEnd => at == text.Length || text[at] == '\n',
        _ => (IsWord(text, at) != (at > 0 && IsWord(text, Before(text, at)))) == (place == PatternPlace.WordBorder),
    };

    private static bool IsWord(ReadOnlySpan<byte> text, int at) => at < text.Length && CodePointSet.Word.Contains(Decode(text, at, out _));

    private void See(int at) => Reach = Math.Max(Reach, at + 1);

    private void Push(Frame frame)
    {
        if (frameCount == frames.Length)
            Array.Resize(ref frames, 2 * frameCount);
        frames[frameCount++] = frame;
    }

    private struct Frame(FrameKind kind, int pc, int at, int limit)
    {
        public readonly FrameKind Kind = kind;
        public readonly int Pc = pc;
        public int At = at;
        public int Limit = limit;
    }
}
