using System.Runtime.InteropServices;

namespace MathsIA.Benchmarks.Peers;

/// <summary>OpenBLAS and its LAPACK, called in this process where the shared library is installed (Debian: <c>libopenblas0</c>).</summary>
internal static unsafe partial class OpenBlasPeer
{
    private const string Library = "libopenblas.so.0";
    private const int RowMajor = 101;
    private const int NoTranspose = 111;

    private static bool? _available;

    public static string Name { get; private set; } = "OpenBLAS";

    /// <summary>Whether the library loads; says so once on the error output where it does not.</summary>
    public static bool IsAvailable(int threads)
    {
        if (_available is null)
        {
            _available = NativeLibrary.TryLoad(Library, out _);
            if (_available.Value)
                Name = string.Join(' ', Marshal.PtrToStringUTF8(Config())!.Split(' ').Take(2));
            else
                Console.Error.WriteLine($"peer missing: {Library} is not installed");
        }

        if (_available.Value)
            SetThreads(threads);
        return _available.Value;
    }

    public static void Gemm(int m, int n, int k, float* a, float* b, float* c) => Sgemm(RowMajor, NoTranspose, NoTranspose, m, n, k, 1, a, k, b, n, 0, c, n);

    public static void Gemm(int m, int n, int k, double* a, double* b, double* c) => Dgemm(RowMajor, NoTranspose, NoTranspose, m, n, k, 1, a, k, b, n, 0, c, n);

    [LibraryImport(Library, EntryPoint = "openblas_get_config")]
    private static partial nint Config();

    [LibraryImport(Library, EntryPoint = "openblas_set_num_threads")]
    private static partial void SetThreads(int threads);

    [LibraryImport(Library, EntryPoint = "cblas_sgemm")]
    private static partial void Sgemm(int order, int transposeA, int transposeB, int m, int n, int k, float alpha, float* a, int lda, float* b, int ldb, float beta, float* c, int ldc);

    [LibraryImport(Library, EntryPoint = "cblas_dgemm")]
    private static partial void Dgemm(int order, int transposeA, int transposeB, int m, int n, int k, double alpha, double* a, int lda, double* b, int ldb, double beta, double* c, int ldc);
}
