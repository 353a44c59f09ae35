using System.Numerics;
using MathsIA.AutoDiff.Engine;
using MathsIA.LinearAlgebra;
using MathsIA.Operators;

namespace MathsIA.AutoDiff.Primitives;

/// <summary>Solves <c>A w = b</c> on plain tensors, for a map that is known as code.</summary>
internal static class LinearSolver
{
    /// <summary>The solution; an exception if there is none to the tolerance.</summary>
    public static Tensor<T> Solve<T>(string operation, Func<Variable<T>, Variable<T>> apply, Tensor<T> b, bool isSymmetric, ImplicitOptions options)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ImplicitMethod method = options.Method != ImplicitMethod.Automatic ? options.Method
            : b.Length <= options.DenseLimit ? ImplicitMethod.Dense
            : isSymmetric ? ImplicitMethod.ConjugateGradient
            : ImplicitMethod.Gmres;
        return method == ImplicitMethod.Dense ? SolveDense(operation, apply, b, options) : SolveByIteration(operation, method, apply, b, isSymmetric, options);
    }

    private static Tensor<T> SolveDense<T>(string operation, Func<Variable<T>, Variable<T>> apply, Tensor<T> b, ImplicitOptions options)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int n = b.Length;
        if (n == 0)
            return b.Clone();
        // Row i of what the map makes of the unit vectors is column i of the matrix.
        Tensor<T> columns = Numbers(operation, Vectorize.Map(apply, (Variable<T>)Tensor.Eye<T>(n).Reshape([n, .. b.Shape.Lengths]))).Reshape(n, n);
        LuFactorization<T> factors;
        try
        {
            factors = Matrix.Lu(columns.Transpose().Clone());
        }
        catch (SingularMatrixException singular)
        {
            throw Singular(singular);
        }

        T epsilon = T.BitIncrement(T.One) - T.One, condition = factors.ReciprocalCondition();
        if (!(condition > epsilon))
            throw Singular(null);
        Tensor<T> right = b.Contiguous().Reshape(n, 1), solution = factors.Solve(right);
        T rightNorm = right.Norm();
        double residual = rightNorm == T.Zero ? 0 : double.CreateTruncating((columns.Transpose().MatMul(solution) - right).Norm() / rightNorm);
        options.Solves?.Report(new ImplicitReport(ImplicitMethod.Dense, n, Status.Converged, 0, residual));
        return solution.Reshape(b.Shape.Lengths);

        DerivativeSolveException Singular(Exception? cause)
        {
            options.Solves?.Report(new ImplicitReport(ImplicitMethod.Dense, n, Status.Breakdown, 0, double.NaN));
            return new(operation, Status.Breakdown, $"the Jacobian of {n} unknowns is singular to working precision; the solution is not a smooth function of the parameters here.", cause);
        }
    }

    private static Tensor<T> SolveByIteration<T>(string operation, ImplicitMethod method, Func<Variable<T>, Variable<T>> apply, Tensor<T> b, bool isSymmetric, ImplicitOptions options)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        CellPool<T> pool = CellPool<T>.Current;
        void Apply(ReadOnlySpan<T> x, Span<T> destination)
        {
            CellPool<T>.Region region = pool.Begin();
            try
            {
                Numbers(operation, apply(Tensor.From(x.ToArray(), b.Shape))).CopyTo(destination);
            }
            finally
            {
                pool.End(region);
            }
        }

        var map = new FunctionOperator<T>(b.Shape, b.Shape, Apply, isSymmetric ? Apply : static (_, _) => throw new NotSupportedException("The method needs no transpose."), isSelfAdjoint: isSymmetric);
        var how = new IterativeOptions<T> { MaxIterations = options.MaxIterations ?? (int)Math.Min(int.MaxValue, Math.Max(100, 10L * b.Length)) };
        if (options.Tolerance is { } tolerance)
            how = how with { Tolerance = T.CreateChecked(tolerance) };
        Tensor<T> right = b.Contiguous();
        IterativeResult<T> result = method switch
        {
            ImplicitMethod.ConjugateGradient => ConjugateGradient.Solve(map, right, how),
            ImplicitMethod.FixedPoint => Richardson(map, right, how),
            _ => Gmres.Solve(map, right, how),
        };
        T norm = right.Norm();
        double relative = norm == T.Zero ? 0 : double.CreateTruncating(result.ResidualNorm / norm);
        options.Solves?.Report(new ImplicitReport(method, b.Length, result.Status, result.Iterations, relative));
        return result.Status == Status.Converged && result.IsConsistent
            ? result.Solution
            : throw new DerivativeSolveException(operation, result.Status, $"{method} on {b.Length} unknowns left a relative residual of {relative:g2} after {result.Iterations} iterations, not {double.CreateTruncating(how.Tolerance):g2}. Try another method (ImplicitOptions.Method), more iterations or a larger tolerance.");
    }

    private static Tensor<T> Numbers<T>(string operation, Variable<T> image) where T : unmanaged, IBinaryFloatingPointIeee754<T> => image.IsConstant
        ? image.Origin.CellOf(image).Tensor
        : throw new InvalidOperationException($"{operation}: the map uses a variable that a transform is watching and that is not among the parameters; its derivative would be lost. Pass it as a parameter.");

    /// <summary><c>w ← w + (b − A w)</c>, which converges where <c>I − A</c> contracts.</summary>
    private static IterativeResult<T> Richardson<T>(FunctionOperator<T> map, Tensor<T> b, IterativeOptions<T> options) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Tensor<T> w = b.Clone(), best = w.Clone();
        T target = options.Tolerance * b.Norm(), smallest = T.PositiveInfinity;
        Status status = Status.IterationLimit;
        int iteration = 0;
        for (; iteration <= options.MaxIterations; iteration++)
        {
            Tensor<T> residual = b - map.Apply(w);
            T norm = residual.Norm();
            if (norm < smallest)
            {
                smallest = norm;
                w.CopyTo(best);
            }

            // A residual that has grown by a million times will not come back.
            if (norm <= target || !T.IsFinite(norm) || norm > smallest * T.CreateChecked(1e6))
            {
                status = norm <= target ? Status.Converged : T.IsFinite(norm) ? Status.Breakdown : Status.NonFinite;
                break;
            }

            w += residual;
        }

        return new IterativeResult<T> { Solution = best, Status = status, Iterations = iteration, ResidualNorm = smallest, IsConsistent = smallest <= target };
    }
}
