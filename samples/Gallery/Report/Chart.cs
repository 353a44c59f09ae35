using System.Globalization;
using ScottPlot;
using ScottPlot.TickGenerators;

namespace MathsIA.Gallery;

/// <summary>One plot, drawn by ScottPlot and restyled so that the page's theme colours it.</summary>
internal sealed class Chart : IDisposable
{
    /// <summary>Small, so that on a phone, where a plot fills the width, its text keeps a readable size.</summary>
    private const int Width = 460;

    private readonly Plot _plot = new();
    private readonly List<LegendEntry> _legend = [];
    private double _lowestPower = double.PositiveInfinity, _highestPower = double.NegativeInfinity;

    public string? Title { get; init; }

    public string X { get; init; } = "";

    public string Y { get; init; } = "";

    /// <summary>Whether the vertical axis is logarithmic.</summary>
    public bool LogY { get; init; }

    public bool LogX { get; init; }

    public int Height { get; init; } = 320;

    /// <summary>Whether one unit is as long along both axes.</summary>
    public bool Square { get; init; }

    /// <summary>Whether the axes are left out, for images.</summary>
    public bool Bare { get; init; }

    public IReadOnlyList<LegendEntry> Legend => _legend;

    /// <summary>A curve; on a logarithmic axis, values that are not positive are left out.</summary>
    public Chart Line(string? label, IEnumerable<double> x, IEnumerable<double> y, Ink ink, bool dashed = false, float width = 2)
    {
        (double[] xs, double[] ys) = Prepare(x, y);
        ScottPlot.Plottables.Scatter line = _plot.Add.ScatterLine(xs, ys);
        line.Color = InkCode.Color(ink, dashed);
        line.LineWidth = width;
        Note(label, ink, dashed ? LegendMark.Dashes : LegendMark.Line);
        return this;
    }

    public Chart Points(string? label, IEnumerable<double> x, IEnumerable<double> y, Ink ink, float size = 4, double opacity = 0.7)
    {
        (double[] xs, double[] ys) = Prepare(x, y);
        ScottPlot.Plottables.Scatter points = _plot.Add.ScatterPoints(xs, ys);
        points.Color = InkCode.Color(ink).WithAlpha(opacity);
        points.MarkerSize = size;
        points.MarkerShape = MarkerShape.FilledCircle;
        points.MarkerLineWidth = 0;
        Note(label, ink, LegendMark.Dot);
        return this;
    }

    /// <summary>Points coloured one by one, by a value from 0 to 1.</summary>
    public Chart ColouredPoints(IReadOnlyList<double> x, IReadOnlyList<double> y, IReadOnlyList<double> values, IColormap map, float size = 5)
    {
        for (int i = 0; i < x.Count; i++)
            _plot.Add.Marker(x[i], y[i], MarkerShape.FilledCircle, size, map.GetColor(values[i]));
        return this;
    }

    /// <summary>Bars at 0, 1, 2, ...; a shift and a width set two series side by side.</summary>
    public Chart Bars(IReadOnlyList<double> values, Ink ink, IReadOnlyList<string>? names = null, double shift = 0, double width = 0.8, string? label = null)
    {
        for (int i = 0; i < values.Count; i++)
        {
            ScottPlot.Plottables.BarPlot bar = _plot.Add.Bar(i + shift, values[i]);
            bar.Color = InkCode.Color(ink).WithAlpha(0.85);
            foreach (Bar one in bar.Bars)
            {
                one.LineWidth = 0;
                one.Size = width;
            }
        }

        if (names is not null)
            Name(_plot.Axes.Bottom, names);
        Note(label, ink, LegendMark.Dot);
        return this;
    }

    /// <summary>A histogram: the outline of bars of equal width around the given centres.</summary>
    public Chart Steps(string? label, IReadOnlyList<double> centres, IReadOnlyList<double> heights, Ink ink)
    {
        double half = (centres[1] - centres[0]) / 2;
        double[] x = [.. centres.SelectMany(c => (double[])[c - half, c + half])], y = [.. heights.SelectMany(h => (double[])[h, h])];
        ScottPlot.Plottables.Scatter outline = _plot.Add.ScatterLine(x, y);
        outline.Color = InkCode.Color(ink);
        outline.LineWidth = 1.5f;
        outline.FillY = true;
        outline.FillYColor = InkCode.Color(ink).WithAlpha(0.3);
        Note(label, ink, LegendMark.Line);
        return this;
    }

