using CsCheck;
using MathsIA.Data;

namespace MathsIA.Tests.Data;

public sealed class CsvTests
{
    [Theory]
    [InlineData("a,b\n1,x\n2.5,\n,z\n")]
    [InlineData("a;b\r\n1;x\r\n2.5;NA\r\n?;z")]
    [InlineData("a\tb\r1\tx\r2.5\tnull\rnan\tz")]
    [InlineData("\n a , \"b\" \n\n1,\"x\"\n2.5,\n,z\n\n")]
    [InlineData("  a   b\n 1 \t x\n2.5 NA\nNA z  \n")]
    public void Layouts_are_found_out(string text)
    {
        CsvTable table = Read(text);
        Assert.Equal("a b", Names(table));
        Assert.Equal(3, table.RowCount);
        Assert.Equal(CsvColumnKind.Number, table["a"].Kind);
        Assert.Equal([1, 2.5, double.NaN], table["a"].ToTensor<double>().ToArray());
        Assert.Equal(1, table["a"].MissingCount);
        Assert.Equal(CsvColumnKind.Text, table["b"].Kind);
        Assert.Equal(["x", null, "z"], table["b"].Text);
        (Tensor<int> codes, IReadOnlyList<string> labels) = table["b"].Categories();
        Assert.Equal([0, -1, 1], codes.ToArray());
        Assert.Equal(["x", "z"], labels);
        Assert.Throws<InvalidOperationException>(() => table["b"].ToTensor<float>());
        Assert.Throws<InvalidOperationException>(() => table.ToTensor<float>());
        Assert.Throws<KeyNotFoundException>(() => table["c"]);
    }

    [Fact]
    public void Kinds_are_the_narrowest_that_fit()
    {
        CsvTable table = Read("i,n,b,t,m,big,inf\n1,1,true,1,,9223372036854775808,inf\n-7,1e-3,False,x,NA,1,-Infinity\n");
        Assert.Equal([CsvColumnKind.Integer, CsvColumnKind.Number, CsvColumnKind.Boolean, CsvColumnKind.Text, CsvColumnKind.Missing, CsvColumnKind.Number, CsvColumnKind.Number],
            table.Columns.Select(c => c.Kind));
        Assert.Equal([1L, -7], table["i"].ToIntegers().ToArray());
        Assert.Equal([1L, 0], table["b"].ToIntegers().ToArray());
        Assert.Equal([1f, 0], table["b"].ToTensor<float>().ToArray());
        Assert.Equal([double.PositiveInfinity, double.NegativeInfinity], table["inf"].ToTensor<double>().ToArray());
        Assert.Equal([double.NaN, double.NaN], table["m"].ToTensor<double>().ToArray());
        Assert.Equal([0.001f, -7], table.ToTensor<float>("n", "i")[1, ..].ToArray());
        Assert.Throws<InvalidOperationException>(() => table["n"].ToIntegers());
        Assert.Throws<InvalidOperationException>(() => table["m"].ToIntegers());
    }

    [Fact]
    public void A_table_without_names_gets_some()
    {
        CsvTable table = Read("1 2\n3 4\n");
        Assert.Equal("column1 column2", Names(table));
        Assert.Equal([1f, 2, 3, 4], table.ToTensor<float>().ToArray());
        Assert.Equal("1 2", Names(Read("1 2\n3 4\n", new CsvOptions { HasHeader = true })));
        Assert.Equal(2, Read("x\ny\n", new CsvOptions { HasHeader = false }).RowCount);
        Assert.Empty(Read("").Columns);
        Assert.Equal([0, 2], Read("a,b\n").ToTensor<float>().Shape.ToArray());
    }

    [Fact]
    public void Options_are_honoured()
    {
        var options = new CsvOptions { Separator = ',', SkipLines = 1, Comment = '#', Missing = ["-"] };
        CsvTable table = Read("title\n# note, with \"quote\na,b\n-,NA\n#\n1,2", options);
        Assert.Equal([null, "1"], table["a"].Text);
        Assert.Equal(["NA", "2"], table["b"].Text);
        Assert.Throws<ArgumentOutOfRangeException>("value", () => new CsvOptions { Separator = '"' });
        Assert.Throws<ArgumentOutOfRangeException>("value", () => new CsvOptions { SkipLines = -1 });
    }

