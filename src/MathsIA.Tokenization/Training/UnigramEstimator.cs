namespace MathsIA.Tokenization;

/// <summary>The expectation-maximization of a unigram language model over tokens, and the pruning of the tokens it can spare.</summary>
/// <remarks>Kudo, Subword regularization: improving neural network translation models with multiple subword candidates, ACL 2018,
/// section 3.2. The digamma in the maximization step is the variational one of Liang and Klein: it starves tokens of little
/// expected count.</remarks>
internal sealed class UnigramEstimator(WordCounts words, List<byte[]> tokens, double[] scores, int threads, CancellationToken cancellationToken)
{
    /// <summary>Words are cut into as many parts whatever the number of threads: sums keep their order.</summary>
    private const int Parts = 8;

    /// <summary>A token with a smaller expected count is dropped.</summary>
    private const double LeastExpectedCount = 0.5;

    private TokenTrie trie = Trie(tokens);

    /// <summary>The tokens that are left; those of one character always are.</summary>
    public List<byte[]> Tokens { get; private set; } = tokens;

    /// <summary>The logarithm of each token's probability.</summary>
    public double[] Scores { get; private set; } = scores;

    /// <summary>One step of expectation and maximization.</summary>
    /// <returns>The logarithm of the likelihood of the corpus before the step.</returns>
    public double Step()
    {
        double[] logLikelihoods = new double[Parts];
        double[] expected = Accumulate((from, to, counts) => new UnigramLattice(trie, Scores).Expect(words, from, to, counts), logLikelihoods);
        var keptTokens = new List<byte[]>();
        var keptCounts = new List<double>();
        double sum = 0;
        for (int i = 0; i < Tokens.Count; i++)
        {
            bool required = IsCharacter(Tokens[i]);
            if (expected[i] < LeastExpectedCount && !required)
                continue;
            keptTokens.Add(Tokens[i]);
            keptCounts.Add(Math.Max(expected[i], required ? LeastExpectedCount : 0));
            sum += keptCounts[^1];
        }

        double logarithmOfSum = SpecialFunctions.Digamma(sum);
        double[] updated = new double[keptTokens.Count];
        for (int i = 0; i < updated.Length; i++)
            updated[i] = SpecialFunctions.Digamma(keptCounts[i]) - logarithmOfSum;
        Replace(keptTokens, updated);
        return logLikelihoods.Sum();
    }

    /// <summary>Drops the tokens whose absence costs the corpus the least, down to a number.</summary>
    public void Prune(int target)
    {
        double[] frequency = Accumulate((from, to, counts) => new UnigramLattice(trie, Scores).CountBest(words, from, to, counts), new double[Parts]);
        double sum = frequency.Sum(), logarithmOfSum = Math.Log(sum);
        var lattice = new UnigramLattice(trie, Scores);
        var path = new List<int>();
        var kept = new List<int>();
        var candidates = new List<(double Loss, int Index)>();
        for (int i = 0; i < Tokens.Count; i++)
        {
            if (i % 1024 == 0)
                cancellationToken.ThrowIfCancellationRequested();
            if (IsCharacter(Tokens[i]))
            {
                kept.Add(i);
                continue;
            }

            // A token that its own parts spell with a higher score is never used.
            double alternative = lattice.Best(Tokens[i], path, without: i);
            if (frequency[i] == 0 || alternative >= Scores[i])
                continue;
            double logarithmWithout = Math.Log(sum + (frequency[i] * (path.Count - 1)));
            double without = 0;
            foreach (int part in path)
                without += Math.Log(frequency[part] + frequency[i]) - logarithmWithout;
            candidates.Add((frequency[i] * (Math.Log(frequency[i]) - logarithmOfSum - without), i));
        }

        candidates.Sort((a, b) => a.Loss != b.Loss ? b.Loss.CompareTo(a.Loss) : a.Index.CompareTo(b.Index));
        kept.AddRange(candidates.Take(Math.Max(0, target - kept.Count)).Select(candidate => candidate.Index));
        kept.Sort();
        Replace([.. kept.Select(i => Tokens[i])], [.. kept.Select(i => Scores[i])]);
    }

    /// <summary>Whether a token is a single character.</summary>
    public static bool IsCharacter(ReadOnlySpan<byte> token)
    {
        System.Text.Rune.DecodeFromUtf8(token, out _, out int length);
        return length == token.Length;
    }

    private static TokenTrie Trie(List<byte[]> tokens)
    {
        var built = new TokenTrie();
        for (int i = 0; i < tokens.Count; i++)
            built.TryAdd(tokens[i], i);
        return built;
    }

    private void Replace(List<byte[]> kept, double[] keptScores) => (Tokens, Scores, trie) = (kept, keptScores, Trie(kept));

    private double[] Accumulate(Func<int, int, double[], double> part, double[] totals)
    {
        double[][] counts = new double[Parts][];
        var options = new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = cancellationToken };
        Parallel.For(0, Parts, options, p =>
        {
            counts[p] = new double[Tokens.Count];
            totals[p] = part((int)((long)words.Count * p / Parts), (int)((long)words.Count * (p + 1) / Parts), counts[p]);
        });
        for (int p = 1; p < Parts; p++)
        {
            for (int i = 0; i < Tokens.Count; i++)
                counts[0][i] += counts[p][i];
        }

        return counts[0];
    }
}
