using ScimFilter.Matching.Keys;

using ScimFilter.Matching.Records;

namespace ScimFilter.Matching.Statistics;

/// <summary>A record of a segment with what is needed to read it.</summary>
/// <typeparam name="TId">What a subscription is known by.</typeparam>
/// <param name="Part">The segment.</param>
/// <param name="Template">The attributes of the key.</param>
/// <param name="Record">Where the record starts, with the values of its key.</param>
internal readonly record struct RecordPlace<TId>(SnapshotSegment<TId> Part, Template Template, int Record)
    where TId : notnull
{
    /// <summary>Gets the segment without ids.</summary>
    public Segment Segment => Part.WithIds.Segment;

    /// <summary>Gets the places of the key's values.</summary>
    public ReadOnlySpan<int> Values => Segment.Records.AsSpan(Record, Template.Attributes.Length);

    /// <summary>Gets the words from the head on.</summary>
    public Span<int> Words => Segment.Records.AsSpan(Record + Template.Attributes.Length);

    /// <summary>Gets a value indicating whether the key has more than the event type.</summary>
    public bool HasEquality => Array.Exists(Template.Attributes, attribute => attribute != KeyAttribute.EventType);
}