    /// <summary>The non-zeros of a vector, each a dot on a stem from the axis.</summary>
    public Chart Stems(string? label, IReadOnlyList<double> values, Ink ink, bool thin = false)
    {
        Color colour = InkCode.Color(ink);
        for (int i = 0; i < values.Count; i++)
        {
            if (values[i] == 0)
                continue;
            ScottPlot.Plottables.LinePlot stem = _plot.Add.Line(i, 0, i, values[i]);
            stem.LineColor = colour;
            stem.LineWidth = thin ? 1.5f : 4;
            stem.MarkerSize = 0;
            _plot.Add.Marker(i, values[i], MarkerShape.FilledCircle, thin ? 5 : 9, colour);
        }

        // The whole of the vector shows, zeros too.
        _plot.Add.Line(-0.5, 0, values.Count - 0.5, 0).LineColor = InkCode.Color(Ink.Grid);
        Note(label, ink, LegendMark.Dot);
        return this;
    }

    /// <summary>A grey image of values from 0 to 1, alone in the plot.</summary>
    public Chart Grey(Tensor<double> image)
    {
        int height = image.Shape[0], width = image.Shape[1];
        var pixels = new Color[height, width];
        for (int i = 0; i < height; i++)
        {
            for (int j = 0; j < width; j++)
            {
                byte level = (byte)Math.Round(255 * Math.Clamp(image[i, j], 0, 1));
                pixels[i, j] = new Color(level, level, level);
            }
        }

        return Picture(pixels, new CoordinateRect(0, width, 0, height)).Limits(0, width, 0, height);
    }

    /// <summary>A colour image of values from 0 to 1, its last axis red, green and blue, alone in the plot.</summary>
    public Chart Photograph(Tensor<double> image)
    {
        int height = image.Shape[0], width = image.Shape[1];
        var pixels = new Color[height, width];
        for (int i = 0; i < height; i++)
        {
            for (int j = 0; j < width; j++)
                pixels[i, j] = new Color(Level(image[i, j, 0]), Level(image[i, j, 1]), Level(image[i, j, 2]));
        }

        return Picture(pixels, new CoordinateRect(0, width, 0, height)).Limits(0, width, 0, height);

        static byte Level(double value) => (byte)Math.Round(255 * Math.Clamp(value, 0, 1));
    }

    /// <summary>How much there is in each cell of a matrix, as the depth of one colour over what lies behind, from nothing to the largest entry.</summary>
    /// <param name="amounts">The amounts, first row on top, at least 0.</param>
    /// <param name="colour">The colour of the largest.</param>
    /// <param name="where">The rectangle that the matrix covers.</param>
    /// <param name="largest">The amount that has the full colour; the largest there is if null.</param>
    public Chart Shade(Tensor<double> amounts, Color colour, CoordinateRect where, double? largest = null)
    {
        int height = amounts.Shape[0], width = amounts.Shape[1];
        // Each cell several pixels wide, so that no viewer blurs its edges away.
        int cell = Math.Max(1, 400 / Math.Max(height, width));
        double top = largest ?? amounts.Max();
        var pixels = new Color[height * cell, width * cell];
        for (int r = 0; r < height * cell; r++)
        {
            for (int c = 0; c < width * cell; c++)
                pixels[r, c] = colour.WithAlpha(Math.Clamp(amounts[r / cell, c / cell] / top, 0, 1));
        }

        return Picture(pixels, where);
    }

