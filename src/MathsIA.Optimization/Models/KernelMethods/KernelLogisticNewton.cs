using System.Numerics;
using MathsIA.Kernels;
using MathsIA.LinearAlgebra;

namespace MathsIA.Optimization;

/// <summary>Newton's method for kernel logistic regression on <c>f = K h</c>, in memory of its own.</summary>
/// <remarks>With the curvatures <c>w = p(1 − p)</c> and <c>e = λ h + p − (y + 1)/2</c>, the step in h is
/// <c>(λ I + W K)⁻¹ e = (e − W^½ B⁻¹ W^½ K e)/λ</c> with <c>B = λ I + W^½ K W^½</c>, whose eigenvalues are at least λ however singular K is.</remarks>
internal sealed unsafe class KernelLogisticNewton<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private const int MostHalvings = 40;

    private readonly T[] _kernel;
    private readonly T[] _labels;
    private readonly T _weight;
    private readonly ComputeContext? _context;
    private readonly T[] _system;
    private readonly T[] _roots;
    private readonly T[] _right;
    private readonly T[] _step;
    private readonly T[] _change;
    private T[] _coefficients;
    private T[] _values;
    private T[] _equation;
    private T[] _nextCoefficients;
    private T[] _nextValues;
    private T[] _nextEquation;

    public KernelLogisticNewton(Tensor<T> kernel, Tensor<T> labels, T weight, ComputeContext? context)
    {
        (_kernel, _labels, _weight, _context) = (kernel.ToArray(), labels.ToArray(), weight, context);
        int n = _labels.Length;
        _system = new T[_kernel.Length];
        (_roots, _right, _step, _change) = (new T[n], new T[n], new T[n], new T[n]);
        (_coefficients, _values, _equation) = (new T[n], new T[n], new T[n]);
        (_nextCoefficients, _nextValues, _nextEquation) = (new T[n], new T[n], new T[n]);
        (Objective, Residual) = Measure(_coefficients, _values, _equation);
    }

    public T[] Coefficients => _coefficients;

    public T Objective { get; private set; }

    /// <summary>The norm of e.</summary>
    public T Residual { get; private set; }

    /// <summary>One step; false where no part of it improves the point.</summary>
    public bool Step()
    {
        if (!FindStep())
            return false;
        T length = T.One;
        for (int tries = 0; tries < MostHalvings; tries++, length *= T.CreateChecked(0.5))
        {
            Vectors.AddScaled<T>(_coefficients, -length, _step, _nextCoefficients);
            Vectors.AddScaled<T>(_values, -length, _change, _nextValues);
            (T objective, T residual) = Measure(_nextCoefficients, _nextValues, _nextEquation);
            // Near the solution the decrease drowns in rounding: there the residual decides.
            bool isLevel = T.Abs(objective - Objective) <= T.CreateChecked(8) * Vectors.Epsilon<T>() * T.Abs(Objective);
            if (isLevel ? !(residual < Residual) : !(objective < Objective))
                continue;
            (_coefficients, _nextCoefficients) = (_nextCoefficients, _coefficients);
            (_values, _nextValues) = (_nextValues, _values);
            (_equation, _nextEquation) = (_nextEquation, _equation);
            (Objective, Residual) = (objective, residual);
            return true;
        }

        return false;
    }

    /// <summary>Newton's step in h, and K times it; false where rounding leaves B no factor.</summary>
    private bool FindStep()
    {
        int n = _labels.Length;
        fixed (T* kernel = _kernel, system = _system, right = _right, equation = _equation, step = _step, change = _change)
        {
            MatrixView<T> k = new(kernel, n, n), b = new(system, n, n), solution = new(right, n, 1);
            for (int i = 0; i < n; i++)
                _roots[i] = T.Sqrt(LogisticFunction.At(_values[i]) * LogisticFunction.At(-_values[i]));
            for (int i = 0; i < n; i++)
            {
                for (int j = i; j < n; j++)
                    b[i, j] = k[i, j] * _roots[i] * _roots[j];
                b[i, i] += _weight;
            }

            if (CholeskyKernel.Factor(b, _context) >= 0)
                return false;
            Gemm.Run(T.One, k, new MatrixView<T>(equation, n, 1), T.Zero, solution, _context);
            Vectors.Multiply<T>(_right, _roots);
            TriangularSolver.SolveLower(b.Transpose(), solution, unit: false, _context);
            TriangularSolver.SolveUpper(b, solution, unit: false, _context);
            for (int i = 0; i < n; i++)
                step[i] = (equation[i] - (_roots[i] * right[i])) / _weight;
            Gemm.Run(T.One, k, new MatrixView<T>(step, n, 1), T.Zero, new MatrixView<T>(change, n, 1), _context);
        }

        return true;
    }

    /// <summary>The objective at h and <c>f = K h</c>, and e with its norm.</summary>
    private (T Objective, T Residual) Measure(T[] h, T[] f, T[] equation)
    {
        T sum = T.Zero;
        for (int i = 0; i < f.Length; i++)
        {
            T y = _labels[i], margin = y * f[i];
            sum += T.LogP1(T.Exp(-T.Abs(margin))) + T.Max(T.Zero, -margin);
            equation[i] = (_weight * h[i]) - (y * LogisticFunction.At(-margin));
        }

        return (sum + (_weight * Vectors.Dot<T>(h, f) / T.CreateChecked(2)), Vectors.Norm<T>(equation));
    }
}
