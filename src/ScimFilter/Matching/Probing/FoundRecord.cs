using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using ScimFilter.Runtime;

namespace ScimFilter.Matching.Probing;

/// <summary>A record that may be of one of the event's keys.</summary>
/// <param name="Template">The template of its table.</param>
/// <param name="Record">Its place.</param>
internal readonly record struct FoundRecord(int Template, int Record);

/// <summary>The records to which the tables of a segment led. Reused; not thread-safe.</summary>
internal sealed class FoundRecords
{
    private const int SmallestSize = 16;

    private FoundRecord[] _records = new FoundRecord[SmallestSize];
    private int _count;

    public ReadOnlySpan<FoundRecord> All => _records.AsSpan(0, _count);

    public void Clear() => _count = 0;

    /// <summary>Forgets all, and gives back memory when it is much.</summary>
    public void Trim()
    {
        _count = 0;
        KeptMemory.Trim(ref _records, SmallestSize);
    }

    /// <summary>Makes room for so many records.</summary>
    /// <returns>Where they go, to be followed by <see cref="Commit"/>.</returns>
    public ref FoundRecord Reserve(int count)
    {
        if (_records.Length - _count < count)
        {
            Array.Resize(ref _records, Math.Max(_records.Length * 2, checked(_count + count)));
        }

        return ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_records), _count);
    }

    /// <summary>Keeps so many records that were written to the room made.</summary>
    public void Commit(int count) => _count += count;

    public void Add(int template, int record)
    {
        Reserve(1) = new FoundRecord(template, record);
        _count++;
    }
}
