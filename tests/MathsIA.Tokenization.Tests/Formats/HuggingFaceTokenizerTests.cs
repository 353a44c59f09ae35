using System.Text;
using CsCheck;
using MathsIA.Tokenization.Tests.Reference;

namespace MathsIA.Tokenization.Tests.Formats;

public sealed class HuggingFaceTokenizerTests
{
    private const string Bert = """
        {"version":"1.0","truncation":null,"padding":null,
         "added_tokens":[{"id":0,"content":"[PAD]","single_word":false,"lstrip":false,"rstrip":false,"normalized":false,"special":true},
          {"id":100,"content":"[UNK]","special":true},{"id":101,"content":"[CLS]","special":true},{"id":102,"content":"[SEP]","special":true},{"id":103,"content":"[MASK]","lstrip":true,"special":true}],
         "normalizer":{"type":"BertNormalizer","clean_text":true,"handle_chinese_chars":true,"strip_accents":null,"lowercase":true},
         "pre_tokenizer":{"type":"BertPreTokenizer"},
         "post_processor":{"type":"TemplateProcessing","single":[{"SpecialToken":{"id":"[CLS]","type_id":0}},{"Sequence":{"id":"A","type_id":0}},{"SpecialToken":{"id":"[SEP]","type_id":0}}],
          "pair":[{"SpecialToken":{"id":"[CLS]","type_id":0}},{"Sequence":{"id":"A","type_id":0}},{"SpecialToken":{"id":"[SEP]","type_id":0}},{"Sequence":{"id":"B","type_id":1}},{"SpecialToken":{"id":"[SEP]","type_id":1}}],
          "special_tokens":{"[CLS]":{"id":"[CLS]","ids":[101],"tokens":["[CLS]"]},"[SEP]":{"id":"[SEP]","ids":[102],"tokens":["[SEP]"]}}},
         "decoder":{"type":"WordPiece","prefix":"##","cleanup":true},
         "model":{"type":"WordPiece","unk_token":"[UNK]","continuing_subword_prefix":"##","max_input_chars_per_word":100,
          "vocab":{"[PAD]":0,"[UNK]":100,"[CLS]":101,"[SEP]":102,"[MASK]":103,"un":200,"##aff":201,"##able":202,"hello":203,"!":204,"cafe":205,"中":206,"the":207,"##s":208,",":209,"a":210}}}
        """;

    private const string T5 = """
        {"added_tokens":[{"id":0,"content":"<pad>","special":true},{"id":1,"content":"</s>","special":true},{"id":2,"content":"<unk>","special":true},{"id":20,"content":"<extra_id_0>","special":true}],
         "normalizer":{"type":"Sequence","normalizers":[{"type":"NFKC"},{"type":"Replace","pattern":{"Regex":" {2,}"},"content":" "}]},
         "pre_tokenizer":{"type":"PRE"},
         "post_processor":{"type":"TemplateProcessing","single":[{"Sequence":{"id":"A","type_id":0}},{"SpecialToken":{"id":"</s>","type_id":0}}],
          "pair":[{"Sequence":{"id":"A","type_id":0}},{"SpecialToken":{"id":"</s>","type_id":0}},{"Sequence":{"id":"B","type_id":0}},{"SpecialToken":{"id":"</s>","type_id":0}}],
          "special_tokens":{"</s>":{"id":"</s>","ids":[1],"tokens":["</s>"]}}},
         "decoder":{"type":"Metaspace","replacement":"▁","add_prefix_space":true},
         "model":{"type":"Unigram","unk_id":2,"vocab":[["<pad>",0.0],["</s>",0.0],["<unk>",0.0],["▁",-2.0],["▁the",-3.0],["▁whale",-4.0],["s",-3.5],["t",-4.5],["h",-5.5],["e",-4.0],["▁s",-4.2],["fi",-6.0]]}}
        """;

