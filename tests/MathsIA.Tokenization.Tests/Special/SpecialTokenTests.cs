namespace MathsIA.Tokenization.Tests.Special;

public sealed class SpecialTokenTests
{
    private const string End = "<|endoftext|>", Prompt = "<|endofprompt|>", Text = "Hi<|endoftext|> there<|endofprompt|>";
    private static readonly Tokenizer O200k = Tokenizer.ForEncoding("o200k_base");

    [Fact]
    public void By_default_a_special_token_in_the_text_is_an_error_that_names_it()
    {
        SpecialTokenException exception = Assert.Throws<SpecialTokenException>(() => O200k.Encode(Text));
        Assert.Equal((End, 2), (exception.Token, exception.Position));
        Assert.Throws<SpecialTokenException>(() => O200k.Count(Text));
    }

    [Fact]
    public void Allowed_tokens_become_their_ids()
    {
        int[] hi = O200k.Encode("Hi"), there = O200k.Encode(" there");
        Assert.Equal([.. hi, 199999, .. there, 200018], O200k.Encode(Text, SpecialTokenPolicy.AllowAll));
        Assert.Throws<SpecialTokenException>(() => O200k.Encode(Text, SpecialTokenPolicy.Allow(End)));
        Assert.Equal([.. hi, 199999, .. there, .. O200k.Encode(Prompt, SpecialTokenPolicy.AsText)], O200k.Encode(Text, SpecialTokenPolicy.Allow(End).WithOthersAsText()));
        Assert.Equal([.. hi, 199999, .. there, 200018], O200k.Encode(Text, SpecialTokenPolicy.Allow(End, Prompt)));
    }

    [Fact]
    public void As_text_they_are_text()
    {
        int[] ids = O200k.Encode(Text, SpecialTokenPolicy.AsText);
        Assert.DoesNotContain(199999, ids);
        Assert.Equal(Text, O200k.Decode(ids));
    }

    [Fact]
    public void Decoding_can_leave_them_out()
    {
        int[] ids = O200k.Encode(Text, SpecialTokenPolicy.AllowAll);
        Assert.Equal(Text, O200k.Decode(ids));
        Assert.Equal("Hi there", O200k.Decode(ids, skipSpecialTokens: true));
        Assert.True(O200k.IsSpecial(199999));
        Assert.False(O200k.IsSpecial(0));
        Assert.False(O200k.IsSpecial(-1));
    }

    [Fact]
    public void Of_two_tokens_at_one_place_the_longer_is_found_and_offsets_cover_it()
    {
        Tokenizer tokenizer = With(new AddedToken("<a>", 300000), new AddedToken("<a>b", 300001), new AddedToken("é<", 300002));
        Assert.Equal([300001, 300000, .. O200k.Encode("c"), 300002, .. O200k.Encode("a>")], tokenizer.Encode("<a>b<a>cé<a>"));
        Token[] tokens = tokenizer.EncodeWithOffsets("é é<x");
        Assert.Contains(new Token(300002, 3, 6, 2, 4), tokens);
    }

    [Fact]
    public void Flags_of_added_tokens()
    {
        Tokenizer strip = With(new AddedToken("<m>", 300000) { StripLeft = true, StripRight = true, IsSpecial = false });
        Assert.Equal([.. O200k.Encode("a"), 300000, .. O200k.Encode("b")], strip.Encode("a \u3000<m>\n b"));
        Tokenizer word = With(new AddedToken("cat", 300000) { SingleWord = true, IsSpecial = false });
        Assert.Equal([300000, .. O200k.Encode(" concat "), 300000, .. O200k.Encode(" cats")], word.Encode("cat concat cat cats"));
    }

    [Fact]
    public void Harmony_has_its_tokens()
    {
        Tokenizer harmony = Tokenizer.ForEncoding("o200k_harmony");
        Assert.Equal([200006, .. harmony.Encode("user"), 200008, .. harmony.Encode("Hi"), 200007],
            harmony.Encode("<|start|>user<|message|>Hi<|end|>", SpecialTokenPolicy.AllowAll));
        Assert.Equal("<|endofprompt|>", harmony.Decode([200018]));
        Assert.Equal([200018], harmony.Encode("<|reserved_200018|>", SpecialTokenPolicy.AllowAll));
        Assert.Equal("<|reserved_201087|>", harmony.Decode([201087]));
    }

    private static Tokenizer With(params AddedToken[] tokens) => new(O200k.Parts with { AddedTokens = tokens, SpecialTokens = SpecialTokenPolicy.AllowAll });
}
