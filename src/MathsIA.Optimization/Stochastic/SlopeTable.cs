using System.Numerics;

namespace MathsIA.Optimization;

/// <summary>The table of a linear model's terms: the slopes alone, k numbers a term.</summary>
internal sealed class SlopeTable<T>(ILinearTerms<T> function, int batchSize) : IGradientTable<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly T[] _table = new T[checked(function.Count * function.Outputs)];
    private readonly T[] _slopes = new T[checked(batchSize * function.Outputs)];

    public T Ridge => function.Ridge;

    public void Refresh(Tensor<T> x, ReadOnlySpan<int> terms, Tensor<T> change)
    {
        int outputs = function.Outputs;
        Span<T> slopes = _slopes.AsSpan(0, terms.Length * outputs);
        function.Slopes(x, terms, slopes);
        for (int j = 0; j < terms.Length; j++)
        {
            for (int k = 0; k < outputs; k++)
            {
                ref T remembered = ref _table[(terms[j] * outputs) + k], slope = ref slopes[(j * outputs) + k];
                (remembered, slope) = (slope, slope - remembered);
            }
        }

        change.Fill(T.Zero);
        function.AddRows(terms, slopes, change.AsSpan());
    }
}
