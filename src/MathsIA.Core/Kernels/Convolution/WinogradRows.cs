namespace MathsIA.Kernels;

/// <summary>The pixels under one row of tiles, with their channels together and zeros where the image ends.</summary>
/// <remarks>Patches of an input are larger than the distance of the tiles: a row of tiles then shares rows of pixels with the next.</remarks>
/// <param name="Height">The rows of the image.</param>
/// <param name="Width">Its columns.</param>
/// <param name="OriginY">The row of the image at the top of the first row of tiles.</param>
/// <param name="OriginX">The column of the image at the left of the first tile.</param>
/// <param name="Across">The tiles in a row.</param>
/// <param name="Step">The distance of neighbouring tiles.</param>
/// <param name="Side">The rows and columns of a tile.</param>
/// <param name="Channels">The channels.</param>
/// <param name="Pitch">The elements from one pixel to the next, the channels rounded up.</param>
internal readonly unsafe record struct WinogradRows(int Height, int Width, int OriginY, int OriginX, int Across, int Step, int Side, int Channels, int Pitch)
{
    /// <summary>The elements from one row of pixels to the next.</summary>
    public int Row => (Step * Across + Side - Step) * Pitch;

    /// <summary>The elements of all.</summary>
    public int Size => Side * Row;

    /// <summary>Loads the pixels of a row of tiles; <paramref name="follows"/> if the row above of the same image is what the room holds.</summary>
    public void Load<T>(T* image, int tileRow, bool follows, T* room) where T : unmanaged
    {
        int kept = follows ? Side - Step : 0, columns = Step * Across + Side - Step, plane = Height * Width;
        if (kept > 0)
            new ReadOnlySpan<T>(room + Step * Row, kept * Row).CopyTo(new Span<T>(room, kept * Row));
        int begin = Math.Clamp(-OriginX, 0, columns), end = Math.Clamp(Width - OriginX, begin, columns);
        for (int r = kept; r < Side; r++)
        {
            T* line = room + r * Row;
            int y = OriginY + Step * tileRow + r;
            if ((uint)y >= (uint)Height || begin == end)
            {
                new Span<T>(line, Row).Clear();
                continue;
            }

            new Span<T>(line, begin * Pitch).Clear();
            ChannelsLast.Load(image + (nint)y * Width + OriginX + begin, plane, Channels, 1, end - begin, line + begin * Pitch, Pitch);
            new Span<T>(line + end * Pitch, (columns - end) * Pitch).Clear();
        }
    }
}