    /// <summary>A matrix, first row on top, each entry a square coloured by its value.</summary>
    public Chart Matrix(double[,] values, Func<double, Color> colour, IReadOnlyList<string> rows, IReadOnlyList<string> columns)
    {
        const int cell = 24;
        int height = values.GetLength(0), width = values.GetLength(1);
        // Each entry many pixels wide, so that no viewer blurs the edges.
        var pixels = new Color[height * cell, width * cell];
        for (int r = 0; r < height * cell; r++)
        {
            for (int c = 0; c < width * cell; c++)
                pixels[r, c] = colour(values[r / cell, c / cell]);
        }

        Name(_plot.Axes.Left, [.. rows.Reverse()]);
        Name(_plot.Axes.Bottom, columns);
        _plot.HideGrid();
        _plot.Axes.Left.FrameLineStyle.Width = _plot.Axes.Bottom.FrameLineStyle.Width = 0;
        return Picture(pixels, new CoordinateRect(-0.5, width - 0.5, -0.5, height - 0.5)).Limits(-0.5, width - 0.5, -0.5, height - 0.5);
    }

    /// <summary>A picture given by its colours, first row on top, over a rectangle of the plane.</summary>
    public Chart Picture(Color[,] pixels, CoordinateRect where)
    {
        int height = pixels.GetLength(0), width = pixels.GetLength(1);
        byte[] rgba = new byte[4 * width * height];
        for (int i = 0; i < width * height; i++)
        {
            Color pixel = pixels[i / width, i % width];
            (rgba[4 * i], rgba[(4 * i) + 1], rgba[(4 * i) + 2], rgba[(4 * i) + 3]) = (pixel.R, pixel.G, pixel.B, pixel.A);
        }

        using var bitmap = new SkiaSharp.SKBitmap(new SkiaSharp.SKImageInfo(width, height, SkiaSharp.SKColorType.Rgba8888, SkiaSharp.SKAlphaType.Unpremul));
        System.Runtime.InteropServices.Marshal.Copy(rgba, 0, bitmap.GetPixels(), rgba.Length);
        using SkiaSharp.SKData png = bitmap.Encode(SkiaSharp.SKEncodedImageFormat.Png, 100);
        _plot.Add.ImageRect(new Image(png.ToArray()), where);
        return this;
    }

    /// <summary>A polygon, filled or outlined.</summary>
    public Chart Polygon(IEnumerable<double> x, IEnumerable<double> y, Ink? fill = null, Ink? outline = null, double opacity = 0.35)
    {
        ScottPlot.Plottables.Polygon polygon = _plot.Add.Polygon([.. x], [.. y]);
        polygon.FillColor = fill is { } inside ? InkCode.Color(inside).WithAlpha(opacity) : Colors.Transparent;
        polygon.LineColor = outline is { } edge ? InkCode.Color(edge) : Colors.Transparent;
        polygon.LineWidth = outline is null ? 0 : 1;
        return this;
    }

    public Chart Vertical(string? label, double x, Ink ink, bool dashed = true)
    {
        ScottPlot.Plottables.VerticalLine line = _plot.Add.VerticalLine(LogX ? Math.Log10(x) : x);
        line.Color = InkCode.Color(ink, dashed);
        line.LineWidth = 1.5f;
        Note(label, ink, dashed ? LegendMark.Dashes : LegendMark.Line);
        return this;
    }

    /// <summary>A rectangle, filled or outlined.</summary>
    public Chart Box(double left, double right, double bottom, double top, Ink? fill = null, Ink? outline = null)
    {
        ScottPlot.Plottables.Rectangle box = _plot.Add.Rectangle(left, right, bottom, top);
        box.FillColor = fill is { } inside ? InkCode.Color(inside).WithAlpha(0.85) : Colors.Transparent;
        box.LineColor = outline is { } edge ? InkCode.Color(edge) : Colors.Transparent;
        box.LineWidth = outline is null ? 0 : 1;
        return this;
    }

    public Chart Label(string text, double x, double y, Ink ink = Ink.Text)
    {
        ScottPlot.Plottables.Text label = _plot.Add.Text(text, x, y);
        label.LabelFontColor = InkCode.Color(ink);
        label.LabelFontSize = 12;
        label.LabelAlignment = Alignment.MiddleCenter;
        return this;
    }

    /// <summary>An entry of the legend for colours given one by one.</summary>
    public Chart Explain(string label, Color colour)
    {
        _legend.Add(new LegendEntry(label, colour.ToHex(), LegendMark.Dot));
        return this;
    }

    public Chart Limits(double left, double right, double bottom, double top)
    {
        _plot.Axes.SetLimits(left, right, bottom, top);
        return this;
    }

