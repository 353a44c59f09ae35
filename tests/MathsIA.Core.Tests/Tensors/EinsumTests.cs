using CsCheck;

namespace MathsIA.Tests;

public class EinsumTests
{
    [Theory]
    [InlineData("ij,jk->ik", "34", "45")]
    [InlineData("ij,jk", "34", "45")]
    [InlineData("ij,kj->ki", "34", "54")]
    [InlineData("ji,jk->ik", "43", "45")]
    [InlineData("i,i->", "4", "4")]
    [InlineData("i,i", "4", "4")]
    [InlineData("i,j->ij", "3", "4")]
    [InlineData("i,j->ji", "3", "4")]
    [InlineData("ij,ij->ij", "34", "34")]
    [InlineData("ij,ij->ij", "14", "31")]
    [InlineData("ij,ij->", "14", "31")]
    [InlineData("ij,i->ij", "34", "3")]
    [InlineData("bij,bjk->bik", "234", "245")]
    [InlineData("bij,jk->bik", "234", "45")]
    [InlineData("bhqd,bhkd->bhqk", "2345", "2365")]
    [InlineData("bhqk,bhkd->bqhd", "2346", "2365")]
    [InlineData("...ij,...jk->...ik", "2334", "2345")]
    [InlineData("...ij,...jk->...ik", "334", "2145")]
    [InlineData("...ij,jk", "234", "45")]
    [InlineData("i...,i...->...", "423", "423")]
    [InlineData("i...,...i->...", "423", "234")]
    [InlineData("...,...->...", "23", "3")]
    [InlineData("ii->i", "44")]
    [InlineData("ii", "44")]
    [InlineData("iij->j", "443")]
    [InlineData("iji->ij", "434")]
    [InlineData("ij->ji", "34")]
    [InlineData("ba", "34")]
    [InlineData("ij->", "34")]
    [InlineData("ij->j", "34")]
    [InlineData("ijk->ki", "345")]
    [InlineData("...j->...", "345")]
    [InlineData("->", "")]
    [InlineData(",ij->ij", "", "34")]
    [InlineData("ii,jj->", "33", "44")]
    [InlineData("ii,ij->j", "33", "34")]
    [InlineData("iij,jkk->ik", "334", "455")]
    [InlineData("ij,k->k", "34", "5")]
    [InlineData("ik,jk->ij", "30", "40")]
    [InlineData("ik,kj->ij", "03", "34")]
    [InlineData("ij,jk,kl->il", "34", "45", "52")]
    [InlineData("i,ij,j->", "3", "34", "4")]
    [InlineData("i,i,i->i", "3", "3", "3")]
    [InlineData("i,i,i->", "3", "3", "3")]
    [InlineData("ab,bc,cd,de->ae", "23", "34", "45", "52")]
    [InlineData("abc,acd,ade,be->abe", "234", "245", "253", "33")]
    [InlineData("ijkl,ik,jl,kl->", "2323", "22", "33", "23")]
    [InlineData("ea,fb,abcd,gc,hd->efgh", "22", "33", "2322", "42", "32")]
    [InlineData("aB,Bc", "23", "34")]
    [InlineData(" i j , j k -> i k ", "34", "45")]
    [InlineData("ijk,jil->kl", "345", "432")]
    [InlineData("abcd,cbae->ed", "2345", "4326")]
    [InlineData("ij,jk,...k->i...", "34", "45", "25")]
    public void Equals_the_sum_written_out(string equation, params string[] shapes)
    {
        Tensor<double>[] operands = [.. shapes.Select(static (s, k) => MatMulTests<double>.Numbers([.. s.Select(static c => c - '0')], k + 1))];
        Tensor<double> expected = Naive(equation, operands);
        Layouts.SameElements(expected, Tensor.Einsum(equation, operands));
        Layouts.SameElements(expected, Tensor.Einsum(equation, operands, ComputeContext.SingleThread));
        for (int layout = 0; layout < 5; layout++)
        {
            Tensor<double>[] laid = [.. operands.Select(o => Layouts.Of(o).ElementAtOrDefault(layout) ?? o)];
            Layouts.SameElements(expected, Tensor.Einsum(equation, laid));
            Tensor<double> destination = Layouts.Destinations<double>(expected.Shape).ElementAtOrDefault(layout) ?? Tensor.Zeros<double>(expected.Shape);
            destination.Fill(double.NaN);
            Assert.Same(destination, Tensor.Einsum(equation, laid, destination));
            Layouts.SameElements(expected, destination);
        }
    }

    [Fact]
    public void Random_equations_equal_the_sum_written_out() =>
        Gen.Select(Gen.Int[0, 4].Array[0, 4].Array[1, 4], Gen.Int[1, 3].Array[5], Gen.Int[0, 31]).Check(600, c =>
        {
            (int[][] terms, int[] lengths, int kept) = c;
            int[] used = [.. terms.SelectMany(static t => t).Distinct()];
            string Letters(IEnumerable<int> labels) => string.Concat(labels.Select(static l => (char)('a' + l)));
            string equation = string.Join(',', terms.Select(Letters)) + "->" + Letters(used.Where(l => (kept >> l) % 2 == 1));
            Tensor<double>[] operands = [.. terms.Select((t, k) => MatMulTests<double>.Numbers([.. t.Select(l => lengths[l])], k))];
            Layouts.SameElements(Naive(equation, operands), Tensor.Einsum(equation, operands));
        });

