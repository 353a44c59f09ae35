namespace MathsIA.Kernels;

/// <summary>A rectangle of scores: some keys against the queries that fill one or two registers.</summary>
internal readonly record struct AttentionPanel(int Example, int Head, int FirstQuery, int Queries, int Width, int FirstKey, int Keys);