    private const string Llama2 = """
        {"added_tokens":[{"id":0,"content":"<unk>","special":true},{"id":1,"content":"<s>","special":true}],
         "normalizer":{"type":"Sequence","normalizers":[{"type":"Prepend","prepend":"▁"},{"type":"Replace","pattern":{"String":" "},"content":"▁"}]},
         "pre_tokenizer":null,
         "post_processor":{"type":"TemplateProcessing","single":[{"SpecialToken":{"id":"<s>","type_id":0}},{"Sequence":{"id":"A","type_id":0}}],"pair":[{"Sequence":{"id":"A","type_id":0}},{"Sequence":{"id":"B","type_id":1}}],
          "special_tokens":{"<s>":{"id":"<s>","ids":[1],"tokens":["<s>"]}}},
         "decoder":{"type":"Sequence","decoders":[{"type":"Replace","pattern":{"String":"▁"},"content":" "},{"type":"ByteFallback"},{"type":"Fuse"},{"type":"Strip","content":" ","start":1,"stop":0}]},
         "model":{"type":"BPE","dropout":null,"unk_token":"<unk>","continuing_subword_prefix":null,"end_of_word_suffix":null,"fuse_unk":true,"byte_fallback":true,
          "vocab":{"<unk>":0,"<s>":1,BYTES,"▁":300,"a":301,"b":302,"ab":303,"▁ab":304},"merges":["a b","▁ ab"]}}
        """;

    private static string Bytes => string.Join(',', Enumerable.Range(0, 256).Select(value => $"\"<0x{value:X2}>\":{value + 3}"));

    [Theory]
    [InlineData("Hello, unaffable!", new[] { 101, 203, 209, 200, 201, 202, 204, 102 })]
    [InlineData("the  CAFÉ\t中a", new[] { 101, 207, 205, 206, 210, 102 })]
    [InlineData("xyz thes", new[] { 101, 100, 207, 208, 102 })]
    [InlineData("the [MASK]!", new[] { 101, 207, 103, 204, 102 })]
    [InlineData("", new[] { 101, 102 })]
    public void Bert_style(string text, int[] ids) => Assert.Equal(ids, Load(Bert).Encode(text));

    [Fact]
    public void Bert_decodes_words() => Assert.Equal("hello, unaffable!", Load(Bert).Decode([101, 203, 209, 200, 201, 202, 204, 102], skipSpecialTokens: true));

    [Theory]
    [InlineData("""{"type":"Metaspace","replacement":"▁","prepend_scheme":"always"}""", "the whales", new[] { 4, 5, 6, 1 })]
    [InlineData("""{"type":"Metaspace","replacement":"▁","prepend_scheme":"always"}""", " the  ﬁs<extra_id_0>the", new[] { 4, 3, 11, 6, 20, 4, 1 })]
    [InlineData("""{"type":"Metaspace","replacement":"▁","prepend_scheme":"first"}""", "s<extra_id_0>s", new[] { 10, 20, 6, 1 })]
    [InlineData("""{"type":"Metaspace","replacement":"▁","prepend_scheme":"never"}""", "s s", new[] { 6, 10, 1 })]
    [InlineData("""{"type":"Sequence","pretokenizers":[{"type":"WhitespaceSplit"},{"type":"Metaspace","replacement":"▁","add_prefix_space":true}]}""", " the\n whale ", new[] { 4, 5, 1 })]
    [InlineData("""{"type":"Metaspace","replacement":"▁","prepend_scheme":"always"}""", "thexx", new[] { 4, 2, 1 })]
    public void T5_style(string preTokenizer, string text, int[] ids) => Assert.Equal(ids, Load(T5.Replace("""{"type":"PRE"}""", preTokenizer, StringComparison.Ordinal)).Encode(text));

    [Theory]
    [InlineData("ab ab", new[] { 1, 304, 304 })]
    [InlineData("aéb", new[] { 1, 300, 301, 0xC3 + 3, 0xA9 + 3, 302 })]
    public void Llama_2_style(string text, int[] ids)
    {
        Tokenizer tokenizer = Load(Llama2.Replace("BYTES", Bytes, StringComparison.Ordinal));
        Assert.Equal(ids, tokenizer.Encode(text));
        Assert.Equal(text, tokenizer.Decode(ids, skipSpecialTokens: true).TrimStart());
    }