    /// <summary>The plot as an SVG element for a page.</summary>
    /// <param name="id">A name of its own within the page.</param>
    public string Render(string id)
    {
        Color text = InkCode.Color(Ink.Text);
        _plot.FigureBackground.Color = Colors.Transparent;
        _plot.DataBackground.Color = Colors.Transparent;
        _plot.Axes.Color(text);
        _plot.Grid.MajorLineColor = InkCode.Color(Ink.Grid);
        _plot.Grid.MajorLineWidth = 1;
        _plot.Axes.Top.FrameLineStyle.Width = 0;
        _plot.Axes.Right.FrameLineStyle.Width = 0;
        _plot.Axes.Left.TickLabelStyle.FontSize = _plot.Axes.Bottom.TickLabelStyle.FontSize = 12;
        _plot.Axes.Bottom.Label.Text = X;
        _plot.Axes.Left.Label.Text = Y;
        _plot.Axes.Bottom.Label.FontSize = _plot.Axes.Left.Label.FontSize = 13;
        _plot.Axes.Bottom.Label.Bold = _plot.Axes.Left.Label.Bold = false;
        if (LogY)
            Logarithmic(_plot.Axes.Left);
        if (LogX)
            _plot.Axes.Bottom.TickGenerator = new NumericAutomatic { LabelFormatter = Power, IntegerTicksOnly = true };
        if (Square)
            _plot.Axes.SquareUnits();
        if (Bare)
        {
            _plot.HideGrid();
            _plot.Axes.Frameless();
        }

        return SvgTheme.Apply(_plot.GetSvgXml(Width, Height), id, Width, Height);
    }

    public void Dispose() => _plot.Dispose();

    private void Logarithmic(IYAxis axis)
    {
        double low = Math.Floor(_lowestPower), high = Math.Ceiling(_highestPower);
        var ticks = new NumericManual();
        if (_highestPower - _lowestPower < 1.6)
        {
            for (double power = low; power <= high; power++)
            {
                foreach (int digit in (ReadOnlySpan<int>)[1, 2, 5])
                    ticks.AddMajor(power + Math.Log10(digit), (digit * Math.Pow(10, power)).ToString("0.####", CultureInfo.InvariantCulture));
            }
        }
        else
        {
            // Whole powers of ten, thinned so that labels do not touch.
            int step = (int)Math.Ceiling(Math.Max(1, high - low) / 7);
            for (double power = Math.Ceiling(low / step) * step; power <= high; power += step)
                ticks.AddMajor(power, Power(power));
        }

        axis.TickGenerator = ticks;
    }

    private static string Power(double power) => string.Concat("10", string.Concat(((int)Math.Round(power)).ToString(CultureInfo.InvariantCulture).Select(digit => digit == '-' ? '⁻' : "⁰¹²³⁴⁵⁶⁷⁸⁹"[digit - '0'])));

    private static void Name(IAxis axis, IReadOnlyList<string> names)
    {
        var ticks = new NumericManual();
        for (int i = 0; i < names.Count; i++)
            ticks.AddMajor(i, names[i]);
        axis.TickGenerator = ticks;
        axis.MajorTickStyle.Length = 0;
    }

    private (double[] X, double[] Y) Prepare(IEnumerable<double> x, IEnumerable<double> y)
    {
        var kept = x.Zip(y).Where(point => double.IsFinite(point.First) && double.IsFinite(point.Second) && (!LogY || point.Second > 0) && (!LogX || point.First > 0))
            .Select(point => (X: LogX ? Math.Log10(point.First) : point.First, Y: LogY ? Math.Log10(point.Second) : point.Second)).ToArray();
        if (LogY && kept.Length > 0)
        {
            _lowestPower = Math.Min(_lowestPower, kept.Min(point => point.Y));
            _highestPower = Math.Max(_highestPower, kept.Max(point => point.Y));
        }

        return ([.. kept.Select(point => point.X)], [.. kept.Select(point => point.Y)]);
    }

    private void Note(string? label, Ink ink, LegendMark mark)
    {
        if (label is not null)
            _legend.Add(new LegendEntry(label, InkCode.Style(ink), mark));
    }
}
