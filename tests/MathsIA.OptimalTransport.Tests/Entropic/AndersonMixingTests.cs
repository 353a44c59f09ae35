namespace MathsIA.OptimalTransport.Tests;

public class AndersonMixingTests
{
    private static readonly double[] Rates = [0.99, 0.9, 0.5, -0.3, 0.1];

    [Fact]
    public void A_linear_map_is_solved_in_about_as_many_steps_as_it_has_directions()
    {
        var mixing = new AndersonMixing(Rates.Length, slack: 0);
        double[] g = [1, 1, 1, 1, 1];
        for (int step = 0; step < Rates.Length + 4; step++)
            g = Step(mixing, g, Rates);
        Assert.All(g, x => Assert.InRange(x, -1e-6, 1e-6));
    }

    [Fact]
    public void An_error_that_grows_sends_the_run_back_to_plain_steps_and_longer_each_time()
    {
        var mixing = new AndersonMixing(1, slack: 0);
        Assert.False(mixing.Retreats(1e-3));
        Assert.True(mixing.Retreats(1));
        int first = PlainSteps(mixing);
        Assert.InRange(PlainSteps(mixing), first + 1, 4 * first);

        static int PlainSteps(AndersonMixing mixing)
        {
            int steps = 0;
            while (!mixing.Retreats(1))
                steps++;
            return steps;
        }
    }

    [Fact]
    public void An_error_that_does_not_fall_ends_the_mixing()
    {
        var mixing = new AndersonMixing(1, slack: 0);
        Assert.Contains(Enumerable.Range(0, 100), _ => mixing.Retreats(0.5));
    }

    [Fact]
    public void A_mixed_point_of_less_value_gives_way_to_the_plain_one()
    {
        var mixing = new AndersonMixing(Rates.Length, slack: 1e-3);
        double[] g = [1, 1, 1, 1, 1];
        Assert.False(mixing.HasLost(0));
        g = Step(mixing, g, Rates);
        Assert.False(mixing.HasLost(-1));                                  // the first step was a plain one
        double[] image = [.. g.Zip(Rates, (x, rate) => rate * x)];
        Step(mixing, g, Rates);
        Assert.False(mixing.HasLost(-1e-4));
        Step(mixing, g, Rates);
        Assert.True(mixing.HasLost(-1));
        Assert.Equal(image, mixing.Plain.ToArray());
        Assert.False(mixing.HasLost(-1));
        Assert.True(new AndersonMixing(1, slack: 0) is { IsLost: false });
    }

    [Fact]
    public void Numbers_that_are_not_finite_and_points_that_stand_still_are_not_mixed()
    {
        foreach (double bad in new[] { double.NaN, double.PositiveInfinity, 0.0 })
        {
            var mixing = new AndersonMixing(2, slack: 0);
            for (int step = 0; step < 3; step++)
            {
                Array.Fill(mixing.Point, bad);
                Array.Fill(mixing.Image, bad);
                Assert.False(mixing.Mix());
            }
        }
    }

    private static double[] Step(AndersonMixing mixing, double[] g, double[] rates)
    {
        g.CopyTo(mixing.Point, 0);
        for (int j = 0; j < g.Length; j++)
            mixing.Image[j] = rates[j] * g[j];
        return [.. mixing.Mix() ? mixing.Next : mixing.Image];
    }
}
