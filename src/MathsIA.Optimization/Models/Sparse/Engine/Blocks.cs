namespace MathsIA.Optimization;

/// <summary>One coefficient a block, one output.</summary>
internal readonly struct ColumnBlocks(int count) : IBlocks
{
    public static bool AreColumns => true;

    public int Count => count;

    public int LargestSize => 1;

    public int Size(int block) => 1;

    public int Start(int block) => block;

    public int Column(int block, int component) => block;

    public int Output(int block, int component) => 0;
}

/// <summary>One coefficient a block, several outputs: block <c>j K + k</c> is feature j in output k.</summary>
internal readonly struct EntryBlocks(int features, int outputs) : IBlocks
{
    public static bool AreColumns => false;

    public int Count => features * outputs;

    public int LargestSize => 1;

    public int Size(int block) => 1;

    public int Start(int block) => block;

    public int Column(int block, int component) => block / outputs;

    public int Output(int block, int component) => block % outputs;
}

/// <summary>The coefficients of one feature in all outputs are a block.</summary>
internal readonly struct FeatureBlocks(int features, int outputs) : IBlocks
{
    public static bool AreColumns => false;

    public int Count => features;

    public int LargestSize => outputs;

    public int Size(int block) => outputs;

    public int Start(int block) => block * outputs;

    public int Column(int block, int component) => block;

    public int Output(int block, int component) => component;
}

/// <summary>Disjoint groups of features, one output.</summary>
internal readonly struct GroupBlocks(int[] starts, int[] members, int largest) : IBlocks
{
    public static bool AreColumns => false;

    public int Count => starts.Length - 1;

    public int LargestSize => largest;

    public int Size(int block) => starts[block + 1] - starts[block];

    public int Start(int block) => starts[block];

    public int Column(int block, int component) => members[starts[block] + component];

    public int Output(int block, int component) => 0;
}
