namespace ScimFilter.Matching;

/// <summary>
/// The numbers that decide when a segment grows, is merged, moved, ordered or listed by value, and when memory is prefetched. The README of
/// this folder has the states of a segment in one table. All counts are of subscriptions unless the name says otherwise.
/// </summary>
internal static class Thresholds
{
    // The growing segment: how a key gets another posting.

    /// <summary>
    /// The most words of a record that is copied to add a posting. The postings of a key with a longer record go to chunks.
    /// </summary>
    public const int MaxCopiedWords = 12;

    /// <summary>The fewest words for postings in a chunk.</summary>
    public const int MinChunkWords = 8;

    /// <summary>The first chunk of a key has one word for this many words of the key's record.</summary>
    public const int WordsPerFirstChunkWord = 4;

    /// <summary>A chunk takes at most one of this many words that are free beyond the needs of the keys being added.</summary>
    public const int FreeWordsPerChunkWord = 8;

    // The growing segment: capacity of its arrays.

    /// <summary>A segment up to this size gets larger arrays when they are full; a larger segment is merged into a new one.</summary>
    public const int LargestReallocated = 1 << 14;

    /// <summary>A segment runs out of capacity when less than one part in this many is free, of ids, table slots or record words.</summary>
    public const int RunningOutShare = 6;

    /// <summary>A segment has to grow by one part in this many before a merge makes a larger one, whatever array runs out.</summary>
    public const int MinGrowthShare = 64;

    /// <summary>The capacity of the first arrays of ids, and of the smallest table.</summary>
    public const int SmallestCapacity = 16;

    /// <summary>The length in words of the first array of records.</summary>
    public const int SmallestRecordWords = 256;

    /// <summary>The table of a new template gets capacity for one key for this many subscriptions.</summary>
    public const int SubscriptionsPerNewTableKey = 8;

    /// <summary>A table has spare slots for at least this many keys: a rare template may get more than its share.</summary>
    public const int MinSpareKeys = 64;

    /// <summary>
    /// The most chunks that a table has spare slots for, per key. Each chunk of a key is twice as large as the one before.
    /// </summary>
    public const int ChunksPerKey = 8;

    /// <summary>The part of a chunk's words that is assumed to stay free.</summary>
    public const double ChunkSlack = 0.5;

    // Merging and moving.

    /// <summary>A segment of fewer subscriptions counts as this large when sizes are compared.</summary>
    public const int SmallestCompared = 16;

    /// <summary>Two segments are of similar size, and due to be merged, when the larger is less than this many times as large.</summary>
    public const int SimilarSizeRatio = 2;

    /// <summary>The largest result of a merge that a writer does on its own thread; a larger merge runs in the background.</summary>
    public const int LargestInlineMerge = 256;

    /// <summary>
    /// With more segments than this a writer merges on its own thread whatever the size, as each event looks into each segment.
    /// </summary>
    public const int MaxSegments = 16;

    /// <summary>The size of a growing segment beside sealed ones from which all segments are merged into one.</summary>
    public const int MinMergedBeside = 256;

    /// <summary>A segment with more than one tombstone for this many subscriptions is due to be merged.</summary>
    public const int SubscriptionsPerTombstone = 2;

    /// <summary>A growing segment is only merged for its tombstones when it has more of them than this.</summary>
    public const int MinTombstonesOfGrowing = 256;

    /// <summary>The largest segment whose subscriptions are moved to the growing one; a larger segment is merged.</summary>
    public const int LargestMoved = 1 << 15;

    /// <summary>The fewest subscriptions that one step moves while writers wait.</summary>
    public const int MovedAtOnce = 256;

    /// <summary>One step moves one part in this many of the segment, if that is more.</summary>
    public const int MovedShare = 8;

    /// <summary>A merged segment has capacity for at least this many more subscriptions, otherwise for as many as it has.</summary>
    public const int MinMergeSpare = 64;

    // Loading, and the order of large segments.

    /// <summary>The number of planned subscriptions that a load hands to its helper thread at a time.</summary>
    public const int HandoverSize = 64;

    /// <summary>With this many handovers waiting, the loading thread builds one itself.</summary>
    public const int MaxHandovers = 4;

    /// <summary>The number of keys from which a loaded segment is put in order by neighbourhood, and built on two threads.</summary>
    public const int LargeLoadKeys = 1 << 13;

    /// <summary>
    /// The number of keys from which a merged segment is put in order: a smaller one is merged again before the order pays.
    /// </summary>
    public const int LargeMergeKeys = 1 << 17;

    /// <summary>The most posting words that share a value which forms a neighbourhood.</summary>
    public const int LargestNeighbourhood = 1 << 14;

    // Access paths.

    /// <summary>
    /// The most postings with conditions that a record has. Beyond that they are in a list whose access paths find them: checking a few
    /// takes less time than looking them up.
    /// </summary>
    public const int MaxCheckedPostings = 16;

    // Events with many combinations of values.

    /// <summary>The most combinations of an event's values for one template that become probes; more are left to the wide finder.</summary>
    public const int MaxProbes = 256;

    /// <summary>Up to this many combinations or keys are tried one by one, without lists of keys by value.</summary>
    public const int MaxTriedKeys = 1 << 12;

    /// <summary>Lists of keys by value have capacity for one later key for this many keys.</summary>
    public const int KeysPerSpareListedKey = 4;

    /// <summary>The fewest later keys for which lists of keys by value have capacity.</summary>
    public const int MinSpareListedKeys = 64;

    // Unused attributes and templates.

    /// <summary>Unused attributes and templates are freed in the background when there are more than this many.</summary>
    public const int MaxIdle = 8;

    /// <summary>They are freed when they are also more than one part in this many of all attributes and templates.</summary>
    public const int IdleShare = 8;

    // Prefetching while matching: smaller arrays are assumed to be in a cache.

    /// <summary>Values and the further lines of records are prefetched in segments with at least this many words of records.</summary>
    public const int PrefetchedRecordWords = 1 << 16;

    /// <summary>Ids are prefetched in segments with more of them than this.</summary>
    public const int PrefetchedIds = 1 << 12;

    /// <summary>The constants of residual filters are prefetched in segments with more filters than this.</summary>
    public const int PrefetchedFilters = 1 << 12;

    // Memory of reused buffers.

    /// <summary>The most items whose memory a reused list keeps when it is cleared.</summary>
    public const int MaxKeptItems = 1 << 12;

    /// <summary>The most attributes, or event types, that a planner remembers.</summary>
    public const int MaxRemembered = 4_096;
}
