using System.Runtime.InteropServices;
using ScimFilter.Matching.Keys;
using ScimFilter.Matching.Tables;

namespace ScimFilter.Matching.Building;

/// <summary>
/// The values of the entries of one subscription, each hashed once, and the hashes of the entries' keys. Reused for the next subscription;
/// not thread-safe.
/// </summary>
internal sealed class EntryValues(KeyHasher hasher)
{
    /// <summary>A value is only recognised among this many values before it, by its array.</summary>
    private const int MaxCompared = 8;

    private readonly List<(byte[] Value, ulong Hash)> _values = [];
    private readonly List<int> _numbers = [];
    private readonly List<ulong> _keyHashes = [];

    /// <summary>Gets the values, mostly without duplicates.</summary>
    public ReadOnlySpan<(byte[] Value, ulong Hash)> All => CollectionsMarshal.AsSpan(_values);

    /// <summary>Gets, for each entry in turn, the numbers of the values of its key.</summary>
    public ReadOnlySpan<int> Numbers => CollectionsMarshal.AsSpan(_numbers);

    /// <summary>Gets the hashes of the keys of the entries.</summary>
    public ReadOnlySpan<ulong> KeyHashes => CollectionsMarshal.AsSpan(_keyHashes);

    /// <summary>Reads the entries of the next subscription.</summary>
    public void Read(ReadOnlySpan<Entry> entries)
    {
        _values.Clear();
        _numbers.Clear();
        _keyHashes.Clear();
        foreach (ref readonly Entry entry in entries)
        {
            ulong hash = hasher.Empty;
            if (entry.Type is not null)
            {
                Add(entry.Type, ref hash);
            }

            foreach (byte[] value in entry.Values)
            {
                Add(value, ref hash);
            }

            _keyHashes.Add(hash);
        }
    }

    private void Add(byte[] value, ref ulong keyHash)
    {
        int number = Find(value);
        if (number < 0)
        {
            number = _values.Count;
            _values.Add((value, hasher.Hash(value)));
        }

        _numbers.Add(number);
        keyHash = hasher.Combine(keyHash, All[number].Hash);
    }

    private int Find(byte[] value)
    {
        ReadOnlySpan<(byte[] Value, ulong Hash)> values = All;
        for (int i = values.Length - 1; i >= Math.Max(0, values.Length - MaxCompared); i--)
        {
            if (ReferenceEquals(values[i].Value, value))
            {
                return i;
            }
        }

        return -1;
    }
}
