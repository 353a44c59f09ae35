using MathsIA.Execution;

namespace MathsIA.OptimalTransport;

/// <summary>The energy <c>j(ρ, m) = |m|² / 2ρ</c> for <c>ρ &gt; 0</c>, 0 at the origin, +∞ elsewhere, summed over cells.</summary>
internal static class KineticEnergy
{
    private const int Block = 4096;

    /// <summary>The proximal point with the step γ, in place; <paramref name="fields"/> holds the density first and then the momentum, axis by axis.</summary>
    /// <remarks>ρ is the largest root of <c>(ρ − ρ̃)(ρ + γ)² = γ |m̃|² / 2</c> if that is positive, with <c>m = ρ m̃ / (ρ + γ)</c>, and otherwise both are 0
    /// (N. Papadakis, G. Peyré, E. Oudet, "Optimal Transport with Proximal Splitting", SIAM J. Imaging Sci. 7(1), 2014, proposition 1).</remarks>
    public static void Prox(double[][] fields, double gamma, ComputeContext? context) =>
        ParallelLoop.For((fields[0].Length + Block - 1) / Block, new Body(fields, gamma), context);

    /// <summary><c>Σ |m|² / ρ</c>, twice the energy; +∞ where mass moves that is not there.</summary>
    public static double Action(double[][] fields)
    {
        double sum = 0;
        double[] density = fields[0];
        for (int cell = 0; cell < density.Length; cell++)
        {
            double square = 0;
            for (int axis = 1; axis < fields.Length; axis++)
                square += fields[axis][cell] * fields[axis][cell];
            if (square > 0)
                sum += density[cell] > 0 ? square / density[cell] : double.PositiveInfinity;
        }

        return sum;
    }

    /// <summary>The positive root, or 0.</summary>
    internal static double Density(double density, double square, double gamma)
    {
        double right = 0.5 * gamma * square;
        if (-density * gamma * gamma >= right)
            return 0;
        // To the right of the largest root the cubic is convex and rises: Newton's steps come down to the root and never pass it.
        double root = Math.Max(0, density) + Math.Cbrt(right);
        for (int step = 0; step < 60; step++)
        {
            double shifted = root + gamma, value = ((root - density) * shifted * shifted) - right;
            double next = root - (value / (shifted * (shifted + (2 * (root - density)))));
            if (!(next < root))
                break;
            root = next;
        }

        return Math.Max(0, root);
    }

    private readonly struct Body(double[][] fields, double gamma) : ILoopBody
    {
        public void Run(int index)
        {
            double[] density = fields[0];
            int end = Math.Min(density.Length, (index + 1) * Block);
            for (int cell = index * Block; cell < end; cell++)
            {
                double square = 0;
                for (int axis = 1; axis < fields.Length; axis++)
                    square += fields[axis][cell] * fields[axis][cell];
                double root = Density(density[cell], square, gamma), share = root / (root + gamma);
                density[cell] = root;
                for (int axis = 1; axis < fields.Length; axis++)
                    fields[axis][cell] *= share;
            }
        }
    }
}