    [Fact]
    public void Llama_3_and_Qwen_style_encode_as_their_ranks_and_pattern_do()
    {
        // The vocabulary of cl100k in the manner of Llama 3: merges listed, whole pieces first, its own pattern in the file.
        Tokenizer original = Tokenizer.ForEncoding("cl100k_base"), loaded = Saved(original);
        Texts.Valid.Sample(text => Assert.Equal(original.Encode(text, SpecialTokenPolicy.AllowAll), loaded.Encode(text)), iter: 400, seed: "0000KmV6P0v3");
        Assert.Equal([100257], loaded.Encode("<|endoftext|>"));
    }

    [Fact]
    public void Gpt_2_style_encodes_as_GPT_2_does()
    {
        Tokenizer original = Tokenizer.ForEncoding("r50k_base");
        string json = Encoding.UTF8.GetString(Write(original));
        int start = json.IndexOf("\"pre_tokenizer\"", StringComparison.Ordinal), end = json.IndexOf("\"post_processor\"", StringComparison.Ordinal);
        Tokenizer loaded = Load(json[..start] + "\"pre_tokenizer\":{\"type\":\"ByteLevel\",\"add_prefix_space\":false,\"trim_offsets\":true}," + json[end..]);
        Texts.Valid.Sample(text => Assert.Equal(original.Encode(text, SpecialTokenPolicy.AllowAll), loaded.Encode(text)), iter: 300, seed: "0000KmV6P0v3");
        Tokenizer prefixed = Load(json[..start] + "\"pre_tokenizer\":{\"type\":\"ByteLevel\"}," + json[end..]);
        Assert.Equal(original.Encode(" Hello"), prefixed.Encode("Hello"));
        Assert.Equal(original.Encode(" Hello"), prefixed.Encode(" Hello"));
    }

    [Fact]
    public void Trained_tokenizers_of_other_kinds_come_back()
    {
        TrainingCorpus corpus = TrainingCorpus.FromTexts(Corpus.Sea);
        Tokenizer[] originals = [WordPieceTrainer.Train(corpus, new() { VocabularySize = 200 }).Tokenizer, UnigramTrainer.Train(corpus, new() { VocabularySize = 150 }).Tokenizer];
        foreach (Tokenizer original in originals)
        {
            Tokenizer loaded = Saved(original);
            Texts.Valid.Sample(text => Assert.Equal(original.Encode("the whale " + text, SpecialTokenPolicy.AllowAll), loaded.Encode("the whale " + text)), iter: 200, seed: "0000KmV6P0v3");
            Assert.Equal(original.Decode(original.Encode("the whale")), loaded.Decode(loaded.Encode("the whale")));
        }
    }

    [Theory]
    [InlineData("Whitespace", "don't stop", "don|'|t|stop")]
    [InlineData("WhitespaceSplit", " don't  stop ", "don't|stop")]
    [InlineData("Digits", "a12b", "a|12|b")]
    [InlineData("Punctuation", "a,b!", "a|,|b|!")]
    public void Pre_tokenizers_cut_as_documented(string type, string text, string pieces)
    {
        Tokenizer tokenizer = Load(Bert.Replace("BertPreTokenizer", type, StringComparison.Ordinal));
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        var buffer = new PieceBuffer();
        for (int at = 0; at < bytes.Length;)
            at = tokenizer.Parts.PreTokenizer!.Split(bytes, at, buffer);
        Assert.Equal(pieces, string.Join('|', buffer.Pieces.ToArray().Select(piece => Encoding.UTF8.GetString(bytes, piece.Start, piece.Length))));
    }

