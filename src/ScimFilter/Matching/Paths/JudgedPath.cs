using ScimFilter.Matching.Keys;
using ScimFilter.Matching.Memory;

namespace ScimFilter.Matching.Paths;

/// <summary>
/// Groups that no value leads to, by one condition each: those that share it are left out together when it does not hold. So many filters
/// that differ in one <c>ne</c> and share another cost an event little that the shared one leaves out. One thread adds while others read.
/// </summary>
internal sealed class JudgedPath
{
    private const int SmallestSize = 4;

    /// <summary>The groups by condition; null as long as there is none, as in most lists.</summary>
    private KeyedGroups? _groups;

    /// <summary>By condition: the first group that has it, and the place of the condition in the group's words.</summary>
    private (int Group, int Place)[] _conditions = [];
    private int _count;

    /// <summary>Gets the conditions.</summary>
    public ReadOnlySpan<(int Group, int Place)> Conditions
    {
        get
        {
            int count = Volatile.Read(ref _count);
            return Volatile.Read(ref _conditions).AsSpan(0, count);
        }
    }

    /// <summary>Gets the memory in bytes.</summary>
    public long Bytes => (_groups?.Bytes ?? 0) + (2L * sizeof(int) * _conditions.Length);

    /// <summary>Counts the groups that share a condition, up to a number.</summary>
    public int CountOf(uint hash, int most) => _groups?.CountOf(hash, most) ?? 0;

    /// <summary>Adds a group.</summary>
    /// <param name="condition">The words of the condition.</param>
    /// <param name="group">The group.</param>
    /// <param name="place">The place of the condition in the words of the group.</param>
    /// <param name="groups">The groups.</param>
    /// <returns>Whether it was added; not when another condition has the same hash.</returns>
    public bool TryAdd(ReadOnlySpan<int> condition, int group, int place, ConditionGroups.Arrays groups)
    {
        uint hash = HashOf(condition);
        _groups ??= new KeyedGroups();
        int known = _groups.FirstOf(hash);
        if (known >= 0 && !ConditionFormat.Has(groups.ConditionsOf(known), condition))
        {
            return false;
        }

        _groups.Add(hash, group);
        if (known < 0)
        {
            Append(group, place);
        }

        return true;
    }

    /// <summary>Adds the groups of a condition to a list.</summary>
    public void Collect(ReadOnlySpan<int> condition, NumberList groups) => _groups!.Collect(_groups.Find(HashOf(condition)), groups);

    private void Append(int group, int place)
    {
        if (_count == _conditions.Length)
        {
            var larger = new (int, int)[Math.Max(SmallestSize, _count * 2)];
            _conditions.CopyTo(larger, 0);
            Volatile.Write(ref _conditions, larger);
        }

        _conditions[_count] = (group, place);
        Volatile.Write(ref _count, _count + 1);
    }

    /// <summary>Gives the hash of a condition.</summary>
    public static uint HashOf(ReadOnlySpan<int> condition)
    {
        ulong hash = 0;
        foreach (int word in condition)
        {
            hash = (hash ^ (uint)word) * 0x9E37_79B9_7F4A_7C15;
            hash ^= hash >> 29;
        }

        return (uint)(hash >> 32);
    }
}
