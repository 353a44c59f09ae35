namespace MathsIA.Tokenization;

/// <summary>The post-processors of a <c>tokenizer.json</c>.</summary>
internal static class HuggingFacePostProcessors
{
    /// <summary>The template; null for none.</summary>
    public static SequenceTemplate? Read(HuggingFaceNode node)
    {
        if (node.IsNull)
            return null;
        switch (node.Type)
        {
            case "TemplateProcessing":
                return ReadTemplate(node);
            case "BertProcessing":
                (TemplatePart cls, TemplatePart sep) = (ReadToken(node["cls"]), ReadToken(node["sep"]));
                TemplatePart second = TemplatePart.Token(sep.TokenId, typeId: 1);
                return new([cls, TemplatePart.First(), sep], [cls, TemplatePart.First(), sep, TemplatePart.Second(), second]);
            case "RobertaProcessing":
                (TemplatePart start, TemplatePart end) = (ReadToken(node["cls"]), ReadToken(node["sep"]));
                return new([start, TemplatePart.First(), end], [start, TemplatePart.First(), end, end, TemplatePart.Second(typeId: 0), end]);
            case "ByteLevel":
                // Only trims the spaces from offsets.
                return null;
            case "Sequence":
                return ReadSequence(node);
            default:
                throw node.Unknown("post-processor");
        }
    }

    private static SequenceTemplate? ReadSequence(HuggingFaceNode node)
    {
        SequenceTemplate? template = null;
        foreach (HuggingFaceNode item in node["processors"].Items())
        {
            SequenceTemplate? next = Read(item);
            if (template is not null && next is not null)
                throw item.Fail("puts tokens around tokens that were put there, which is not supported");
            template ??= next;
        }

        return template;
    }

    private static TemplatePart ReadToken(HuggingFaceNode node)
    {
        HuggingFaceNode[] pair = [.. node.Items()];
        return pair.Length == 2 ? TemplatePart.Token(pair[1].Number()) : throw node.Fail("is not a token and its id");
    }

    private static SequenceTemplate ReadTemplate(HuggingFaceNode node)
    {
        HuggingFaceNode tokens = node["special_tokens"];
        return new(ReadParts(node["single"], tokens), ReadParts(node["pair"], tokens));
    }

    private static List<TemplatePart> ReadParts(HuggingFaceNode node, HuggingFaceNode tokens)
    {
        var parts = new List<TemplatePart>();
        foreach (HuggingFaceNode item in node.Items())
        {
            if (item["Sequence"] is { IsNull: false } sequence)
            {
                int type = sequence["type_id"].Number();
                parts.Add(sequence["id"].Text() switch
                {
                    "A" => TemplatePart.First(type),
                    "B" => TemplatePart.Second(type),
                    string other => throw sequence["id"].Fail($"is '{other}', neither A nor B"),
                });
                continue;
            }

            HuggingFaceNode special = item["SpecialToken"];
            foreach (HuggingFaceNode id in tokens[special["id"].Text()]["ids"].Items())
                parts.Add(TemplatePart.Token(id.Number(), special["type_id"].Number()));
        }

        return parts;
    }
}
