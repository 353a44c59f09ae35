using MathsIA.AutoDiff;
using MathsIA.Kernels;

namespace MathsIA.Benchmarks.Compare;

/// <summary>A training step on a tape: a loss of some parameters, its gradient, and Adam in place.</summary>
internal sealed class TrainingStep
{
    private readonly Func<Variable<float>[], Variable<float>> _loss;
    private readonly Tensor<float>[] _gradients, _first, _second;
    private readonly Variable<float>[] _watched;
    private readonly Tape<float> _tape;
    private readonly ComputeContext _context;
    private readonly double _rate, _weightDecay;
    private int _steps;

    public TrainingStep(Tensor<float>[] parameters, Func<Variable<float>[], Variable<float>> loss, double rate, double weightDecay, ComputeContext context)
    {
        Parameters = parameters;
        _loss = loss;
        _gradients = [.. parameters.Select(p => Tensor.Zeros<float>(p.Shape))];
        _first = [.. parameters.Select(p => Tensor.Zeros<float>(p.Shape))];
        _second = [.. parameters.Select(p => Tensor.Zeros<float>(p.Shape))];
        _watched = new Variable<float>[parameters.Length];
        _tape = new Tape<float>(new() { Context = context });
        _context = context;
        _rate = rate;
        _weightDecay = weightDecay;
    }

    public Tensor<float>[] Parameters { get; }

    /// <summary>The loss of the last step.</summary>
    public double Loss { get; private set; }

    public void Run()
    {
        Variable<float> loss = Forward();
        Loss = loss.ToScalar();
        _tape.Backward(loss, _watched, _gradients);
        _steps++;
        for (int i = 0; i < Parameters.Length; i++)
            AdamStep.Run(Parameters[i], _gradients[i], _first[i], _second[i], new AdamCoefficients(_steps, _rate, WeightDecay: _weightDecay), _context);
    }

    public StepMemory Memory() => StepMemory.Of(Run, () => Forward(), _tape.Reset, Parameters.Sum(p => (long)sizeof(float) * p.Length));

    private Variable<float> Forward()
    {
        _tape.Reset();
        for (int i = 0; i < _watched.Length; i++)
            _watched[i] = _tape.Watch(Parameters[i]);
        return _loss(_watched);
    }
}
