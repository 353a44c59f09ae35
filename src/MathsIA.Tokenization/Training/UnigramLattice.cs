namespace MathsIA.Tokenization;

/// <summary>All the ways to spell a word with tokens, weighed by a unigram model. One thread's buffers.</summary>
internal sealed class UnigramLattice(TokenTrie trie, double[] scores)
{
    private double[] forward = new double[64];
    private double[] backward = new double[64];
    private int[] arrival = new int[64];

    /// <summary>Adds the expected count of each token over all spellings of some words.</summary>
    /// <returns>The logarithm of the likelihood of these words.</returns>
    public double Expect(WordCounts words, int from, int to, double[] counts)
    {
        double logLikelihood = 0;
        for (int w = from; w < to; w++)
        {
            ReadOnlySpan<byte> word = words.Word(w);
            Prepare(word.Length);
            Forward(word);
            Backward(word);
            double total = forward[word.Length], weight = words.CountAt(w);
            if (double.IsNegativeInfinity(total))
                continue;
            logLikelihood += weight * total;
            for (int start = 0; start < word.Length; start++)
            {
                if (double.IsNegativeInfinity(forward[start]))
                    continue;
                for ((int end, int node) = (start, TokenTrie.Root); end < word.Length && (node = trie.Child(node, word[end])) >= 0;)
                {
                    end++;
                    if (trie.Value(node) is int token and >= 0)
                        counts[token] += weight * Math.Exp(forward[start] + scores[token] + backward[end] - total);
                }
            }
        }

        return logLikelihood;
    }

    /// <summary>Adds the count of each token over the best spellings of some words.</summary>
    /// <returns>The sum of the best scores.</returns>
    public double CountBest(WordCounts words, int from, int to, double[] counts)
    {
        double total = 0;
        var path = new List<int>();
        for (int w = from; w < to; w++)
        {
            double best = Best(words.Word(w), path, without: TokenTrie.None);
            if (double.IsNegativeInfinity(best))
                continue;
            total += words.CountAt(w) * best;
            foreach (int token in path)
                counts[token] += words.CountAt(w);
        }

        return total;
    }

    /// <summary>The spelling with the highest score, last token first.</summary>
    /// <returns>Its score; negative infinity, and an empty path, when there is no spelling.</returns>
    public double Best(ReadOnlySpan<byte> word, List<int> path, int without)
    {
        Prepare(word.Length);
        for (int start = 0; start < word.Length; start++)
        {
            if (double.IsNegativeInfinity(forward[start]))
                continue;
            for ((int end, int node) = (start, TokenTrie.Root); end < word.Length && (node = trie.Child(node, word[end])) >= 0;)
            {
                end++;
                if (trie.Value(node) is int token and >= 0 && token != without && forward[start] + scores[token] > forward[end])
                {
                    forward[end] = forward[start] + scores[token];
                    arrival[end] = start;
                }
            }
        }

        path.Clear();
        if (double.IsNegativeInfinity(forward[word.Length]))
            return double.NegativeInfinity;
        for (int end = word.Length; end > 0; end = arrival[end])
            path.Add(trie.Find(word[arrival[end]..end]));
        return forward[word.Length];
    }

    private void Prepare(int length)
    {
        if (length >= forward.Length)
        {
            int capacity = Math.Max(length + 1, 2 * forward.Length);
            (forward, backward, arrival) = (new double[capacity], new double[capacity], new int[capacity]);
        }

        forward.AsSpan(0, length + 1).Fill(double.NegativeInfinity);
        backward.AsSpan(0, length + 1).Fill(double.NegativeInfinity);
        forward[0] = backward[length] = 0;
    }

    private void Forward(ReadOnlySpan<byte> word)
    {
        for (int start = 0; start < word.Length; start++)
        {
            if (double.IsNegativeInfinity(forward[start]))
                continue;
            for ((int end, int node) = (start, TokenTrie.Root); end < word.Length && (node = trie.Child(node, word[end])) >= 0;)
            {
                end++;
                if (trie.Value(node) is int token and >= 0)
                    forward[end] = SpecialFunctions.LogarithmOfSum(forward[end], forward[start] + scores[token]);
            }
        }
    }

    private void Backward(ReadOnlySpan<byte> word)
    {
        for (int start = word.Length - 1; start >= 0; start--)
        {
            for ((int end, int node) = (start, TokenTrie.Root); end < word.Length && (node = trie.Child(node, word[end])) >= 0;)
            {
                end++;
                if (trie.Value(node) is int token and >= 0)
                    backward[start] = SpecialFunctions.LogarithmOfSum(backward[start], scores[token] + backward[end]);
            }
        }
    }
}
