namespace MathsIA.Kernels;

/// <summary>Copies the part of an image that a stencil reads so that every tap is a plain shift: with its padding, and, for a stride, the entries of
/// each remainder in a plane of their own.</summary>
/// <remarks>Entry (j, i) of plane (phase y, phase x) of a channel is the source at <c>Origin + (first + j) Stride + phase y</c> and <c>Origin + i Stride + phase x</c>.
/// The planes of a channel stand one after another, and so do the channels. Planes that no tap reads are left as they are.</remarks>
internal readonly unsafe struct StencilPlanes(StencilAxis rows, StencilAxis columns, int rowCount)
{
    /// <summary>The entries from one row of a plane to the next.</summary>
    public int Pitch => columns.Count + columns.MaxShift;

    /// <summary>The entries of a plane.</summary>
    public int Plane => (rowCount + rows.MaxShift) * Pitch;

    /// <summary>The entries of a channel.</summary>
    public int Channel => Plane * rows.Stride * columns.Stride;

    /// <summary>How far the entry that a tap reads stands from that of the result's place.</summary>
    public int Offset(int row, int column)
    {
        (int down, int phaseY) = Math.DivRem(rows.Offset(row), rows.Stride);
        (int across, int phaseX) = Math.DivRem(columns.Offset(column), columns.Stride);
        return (phaseY * columns.Stride + phaseX) * Plane + down * Pitch + across;
    }

    /// <summary>Writes the table of offsets of all steps.</summary>
    public void Offsets(int channels, nint channelStride, int* offsets)
    {
        for (int c = 0; c < channels; c++)
        {
            for (int r = 0; r < rows.Taps; r++)
            {
                for (int s = 0; s < columns.Taps; s++)
                    *offsets++ = (int)(c * channelStride) + Offset(r, s);
            }
        }
    }

    /// <summary>Copies channels of an image, from a row of the result on, with a value around it.</summary>
    public void Fill<T>(T* image, int channels, int first, T* planes, T padding = default) where T : unmanaged
    {
        nint imagePlane = (nint)rows.Source * columns.Source;
        for (int phaseY = 0; phaseY < rows.Stride; phaseY++)
        {
            if (!rows.UsesPhase(phaseY))
                continue;
            for (int phaseX = 0; phaseX < columns.Stride; phaseX++)
            {
                if (!columns.UsesPhase(phaseX))
                    continue;
                T* plane = planes + (nint)(phaseY * columns.Stride + phaseX) * Plane;
                for (int c = 0; c < channels; c++)
                    FillPlane(image + c * imagePlane, rows.Origin + first * rows.Stride + phaseY, columns.Origin + phaseX, plane + (nint)c * Channel, padding);
            }
        }
    }

    private void FillPlane<T>(T* image, int y, int x, T* plane, T padding) where T : unmanaged
    {
        int pitch = Pitch, height = rowCount + rows.MaxShift;
        (int begin, int end) = Inside(x);
        for (int j = 0; j < height; j++, y += rows.Stride, plane += pitch)
        {
            if ((uint)y >= (uint)rows.Source)
            {
                new Span<T>(plane, pitch).Fill(padding);
                continue;
            }

            for (int i = 0; i < begin; i++)
                plane[i] = padding;
            for (int i = end; i < pitch; i++)
                plane[i] = padding;
            StencilRuns.Gather(image + (nint)y * columns.Source + x + begin * columns.Stride, columns.Stride, plane + begin, end - begin);
        }
    }

    /// <summary>The same planes with the channels of an entry together: entry e of a plane starts at <c>e * pixel</c>, with zeros after its channels.</summary>
    public void FillPixels<T>(T* image, int channels, int first, T* pixels, int pixel) where T : unmanaged
    {
        int pitch = Pitch, height = rowCount + rows.MaxShift;
        nint imagePlane = (nint)rows.Source * columns.Source;
        for (int phaseY = 0; phaseY < rows.Stride; phaseY++)
        {
            for (int phaseX = 0; phaseX < columns.Stride; phaseX++)
            {
                if (!rows.UsesPhase(phaseY) || !columns.UsesPhase(phaseX))
                    continue;
                T* line = pixels + (nint)(phaseY * columns.Stride + phaseX) * Plane * pixel;
                int y = rows.Origin + first * rows.Stride + phaseY, x = columns.Origin + phaseX;
                (int begin, int end) = Inside(x);
                for (int j = 0; j < height; j++, y += rows.Stride, line += pitch * pixel)
                {
                    if ((uint)y >= (uint)rows.Source || begin == end)
                    {
                        new Span<T>(line, pitch * pixel).Clear();
                        continue;
                    }

                    new Span<T>(line, begin * pixel).Clear();
                    ChannelsLast.Load(image + (nint)y * columns.Source + x + begin * columns.Stride, imagePlane, channels, columns.Stride, end - begin, line + begin * pixel, pixel);
                    new Span<T>(line + end * pixel, (pitch - end) * pixel).Clear();
                }
            }
        }
    }

    /// <summary>The columns of a plane that lie inside the image, if its first lies at x.</summary>
    private (int Begin, int End) Inside(int x)
    {
        int begin = Math.Clamp(StencilAxis.CeilingDivide(-x, columns.Stride), 0, Pitch);
        return (begin, Math.Clamp(StencilAxis.CeilingDivide(columns.Source - x, columns.Stride), begin, Pitch));
    }
}
