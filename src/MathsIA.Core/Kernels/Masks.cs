using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace MathsIA.Kernels;

/// <summary>Between masks, elements with every bit set or none, and truth values, bytes of 1 or 0.</summary>
internal static unsafe class Masks
{
    /// <summary>Masks to truth values.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void ToTruth<T>(T* mask, bool* truth, int count) where T : unmanaged
    {
        int i = 0;
        if (Vector128.IsHardwareAccelerated)
        {
            if (sizeof(T) == 4)
            {
                for (; i <= count - 16; i += 16)
                {
                    int* m = (int*)mask + i;
                    Vector128<short> low = Vector128.Narrow(Vector128.Load(m), Vector128.Load(m + 4)), high = Vector128.Narrow(Vector128.Load(m + 8), Vector128.Load(m + 12));
                    (Vector128.Narrow(low, high) & Vector128<sbyte>.One).Store((sbyte*)truth + i);
                }
            }
            else if (sizeof(T) == 8)
            {
                for (; i <= count - 8; i += 8)
                {
                    long* m = (long*)mask + i;
                    Vector128<int> low = Vector128.Narrow(Vector128.Load(m), Vector128.Load(m + 2)), high = Vector128.Narrow(Vector128.Load(m + 4), Vector128.Load(m + 6));
                    Vector128<short> both = Vector128.Narrow(low, high);
                    *(ulong*)(truth + i) = (Vector128.Narrow(both, both) & Vector128<sbyte>.One).AsUInt64().ToScalar();
                }
            }
        }

        for (; i < count; i++)
            truth[i] = *(byte*)(mask + i) != 0;
    }

    /// <summary>Truth values to masks; any byte but 0 is true.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void FromTruth<T>(bool* truth, T* mask, int count) where T : unmanaged
    {
        int i = 0;
        if (Vector128.IsHardwareAccelerated && sizeof(T) == 4)
        {
            for (; i <= count - 16; i += 16)
            {
                Vector128<sbyte> set = ~Vector128.Equals(Vector128.Load((sbyte*)truth + i), Vector128<sbyte>.Zero);
                (Vector128<short> low, Vector128<short> high) = Vector128.Widen(set);
                int* m = (int*)mask + i;
                Vector128.WidenLower(low).Store(m);
                Vector128.WidenUpper(low).Store(m + 4);
                Vector128.WidenLower(high).Store(m + 8);
                Vector128.WidenUpper(high).Store(m + 12);
            }
        }

        for (; i < count; i++)
        {
            long bits = *(byte*)(truth + i) != 0 ? -1 : 0;
            if (sizeof(T) == 8)
                ((long*)mask)[i] = bits;
            else if (sizeof(T) == 4)
                ((int*)mask)[i] = (int)bits;
            else if (sizeof(T) == 2)
                ((short*)mask)[i] = (short)bits;
            else
                ((byte*)mask)[i] = (byte)bits;
        }
    }
}
