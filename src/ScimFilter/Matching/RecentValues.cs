namespace ScimFilter.Matching;

/// <summary>The values that were added last, known by their arrays, so that none of them is hashed and looked for again.</summary>
internal sealed class RecentValues
{
    private const int Kept = 8;

    private readonly (byte[] Key, int Place, ulong Hash)[] _values = new (byte[], int, ulong)[Kept];
    private int _next;
    private int _count;

    public void Clear() => (_next, _count) = (0, 0);

    public bool TryGet(byte[] key, out int place, out ulong hash)
    {
        foreach ((byte[] known, int knownPlace, ulong knownHash) in _values.AsSpan(0, _count))
        {
            if (ReferenceEquals(known, key))
            {
                (place, hash) = (knownPlace, knownHash);
                return true;
            }
        }

        (place, hash) = (0, 0);
        return false;
    }

    /// <summary>Keeps a value in the place of the oldest.</summary>
    public void Add(byte[] key, int place, ulong hash)
    {
        _values[_next] = (key, place, hash);
        _next = (_next + 1) % Kept;
        _count = Math.Min(_count + 1, Kept);
    }
}
