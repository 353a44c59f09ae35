using MathsIA;
using MathsIA.Data;
using MathsIA.LinearAlgebra;
using MathsIA.Optimization;
using MathsIA.RandomNumbers;

// Uses a little of everything, from the packages as a user would; fails loudly when something is off.
Console.WriteLine(MathsIAInfo.Describe());
var random = new Philox(seed: 7);
Tensor<double> a = random.Normal<double>(120, 40), b = random.Normal<double>(120);
Tensor<float> image = random.Uniform<float>(32, 48);

Check("matrix product and einsum", a.MatMul(a.Transpose()).AllClose(Tensor.Einsum("ik,jk->ij", a, a)));
Check("softmax rows sum to one", image.Softmax(-1).Sum(-1).AllClose(Tensor.Ones<float>(32)));
Check("exp and log", image.Log().Exp().AllClose(image));

Tensor<double> byQr = Matrix.LeastSquares(a, b).Solution, gram = a.Transpose().MatMul(a);
Check("QR and Cholesky agree", Matrix.Cholesky(gram).Solve(a.Transpose().MatMul(b)).AllClose(byQr));
Check("singular values and eigenvalues agree", (Matrix.SingularValues(a) * Matrix.SingularValues(a)).AllClose(Matrix.SymmetricEigenvalues(gram).Flip(0)));

Solution<double> fit = Minimize.Run(new LeastSquares<double>(a, b), new Nesterov(), Tensor.Zeros<double>(40), new() { MaxIterations = 5000, Tolerance = 1e-9 });
Check($"Nesterov {fit.Status}", fit.Status == Status.Converged && fit.Value.AllClose(byQr, absoluteTolerance: 1e-6));

using (var stream = new MemoryStream())
{
    Npy.Write(stream, a);
    stream.Position = 0;
    Check("NPY round trip", Npy.Read(stream).As<double>().ToArray().AsSpan().SequenceEqual(a.ToArray()));
}

using (var stream = new MemoryStream())
{
    Png.Write(stream, image, bits: 16);
    stream.Position = 0;
    Check("PNG round trip", Png.ReadAs<float>(stream).AllClose(image, absoluteTolerance: 1e-4));
}

Console.WriteLine("consumer: ok");

static void Check(string what, bool holds)
{
    Console.WriteLine($"{(holds ? "ok" : "WRONG"),-6}{what}");
    if (!holds)
        Environment.Exit(1);
}
