using System.Net;
using System.Text;

namespace MathsIA.Gallery;

/// <summary>Turns a small part of TeX into MathML, which browsers set without any script or font of ours.</summary>
/// <remarks>Known: letters, digits and signs; <c>^ _ {}</c>; <c>\frac \sqrt \text \hat \bar \mathbf \operatorname</c>; the symbols in the
/// table below. An unknown command is an error: pages are checked when they are made.</remarks>
internal sealed class Formula
{
    private static readonly Dictionary<string, string> Letters = new(StringComparer.Ordinal)
    {
        ["alpha"] = "α", ["beta"] = "β", ["gamma"] = "γ", ["theta"] = "θ", ["kappa"] = "κ", ["lambda"] = "λ", ["mu"] = "μ", ["sigma"] = "σ", ["tau"] = "τ", ["ell"] = "ℓ", ["eps"] = "ε",
        ["rho"] = "ρ", ["delta"] = "δ", ["phi"] = "φ", ["Phi"] = "Φ",
    };

    private static readonly Dictionary<string, string> Signs = new(StringComparer.Ordinal)
    {
        ["le"] = "≤", ["ge"] = "≥", ["in"] = "∈", ["cdot"] = "·", ["odot"] = "⊙", ["nabla"] = "∇", ["partial"] = "∂", ["sum"] = "∑", ["approx"] = "≈", ["to"] = "→",
        ["top"] = "⊤", ["pm"] = "±", ["langle"] = "⟨", ["rangle"] = "⟩", ["|"] = "‖", ["ldots"] = "…", ["times"] = "×", ["infty"] = "∞", ["sim"] = "∼", ["int"] = "∫",
    };

    private static readonly HashSet<string> Functions = new(["min", "max", "log", "exp"], StringComparer.Ordinal);

    private readonly string _source;
    private int _at;

    private Formula(string source) => _source = source;

    public static string Inline(string tex) => $"<math>{new Formula(tex).Row('\0')}</math>";

    public static string Display(string tex) => $"<math display=\"block\">{new Formula(tex).Row('\0')}</math>";

    private string Row(char end)
    {
        var row = new StringBuilder();
        while (_at < _source.Length && _source[_at] != end)
        {
            string atom = Atom();
            if (atom.Length > 0)
                row.Append(WithScripts(atom));
        }

        if (end != '\0' && _at++ >= _source.Length)
            throw new FormatException($"The formula \"{_source}\" lacks a closing {end}.");
        return $"<mrow>{row}</mrow>";
    }

    private string WithScripts(string atom)
    {
        string? below = null, above = null;
        while (_at < _source.Length && _source[_at] is '_' or '^' or '\'')
        {
            char mark = _source[_at++];
            if (mark == '\'')
                above = "<mo>′</mo>";
            else if (mark == '_')
                below = Atom();
            else
                above = Atom();
            if (_at >= _source.Length)
                break;
        }

        bool stacked = atom.Contains('∑', StringComparison.Ordinal) || atom is "<mi>min</mi>" or "<mi>max</mi>";
        return (below, above) switch
        {
            (null, null) => atom,
            (not null, null) => stacked ? $"<munder>{atom}{below}</munder>" : $"<msub>{atom}{below}</msub>",
            (null, not null) => $"<msup>{atom}{above}</msup>",
            _ => stacked ? $"<munderover>{atom}{below}{above}</munderover>" : $"<msubsup>{atom}{below}{above}</msubsup>",
        };
    }

    private string Atom()
    {
        char c = _source[_at++];
        switch (c)
        {
            case ' ':
                return "";
            case '{':
                return Row('}');
            case '\\':
                return Command();
            case '-':
                return "<mo>−</mo>";
            case '/':
                return "<mo lspace=\"0\" rspace=\"0\">/</mo>";
        }

        if (char.IsAsciiDigit(c))
        {
            int start = _at - 1;
            while (_at < _source.Length && (char.IsAsciiDigit(_source[_at]) || (_source[_at] == '.' && _at + 1 < _source.Length && char.IsAsciiDigit(_source[_at + 1]))))
                _at++;
            return $"<mn>{_source[start.._at]}</mn>";
        }

        return char.IsLetter(c) ? $"<mi>{c}</mi>" : $"<mo{(c is '(' or ')' or '[' or ']' or '|' ? " stretchy=\"false\"" : "")}>{WebUtility.HtmlEncode(c.ToString())}</mo>";
    }

    private string Command()
    {
        int start = _at;
        while (_at < _source.Length && char.IsAsciiLetter(_source[_at]))
            _at++;
        if (_at == start)
            _at++;
        string name = _source[start.._at];
        return name switch
        {
            "," or ";" => "<mspace width=\"0.28em\"></mspace>",
            "quad" => "<mspace width=\"1.4em\"></mspace>",
            "{" or "}" => $"<mo>{name}</mo>",
            "frac" => $"<mfrac>{Next()}{Next()}</mfrac>",
            "sqrt" => $"<msqrt>{Next()}</msqrt>",
            "bar" => $"<mover accent=\"true\">{Next()}<mo>¯</mo></mover>",
            "text" => $"<mtext>{WebUtility.HtmlEncode(Raw())}</mtext>",
            "operatorname" => $"<mi mathvariant=\"normal\">{WebUtility.HtmlEncode(Raw())}</mi>",
            _ when Functions.Contains(name) => $"<mi>{name}</mi>",
            _ when Letters.TryGetValue(name, out string? letter) => $"<mi>{letter}</mi>",
            "star" => "<mo lspace=\"0\" rspace=\"0\">⋆</mo>",
            _ when Signs.TryGetValue(name, out string? sign) => sign is "‖" or "⟨" or "⟩" ? $"<mo stretchy=\"false\">{sign}</mo>" : $"<mo>{sign}</mo>",
            _ => throw new FormatException($"The formula \"{_source}\" has the unknown command \\{name}."),
        };
    }

    private string Next()
    {
        while (_at < _source.Length && _source[_at] == ' ')
            _at++;
        return _at < _source.Length ? Atom() : throw new FormatException($"The formula \"{_source}\" ends too early.");
    }

    private string Raw()
    {
        int end = _source.IndexOf('}', _at);
        if (_source[_at] != '{' || end < 0)
            throw new FormatException($"The formula \"{_source}\" lacks braces around its text.");
        string text = _source[(_at + 1)..end];
        _at = end + 1;
        return text;
    }
}
