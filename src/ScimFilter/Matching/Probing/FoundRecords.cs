using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using ScimFilter.Json.Slots;

namespace ScimFilter.Matching.Probing;

/// <summary>A record to which a table led for the hash of one of the event's keys. Its values are compared later.</summary>
/// <param name="Template">The number of the table's template.</param>
/// <param name="Record">The place of the record.</param>
internal readonly record struct FoundRecord(int Template, int Record);

/// <summary>The records to which the tables of a segment led. Reused from event to event; not thread-safe.</summary>
internal sealed class FoundRecords
{
    private const int SmallestSize = 16;

    private FoundRecord[] _records = new FoundRecord[SmallestSize];
    private int _count;

    public ReadOnlySpan<FoundRecord> All => _records.AsSpan(0, _count);

    public void Clear() => _count = 0;

    /// <summary>Removes all, and frees a large array.</summary>
    public void Trim()
    {
        _count = 0;
        KeptMemory.Trim(ref _records, SmallestSize);
    }

    /// <summary>Ensures capacity for further records.</summary>
    /// <returns>Where they go; <see cref="Commit"/> must follow.</returns>
    public ref FoundRecord Reserve(int count)
    {
        if (_records.Length - _count < count)
        {
            Array.Resize(ref _records, Math.Max(_records.Length * 2, checked(_count + count)));
        }

        return ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_records), _count);
    }

    /// <summary>Adds the first of the records written to the reserved memory.</summary>
    public void Commit(int count) => _count += count;

    public void Add(int template, int record)
    {
        Reserve(1) = new FoundRecord(template, record);
        _count++;
    }
}
