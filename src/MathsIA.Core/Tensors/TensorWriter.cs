using System.Globalization;
using System.Text;

namespace MathsIA;

/// <summary>Writes a tensor as text: nested brackets, one row a line, columns aligned, long axes cut in the middle.</summary>
internal readonly ref struct TensorWriter<T> where T : unmanaged
{
    private const string Cut = "...";

    private readonly Tensor<T> _tensor;
    private readonly TensorFormat _format;
    private readonly StringBuilder _text;
    private readonly Dictionary<int, string> _elements;
    private readonly bool _cuts;

    private TensorWriter(Tensor<T> tensor, TensorFormat format)
    {
        _tensor = tensor;
        _format = format;
        _text = new StringBuilder();
        _elements = [];
        _cuts = tensor.Length > format.Threshold;
    }

    public static string Write(Tensor<T> tensor, TensorFormat format)
    {
        var writer = new TensorWriter<T>(tensor, format);
        if (format.Header)
            writer._text.Append(CultureInfo.InvariantCulture, $"Tensor<{TypeName}> {tensor.Shape}\n");
        if (tensor.IsEmpty)
            return writer._text.Append("[]").ToString();

        var places = new List<int>();
        writer.Collect(0, tensor.Offset, places);
        string? elementFormat = format.ElementFormat ?? writer.ChooseFormat(places);
        int width = 0;
        foreach (int place in places)
        {
            string element = writer.Element(tensor.Storage.Span[place], elementFormat);
            writer._elements[place] = element;
            width = Math.Max(width, element.Length);
        }

        writer.Append(0, tensor.Offset, width, format.Header && tensor.Rank == 0 ? 0 : width);
        return writer._text.ToString();
    }

    private static string TypeName =>
        typeof(T) == typeof(float) ? "float" : typeof(T) == typeof(double) ? "double" : typeof(T) == typeof(int) ? "int" : typeof(T) == typeof(long) ? "long"
        : typeof(T) == typeof(byte) ? "byte" : typeof(T) == typeof(bool) ? "bool" : typeof(T).Name;

    /// <summary>The entries of an axis that are written; -1 for the cut.</summary>
    private IEnumerable<int> Entries(int axis)
    {
        int length = _tensor.Shape.Lengths[axis], edge = _format.EdgeLength;
        if (!_cuts || length <= 2L * edge + 1)
            return Enumerable.Range(0, length);
        return [.. Enumerable.Range(0, edge), -1, .. Enumerable.Range(length - edge, edge)];
    }

    private void Collect(int axis, int place, List<int> places)
    {
        if (axis == _tensor.Rank)
        {
            places.Add(place);
            return;
        }

        foreach (int i in Entries(axis))
        {
            if (i >= 0)
                Collect(axis + 1, place + i * _tensor.Strides[axis], places);
        }
    }

    private void Append(int axis, int place, int width, int pad)
    {
        if (axis == _tensor.Rank)
        {
            _text.Append(_elements[place].PadLeft(pad));
            return;
        }

        bool innermost = axis == _tensor.Rank - 1, first = true;
        _text.Append('[');
        foreach (int i in Entries(axis))
        {
            if (!first && innermost)
                _text.Append(", ");
            else if (!first)
                _text.Append(',').Append('\n', _tensor.Rank - 1 - axis).Append(' ', axis + 1);
            first = false;
            if (i < 0)
                _text.Append(Cut);
            else
                Append(axis + 1, place + i * _tensor.Strides[axis], width, width);
        }

        _text.Append(']');
    }

    private string Element(T value, string? format) => value switch
    {
        bool b => b ? "true" : "false",
        BFloat16 b => ((float)b).ToString(format, _format.Provider ?? CultureInfo.InvariantCulture),
        IFormattable f => f.ToString(format, _format.Provider ?? CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };

    /// <summary>The fewest decimals that show every finite element, up to the limit; an exponent when magnitudes are extreme.
    /// Null for what is not a real number of floating point.</summary>
    private string? ChooseFormat(List<int> places)
    {
        ReadOnlySpan<T> storage = _tensor.Storage.Span;
        double largest = 0, smallest = double.PositiveInfinity;
        int decimals = 0;
        foreach (int place in places)
        {
            if (!IsReal(storage[place], out double value))
                return null;
            double magnitude = Math.Abs(value);
            if (!double.IsFinite(value) || magnitude == 0)
                continue;
            largest = Math.Max(largest, magnitude);
            smallest = Math.Min(smallest, magnitude);
        }

        if (largest >= 1e8 || smallest < 1e-4)
            return "0." + new string('0', _format.Decimals) + "e+00";
        foreach (int place in places)
        {
            _ = IsReal(storage[place], out double value);
            if (!double.IsFinite(value))
                continue;
            string shown = Math.Abs(value).ToString("F" + _format.Decimals.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture).TrimEnd('0');
            decimals = Math.Max(decimals, shown.Contains('.') ? shown.Length - 1 - shown.IndexOf('.') : 0);
        }

        return "F" + decimals.ToString(CultureInfo.InvariantCulture);
    }

    private static bool IsReal(T value, out double number)
    {
        switch (value)
        {
            case double d:
                number = d;
                return true;
            case float f:
                number = f;
                return true;
            case Half h:
                number = (double)h;
                return true;
            case BFloat16 b:
                number = (double)b;
                return true;
            default:
                number = 0;
                return false;
        }
    }
}