    [Theory]
    [InlineData("\"BertPreTokenizer\"", "\"UnicodeScripts\"", "UnicodeScripts")]
    [InlineData("\"BertNormalizer\"", "\"Unheard\"", "Unheard")]
    [InlineData("\"TemplateProcessing\"", "\"Weird\"", "Weird")]
    [InlineData("{\"type\":\"WordPiece\",\"prefix\"", "{\"type\":\"CTC\",\"prefix\"", "CTC")]
    [InlineData("\"model\":{\"type\":\"WordPiece\"", "\"model\":{\"type\":\"WordLevel\"", "WordLevel")]
    [InlineData("\"unk_token\":\"[UNK]\"", "\"unk_token\":\"[NO]\"", "[NO]")]
    [InlineData("\"hello\":203", "\"hello\":200", "200")]
    [InlineData("\"hello\":203", "\"un\":203", "un")]
    [InlineData("\"hello\":203", "\"hello\":2000000000", "2000000000")]
    [InlineData("\"hello\":203", "\"hello\":-1", "vocab")]
    [InlineData("\"id\":100", "\"id\":\"x\"", "added_tokens[1]")]
    public void What_is_not_supported_or_wrong_is_named(string before, string after, string named)
    {
        Assert.Contains(before, Bert, StringComparison.Ordinal);
        Assert.Contains(named, Assert.Throws<TokenizerFormatException>(() => Load(Bert.Replace(before, after, StringComparison.Ordinal))).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"dropout\":null", "\"dropout\":0.1", "dropout")]
    [InlineData("\"end_of_word_suffix\":null", "\"end_of_word_suffix\":\"</w>\"", "end_of_word_suffix")]
    [InlineData("\"a b\"", "\"a\"", "merges[0]")]
    [InlineData("\"a b\"", "\"a z\"", "'z'")]
    [InlineData("\"a b\"", "\"a b\",\"a b\"", "twice")]
    [InlineData("\"start\":1,\"stop\":0", "\"start\":0,\"stop\":1", "stop")]
    [InlineData("\"<0x41>\":68,", "", "<0x41>")]
    public void Variants_that_are_not_supported_are_named(string before, string after, string named)
    {
        string json = Llama2.Replace("BYTES", Bytes, StringComparison.Ordinal);
        Assert.Contains(before, json, StringComparison.Ordinal);
        Assert.Contains(named, Assert.Throws<TokenizerFormatException>(() => Load(json.Replace(before, after, StringComparison.Ordinal))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Broken_json_is_said_with_its_place()
    {
        Assert.Equal(Bert.IndexOf("\"version\"", StringComparison.Ordinal), Assert.Throws<TokenizerFormatException>(() => Load(Bert.Replace("\"version\"", "version", StringComparison.Ordinal))).Position);
        Assert.Throws<TokenizerFormatException>(() => Load(""));
        Assert.Throws<TokenizerFormatException>(() => Load("[]"));
        Assert.Throws<ArgumentNullException>(() => HuggingFaceTokenizer.Load(null!));
    }

    [Theory]
    [InlineData(Bert)]
    [InlineData(T5)]
    [InlineData(Llama2)]
    public void Damaged_files_are_one_exception(string json)
    {
        string whole = json.Replace("BYTES", Bytes, StringComparison.Ordinal).Replace("""{"type":"PRE"}""", """{"type":"Metaspace","replacement":"▁"}""", StringComparison.Ordinal);
        Mutations.Check(Encoding.UTF8.GetBytes(whole), bytes => HuggingFaceTokenizer.Load(new MemoryStream(bytes)), "0000KmV6P0v3");
    }

    [Fact]
    public void What_cannot_be_saved_is_named()
        => Assert.Contains("StripNormalizer", Assert.Throws<NotSupportedException>(() => Write(new Tokenizer(Tokenizer.ForEncoding("r50k_base").Parts with { Normalizer = new StripNormalizer() }))).Message, StringComparison.Ordinal);

    private static Tokenizer Saved(Tokenizer tokenizer) => HuggingFaceTokenizer.Load(new MemoryStream(Write(tokenizer)));

    private static byte[] Write(Tokenizer tokenizer)
    {
        using var stream = new MemoryStream();
        HuggingFaceTokenizer.Save(tokenizer, stream);
        return stream.ToArray();
    }

    private static Tokenizer Load(string json) => HuggingFaceTokenizer.Load(new MemoryStream(Encoding.UTF8.GetBytes(json)));
}
