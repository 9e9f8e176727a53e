using System.Runtime.CompilerServices;

namespace ScimFilter.Matching;

/// <summary>A record that may be of one of the event's keys.</summary>
/// <param name="Template">The template of its table.</param>
/// <param name="Record">Its place.</param>
internal readonly record struct FoundRecord(int Template, int Record);

/// <summary>The records to which the tables of a segment led. Reused; not thread-safe.</summary>
internal sealed class FoundRecords
{
    private FoundRecord[] _records = new FoundRecord[16];
    private int _count;

    public ReadOnlySpan<FoundRecord> All => _records.AsSpan(0, _count);

    public void Clear() => _count = 0;

    /// <summary>Adds a record on a condition, without a branch on it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void AddIf(bool condition, int template, int record)
    {
        if (_count == _records.Length)
        {
            Array.Resize(ref _records, _count * 2);
        }

        _records[_count] = new FoundRecord(template, record);
        _count += condition ? 1 : 0;
    }
}
