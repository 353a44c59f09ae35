namespace MathsIA.OptimalTransport.Tests;

public class LloydQuantizationTests
{
    [Fact]
    public void Energy_never_rises_and_sites_end_at_their_centroids()
    {
        IPlanarDensity density = UniformDensity.OnRectangle(0, 0, 1, 1);
        QuantizationResult result = new LloydQuantization { MaxIterations = 2000, Tolerance = 1e-13 }.Run(density, Problems.Matrix(12, 2, 1));
        Assert.Equal(Status.Converged, result.Status);
        for (int k = 1; k < result.Energies.Count; k++)
            Assert.True(result.Energies[k] < result.Energies[k - 1]);
        LaguerreDiagram cells = LaguerreDiagram.Of(density, result.Sites);
        for (int i = 0; i < 12; i++)
        {
            Assert.Equal(cells.Cells[i].Moments.Mass, result.Masses[i], 1e-13);
            Assert.Equal(0, cells.Cells[i].Moments.X / result.Masses[i], 1e-5);
            Assert.Equal(0, cells.Cells[i].Moments.Y / result.Masses[i], 1e-5);
        }
    }

    [Fact]
    public void A_cloud_of_pixels_is_quantized_as_the_density_is()
    {
        const int N = 60;
        Tensor<double> points = Tensor.From([.. Enumerable.Range(0, N * N).SelectMany(k => new[] { ((k % N) + 0.5) / N, ((k / N) + 0.5) / N })], N * N, 2);
        Tensor<double> first = Problems.Matrix(7, 2, 3);
        QuantizationResult cloud = new LloydQuantization().Run(points, Tensor.Full([N * N], 1.0 / (N * N)), first), area = new LloydQuantization().Run(UniformDensity.OnRectangle(0, 0, 1, 1), first);
        Assert.Equal(area.Energies[0], cloud.Energies[0], 2e-3);
        Assert.Equal(1, cloud.Masses.Sum(), 1e-12);
        Assert.Equal(area.Energies[^1], cloud.Energies[^1], 2e-3);
        Assert.Throws<ShapeMismatchException>("y", () => new LloydQuantization().Run(points, null, Problems.Matrix(3, 3, 1)));
    }
}
