using ScimFilter.Matching.Keys;
using ScimFilter.Matching.Tables;
using ScimFilter.Matching.Updating;

namespace ScimFilter.Matching.Records;

/// <summary>
/// Some subscriptions of an index, with tables of their own: a hash table for each template, from the values of a key to those
/// who ask for it. What it has never changes, so readers need no lock; see <see cref="PostingFormat"/>.
/// </summary>
/// <remarks>
/// A later state of it may share its arrays, see <see cref="GrowingSegment{TKey}"/>: it writes behind their ends, and its tables lead there.
/// </remarks>
internal sealed class Segment
{
    /// <summary>Gets the number of subscriptions; they are numbered from zero.</summary>
    public required int Count { get; init; }

    /// <summary>Gets the tables by the number of their template; one that no subscription uses is missing.</summary>
    public required HashSlots[] Tables { get; init; }

    /// <summary>Gets the records to which the tables lead.</summary>
    public required int[] Records { get; init; }

    /// <summary>Gets where the records end. Those behind came later; tables may lead to them already, see <see cref="RecordAt"/>.</summary>
    public required int RecordEnd { get; init; }

    /// <summary>Gets a value indicating whether a key may have several records: those of one with many postings, see <see cref="PostingChunk"/>.</summary>
    public required bool HasSplitKeys { get; init; }

    /// <summary>Gets the filters that conditions refer to.</summary>
    public required ResidualFilter[] Filters { get; init; }

    /// <summary>Gets how much a builder held to make the segment.</summary>
    public required BuilderSize Size { get; init; }

    /// <summary>Gets the bytes of all values.</summary>
    public required byte[] Arena { get; init; }

    /// <summary>Gets, by template, the first records of keys that came after the segment was made, ascending; those of later states and zeros follow.</summary>
    public required int[][] LaterKeys { get; init; }

    /// <summary>Gets the keys by their values, for events with very many combinations of values.</summary>
    public required SegmentLists Lists { get; init; }

    /// <summary>Gives what <see cref="LaterKeys"/> has of a template.</summary>
    public ReadOnlySpan<int> LaterKeysOf(int template) => template < LaterKeys.Length ? LaterKeys[template] : [];

    /// <summary>Gives the segment without the tables of unused templates.</summary>
    public Segment Without(Template[] templates) => new()
    {
        Count = Count,
        Tables = UnusedTables.Without(Tables, templates),
        Records = Records,
        RecordEnd = RecordEnd,
        HasSplitKeys = HasSplitKeys,
        Filters = Filters,
        LaterKeys = UnusedTables.Without(LaterKeys, templates),
        Lists = Lists.Without(templates),
        Size = Size,
        Arena = Arena,
    };

    /// <summary>Gives the record to which a table leads, or -1 when it came later. One that did has the place of the one that it replaced before it.</summary>
    public int RecordAt(int record)
    {
        while (record >= RecordEnd)
        {
            record = Records[record - 1];
        }

        return record;
    }

    /// <summary>Gets the memory of the segment in bytes, without what filters refer to.</summary>
    public long Bytes =>
        Tables.Sum(table => (long)table.Bytes) + ((long)sizeof(int) * (Records.Length + LaterKeys.Sum(keys => (long)keys.Length))) + Arena.Length + Lists.Bytes + ((long)System.Runtime.CompilerServices.Unsafe.SizeOf<ResidualFilter>() * Filters.Length);
}

/// <summary>How much a builder holds: what the next one for about the same can make room for at once.</summary>
/// <param name="Keys">The number of keys.</param>
/// <param name="KeyValues">The number of values of all keys.</param>
/// <param name="Postings">The number of postings.</param>
/// <param name="Conditions">The number of words of conditions.</param>
/// <param name="Values">The number of distinct values.</param>
/// <param name="CopiedWords">The number of words that are copied when each posting is added once more, see <see cref="GrowingRecords"/>.</param>
internal readonly record struct BuilderSize(int Keys, int KeyValues, int Postings, int Conditions, int Values, long CopiedWords)
{
    public static BuilderSize operator +(BuilderSize left, BuilderSize right) => new(
        left.Keys + right.Keys,
        left.KeyValues + right.KeyValues,
        left.Postings + right.Postings,
        left.Conditions + right.Conditions,
        left.Values + right.Values,
        left.CopiedWords + right.CopiedWords);

    /// <summary>Gives the part of it that so many of all subscriptions have.</summary>
    public BuilderSize PartOf(int count, int all)
    {
        double part = (double)count / Math.Max(1, all);
        return new((int)(Keys * part), (int)(KeyValues * part), (int)(Postings * part), (int)(Conditions * part), (int)(Values * part), (long)(CopiedWords * part));
    }
}
