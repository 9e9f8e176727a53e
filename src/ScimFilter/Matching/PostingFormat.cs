namespace ScimFilter.Matching;

/// <summary>The layout of the words in <see cref="Segment.Words"/>: who has a key, and for which event types.</summary>
/// <remarks>
/// <code>
/// table of a template        words                                                                    arena
/// ┌──────────┬────────┐      ┌─────────────┬──────┬──────────────────┬──────────────────────┐        ┌────────┬───────┐
/// │ tag (32) │ record ├─────▶│ value × k   │ head │ types or groups  │ postings             │   ┌───▶│ length │ bytes │
/// └──────────┴────────┘      └──────┬──────┴──────┴──────────────────┴──────────────────────┘   │    └────────┴───────┘
///                                   └───────────────────────────────────────────────────────────┘
/// head &lt; 0:  ~head event types, each a value; one posting for all of them
/// head >= 0: head groups, each an event type and the end of its postings, counted from behind the groups; sorted by type
/// posting:   subscription &lt;&lt; 2 | flags; with a residual, its number follows
/// </code>
/// A value is the place of its bytes in the arena; <see cref="AnyType"/> stands for any event type, also for none.
/// </remarks>
internal static class PostingFormat
{
    public const int AnyType = -1;

    /// <summary>The number of words of a group.</summary>
    public const int GroupSize = 2;

    /// <summary>A residual must hold; its number is the next word.</summary>
    public const int HasResidual = 1;

    /// <summary>One event can reach the subscription in several ways.</summary>
    public const int IsRepeatable = 2;

    public const int FlagBits = 2;

    /// <summary>The most subscriptions of one segment.</summary>
    public const int MaxSubscriptions = 1 << 28;
}