    [Fact]
    public void Quotes_protect_everything()
    {
        CsvTable table = Read("a,b\n\"x, \"\"y\"\"\nz\",\"\"\n\"NA\", plain \n");
        Assert.Equal(["x, \"y\"\nz", "NA"], table["a"].Text);
        Assert.Equal(["", "plain"], table["b"].Text);
    }

    [Theory]
    [InlineData("a,b\n1\n", "line 2")]
    [InlineData("a,b\n1,2\n1,2,3\n", "line 3")]
    [InlineData("a,b\n1,\"x\n", "not closed")]
    [InlineData("a,b\n\"1\"x,2\n", "follows")]
    [InlineData("a,a\n1,2\n", "same name")]
    public void Broken_tables_are_refused_with_their_line(string text, string reason) =>
        Assert.Contains(reason, Assert.Throws<DataFormatException>(() => Read(text)).Message, StringComparison.Ordinal);

    [Fact]
    public void Limits_hold()
    {
        Assert.Throws<DataFormatException>(() => Csv.Read(new StringReader("a,b,c\n"), limits: new ReaderLimits { MaxColumns = 2 }));
        Assert.Throws<DataFormatException>(() => Csv.Read(new StringReader(new string('x', 100)), limits: new ReaderLimits { MaxFieldLength = 99 }));
        Assert.Throws<DataFormatException>(() => Csv.Read(new StringReader("\"" + new string('x', 100)), limits: new ReaderLimits { MaxFieldLength = 99 }));
    }

    /// <summary>Any text, missing values and any separator come back.</summary>
    [Fact]
    public void What_is_written_is_read() =>
        Gen.Select(Gen.Char[",;\t| "], Gen.Frequency((5, Gen.String[Gen.Char["ab1 ,;\t|\"\r\nNA?é#"], 0, 6].Select(s => (string?)s)), (1, Gen.Const((string?)null))).Array2D[Gen.Int[1, 5], Gen.Int[1, 4]]).Sample(
            (separator, cells) =>
            {
                int rows = cells.GetLength(0), columns = cells.GetLength(1);
                var table = new CsvTable(Enumerable.Range(0, columns).Select(j => new CsvColumn($"c{j}\"x", Enumerable.Range(0, rows).Select(i => cells[i, j]))));
                using var writer = new StringWriter();
                Csv.Write(writer, table, separator);
                string text = writer.ToString();
                // A line that would be empty is passed over: only a single missing value makes one.
                if (columns == 1 && separator != ' ' && Enumerable.Range(0, rows).Any(i => cells[i, 0] is null))
                    return true;
                CsvTable read = Csv.Read(new StringReader(text), new CsvOptions { Separator = separator, HasHeader = true });
                return read.Columns.Count == columns && read.RowCount == rows
                    && Enumerable.Range(0, columns).All(j => string.Equals(read.Columns[j].Name, table.Columns[j].Name, StringComparison.Ordinal) && read.Columns[j].Text.SequenceEqual(table.Columns[j].Text, StringComparer.Ordinal));
            },
            seed: "0000KOIPe036", iter: 2000);

    [Fact]
    public void Matrices_come_back_exactly()
    {
        Tensor<double> matrix = new MathsIA.RandomNumbers.Philox(1).Normal<double>(20, 3);
        matrix[3, 1] = double.NaN;
        matrix[4, 2] = double.NegativeInfinity;
        using var writer = new StringWriter();
        Csv.Write(writer, matrix, ["x", "y", "z"]);
        Assert.Equal(matrix.ToArray(), Read(writer.ToString()).ToTensor<double>().ToArray());
        Assert.Throws<ShapeMismatchException>("matrix", () => Csv.Write(writer, matrix, ["x"]));
        Assert.Throws<ShapeMismatchException>("matrix", () => Csv.Write(writer, Tensor.Zeros<float>(3)));
    }

    [Fact]
    public void Rows_are_streamed_and_files_are_read()
    {
        Assert.Equal("1 2 3,4 5", string.Join(' ', Csv.ReadRows(new StringReader("1,2\n\"3,4\",5\n")).SelectMany(r => r)));
        string path = Path.GetTempFileName();
        try
        {
            CsvTable table = Read("a,b\n1,ü\n");
            Csv.Write(path, table);
            Assert.Equal(["ü"], Csv.Read(path)["b"].Text);
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static string Names(CsvTable table) => string.Join(' ', table.Columns.Select(c => c.Name));

    private static CsvTable Read(string text, CsvOptions? options = null) => Csv.Read(new StringReader(text), options);
}
