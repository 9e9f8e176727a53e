using System.Runtime.InteropServices;
using ScimFilter.Matching.Keys;
using ScimFilter.Matching.Tables;

namespace ScimFilter.Matching.Building;

/// <summary>The values of the entries of one subscription, each of which is hashed and looked for once, and the hashes of the entries' keys.</summary>
internal sealed class EntryValues(KeyHasher hasher)
{
    /// <summary>A value is known again, by its array, when it is one of so many that came last.</summary>
    private const int Compared = 8;

    private readonly List<(byte[] Value, ulong Hash)> _values = [];
    private readonly List<int> _numbers = [];
    private readonly List<ulong> _keys = [];

    /// <summary>Gets the values; few come up twice.</summary>
    public ReadOnlySpan<(byte[] Value, ulong Hash)> All => CollectionsMarshal.AsSpan(_values);

    /// <summary>Gets the numbers of the values that are the keys of the entries, one entry after the other.</summary>
    public ReadOnlySpan<int> Numbers => CollectionsMarshal.AsSpan(_numbers);

    /// <summary>Gets the hashes of the keys of the entries.</summary>
    public ReadOnlySpan<ulong> Keys => CollectionsMarshal.AsSpan(_keys);

    /// <summary>Takes the entries of the next subscription.</summary>
    public void Read(ReadOnlySpan<Entry> entries)
    {
        _values.Clear();
        _numbers.Clear();
        _keys.Clear();
        foreach (ref readonly Entry entry in entries)
        {
            ulong key = hasher.Empty;
            if (entry.Type is not null)
            {
                Add(entry.Type, ref key);
            }

            foreach (byte[] value in entry.Keys)
            {
                Add(value, ref key);
            }

            _keys.Add(key);
        }
    }

    private void Add(byte[] value, ref ulong key)
    {
        int number = Find(value);
        if (number < 0)
        {
            number = _values.Count;
            _values.Add((value, hasher.Hash(value)));
        }

        _numbers.Add(number);
        key = hasher.Combine(key, All[number].Hash);
    }

    private int Find(byte[] value)
    {
        ReadOnlySpan<(byte[] Value, ulong Hash)> values = All;
        for (int i = values.Length - 1; i >= Math.Max(0, values.Length - Compared); i--)
        {
            if (ReferenceEquals(values[i].Value, value))
            {
                return i;
            }
        }

        return -1;
    }
}
