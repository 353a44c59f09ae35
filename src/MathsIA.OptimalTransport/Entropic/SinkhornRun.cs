using System.Diagnostics;
using System.Numerics;
using MathsIA.Execution;

namespace MathsIA.OptimalTransport;

/// <summary>One run of <see cref="Sinkhorn"/>: the stages of ε, the choice of the sweep, acceleration, and when to stop.</summary>
internal sealed class SinkhornRun<T> : IDisposable where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>A stage of ε need only come near: the next one moves on anyway.</summary>
    private const double StageTolerance = 0.2;

    /// <summary>The first ε as a share of the spread of the costs: there the kernel is so flat that a sweep or two are enough.</summary>
    private const double FirstShare = 0.25;

    /// <summary>The plan of the answer, summed anew, may miss its marginals by so many times the tolerance.</summary>
    private const double ConfirmedWithin = 10;

    /// <summary>Sweeps without a better error, at the level of rounding, after which no more is to come.</summary>
    private const int StalledSweeps = 200;

    /// <summary>The most entries of a kernel that is stored unasked: 128 MiB of doubles.</summary>
    private const long MostStored = 1L << 24;

    private readonly Sinkhorn _options;
    private readonly ICostGeometry<T> _costs;
    private readonly Masses _masses;
    private readonly bool _stored;
    private readonly ComputeContext? _context;
    private readonly CancellationToken _cancellation;
    private readonly List<SinkhornProgress>? _trace;
    private readonly double[] _best;
    private double _bestError = double.PositiveInfinity;
    private int _bestSweep;
    private int _sweeps;
    private bool _restarted;
    private ISinkhornSweep _sweep;
    private KernelSweep<T>? _kernel;

    public SinkhornRun(Sinkhorn options, ICostGeometry<T> costs, Masses masses, bool stored, ComputeContext? context, CancellationToken cancellation)
    {
        (_options, _costs, _masses, _stored, _context, _cancellation) = (options, costs, masses, stored, context, cancellation);
        _trace = options.RecordTrace ? [] : null;
        _best = new double[costs.Columns];
        _sweep = costs is IStructuredCost<T> structured ? new StructuredSweep<T>(structured, masses, context) : new LogSweep<T>(costs, masses, context);
    }

    /// <summary>Whether the kernel is stored: asked for, or of costs that are a matrix already and not too large.</summary>
    public static bool StoresKernel(Sinkhorn options, ICostGeometry<T> costs, ComputeContext? context)
    {
        long bytes = (long)costs.Rows * costs.Columns * System.Runtime.CompilerServices.Unsafe.SizeOf<T>();
        switch (options.Form)
        {
            case EntropicForm.Kernel:
                Workspace.Reserve(nameof(Sinkhorn), bytes, context);
                return true;
            case EntropicForm.Logarithmic:
                return false;
            default:
                return costs is DenseCost<T> && (long)costs.Rows * costs.Columns <= MostStored && bytes <= (context ?? ComputeContext.Default).MemoryLimit / 4;
        }
    }

    public TransportResult<T> Solve(double[]? targetPotentials)
    {
        long start = Stopwatch.GetTimestamp();
        double target = _options.Epsilon, epsilon = targetPotentials is null && _options.Scaling < 1 ? Math.Max(target, FirstShare * CostRange.Of(_costs).Spread) : target;
        if (targetPotentials is not null)
            Restart(target, targetPotentials);
        Status? status = Stages(ref epsilon);
        if (status is null)
        {
            if (_stored)
                _sweep = _kernel = new KernelSweep<T>(_costs, _masses, _sweep.F, _sweep.G, _context);
            status = LastStage();
        }

        double[] g = _sweep.G;
        if (_bestError < double.PositiveInfinity)
            _best.CopyTo(g, 0);
        TransportResult<T> result = new EntropicAnswer<T>(_costs, _masses, _sweep.F, g, target, _context).Result(status.Value, _sweeps, () => Stopwatch.GetElapsedTime(start));
        return result with
        {
            // Where ε is below what the numbers can tell apart, another order of the same sums is another answer.
            Status = result.Status == Status.Converged && !(result.MarginalError <= ConfirmedWithin * _options.Tolerance) ? Status.Stalled : result.Status,
            Epsilon = target,
            Form = _kernel is null ? EntropicForm.Logarithmic : EntropicForm.Kernel,
            Trace = (IReadOnlyList<SinkhornProgress>?)_trace ?? [],
        };
    }

    public void Dispose() => _kernel?.Dispose();

    /// <summary>The stages before the last: null when they are done.</summary>
    private Status? Stages(ref double epsilon)
    {
        double target = _options.Epsilon;
        while (epsilon > target)
        {
            double error = Sweep(epsilon, 1);
            if (Ended(error) is { } status)
                return status;
            _sweep.Columns(epsilon, 1);
            if (error <= StageTolerance)
                epsilon = Math.Max(target, epsilon * _options.Scaling);
        }

        return null;
    }

    private Status LastStage()
    {
        double epsilon = _options.Epsilon;
        var relaxation = new OverRelaxation();
        AndersonMixing? mixing = _options.Acceleration == Acceleration.Anderson ? new(_costs.Columns, ValueNoise * epsilon * _masses.Total) : null;
        bool relaxes = _options.Acceleration is Acceleration.OverRelaxation or Acceleration.Newton;
        double newtonLimit = _costs is IStructuredCost<T> ? 0 : NewtonBegins, newtonBelow = _options.Acceleration == Acceleration.Newton ? newtonLimit : 0;
        while (true)
        {
            if (_bestError <= newtonBelow && _sweeps == _bestSweep)
            {
                // Newton's method ends the run, or leaves the potentials no worse and is tried again much nearer.
                if (Newton() is { } ended)
                    return ended;
                newtonBelow = _bestError / 100;
            }

            double omega = relaxes ? relaxation.Omega : 1, error = Sweep(epsilon, omega);
            bool converged = error <= _options.Tolerance;
            if (!converged && mixing?.HasLost(_sweep.DualValue(epsilon)) == true && Ended(0) is null)
            {
                Restart(epsilon, mixing.Plain);
                continue;
            }

            // Potentials a little better are not worth the copy.
            if (error < (converged ? 1 : 0.8) * _bestError)
                Keep(error);
            if (converged)
                return Status.Converged;
            if (Ended(error) is { } status)
                return status;
            if (_sweeps - _bestSweep > StalledSweeps && _bestError < Rounding)
                return Status.Stalled;
            if (mixing is not null)
            {
                Mix(mixing, error);
                // A problem on which mixing fails again and again is left to what needs no luck.
                if (mixing.IsLost)
                    (mixing, relaxes, newtonBelow) = (null, true, newtonLimit);
                continue;
            }

            _sweep.Columns(epsilon, omega);
            relaxation.Observe(error);
            if (relaxation.Retreat && _bestError < double.PositiveInfinity)
                Restart(epsilon, _best);
        }
    }

    /// <summary>The second half of a sweep, and from it and those before the point to go on from.</summary>
    private void Mix(AndersonMixing mixing, double error)
    {
        double epsilon = _options.Epsilon;
        _sweep.TargetPotentials(epsilon, mixing.Point);
        _sweep.Columns(epsilon, 1);
        _sweep.TargetPotentials(epsilon, mixing.Image);
        if (mixing.Retreats(error))
            Restart(epsilon, _best);
        else if (mixing.Mix())
            Restart(epsilon, mixing.Next);
    }

    /// <summary>The rest of the way by Newton's method; null where it could not go on.</summary>
    private Status? Newton()
    {
        Status? status = null;
        double[] g = [.. _best];
        var newton = new NewtonFinish<T>(_costs, _masses, _options.Epsilon, _context);
        bool good = newton.Run(g, error =>
        {
            _sweeps++;
            Tell(_options.Epsilon, error);
            if (error < _bestError)
                (_bestError, _bestSweep) = (error, _sweeps);
            status = error <= _options.Tolerance ? Status.Converged
                : _sweeps >= _options.MaxIterations ? Status.IterationLimit
                : _cancellation.IsCancellationRequested ? Status.Cancelled
                : null;
            return status is null;
        });
        g.CopyTo(_best, 0);
        Restart(_options.Epsilon, _best);
        return good ? status : null;
    }

    /// <summary>The error at which Newton's method takes over.</summary>
    private const double NewtonBegins = 3e-2;

    /// <summary>What rounding may do to a dual value, as a share of ε for each unit of mass.</summary>
    private static double ValueNoise => typeof(T) == typeof(float) ? 1e-2 : 1e-6;

    /// <summary>The error at which rounding may be what is left.</summary>
    private static double Rounding => typeof(T) == typeof(float) ? 1e-3 : 1e-9;

    private void Restart(double epsilon, ReadOnlySpan<double> g)
    {
        _sweep.Restart(epsilon, g);
        _restarted = true;
    }

    private double Sweep(double epsilon, double omega)
    {
        // The potentials of the sources belong to others of the targets then: to go beyond what meets the rows from there may be to go anywhere.
        double error = _sweep.Rows(epsilon, _restarted ? 1 : omega) / _masses.Total;
        _restarted = false;
        _sweeps++;
        Tell(epsilon, error);
        return error;
    }

    private void Tell(double epsilon, double error)
    {
        if (_options.Progress is null && _trace is null)
            return;
        var progress = new SinkhornProgress(_sweeps, epsilon, error);
        _trace?.Add(progress);
        _options.Progress?.Report(progress);
    }

    private Status? Ended(double error) =>
        !double.IsFinite(error) ? Status.NonFinite
        : _sweeps >= _options.MaxIterations ? Status.IterationLimit
        : _cancellation.IsCancellationRequested ? Status.Cancelled
        : null;

    private void Keep(double error)
    {
        _sweep.TargetPotentials(_options.Epsilon, _best);
        (_bestError, _bestSweep) = (error, _sweeps);
    }
}
