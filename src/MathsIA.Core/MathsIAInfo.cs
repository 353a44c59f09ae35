using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using MathsIA.Kernels;

namespace MathsIA;

/// <summary>What this build of MathsIA is and what it uses of the machine it runs on.</summary>
public static class MathsIAInfo
{
    /// <summary>The version of the assembly, as <c>1.2.3</c> or <c>1.2.3-alpha.4+commit</c>.</summary>
    public static string Version { get; } =
        typeof(MathsIAInfo).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "unknown";

    /// <summary>The width, in bits, of the vector registers in use: 512, 256, 128, or 0 for none.</summary>
    public static int VectorBits => LaneWidth.Bits;

    /// <summary>Whether fused multiply-add is in use; it is what makes bits equal across machines.</summary>
    public static bool HasFusedMultiplyAdd => Fma.IsSupported || System.Runtime.Intrinsics.Arm.AdvSimd.IsSupported;

    /// <summary>Version, instruction set in use and why, threads, JIT or native code: a few lines for a bug report.</summary>
    /// <returns>The text.</returns>
    public static string Describe()
    {
        bool jit = RuntimeFeature.IsDynamicCodeCompiled;
        string why = VectorBits switch
        {
            512 => "AVX-512 is present and enabled",
            256 when Avx512F.IsSupported => "AVX-512 is present but the preferred vector width is 256 bits",
            256 => "AVX2 is present, AVX-512 is absent or switched off",
            128 when !jit && Sse42.IsSupported => "compiled ahead of time for a baseline machine: set IlcInstructionSet to x86-64-v3 or native for wider vectors",
            128 when System.Runtime.Intrinsics.Arm.AdvSimd.IsSupported => "AdvSimd is present",
            128 => "AVX2 is absent or switched off",
            _ => "no vector instructions, or switched off",
        };
        return $"""
            MathsIA {Version}
            Vectors: {VectorBits} bits ({why}); fused multiply-add: {(HasFusedMultiplyAdd ? "yes" : "no")}
            Threads: {ComputeContext.Default.DegreeOfParallelism}; memory limit of one operation: {ComputeContext.Default.MemoryLimit >> 20} MiB
            Code: {(jit ? "compiled at run time (JIT)" : "compiled ahead of time (NativeAOT)")}; {System.Runtime.InteropServices.RuntimeInformation.FrameworkDescription} on {System.Runtime.InteropServices.RuntimeInformation.OSDescription}, {System.Runtime.InteropServices.RuntimeInformation.ProcessArchitecture}
            """;
    }
}
