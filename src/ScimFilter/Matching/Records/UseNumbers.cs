using ScimFilter.Matching.Keys;

namespace ScimFilter.Matching.Records;

/// <summary>
/// By the number of a subscription of a segment: the number of its set in <see cref="LayoutUses"/>. Two bytes a subscription, as there are few
/// sets; larger numbers are kept apart. Readers do not look here; used by one thread at a time.
/// </summary>
internal sealed class UseNumbers
{
    /// <summary>Stands for a number that is kept apart.</summary>
    private const ushort Apart = ushort.MaxValue;

    private readonly Dictionary<int, int> _apart = [];
    private ushort[] _numbers;

    /// <summary>Makes a list.</summary>
    public UseNumbers(ReadOnlySpan<int> numbers)
    {
        _numbers = new ushort[numbers.Length];
        for (int i = 0; i < numbers.Length; i++)
        {
            Set(i, numbers[i]);
        }
    }

    /// <summary>Makes a copy with room for so many in all.</summary>
    public UseNumbers(UseNumbers other, int room)
    {
        _numbers = new ushort[Math.Max(room, other._numbers.Length)];
        other._numbers.CopyTo(_numbers, 0);
        _apart = new Dictionary<int, int>(other._apart);
    }

    public long Bytes => ((long)sizeof(ushort) * _numbers.Length) + ((long)4 * sizeof(int) * _apart.Count);

    /// <summary>Makes room for so many in all.</summary>
    public void Enlarge(int room) => Array.Resize(ref _numbers, room);

    public int Of(int subscription) => _numbers[subscription] == Apart ? _apart[subscription] : _numbers[subscription];

    public void Set(int subscription, int number)
    {
        _numbers[subscription] = (ushort)Math.Min(number, Apart);
        if (number >= Apart)
        {
            _apart[subscription] = number;
        }
    }
}