    [Fact]
    public void Works_in_single_precision_and_for_integers()
    {
        Layouts.SameElements(Tensor.From([14f]).Reshape(), Tensor.Einsum("i,i", Tensor.From([1f, 2, 3]), Tensor.From([1f, 2, 3])));
        Layouts.SameElements(Tensor.From([32L]).Reshape(), Tensor.Einsum("i,i", Tensor.From([1L, 2, 3]), Tensor.From([4L, 5, 6])));
    }

    [Theory]
    [InlineData("ij,jk->ik", "operands", "'ij,jk->ik'", "34", "55")]
    [InlineData("ij->ik", "equation", "label 'k' of the output is in no operand", "34")]
    [InlineData("ij->ii", "equation", "label 'i' is repeated in the output", "34")]
    [InlineData("ij->i->j", "equation", "more than one '->'", "34")]
    [InlineData("ij", "equation", "operand 0 has 2 labels, which has shape [3]", "3")]
    [InlineData("i", "equation", "operand 0 has 1 labels, which has shape [3, 4]", "34")]
    [InlineData("ijk...", "equation", "3 labels and an ellipsis", "34")]
    [InlineData("i,j", "equation", "names 2 operands, 1 are given", "3")]
    [InlineData("i1", "equation", "the character '1'", "34")]
    [InlineData("i..", "equation", "'.' that is not one ellipsis", "34")]
    [InlineData("......", "equation", "'.' that is not one ellipsis", "34")]
    [InlineData("...i->i", "equation", "the output has none", "34")]
    public void Bad_equations_are_quoted(string equation, string argument, string problem, params string[] shapes)
    {
        Tensor<double>[] operands = [.. shapes.Select(static s => Tensor.Ones<double>([.. s.Select(static c => c - '0')]))];
        ArgumentException failure = Assert.ThrowsAny<ArgumentException>(() => Tensor.Einsum(equation, operands));
        Assert.Equal(argument, failure.ParamName);
        Assert.Contains(problem, failure.Message, StringComparison.Ordinal);
        Assert.Contains($"Einsum: '{equation}'", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Misuse_is_refused()
    {
        Tensor<double> x = Tensor.Ones<double>(3, 3);
        Assert.Throws<ArgumentNullException>("equation", () => Tensor.Einsum(null!, x));
        Assert.Throws<ArgumentNullException>("operands", () => Tensor.Einsum("i", (Tensor<double>)null!));
        Assert.Throws<ArgumentException>("destination", () => Tensor.Einsum("ij,jk->ik", [x, x], x));
        Assert.Throws<ShapeMismatchException>("destination", () => Tensor.Einsum("ij,jk->ik", [x, x], Tensor.Zeros<double>(2, 3)));
    }

    /// <summary>Loops over every value of every label.</summary>
    private static Tensor<double> Naive(string equation, Tensor<double>[] operands)
    {
        equation = equation.Replace(" ", "", StringComparison.Ordinal);
        string[] sides = equation.Split("->");
        string[] terms = sides[0].Split(',');
        int hidden = 0;
        for (int k = 0; k < terms.Length; k++)
            hidden = terms[k].Contains("...", StringComparison.Ordinal) ? Math.Max(hidden, operands[k].Rank - terms[k].Length + 3) : hidden;
        string dots = "0123456789"[..hidden];
        string output = sides.Length == 2
            ? sides[1].Replace("...", dots, StringComparison.Ordinal)
            : dots + string.Concat(sides[0].Where(char.IsAsciiLetter).GroupBy(static c => c).Where(static g => g.Count() == 1).Select(static g => g.Key).Order());
        for (int k = 0; k < terms.Length; k++)
            terms[k] = terms[k].Replace("...", dots[^Math.Max(0, Math.Min(hidden, operands[k].Rank - terms[k].Length + 3))..], StringComparison.Ordinal);

        var lengths = new Dictionary<char, int>();
        for (int k = 0; k < terms.Length; k++)
        {
            for (int axis = 0; axis < terms[k].Length; axis++)
            {
                int length = operands[k].Shape[axis];
                if (!lengths.TryGetValue(terms[k][axis], out int known) || known == 1)
                    lengths[terms[k][axis]] = length;
            }
        }

        char[] labels = [.. lengths.Keys];
        Tensor<double> result = Tensor.Zeros<double>([.. output.Select(c => lengths[c])]);
        foreach (int[] index in NaiveTensor<double>.AllIndices([.. labels.Select(c => lengths[c])]))
        {
            double product = 1;
            for (int k = 0; k < terms.Length; k++)
                product *= operands[k][terms[k].Select((c, axis) => operands[k].Shape[axis] == 1 ? 0 : index[Array.IndexOf(labels, c)]).ToArray().AsSpan()];
            result[output.Select(c => index[Array.IndexOf(labels, c)]).ToArray().AsSpan()] += product;
        }

        return result;
    }
}
