namespace MathsIA.Kernels;

/// <summary>What goes into the scores of attention besides queries and keys.</summary>
/// <param name="Scale">What the products of queries and keys are multiplied with.</param>
/// <param name="Bias">What is added to the scaled products, of rank 4 with lengths 1 where it is the same; or null.</param>
/// <param name="Mask">True where a query may look at a key, of rank 4 likewise; or null.</param>
/// <param name="KeyLengths">The number of keys of each example, contiguous; or null.</param>
/// <param name="IsCausal">Whether query i looks no further than key i + <paramref name="Diagonal"/>.</param>
/// <param name="Diagonal">The offset of the causal mask.</param>
internal readonly record struct AttentionTerms<T>(T Scale, Tensor<T>? Bias, Tensor<bool>? Mask, Tensor<int>? KeyLengths, bool IsCausal, int Diagonal) where T : unmanaged;
