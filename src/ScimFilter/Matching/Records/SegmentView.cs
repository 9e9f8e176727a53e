namespace ScimFilter.Matching.Records;

/// <summary>A segment at one moment, without ids.</summary>
/// <param name="Segment">The subscriptions.</param>
/// <param name="Tombstones">Tombstoned subscription numbers; null if none.</param>
internal readonly record struct SegmentView(Segment Segment, Tombstones? Tombstones);
