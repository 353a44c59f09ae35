using System.Runtime.CompilerServices;

namespace MathsIA.OptimalTransport;

/// <summary>Checks of the options of solvers: each names the solver and the option, by default the property that asks.</summary>
internal static class SolverOption
{
    public static double Positive(double value, string solver, [CallerMemberName] string option = "") => value > 0 && double.IsFinite(value) ? value
        : throw new ArgumentOutOfRangeException(option, value, $"{solver}: {option} must be positive and finite.");

    public static double NonNegative(double value, string solver, [CallerMemberName] string option = "") => value >= 0 && double.IsFinite(value) ? value
        : throw new ArgumentOutOfRangeException(option, value, $"{solver}: {option} must be at least 0 and finite.");

    public static double Share(double value, string solver, [CallerMemberName] string option = "") => value is > 0 and <= 1 ? value
        : throw new ArgumentOutOfRangeException(option, value, $"{solver}: {option} must be above 0 and at most 1.");

    public static int Count(int value, string solver, [CallerMemberName] string option = "") => value >= 0 ? value
        : throw new ArgumentOutOfRangeException(option, value, $"{solver}: {option} cannot be negative.");

    public static int AtLeast(int value, int least, string solver, [CallerMemberName] string option = "") => value >= least ? value
        : throw new ArgumentOutOfRangeException(option, value, $"{solver}: {option} must be at least {least}.");
}
