namespace MathsIA.AutoDiff;

public sealed partial class ButcherTableau
{
    /// <summary>Euler's method, of order 1: one evaluation a step.</summary>
    public static ButcherTableau Euler { get; } = new("Euler", 1, [[]], [1]);

    /// <summary>The midpoint method, of order 2: two evaluations a step (Runge 1895).</summary>
    public static ButcherTableau Midpoint { get; } = new("Midpoint", 2, [[], [0.5]], [0, 1]);

    /// <summary>Heun's method, of order 2: the mean of the slopes at both ends, two evaluations a step.</summary>
    public static ButcherTableau Heun { get; } = new("Heun", 2, [[], [1]], [0.5, 0.5]);

    /// <summary>The classic method of order 4: four evaluations a step (Kutta 1901).</summary>
    public static ButcherTableau RungeKutta4 { get; } = new("Runge-Kutta 4", 4, [[], [0.5], [0, 0.5], [0, 0, 1]], [1.0 / 6, 1.0 / 3, 1.0 / 3, 1.0 / 6]);

    /// <summary>Bogacki and Shampine's pair of orders 3 and 2, adaptive: three evaluations a step, for loose tolerances.</summary>
    /// <remarks>P. Bogacki and L. F. Shampine, Appl. Math. Lett. 2, 1989.</remarks>
    public static ButcherTableau BogackiShampine { get; } = new(
        "Bogacki-Shampine 3(2)", 3,
        [[], [0.5], [0, 0.75], [2.0 / 9, 1.0 / 3, 4.0 / 9]],
        [2.0 / 9, 1.0 / 3, 4.0 / 9, 0],
        [-5.0 / 72, 1.0 / 12, 1.0 / 9, -1.0 / 8]);

    /// <summary>Dormand and Prince's pair of orders 5 and 4, adaptive, with dense output of order 4: six evaluations a step.</summary>
    /// <remarks>J. R. Dormand and P. J. Prince, J. Comput. Appl. Math. 6, 1980; the interpolant is L. F. Shampine's, Math. Comp. 46, 1986.</remarks>
    public static ButcherTableau DormandPrince { get; } = new(
        "Dormand-Prince 5(4)", 5,
        [
            [],
            [1.0 / 5],
            [3.0 / 40, 9.0 / 40],
            [44.0 / 45, -56.0 / 15, 32.0 / 9],
            [19372.0 / 6561, -25360.0 / 2187, 64448.0 / 6561, -212.0 / 729],
            [9017.0 / 3168, -355.0 / 33, 46732.0 / 5247, 49.0 / 176, -5103.0 / 18656],
            [35.0 / 384, 0, 500.0 / 1113, 125.0 / 192, -2187.0 / 6784, 11.0 / 84],
        ],
        [35.0 / 384, 0, 500.0 / 1113, 125.0 / 192, -2187.0 / 6784, 11.0 / 84, 0],
        [71.0 / 57600, 0, -71.0 / 16695, 71.0 / 1920, -17253.0 / 339200, 22.0 / 525, -1.0 / 40],
        [
            [1, -8048581381 / 2820520608.0, 8663915743 / 2820520608.0, -12715105075 / 11282082432.0],
            [0, 0, 0, 0],
            [0, 131558114200 / 32700410799.0, -68118460800 / 10900136933.0, 87487479700 / 32700410799.0],
            [0, -1754552775 / 470086768.0, 14199869525 / 1410260304.0, -10690763975 / 1880347072.0],
            [0, 127303824393 / 49829197408.0, -318862633887 / 49829197408.0, 701980252875 / 199316789632.0],
            [0, -282668133 / 205662961.0, 2019193451 / 616988883.0, -1453857185 / 822651844.0],
            [0, 40617522 / 29380423.0, -110615467 / 29380423.0, 69997945 / 29380423.0],
        ]);
}
