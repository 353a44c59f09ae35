namespace MathsIA.Tokenization;

/// <summary>What an instruction of a compiled pattern does.</summary>
internal enum PatternOperation
{
    /// <summary>The (sub)pattern has matched.</summary>
    Match,

    /// <summary>One code point of the set.</summary>
    One,

    /// <summary>A to B code points of the set, as many as possible first.</summary>
    Many,

    /// <summary>A to B code points of the set, as few as possible first.</summary>
    Few,

    /// <summary>A to B code points of the set, as many as possible, none given back.</summary>
    Most,

    /// <summary>Go on at A, or else at B.</summary>
    Split,

    /// <summary>Go on at A.</summary>
    Jump,

    /// <summary>The place must meet the condition A.</summary>
    Place,

    /// <summary>The subpattern that follows must match here, and the text it matches is taken; go on at A.</summary>
    Atomic,

    /// <summary>The subpattern that follows must match here, B = 0, or must not, B = 1; go on at A.</summary>
    Ahead,

    /// <summary>As <see cref="Ahead"/>, from a fixed number of code points (B / 2) before; the lowest bit of B negates.</summary>
    Behind,

    /// <summary>Remember the place in slot A: an iteration starts.</summary>
    Mark,

    /// <summary>Fail if the iteration of slot A has not moved.</summary>
    Moved,
}
