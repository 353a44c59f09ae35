namespace MathsIA.OptimalTransport;

/// <summary>A cell of a power diagram: a convex polygon, perhaps empty.</summary>
/// <param name="Vertices">The vertices, counter-clockwise.</param>
/// <param name="Neighbours">For the edge from each vertex to the next the site beyond it; −1 at the border of the domain.</param>
/// <param name="Moments">The integrals of the density over the cell, coordinates counted from its site: <see cref="PlanarMoments.Square"/> is the cost of taking the cell to its site.</param>
public sealed record LaguerreCell(IReadOnlyList<PlanarPoint> Vertices, IReadOnlyList<int> Neighbours, PlanarMoments Moments);
