namespace MathsIA.Optimization;

/// <summary>The loop that solves a program on its homogeneous embedding, and turns the last iterate into a solution or a certificate.</summary>
internal static class HomogeneousSolver
{
    private const double DefaultTolerance = 1e-9;
    private const int DefaultIterations = 200;

    public static ProgramSolution Solve(DenseProgram program, MinimizeOptions? options, CancellationToken cancellationToken)
    {
        options ??= new MinimizeOptions { MaxIterations = DefaultIterations };
        long start = options.Clock.GetTimestamp();
        double tolerance = options.Tolerance ?? DefaultTolerance;
        var scaling = new ProgramScaling(program);
        var iterate = new HomogeneousIterate(scaling.Scaled);
        ProgramReport report = new(program), best = new(program);
        var trace = new List<TracePoint>();
        Status? status = null;
        int k = 0;
        if (EquationContradiction.Find(scaling.Scaled, tolerance) is { } multipliers)
        {
            report.Contradict(multipliers, scaling);
            Record(k);
            best = report;
            return Finish(Status.Infeasible);
        }

        for (; ; k++)
        {
            report.Read(iterate, scaling, tolerance);
            Record(k);
            bool isLast = report.Certifies is not null;
            if (k == 0 || isLast || report.Merit <= best.Merit)
                (report, best) = (best, report);
            status = isLast ? best.Certifies
                : !iterate.IsFinite ? Status.NonFinite
                : cancellationToken.IsCancellationRequested ? Status.Cancelled
                : k >= options.MaxIterations ? Status.IterationLimit
                : options.TimeLimit is { } limit && options.Clock.GetElapsedTime(start) >= limit ? Status.TimeLimit
                : iterate.Step() ? null : Status.Stalled;
            if (status is { } end)
                return Finish(end);
        }

        void Record(int iteration)
        {
            if (!options.RecordTrace && options.Progress is null)
                return;
            var point = new TracePoint(iteration, report.Objective, Math.Max(report.PrimalResidual, report.DualResidual), options.Clock.GetElapsedTime(start))
            {
                Gap = Math.Abs(report.Objective - report.DualObjective),
            };
            if (options.RecordTrace)
                trace.Add(point);
            options.Progress?.Report(point);
        }

        ProgramSolution Finish(Status end)
        {
            var solution = new ProgramSolution
            {
                Status = end,
                Value = Tensor.From((double[])best.X.Clone()),
                Objective = best.Objective,
                DualObjective = best.DualObjective,
                PrimalResidual = best.PrimalResidual,
                DualResidual = best.DualResidual,
                EqualityMultipliers = Tensor.From((double[])best.Y.Clone()),
                InequalityMultipliers = Tensor.CopyOf<double>(best.Z.AsSpan(0, program.InequalityRows), program.InequalityRows),
                LowerMultipliers = Bounds(program, best.Z, program.Lower, program.InequalityRows + program.Upper.Length),
                UpperMultipliers = Bounds(program, best.Z, program.Upper, program.InequalityRows),
                Iterations = k,
                Elapsed = options.Clock.GetElapsedTime(start),
                Trace = trace,
            };
            return end switch
            {
                Status.Infeasible => solution with
                {
                    Objective = double.PositiveInfinity,
                    DualObjective = double.PositiveInfinity,
                    Farkas = new FarkasCertificate(solution.EqualityMultipliers, solution.InequalityMultipliers, solution.LowerMultipliers, solution.UpperMultipliers),
                },
                Status.Unbounded => Unbounded(program, solution, options, cancellationToken),
                _ => solution,
            };
        }
    }

    /// <summary>A ray proves that the objective falls without bound only if there is a feasible point for it to start from.</summary>
    private static ProgramSolution Unbounded(DenseProgram program, ProgramSolution ray, MinimizeOptions options, CancellationToken cancellationToken)
    {
        ProgramSolution feasible = Solve(program.WithoutObjective(), options with { Progress = null, RecordTrace = false }, cancellationToken);
        ProgramSolution solution = feasible with { Iterations = ray.Iterations + feasible.Iterations, Elapsed = ray.Elapsed + feasible.Elapsed, Trace = ray.Trace };
        return feasible.Status == Status.Converged
            ? solution with { Status = Status.Unbounded, Ray = ray.Value, Objective = double.NegativeInfinity, DualObjective = double.NegativeInfinity }
            : solution;
    }

    private static Tensor<double> Bounds(DenseProgram program, double[] multipliers, int[] which, int first)
    {
        Tensor<double> all = Tensor.Zeros<double>(program.Variables);
        for (int i = 0; i < which.Length; i++)
            all.AsSpan()[which[i]] = multipliers[first + i];
        return all;
    }
}
