namespace MathsIA;

public sealed partial class Tensor<T>
{
    /// <summary>Walks the elements in row-major order: <c>foreach (float value in x)</c>.</summary>
    /// <remarks>For reading at leisure; computations should use operations, or <see cref="AsSpan"/>. The elements are not copied.</remarks>
    /// <returns>The enumerator.</returns>
    public Enumerator GetEnumerator() => new(this);

    /// <summary>Walks the elements of a tensor in row-major order.</summary>
    public struct Enumerator
    {
        private readonly Tensor<T> _tensor;
        private readonly int[] _index;
        private int _place;
        private int _left;

        internal Enumerator(Tensor<T> tensor)
        {
            _tensor = tensor;
            _index = new int[tensor.Rank];
            _place = -1;
            _left = tensor.Length;
        }

        /// <summary>The element that was reached.</summary>
        public readonly T Current => _tensor._storage.Span[_place];

        /// <summary>Goes to the next element.</summary>
        /// <returns>False when there is none.</returns>
        public bool MoveNext()
        {
            if (_left == 0)
                return false;
            if (_left-- == _tensor.Length)
            {
                _place = _tensor.Offset;
                return true;
            }

            for (int axis = _index.Length - 1; axis >= 0; axis--)
            {
                _place += _tensor._strides[axis];
                if (++_index[axis] < _tensor.Shape.Lengths[axis])
                    break;
                _place -= _tensor._strides[axis] * _tensor.Shape.Lengths[axis];
                _index[axis] = 0;
            }

            return true;
        }
    }
}
