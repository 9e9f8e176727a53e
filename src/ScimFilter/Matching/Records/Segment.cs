using System.Runtime.CompilerServices;
using ScimFilter.Matching.Keys;
using ScimFilter.Matching.Paths;
using ScimFilter.Matching.Tables;

namespace ScimFilter.Matching.Records;

/// <summary>
/// Some subscriptions of an index, numbered from zero, with a hash table per template that leads from keys to records. <see
/// cref="RecordFormat"/> draws it. Immutable, so that readers need no lock.
/// </summary>
/// <remarks>
/// Later states of a growing segment share the arrays of earlier ones. The writer appends behind the ends that an earlier state knows, and
/// its tables may already lead there; <see cref="RecordAt"/> follows links back to what the state has.
/// </remarks>
internal sealed class Segment
{
    /// <summary>Gets the number of subscriptions.</summary>
    public required int Count { get; init; }

    /// <summary>Gets the tables by the number of their template. A template without keys has no table.</summary>
    public required HashSlots[] Tables { get; init; }

    /// <summary>Gets the words of the records to which the tables lead.</summary>
    public required int[] Records { get; init; }

    /// <summary>Gets where the records of this state end.</summary>
    public required int RecordEnd { get; init; }

    /// <summary>Gets a value indicating whether a key may have several records, see <see cref="PostingChunk"/>.</summary>
    public required bool HasSplitKeys { get; init; }

    /// <summary>Gets the residual filters to which conditions refer by number.</summary>
    public required ResidualFilter[] Filters { get; init; }

    /// <summary>Gets how much a builder held to make the segment.</summary>
    public required SegmentSize Size { get; init; }

    /// <summary>Gets the bytes of all values, see <see cref="ValueArena"/>.</summary>
    public required byte[] Arena { get; init; }

    /// <summary>
    /// Gets, by template, the first record of each key that was appended to the segment, ascending. Those of later states and zeros follow.
    /// </summary>
    public required int[][] AppendedKeys { get; init; }

    /// <summary>Gets the lists of keys by value, for events with many combinations of values.</summary>
    public required SegmentLists KeyLists { get; init; }

    /// <summary>Gets the lists of postings to which records lead by number.</summary>
    public required PathList[] Lists { get; init; }

    /// <summary>Gets the memory of the segment in bytes, without what residual filters refer to.</summary>
    public long Bytes =>
        Tables.Sum(table => (long)table.Bytes)
        + ((long)sizeof(int) * (Records.Length + AppendedKeys.Sum(keys => (long)keys.Length)))
        + Arena.Length
        + KeyLists.Bytes
        + Lists.Sum(list => list.Bytes)
        + ((long)Unsafe.SizeOf<ResidualFilter>() * Filters.Length);

    /// <summary>Gives what <see cref="AppendedKeys"/> has of a template.</summary>
    public ReadOnlySpan<int> AppendedKeysOf(int template) => template < AppendedKeys.Length ? AppendedKeys[template] : [];

    /// <summary>Gives the segment without the tables of unused templates.</summary>
    public Segment Without(Template[] templates) => new()
    {
        Count = Count,
        Tables = UnusedTables.Without(Tables, templates),
        Records = Records,
        RecordEnd = RecordEnd,
        HasSplitKeys = HasSplitKeys,
        Filters = Filters,
        AppendedKeys = UnusedTables.Without(AppendedKeys, templates),
        KeyLists = KeyLists.Without(templates),
        Lists = Lists,
        Size = Size,
        Arena = Arena,
    };

    /// <summary>Gives the record of a key in this state of the segment.</summary>
    /// <param name="record">The record to which a table leads, which may be of a later state.</param>
    /// <returns>The record, or <see cref="RecordFormat.NoRecord"/> when the key came later.</returns>
    public int RecordAt(int record) => RecordFormat.RecordBefore(Records, record, RecordEnd);
}
