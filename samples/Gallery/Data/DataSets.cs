using System.IO.Compression;
using MathsIA.Data;

namespace MathsIA.Gallery;

/// <summary>The data that ship with the gallery, in <c>samples/data</c>.</summary>
internal static class DataSets
{
    /// <summary>442 patients, ten measures at the start, and how far the disease went in a year (Efron et al. 2004).</summary>
    public static DataSet Diabetes() => new(Read("diabetes_data_raw.csv.gz", ' '), Read("diabetes_target.csv.gz", ' ').Flatten(),
        ["age", "sex", "body mass", "blood pressure", "cholesterol", "LDL", "HDL", "cholesterol/HDL", "triglycerides", "glucose"]);

    /// <summary>1797 handwritten digits of 8 × 8 pixels from 0 to 16 (UCI).</summary>
    public static DataSet Digits() => LastColumnIsTarget(Read("digits.csv.gz", ','));

    /// <summary>569 tumours, thirty measures of their cells, malignant (0) or benign (1) (UCI).</summary>
    public static DataSet BreastCancer() => LastColumnIsTarget(Read("breast_cancer.csv", ',', skip: 1));

    private static DataSet LastColumnIsTarget(Tensor<double> table) => new(table[.., ..^1].Clone(), table[.., ^1].Clone(), []);

    private static Tensor<double> Read(string name, char separator, int skip = 0)
    {
        using Stream file = File.OpenRead(Path.Combine(AppContext.BaseDirectory, "data", name));
        using Stream content = name.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(file, CompressionMode.Decompress) : file;
        return Csv.Read(content, new CsvOptions { Separator = separator, HasHeader = false, SkipLines = skip }).ToTensor<double>();
    }
}
