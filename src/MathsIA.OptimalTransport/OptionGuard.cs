using System.Runtime.CompilerServices;

namespace MathsIA.OptimalTransport;

/// <summary>Checks of the options of a solver, each named by its property.</summary>
internal static class OptionGuard
{
    public static double Positive(double value, string solver, [CallerMemberName] string name = "") => value > 0 && double.IsFinite(value)
        ? value
        : throw new ArgumentOutOfRangeException(name, value, $"{solver}: {name} must be positive and finite.");

    public static double NonNegative(double value, string solver, [CallerMemberName] string name = "") => value >= 0 && double.IsFinite(value)
        ? value
        : throw new ArgumentOutOfRangeException(name, value, $"{solver}: {name} must be finite and not negative.");

    public static int AtLeast(int value, int least, string solver, [CallerMemberName] string name = "") => value >= least
        ? value
        : throw new ArgumentOutOfRangeException(name, value, $"{solver}: {name} must be at least {least}.");
}
