using System.Numerics;
using MathsIA.AutoDiff.Engine;
using MathsIA.Kernels;

namespace MathsIA.AutoDiff;

/// <summary>A recording that is made step by step, for training loops: watch, compute, go backward, reset, again.</summary>
/// <remarks>
/// <para>The functions of <see cref="Differentiate"/> are a tape around a function. A tape of one's own is for code that has no
/// function to hand over, and for gradients written straight into memory that is there already.</para>
/// <para>Intermediate values live in memory that the tape takes from its thread's pool, gives back as backward passes them, and
/// uses again after <see cref="Reset"/>; a steady loop allocates next to nothing. There is nothing to dispose of: a tape that is
/// dropped is collected with all it has. A value read by <see cref="Variable{T}.Value"/> is the caller's and never used again.</para>
/// <para>A tape is for one thread at a time.</para>
/// </remarks>
/// <example><code>
/// var tape = new Tape&lt;float&gt;();
/// for (int step = 0; step &lt; steps; step++)
/// {
///     tape.Reset();
///     Variable&lt;float&gt; w = tape.Watch(weights), loss = Loss(w);
///     tape.Backward(loss, [w], [gradient]);
///     optimizer.Step(weights, gradient);
/// }
/// </code></example>
/// <typeparam name="T">The element type.</typeparam>
public sealed class Tape<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly ReverseLevel<T> _level = new();
    private readonly DifferentiationOptions _options;
    private bool _hasGoneBackward;

    /// <summary>Begins a recording.</summary>
    /// <param name="options">Threads, and what is watched for.</param>
    public Tape(DifferentiationOptions? options = null)
    {
        _options = options ?? DifferentiationOptions.Default;
        _level.Open(_options);
    }

    /// <summary>The number of values recorded, the watched ones included.</summary>
    public int Count => _level.Count;

    /// <summary>Whether operations are recorded now: false inside <see cref="PauseRecording"/> and after a backward that did not keep the tape.</summary>
    public bool IsRecording => _level is { IsOpen: true, IsPaused: false };

    /// <summary>Starts watching a value: derivatives can be taken with respect to the result.</summary>
    /// <param name="value">The value; a tensor is not copied and must not change before backward.</param>
    /// <returns>The watched variable, for use in place of the value.</returns>
    /// <exception cref="InvalidOperationException">The tape went backward without being kept; reset it first.</exception>
    public Variable<T> Watch(Variable<T> value) => _level.Watch(value);

    /// <summary>Ends the recording, gives all memory back and begins a new one. Variables of the old one throw when used.</summary>
    public void Reset()
    {
        _level.Close();
        _level.Open(_options);
        _hasGoneBackward = false;
    }

    /// <summary>Lets operations on watched variables give constants until the result is disposed of: for validation, or an update of
    /// weights, in the middle of a recording.</summary>
    /// <returns>Ends the pause when disposed of.</returns>
    public Pause PauseRecording() => new(_level);

    /// <summary>Computes the derivatives of one value with respect to everything watched.</summary>
    /// <remarks>Read them by <see cref="GradientOf"/>.</remarks>
    /// <param name="output">The value; of one element unless a cotangent is given.</param>
    /// <param name="cotangent">The vector that the Jacobian is multiplied with, of the shape of the output; 1 if not given.</param>
    /// <param name="retain">Intermediate values whose gradients are wanted as well.</param>
    /// <param name="keepTape">Whether the recording stays for another backward. If not, memory is given back as values are
    /// passed, and nothing more can be recorded before <see cref="Reset"/>.</param>
    /// <exception cref="InvalidOperationException">The tape went backward before and was not kept.</exception>
    /// <exception cref="ShapeMismatchException">The output has more or less than one element, or not the shape of the cotangent.</exception>
    public void Backward(Variable<T> output, Variable<T>? cotangent = null, ReadOnlySpan<Variable<T>> retain = default, bool keepTape = false)
    {
        if (_hasGoneBackward && !_level.IsOpen)
            throw new InvalidOperationException("Backward: this tape has gone backward already and gave its values back on the way. Pass keepTape: true the first time, or Reset and record again.");
        _hasGoneBackward = true;
        _level.Backward(output, ReversePass.Seed(output, cotangent ?? default), keepTape, retain);
    }

    /// <summary>Computes the derivatives of one value and writes them into memory of the caller's.</summary>
    /// <param name="output">The value, of one element.</param>
    /// <param name="sources">Watched variables.</param>
    /// <param name="destinations">Receives one gradient a source, each of its shape.</param>
    /// <param name="accumulate">Whether the gradient is added to what is there, as for a batch in several pieces.</param>
    /// <param name="keepTape">As for <see cref="Backward(Variable{T}, Variable{T}?, ReadOnlySpan{Variable{T}}, bool)"/>.</param>
    /// <exception cref="ArgumentException">There are not as many destinations as sources.</exception>
    /// <exception cref="ShapeMismatchException">A destination does not have the shape of its source.</exception>
    /// <exception cref="InvalidOperationException">The tape went backward before and was not kept.</exception>
    public void Backward(Variable<T> output, ReadOnlySpan<Variable<T>> sources, ReadOnlySpan<Tensor<T>> destinations, bool accumulate = false, bool keepTape = false)
    {
        if (sources.Length != destinations.Length)
            throw new ArgumentException($"Backward: {destinations.Length} destinations for {sources.Length} sources.", nameof(destinations));
        for (int i = 0; i < sources.Length; i++)
        {
            if (sources[i].Shape != destinations[i].Shape)
                throw new ShapeMismatchException(nameof(Backward), $"destination {i} has the shape {destinations[i].Shape}, its source {sources[i].Shape}.", nameof(destinations));
        }

        Backward(output, retain: sources, keepTape: keepTape);
        for (int i = 0; i < sources.Length; i++)
        {
            Variable<T> gradient = _level.CotangentOf(sources[i]);
            if (gradient.IsNone)
            {
                if (!accumulate)
                    destinations[i].Fill(T.Zero);
            }
            else if (accumulate)
            {
                destinations[i].Add(gradient.Origin.CellOf(gradient).Tensor, destinations[i], _options.Context);
            }
            else
            {
                ParallelCopy.Run(gradient.Origin.CellOf(gradient).Tensor, destinations[i], _options.Context);
            }
        }
    }

    /// <summary>The gradient that the last backward found for a watched or retained variable.</summary>
    /// <param name="variable">The variable.</param>
    /// <returns>The gradient, of its shape; zeros where the output does not depend on it.</returns>
    /// <exception cref="InvalidOperationException">There was no backward since the last reset, or the variable is of an earlier recording.</exception>
    public Variable<T> GradientOf(Variable<T> variable)
    {
        if (!_hasGoneBackward)
            throw new InvalidOperationException("GradientOf: this tape has not gone backward yet.");
        Variable<T> gradient = _level.CotangentOf(variable);
        return gradient.IsNone ? Variable.Zeros<T>(variable.Shape) : gradient;
    }

    /// <summary>A stretch without recording; see <see cref="PauseRecording"/>.</summary>
    public readonly struct Pause : IDisposable
    {
        private readonly ReverseLevel<T> _level;
        private readonly bool _before;

        internal Pause(ReverseLevel<T> level)
        {
            _level = level;
            _before = level.IsPaused;
            level.IsPaused = true;
        }

        /// <summary>Ends the pause.</summary>
        public void Dispose() => _level.IsPaused = _before;
    }
}
