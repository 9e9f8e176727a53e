using ScimFilter.Matching.Keys;

namespace ScimFilter.Matching.Records;

/// <summary>
/// By subscription number: the number of its set in <see cref="LayoutUses"/>. Two bytes per subscription, as there are few sets; larger
/// numbers are in a dictionary. Only writers use it, one at a time.
/// </summary>
internal sealed class UseNumbers
{
    /// <summary>Stands for a number that is in the dictionary.</summary>
    private const ushort Large = ushort.MaxValue;

    private readonly Dictionary<int, int> _large = [];
    private ushort[] _numbers;

    /// <summary>Reserves memory for the numbers of subscriptions.</summary>
    public UseNumbers(int capacity) => _numbers = new ushort[capacity];

    /// <summary>Copies the numbers of subscriptions.</summary>
    public UseNumbers(ReadOnlySpan<SubscriptionData> data)
        : this(data.Length)
    {
        for (int i = 0; i < data.Length; i++)
        {
            Set(i, data[i].Use);
        }
    }

    /// <summary>Copies numbers into an array with at least a given capacity.</summary>
    public UseNumbers(UseNumbers other, int capacity)
    {
        _numbers = new ushort[Math.Max(capacity, other._numbers.Length)];
        other._numbers.CopyTo(_numbers, 0);
        _large = new Dictionary<int, int>(other._large);
    }

    /// <summary>Gets the memory in bytes.</summary>
    public long Bytes => ((long)sizeof(ushort) * _numbers.Length) + ((long)4 * sizeof(int) * _large.Count);

    /// <summary>Sets the capacity.</summary>
    public void Resize(int capacity) => Array.Resize(ref _numbers, capacity);

    /// <summary>Gives the number of a subscription's set.</summary>
    public int Of(int subscription) => _numbers[subscription] == Large ? _large[subscription] : _numbers[subscription];

    /// <summary>Sets the number of a subscription's set.</summary>
    public void Set(int subscription, int number)
    {
        _numbers[subscription] = (ushort)Math.Min(number, Large);
        if (number >= Large)
        {
            _large[subscription] = number;
        }
    }
}
