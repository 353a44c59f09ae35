namespace MathsIA.AutoDiff.Engine;

/// <summary>What rules need that continue a sum of cotangents instead of adding to it from outside.</summary>
internal sealed partial class ReverseLevel<T>
{
    /// <summary>What an operand has gathered from later operations; none for nothing.</summary>
    public Variable<T> Gathered(int node, int k)
    {
        Variable<T> operand = _operands[_nodes[node].OperandStart + k];
        return ReferenceEquals(operand.Origin, this) ? _cotangents[operand.Index] : default;
    }

    /// <summary>Replaces what an operand has gathered by a sum that contains it.</summary>
    public void ReplaceGathered(int node, int k, Variable<T> total)
    {
        Variable<T> operand = _operands[_nodes[node].OperandStart + k];
        if (total.IsNone || !ReferenceEquals(operand.Origin, this))
            return;
        Hold(total);
        ref Variable<T> slot = ref _cotangents[operand.Index];
        Drop(slot);
        slot = total;
    }

    /// <summary>Whether no operand before it is the same variable.</summary>
    public bool IsFirst(int node, int k)
    {
        ReadOnlySpan<Variable<T>> operands = _operands.AsSpan(_nodes[node].OperandStart, k + 1);
        return !operands[..k].Contains(operands[k]);
    }

    /// <summary>Begins with what watched variables, the first entries, have gathered elsewhere.</summary>
    private void Preload(ReadOnlySpan<Variable<T>> gathered)
    {
        for (int i = 0; i < gathered.Length; i++)
        {
            Hold(gathered[i]);
            _cotangents[i] = gathered[i];
        }
    }
}
