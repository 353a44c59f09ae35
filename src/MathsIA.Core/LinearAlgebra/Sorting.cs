namespace MathsIA.LinearAlgebra;

/// <summary>Merging of index lists sorted by key.</summary>
internal static unsafe class Sorting
{
    /// <summary>Merges two lists of indices, each sorted by increasing key, into one.</summary>
    public static void Merge(int* left, int leftCount, int* right, int rightCount, double* keys, int* result)
    {
        int i = 0, j = 0, k = 0;
        while (i < leftCount && j < rightCount)
            result[k++] = keys[right[j]] < keys[left[i]] ? right[j++] : left[i++];
        while (i < leftCount)
            result[k++] = left[i++];
        while (j < rightCount)
            result[k++] = right[j++];
    }
}
