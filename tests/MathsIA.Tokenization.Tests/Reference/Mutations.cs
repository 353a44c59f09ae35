using CsCheck;

namespace MathsIA.Tokenization.Tests.Reference;

/// <summary>Damages files in random places: what a reader must survive.</summary>
internal static class Mutations
{
    /// <summary>Loads damaged copies; nothing but the one exception may come out, and nothing large may be allocated.</summary>
    public static void Check(byte[] file, Action<byte[]> load, string seed, int count = 200)
    {
        load(file);
        Gen<(int Kind, int At, byte Value)> edit = Gen.Select(Gen.Int[0, 3], Gen.Int[0, file.Length - 1], Gen.Byte);
        edit.List[1, 4].Sample(edits =>
        {
            List<byte> bytes = [.. file];
            foreach ((int kind, int place, byte value) in edits)
            {
                int at = Math.Min(place, bytes.Count);
                if (kind == 0)
                    bytes.RemoveRange(at, bytes.Count - at);
                else if (kind == 1)
                    bytes.Insert(at, value);
                else if (at < bytes.Count && kind == 2)
                    bytes.RemoveAt(at);
                else if (at < bytes.Count)
                    bytes[at] = value;
            }

            long before = GC.GetAllocatedBytesForCurrentThread();
            try
            {
                load([.. bytes]);
            }
            catch (TokenizerFormatException)
            {
            }

            Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < (64 << 20) + (200L * file.Length));
        }, iter: count, seed: seed);
    }
}
