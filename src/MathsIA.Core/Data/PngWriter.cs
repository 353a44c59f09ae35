using System.Buffers.Binary;
using System.IO.Compression;

namespace MathsIA.Data;

/// <summary>Writes one PNG image: every row with whichever filter promises to compress best.</summary>
internal static class PngWriter
{
    /// <summary>Writes rows of big-endian samples, supplied one at a time.</summary>
    public static void Write(Stream stream, PngHeader header, Action<int, Span<byte>> fillRow)
    {
        stream.Write(PngChunks.Signature);
        WriteChunk(stream, PngChunks.Header, header.ToBytes());
        using (var data = new DataChunks(stream))
        using (var deflate = new ZLibStream(data, CompressionLevel.Optimal))
        {
            int length = (int)header.RowBytes;
            byte[] row = new byte[length], above = new byte[length], best = new byte[length + 1], trial = new byte[length + 1];
            for (int y = 0; y < header.Height; y++)
            {
                fillRow(y, row);
                long bestCost = long.MaxValue;
                for (int filter = 0; filter < PngFilter.Count; filter++)
                {
                    PngFilter.Apply(filter, row, above, header.Step, trial.AsSpan(1));
                    long cost = PngFilter.Cost(trial.AsSpan(1));
                    if (cost >= bestCost)
                        continue;
                    bestCost = cost;
                    trial[0] = (byte)filter;
                    (best, trial) = (trial, best);
                }

                deflate.Write(best);
                (row, above) = (above, row);
            }
        }

        WriteChunk(stream, PngChunks.End, []);
    }

    private static void WriteChunk(Stream stream, uint type, ReadOnlySpan<byte> content)
    {
        Span<byte> head = stackalloc byte[8];
        BinaryPrimitives.WriteInt32BigEndian(head, content.Length);
        BinaryPrimitives.WriteUInt32BigEndian(head[4..], type);
        stream.Write(head);
        stream.Write(content);
        Span<byte> check = stackalloc byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(check, Crc32.Append(Crc32.Append(0, head[4..]), content));
        stream.Write(check);
    }

    /// <summary>Cuts what the compressor writes into data chunks.</summary>
    private sealed class DataChunks(Stream stream) : Stream
    {
        private readonly byte[] _buffer = new byte[1 << 16];
        private int _filled;

        public override bool CanRead => false;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override void Write(ReadOnlySpan<byte> buffer)
        {
            while (!buffer.IsEmpty)
            {
                int count = Math.Min(buffer.Length, _buffer.Length - _filled);
                buffer[..count].CopyTo(_buffer.AsSpan(_filled));
                buffer = buffer[count..];
                _filled += count;
                if (_filled == _buffer.Length)
                    WriteOut();
            }
        }

        public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

        public override void Flush() { }

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
            WriteOut();
            base.Dispose(disposing);
        }

        private void WriteOut()
        {
            if (_filled > 0)
                WriteChunk(stream, PngChunks.Data, _buffer.AsSpan(0, _filled));
            _filled = 0;
        }
    }
}
