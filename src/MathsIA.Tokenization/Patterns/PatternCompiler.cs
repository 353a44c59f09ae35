namespace MathsIA.Tokenization;

/// <summary>Turns the tree of a pattern into instructions for <see cref="PatternMatcher"/>.</summary>
internal sealed class PatternCompiler
{
    private const int LargestProgram = 20_000;
    private readonly List<PatternInstruction> program = [];
    private int slots;

    private PatternCompiler() { }

    /// <summary>Compiles a pattern; the second number is how many slots its loops need.</summary>
    public static (PatternInstruction[] Program, int Slots) Compile(PatternNode pattern)
    {
        var compiler = new PatternCompiler();
        compiler.Emit(pattern);
        compiler.Add(new(PatternOperation.Match));
        return ([.. compiler.program], compiler.slots);
    }

    private int Add(PatternInstruction instruction)
    {
        if (program.Count == LargestProgram)
            throw new TokenizerFormatException("Pattern", $"its repetitions unfold to more than {LargestProgram} instructions", 0);
        program.Add(instruction);
        return program.Count - 1;
    }

    private void Emit(PatternNode node)
    {
        switch (node)
        {
            case PatternNode.One one:
                Add(new(PatternOperation.One, Set: one.Set));
                break;
            case PatternNode.Sequence sequence:
                foreach (PatternNode part in sequence.Parts)
                    Emit(part);
                break;
            case PatternNode.Choice choice:
                EmitChoice(choice);
                break;
            case PatternNode.Repeat repeat:
                EmitRepeat(repeat);
                break;
            case PatternNode.Atomic atomic:
                EmitInner(atomic.Part, PatternOperation.Atomic, 0);
                break;
            case PatternNode.Look { IsBehind: false } look:
                EmitInner(look.Part, PatternOperation.Ahead, look.IsNegated ? 1 : 0);
                break;
            case PatternNode.Look look:
                int length = Length(look.Part) ?? throw new TokenizerFormatException("Pattern", "what it looks for behind has no fixed length", 0);
                EmitInner(look.Part, PatternOperation.Behind, (2 * length) + (look.IsNegated ? 1 : 0));
                break;
            case PatternNode.Place place:
                Add(new(PatternOperation.Place, (int)place.Kind));
                break;
        }
    }

    private void EmitInner(PatternNode part, PatternOperation operation, int argument)
    {
        int start = Add(new(operation, 0, argument));
        Emit(part);
        Add(new(PatternOperation.Match));
        program[start] = program[start] with { A = program.Count };
    }

    private void EmitChoice(PatternNode.Choice choice)
    {
        var exits = new List<int>();
        for (int i = 0; i + 1 < choice.Options.Count; i++)
        {
            int split = Add(new(PatternOperation.Split));
            Emit(choice.Options[i]);
            exits.Add(Add(new(PatternOperation.Jump)));
            program[split] = program[split] with { A = split + 1, B = program.Count };
        }

        Emit(choice.Options[^1]);
        foreach (int exit in exits)
            program[exit] = program[exit] with { A = program.Count };
    }

    private void EmitRepeat(PatternNode.Repeat repeat)
    {
        if (repeat.Part is PatternNode.One one)
        {
            PatternOperation operation = repeat.Greed switch
            {
                PatternGreed.Greedy => PatternOperation.Many,
                PatternGreed.Lazy => PatternOperation.Few,
                _ => PatternOperation.Most,
            };
            Add(new(operation, repeat.Least, repeat.Most, one.Set));
            return;
        }

        if (repeat.Greed == PatternGreed.Possessive)
        {
            EmitInner(repeat with { Greed = PatternGreed.Greedy }, PatternOperation.Atomic, 0);
            return;
        }

        for (int i = 0, before = -1; i < repeat.Least && program.Count > before; i++)
        {
            // A part without instructions matches nothing: once is as good as a thousand times, and nested a billion.
            before = program.Count;
            Emit(repeat.Part);
        }

        if (repeat.Most == int.MaxValue)
            EmitLoop(repeat);
        else
            EmitOptional(repeat);
    }

    private void EmitLoop(PatternNode.Repeat repeat)
    {
        int slot = slots++;
        int split = Add(new(PatternOperation.Split));
        Add(new(PatternOperation.Mark, slot));
        Emit(repeat.Part);
        Add(new(PatternOperation.Moved, slot));
        Add(new(PatternOperation.Jump, split));
        SetSplit(split, program.Count, repeat.Greed);
    }

    private void EmitOptional(PatternNode.Repeat repeat)
    {
        var splits = new List<int>();
        for (int i = repeat.Least; i < repeat.Most; i++)
        {
            // Each optional part costs at least its own instruction, so the size of the program bounds the loop.
            splits.Add(Add(new(PatternOperation.Split)));
            Emit(repeat.Part);
        }

        foreach (int split in splits)
            SetSplit(split, program.Count, repeat.Greed);
    }

    private void SetSplit(int split, int exit, PatternGreed greed) => program[split] = greed == PatternGreed.Greedy
        ? program[split] with { A = split + 1, B = exit }
        : program[split] with { A = exit, B = split + 1 };

    /// <summary>The number of code points that a part always matches; null when it varies.</summary>
    private static int? Length(PatternNode node) => node switch
    {
        PatternNode.One => 1,
        PatternNode.Place or PatternNode.Look => 0,
        PatternNode.Atomic atomic => Length(atomic.Part),
        PatternNode.Repeat repeat when repeat.Least == repeat.Most => Within((long?)repeat.Least * Length(repeat.Part)),
        PatternNode.Sequence sequence => sequence.Parts.Aggregate((int?)0, (sum, part) => Within((long?)sum + Length(part))),
        PatternNode.Choice choice when choice.Options.Select(Length).Distinct().Count() == 1 => Length(choice.Options[0]),
        _ => null,
    };

    private static int? Within(long? length) => length <= LargestProgram ? (int)length : null;
}
