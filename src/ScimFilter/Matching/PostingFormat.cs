namespace ScimFilter.Matching;

/// <summary>The layout of the words of a <see cref="Segment"/>: who has a key, and what else must hold for them.</summary>
/// <remarks>
/// <code>
/// table of a template        records                                              arena
/// ┌──────────┬────────┐      ┌───────────┬──────┬─────────┬─────────┬─────┐       ┌────────┬───────┐
/// │ tag (32) │ record ├─────▶│ value × k │ head │ posting │ posting │ ... │   ┌──▶│ length │ bytes │
/// └──────────┴────────┘      └─────┬─────┴──────┴─────────┴────┬────┴─────┘   │   └────────┴───────┘
///                                  └───────────────────────────┼──────────────┤
///                            conditions                        ▼              │
///                            ┌───────┬─────────────────────┬─────────────┬────┴───────────────────────────┬────────┐
///                            │ types │ (half, value) × ... │ differences │ (attribute, half, value) × ... │ filter │
///                            └───────┴─────────────────────┴─────────────┴────────────────────────────────┴────────┘
/// head &lt; 0:   a single posting without conditions stands here, as ~head
/// head >= 0:  the number of words of the postings, which follow
/// posting:    subscription &lt;&lt; 2 | flags; with conditions, their place follows
/// types:      the event type must be one of these; none means any
/// difference: the attribute must not have the value (<c>ne</c>)
/// filter:     the number of a filter that must hold, or -1
/// value:      the place of its bytes in the arena; half: the upper half of its hash
/// </code>
/// </remarks>
internal static class PostingFormat
{
    /// <summary>There are conditions; their place is the next word.</summary>
    public const int HasConditions = 1;

    /// <summary>One event can reach the subscription in several ways.</summary>
    public const int IsRepeatable = 2;

    public const int FlagBits = 2;

    /// <summary>The words of a type among conditions.</summary>
    public const int TypeSize = 2;

    /// <summary>The words of a difference among conditions.</summary>
    public const int DifferenceSize = 3;

    public const int NoFilter = -1;
}
