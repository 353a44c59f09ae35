namespace MathsIA.Optimization;

/// <summary>How the coefficients fall into blocks, and which column and which output each belongs to. A struct as a type argument.</summary>
/// <remarks>The coefficients of block b are numbered from <c>Start(b)</c>; component c of it multiplies column
/// <c>Column(b, c)</c> in output <c>Output(b, c)</c>.</remarks>
internal interface IBlocks
{
    /// <summary>Whether every block is one coefficient of the only output, in the order of the columns.</summary>
    static abstract bool AreColumns { get; }

    int Count { get; }

    int LargestSize { get; }

    int Size(int block);

    int Start(int block);

    int Column(int block, int component);

    int Output(int block, int component);
}
