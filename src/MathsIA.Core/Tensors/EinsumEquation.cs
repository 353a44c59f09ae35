namespace MathsIA;

/// <summary>An Einstein summation read and checked against its operands: labels for every axis of every operand and of the output.</summary>
/// <remarks>A label is the letter's code. The axes that an ellipsis stands for have the labels <c>FirstBroadcast + d</c>, d
/// counted from the last of them, so that they align at the right as in broadcasting.</remarks>
internal sealed class EinsumEquation
{
    private const int FirstBroadcast = 0x10000;

    private readonly string _text;

    private EinsumEquation(string text, int operands)
    {
        _text = text;
        Inputs = new int[operands][];
    }

    /// <summary>For each operand, the label of each axis; a label may repeat.</summary>
    public int[][] Inputs { get; }

    /// <summary>The labels of the output, each once.</summary>
    public int[] Output { get; private set; } = [];

    /// <summary>The length of each label.</summary>
    public Dictionary<int, int> Lengths { get; } = [];

    public Shape OutputShape => new([.. Output.Select(label => Lengths[label])]);

    public static EinsumEquation Parse(string equation, ReadOnlySpan<Shape> operands)
    {
        ArgumentNullException.ThrowIfNull(equation);
        var result = new EinsumEquation(equation, operands.Length);
        string compact = string.Concat(equation.Where(static c => !char.IsWhiteSpace(c)));
        string[] sides = compact.Split("->");
        if (sides.Length > 2)
            throw result.Syntax("it has more than one '->'");
        string[] terms = sides[0].Split(',');
        if (terms.Length != operands.Length)
            throw result.Syntax($"it names {terms.Length} operands, {operands.Length} are given");
        int broadcast = 0;
        for (int k = 0; k < terms.Length; k++)
        {
            result.Inputs[k] = result.ReadTerm(terms[k], $"operand {k}", operands[k].Rank, $", which has shape {operands[k]}", out int hidden);
            broadcast = Math.Max(broadcast, hidden);
            result.TakeLengths(k, operands[k]);
        }

        result.Output = sides.Length == 2 ? result.ReadOutput(sides[1], broadcast) : result.ImplicitOutput(broadcast);
        return result;
    }

    private int[] ReadTerm(string term, string what, int? rank, string shape, out int hidden)
    {
        int dots = term.IndexOf("...", StringComparison.Ordinal);
        string letters = dots < 0 ? term : term.Remove(dots, 3);
        foreach (char c in letters)
        {
            if (!char.IsAsciiLetter(c))
                throw Syntax(c == '.' ? $"{what} has a '.' that is not one ellipsis '...'" : $"{what} has the character '{c}', which is not a letter");
        }

        hidden = 0;
        if (rank is { } axes)
        {
            hidden = axes - letters.Length;
            if (hidden < 0 || (dots < 0 && hidden > 0))
                throw Syntax($"{what} has {letters.Length} labels{(dots < 0 ? "" : " and an ellipsis")}{shape}");
        }

        int before = dots < 0 ? letters.Length : dots;
        return [.. letters[..before].Select(static c => (int)c), .. Broadcast(hidden), .. letters[before..].Select(static c => (int)c)];
    }

    private static IEnumerable<int> Broadcast(int count) => Enumerable.Range(0, count).Select(d => FirstBroadcast + count - 1 - d);

    private void TakeLengths(int operand, Shape shape)
    {
        for (int axis = 0; axis < shape.Rank; axis++)
        {
            int label = Inputs[operand][axis], length = shape.Lengths[axis];
            int known = Lengths.GetValueOrDefault(label, 1);
            if (length != known && length != 1 && known != 1)
                throw new ShapeMismatchException(nameof(Tensor.Einsum), $"'{_text}': {Name(label)} has length {length} in operand {operand} of shape {shape}, but {known} before.", "operands");
            Lengths[label] = length == 1 ? known : length;
        }
    }

    private int[] ReadOutput(string term, int broadcast)
    {
        int dots = term.IndexOf("...", StringComparison.Ordinal);
        int[] labels = ReadTerm(term, "the output", null, "", out _);
        if (dots >= 0)
            labels = [.. labels[..dots], .. Broadcast(broadcast), .. labels[dots..]];
        else if (broadcast > 0)
            throw Syntax($"an ellipsis of the operands stands for {broadcast} axes, but the output has none; to sum over them, name them");
        for (int i = 0; i < labels.Length; i++)
        {
            if (!Lengths.ContainsKey(labels[i]))
                throw Syntax($"{Name(labels[i])} of the output is in no operand");
            if (labels.AsSpan(0, i).Contains(labels[i]))
                throw Syntax($"{Name(labels[i])} is repeated in the output");
        }

        return labels;
    }

    private int[] ImplicitOutput(int broadcast)
    {
        IEnumerable<int> once = Inputs.SelectMany(static labels => labels).GroupBy(static label => label)
            .Where(static group => group.Key < FirstBroadcast && group.Count() == 1).Select(static group => group.Key).Order();
        return [.. Broadcast(broadcast), .. once];
    }

    private static string Name(int label) => label < FirstBroadcast ? $"label '{(char)label}'" : "an axis of the ellipsis";

    private ArgumentException Syntax(string problem) => new($"Einsum: '{_text}': {problem}.", "equation");
}
