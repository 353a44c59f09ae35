using MathsIA.LinearAlgebra;
namespace MathsIA.Gallery;
internal static class Interim
{
    private static Tensor<double> Zip(Tensor<double> a, Tensor<double> b, Func<double, double, double> f)
    {
        Shape s = Shape.Broadcast(a.Shape, b.Shape); double[] x = a.BroadcastTo(s).ToArray(), y = b.BroadcastTo(s).ToArray();
        for (int i = 0; i < x.Length; i++) x[i] = f(x[i], y[i]);
        return Tensor.From(x.AsMemory(), s);
    }
    extension(Tensor<double>)
    {
        public static Tensor<double> operator -(Tensor<double> a, Tensor<double> b) => Zip(a, b, (x, y) => x - y);
        public static Tensor<double> operator -(Tensor<double> a, double b) => Zip(a, Tensor.Scalar(b), (x, y) => x - y);
        public static Tensor<double> operator +(Tensor<double> a, Tensor<double> b) => Zip(a, b, (x, y) => x + y);
        public static Tensor<double> operator /(Tensor<double> a, Tensor<double> b) => Zip(a, b, (x, y) => x / y);
        public static Tensor<double> operator /(Tensor<double> a, double b) => Zip(a, Tensor.Scalar(b), (x, y) => x / y);
        public static Tensor<double> operator *(double a, Tensor<double> b) => Zip(b, Tensor.Scalar(a), (x, y) => x * y);
    }
    public static Tensor<double> MatMul(this Tensor<double> a, Tensor<double> b)
    {
        if (b.Rank == 1) return new MathsIA.Operators.DenseOperator<double>(a).ApplyIt(b);
        Tensor<double> c = Tensor.Zeros<double>(a.Shape[0], b.Shape[1]), ac = a.Contiguous(), bt = b.Transpose().Contiguous();
        int p = a.Shape[1];
        for (int i = 0; i < c.Shape[0]; i++) for (int j = 0; j < c.Shape[1]; j++) c[i, j] = System.Numerics.Tensors.TensorPrimitives.Dot<double>(ac.AsSpan().Slice(i * p, p), bt.AsSpan().Slice(j * p, p));
        return c;
    }
    private static Tensor<double> ApplyIt(this MathsIA.Operators.DenseOperator<double> o, Tensor<double> b) { Tensor<double> c = Tensor.Zeros<double>(o.Range); o.Apply(b.Contiguous().AsSpan(), c.AsSpan()); return c; }
    public static double Dot(this Tensor<double> a, Tensor<double> b) => a.ToArray().Zip(b.ToArray(), (x, y) => x * y).Sum();
    public static Tensor<int> Cast<TTo>(this Tensor<double> a) => Tensor.From(Array.ConvertAll(a.ToArray(), x => (int)x));
}
internal sealed record Svd_(Tensor<double> Values, Tensor<double> Vt);
internal static class Matrix
{
    public static LeastSquaresSolution<double> LeastSquares(Tensor<double> a, Tensor<double> b) => MathsIA.LinearAlgebra.Matrix.LeastSquares(a, b);
    public static Svd_ Svd(Tensor<double> a)
    {
        Tensor<double> g = a.Transpose().MatMul(a);
        int n = g.Shape[0]; var m = new double[n, n]; var v = new double[n, n];
        for (int i = 0; i < n; i++) { v[i, i] = 1; for (int j = 0; j < n; j++) m[i, j] = g[i, j]; }
        for (int sweep = 0; sweep < 12; sweep++)
            for (int p = 0; p < n; p++) for (int q = p + 1; q < n; q++)
            {
                if (Math.Abs(m[p, q]) < 1e-12) continue;
                double th = (m[q, q] - m[p, p]) / (2 * m[p, q]), t = (th >= 0 ? 1 : -1) / (Math.Abs(th) + Math.Sqrt(th * th + 1)), c = 1 / Math.Sqrt(t * t + 1), s = t * c;
                for (int k = 0; k < n; k++) { (m[k, p], m[k, q]) = (c * m[k, p] - s * m[k, q], s * m[k, p] + c * m[k, q]); (v[k, p], v[k, q]) = (c * v[k, p] - s * v[k, q], s * v[k, p] + c * v[k, q]); }
                for (int k = 0; k < n; k++) (m[p, k], m[q, k]) = (c * m[p, k] - s * m[q, k], s * m[p, k] + c * m[q, k]);
            }
        int[] order = [.. Enumerable.Range(0, n).OrderByDescending(i => m[i, i])];
        Tensor<double> vt = Tensor.Zeros<double>(n, n), values = Tensor.Zeros<double>(n);
        for (int i = 0; i < n; i++) { values[i] = Math.Sqrt(Math.Max(0, m[order[i], order[i]])); for (int j = 0; j < n; j++) vt[i, j] = v[j, order[i]]; }
        return new(values, vt);
    }
}
